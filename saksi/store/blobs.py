"""The stored bytes, a file a document, named by their SHA-256; only their owner can read them."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from saksi.model.errors import StoreError

FOLDER_MODE = 0o700
FILE_MODE = 0o600
RECENT = 60  # seconds
PIECE = 1024 * 1024  # bytes


class Source(Protocol):
    """Bytes that are read piece by piece."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes; none at the end."""


def path(folder: Path, sha256: str) -> Path:
    """Return where the bytes with this hash lie, whether they do or not."""
    return folder / "blobs" / sha256[:2] / sha256


def keep(folder: Path, content: bytes) -> str:
    """Store bytes and return their SHA-256; the same bytes twice are one file, and a file is whole or not there."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = path(folder, sha256)
    if target.exists():
        return sha256
    target.parent.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    target.parent.mkdir(mode=FOLDER_MODE, exist_ok=True)
    # mkstemp makes the file with mode 0600; the rename is atomic inside one folder.
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(name).rename(target)
    finally:
        Path(name).unlink(missing_ok=True)
    return sha256


def take(folder: Path, sha256: str, source: Source) -> None:
    """Store bytes in a folder that nobody works on yet; raises StoreError when they have another hash."""
    target = path(folder, sha256)
    target.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    found = hashlib.sha256()
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb") as out:
        while piece := source.read(PIECE):
            found.update(piece)
            out.write(piece)
    if found.hexdigest() != sha256:
        raise StoreError(f"the bytes of document {sha256[:12]} are damaged: they no longer have the hash that names it")


def fetch(folder: Path, sha256: str) -> bytes:
    """Return the bytes with this hash; raises StoreError when they are not there."""
    try:
        return path(folder, sha256).read_bytes()
    except FileNotFoundError as error:
        raise StoreError(f"the bytes of document {sha256[:12]} are not in {folder / 'blobs'}") from error


def hash_of(folder: Path, sha256: str) -> str:
    """Return the hash that the bytes stored under this name have; empty when they are not there."""
    try:
        with path(folder, sha256).open("rb") as stored:
            return hashlib.file_digest(stored, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def wrong(folder: Path) -> Iterator[str]:
    """Yield a sentence for every stored file whose bytes do not have the hash that names it."""
    for file in sorted((folder / "blobs").glob("*/*")):
        if file.name.startswith(".new-"):
            continue
        if hash_of(folder, file.name) != file.name:
            yield f"stored bytes {file.name[:12]} have changed: {file} no longer has the hash that names it"


def destroy(folder: Path, sha256: str) -> None:
    """Overwrite stored bytes and remove their file; that it was gone already is fine.

    What a disk keeps in other places (flash cells, journals, snapshots, copies) is beyond any program.
    """
    _overwrite(path(folder, sha256))


def sweep(folder: Path) -> None:
    """Destroy what a writer that was killed left half written; a file of the last minute can still be in the making."""
    for file in (folder / "blobs").glob("*/.new-*"):
        if time.time() - file.stat().st_mtime > RECENT:
            _overwrite(file)


def _overwrite(file: Path) -> None:
    try:
        size = file.stat().st_size
    except FileNotFoundError:
        return
    with file.open("r+b") as out:
        for start in range(0, size, PIECE):
            out.write(bytes(min(PIECE, size - start)))
        out.flush()
        os.fsync(out.fileno())
    file.unlink()
