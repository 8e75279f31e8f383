"""Keeps a store to its owner: folders with mode 0700, files with 0600, whatever they came with."""

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from saksi.model.errors import StoreError
from saksi.store.blobs import FILE_MODE, FOLDER_MODE

OTHERS = 0o077  # what a group or anybody may do
log = logging.getLogger(__name__)


def close(folder: Path) -> None:
    """Take every right of others off a store, and say so in one sentence where there was one.

    Raises StoreError for a store of another user, whose files cannot be closed. While folders were closed nobody else
    could reach the files below, so these are looked at only where one was open.
    """
    if not folder.is_dir():
        return
    if folder.stat().st_uid != os.geteuid():
        raise StoreError(f"the store in {folder} belongs to another user: work as its owner, or make one of your own")
    open_ = [path for path in _folders(folder) if _shut(path, FOLDER_MODE)]
    files = _files(folder) if open_ else (path for path in folder.iterdir() if _is_file(path))
    open_ += [path for path in files if _shut(path, FILE_MODE)]
    if open_:
        log.warning("other users of this machine could open the store in %s: it is closed to them now", folder)


def _shut(path: Path, mode: int) -> bool:
    """Set a mode where others have any right; returns whether they had."""
    if not path.lstat().st_mode & OTHERS:
        return False
    path.chmod(mode)
    return True


def _folders(folder: Path) -> Iterator[Path]:
    """Yield the folders of a store, itself included; links are left alone."""
    yield folder
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _folders(Path(entry.path))


def _files(folder: Path) -> Iterator[Path]:
    for below in _folders(folder):
        yield from (path for path in below.iterdir() if _is_file(path))


def _is_file(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)
