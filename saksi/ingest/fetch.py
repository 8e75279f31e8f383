"""Finds the files that a person names and hands over their bytes, or the reason why there are none."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MIB = 2**20
LARGEST = 64 * MIB  # a parser holds a file several times over, and the laptop it runs on has 1 GB to spare


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one file under the name it was asked for; `content` is None when `reason` says why."""

    source: str
    content: bytes | None
    reason: str = ""


def collect(paths: Iterable[str | Path]) -> Iterator[Raw]:
    """Yield every file of the paths, folders with all that is below them, in sorted order.

    Hidden files are left out, links that lead out of a folder are refused, nothing raises: a file that cannot be read
    is a row with its reason.
    """
    for path in map(Path, paths):
        if path.is_dir():
            yield from _folder(path, path.resolve())
        else:
            yield _file(path)


def _folder(folder: Path, root: Path) -> Iterator[Raw]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Raw(str(folder), None, f"the folder cannot be opened: {_why(error)}")
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() and not _inside(path, root):
            yield Raw(str(path), None, "is a link that leads out of the folder; name the file itself to add it")
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
    source = str(path)
    try:
        if not path.exists():
            return Raw(source, None, "there is no such file; check the name")
        if not path.is_file():
            return Raw(source, None, "is neither a file nor a folder; name a file")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        return Raw(source, None, f"cannot be opened: {_why(error)}")
    if len(content) > LARGEST:
        return Raw(source, None, f"is larger than {LARGEST // MIB} MiB; split it and add the parts")
    return Raw(source, content)


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
