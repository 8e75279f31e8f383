"""Writes a frozen site as a folder: beside its place first, and moved there in one step when it is whole."""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from saksi.model.errors import SaksiError, UsageError

SUMS = "SHA256SUMS"
_FOLDER_MODE, _FILE_MODE = 0o755, 0o644


def write(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write the files in place of what an earlier publication left there; returns their number.

    `SHA256SUMS` lists them, for `sha256sum --check`. Raises UsageError for a folder with anything else in it, and
    SaksiError when they cannot be written.
    """
    fresh, old = (folder.with_name(f".{folder.name}.{name}") for name in ("new", "old"))
    try:
        if old.exists() and not folder.exists():
            old.rename(folder)  # an earlier run was stopped between the two steps below
        _refuse_foreign(folder)
        for left in (fresh, old):
            shutil.rmtree(left, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        sums = _fill(fresh, files)
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise _failed(folder, error) from error
    shutil.rmtree(old, ignore_errors=True)
    return len(sums)


def write_file(file: Path, lines: Iterable[str]) -> int:
    """Write lines to a file that is whole or not there; returns their number."""
    fresh = file.with_name(f".{file.name}.new")
    number = 0
    try:
        with fresh.open("w", encoding="utf-8", newline="") as out:
            for line in lines:
                out.write(line)
                number += 1
        fresh.rename(file)
    except OSError as error:
        raise _failed(file, error) from error
    finally:
        fresh.unlink(missing_ok=True)
    return number


def _failed(target: Path, error: OSError) -> SaksiError:
    return SaksiError(
        f"{target} was not written ({error.strerror or error}); what stood there before stands there still"
    )


def _refuse_foreign(folder: Path) -> None:
    """A folder is only ever replaced when everything in it is what an earlier publication wrote."""
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir() or folder.is_symlink():
        raise UsageError(f"{folder} is no folder: name one that is empty or does not exist")
    there = {str(file.relative_to(folder)) for file in folder.rglob("*") if not file.is_dir()}
    sums = folder / SUMS
    listed = {line[66:] for line in sums.read_text(encoding="utf-8").splitlines()} if sums.is_file() else set()
    foreign = sorted(there - listed - {SUMS})
    if foreign:
        raise UsageError(f"{folder} holds {foreign[0]}, which Saksi did not write: name a folder that may be replaced")


def _fill(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[str]:
    folder.mkdir(parents=True)
    sums = []
    for path, content in files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        sums.append(f"{hashlib.sha256(content).hexdigest()}  {path}")
    (folder / SUMS).write_text("".join(f"{line}\n" for line in sorted(sums, key=lambda s: s[66:])), encoding="utf-8")
    # Whoever may read the folder's place may read the site: it is public. The store's own umask would keep it private.
    for file in [folder, *folder.rglob("*")]:
        file.chmod(_FOLDER_MODE if file.is_dir() else _FILE_MODE)
    return sums
