"""Finds the files that a person names and hands over their bytes, or the reason why there are none."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MIB = 2**20
LARGEST = 64 * MIB  # a parser holds a file several times over, and the laptop it runs on has 1 GB to spare
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one file under the name it was asked for; `content` is None when `reason` says why.

    `url` and `retrieved` (ISO date) are known of what came from the web, `mime` is the media type that whoever gave
    the file names, with its charset; empty where nobody does.
    """

    source: str
    content: bytes | None
    reason: str = ""
    url: str = ""
    retrieved: str = ""
    mime: str = ""


def collect(paths: Iterable[str | Path], standard_input: BinaryIO | None = None) -> Iterator[Raw]:
    """Yield every file of the paths, folders with all that is below them, in sorted order; `-` is standard input.

    Hidden files are left out, links that lead out of a folder are refused, nothing raises: a file that cannot be read
    is a row with its reason.
    """
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield _bounded(STANDARD_INPUT, standard_input or sys.stdin.buffer)
        elif Path(path).is_dir():
            yield from _folder(Path(path), Path(path).resolve())
        else:
            yield _file(Path(path))


def _folder(folder: Path, root: Path) -> Iterator[Raw]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Raw(_name(folder), None, f"the folder cannot be opened: {_why(error)}")
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() and not _inside(path, root):
            yield Raw(_name(path), None, "is a link that leads out of the folder; name the file itself to add it")
        elif entry.is_dir(follow_symlinks=False):
            yield from _folder(path, root)
        elif not (entry.is_symlink() and path.is_dir()):  # a link to a folder inside, which is visited anyway
            yield _file(path)


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # a dead link, or links in a circle
        return False


def _file(path: Path) -> Raw:
    source = _name(path)
    try:
        if not path.exists():
            return Raw(source, None, "there is no such file; check the name")
        if not path.is_file():
            return Raw(source, None, "is neither a file nor a folder; name a file")
        with path.open("rb") as file:
            return _bounded(source, file)
    except OSError as error:
        return Raw(source, None, f"cannot be opened: {_why(error)}")


def _bounded(source: str, file: BinaryIO) -> Raw:
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        return Raw(source, None, f"is larger than {LARGEST // MIB} MiB; split it and add the parts")
    return Raw(source, content)


def _name(path: Path) -> str:
    """Return the path as text that a database can hold, whatever bytes the file system has in it."""
    return os.fsencode(path).decode("utf-8", "replace")


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
