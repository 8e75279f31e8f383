"""Log lines that say what failed and where in the program, and nothing of who asked for what.

A message can hold an address, a word searched for, a path or a row; so of a failure only its type and its place in
the code are written, and of a request only the status and the pattern of its address.
"""

import logging
import os
import re
import traceback
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

DEEPEST = 12  # frames of a failure: the last ones say where it was
_DATA = re.compile(r"[:'\"%/\[({<].*", re.DOTALL)
_PACKAGES = ("site-packages", "dist-packages")


class Quiet(logging.Formatter):
    """Formats a record without its data; Saksi's own lines come whole, as they are written without any."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and one more for each failure and each place that it passed."""
        lines = [f"{record.levelname} {record.name}: {_told(record)}"]
        failure = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        seen: set[int] = set()
        while failure is not None and id(failure) not in seen:
            seen.add(id(failure))
            lines += _places(failure)
            failure = failure.__cause__ or failure.__context__
        return "\n".join(lines)


def _told(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] == "saksi":
        return record.getMessage()
    status = getattr(record, "status_code", None)
    if status is not None:
        route = getattr(getattr(getattr(record, "request", None), "resolver_match", None), "route", None)
        return f"answered {status}" if route is None else f"answered {status} at /{route}"
    if isinstance(record.msg, OSError):
        return os.strerror(record.msg.errno) if record.msg.errno else type(record.msg).__name__
    words = " ".join(takewhile(_plain, _DATA.sub("", str(record.msg)).split()))
    return words or "something failed"


def _plain(word: str) -> bool:
    """Say whether a word can only be one of the program's own sentence."""
    return word.rstrip(".,;!").isalpha()


def _places(failure: BaseException) -> Iterator[str]:
    """Yield the type of a failure, then where it passed, the innermost last."""
    number = failure.errno if isinstance(failure, OSError) else None
    yield f"  {type(failure).__module__}.{type(failure).__qualname__}" + (f": {os.strerror(number)}" if number else "")
    for frame in traceback.extract_tb(failure.__traceback__)[-DEEPEST:]:
        yield f"    {_short(Path(frame.filename))}:{frame.lineno} in {frame.name}"


def _short(file: Path) -> str:
    """Return where a file lies inside its package: where that is installed can name a person."""
    parts = file.parts
    for package in _PACKAGES:
        if package in parts:
            return "/".join(parts[parts.index(package) + 1 :])
    return "/".join(parts[-3:])
