"""The file of a backup: a tar of a manifest, the keys, the tables, the stored bytes, and sums of the first three.

Nothing is ever unpacked by its name: what is read goes where its kind belongs, and any other member is refused.
"""

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import IntEnum
from pathlib import Path
from typing import IO

from pydantic import TypeAdapter, ValidationError

from saksi.model.errors import SaksiError, StoreError, UsageError
from saksi.store import blobs, rows

FORMAT = 1
"""Goes up when an older Saksi could no longer read the file."""

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
_SMALL = 1024 * 1024  # bytes of a manifest or key
_SUMS_LARGEST = 64 * 1024 * 1024


class Kind(IntEnum):
    """The kinds of members, in the order that they come in."""

    MANIFEST = 0
    KEY = 1
    TABLE = 2
    BLOB = 3
    SUMS = 4


_NAMES = {
    Kind.MANIFEST: re.compile(re.escape(MANIFEST)),
    Kind.KEY: re.compile(r"keys/([a-z][a-z-]{0,40})"),
    Kind.TABLE: re.compile(r"tables/([a-z_]+\.[A-Za-z_]+)/\d{6,}\.jsonl\.gz"),
    Kind.BLOB: re.compile(r"blobs/([0-9a-f]{64})"),
    Kind.SUMS: re.compile(SUMS),
}
_FAULTS = (tarfile.TarError, EOFError, OSError, ValueError, LookupError, OverflowError)
"""What reading a damaged tar can end in."""
_LARGEST = {Kind.MANIFEST: _SMALL, Kind.KEY: _SMALL, Kind.TABLE: rows.LARGEST, Kind.SUMS: _SUMS_LARGEST}


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself: who made it, of what, and what must come out when it is restored."""

    format: int
    saksi: str
    store: int
    migrations: tuple[tuple[str, str], ...]
    digest_version: int
    digest: str
    head: str
    rows: dict[str, int]
    blobs: int


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a backup: its kind, what it is called inside that kind, and its bytes, to be read once."""

    kind: Kind
    name: str
    content: blobs.Source


class Writer:
    """Writes the members of a backup in their order."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._sums: list[str] = []

    def manifest(self, manifest: Manifest) -> None:
        """Write what the backup says about itself."""
        self._small(MANIFEST, json.dumps(asdict(manifest), indent=1).encode("utf-8"))

    def key(self, name: str, content: bytes) -> None:
        """Write a key file of the store's folder."""
        self._small(f"keys/{name}", content)

    def part(self, label: str, number: int, content: bytes) -> None:
        """Write a packed part of a table."""
        self._small(f"tables/{label}/{number:06}.jsonl.gz", content)

    def blob(self, sha256: str, stored: Path) -> None:
        """Write the bytes of a document; raises StoreError when they are not the ones that its hash names."""
        try:
            with stored.open("rb") as source:
                hashed = _Hashed(source)
                self._tar.addfile(_header(f"blobs/{sha256}", os.fstat(source.fileno()).st_size), hashed)
        except FileNotFoundError as error:
            raise StoreError(f"the bytes of document {sha256[:12]} are gone: run `saksi check`, then again") from error
        if hashed.sha256.hexdigest() != sha256:
            raise StoreError(f"the bytes of document {sha256[:12]} have changed ({stored}): see `saksi check`")

    def sums(self) -> None:
        """Write the sums of everything but the documents, whose names are theirs; without it a backup is not whole."""
        self._small(SUMS, "".join(self._sums).encode("ascii"))

    def _small(self, name: str, content: bytes) -> None:
        self._tar.addfile(_header(name, len(content)), io.BytesIO(content))
        self._sums.append(_sum(name, content))


class _Hashed(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        found = self._source.read(size)
        self.sha256.update(found)
        return found


class _Careful:
    """The bytes of a member, read by whoever takes it: a fault of the tar is a sentence there too."""

    def __init__(self, file: Path, source: IO[bytes]) -> None:
        self._file, self._source = file, source

    def read(self, size: int = -1, /) -> bytes:
        """Read on; raises StoreError where the file is damaged."""
        try:
            return self._source.read(size)
        except _FAULTS as error:
            raise damaged(self._file, f"{error}") from error


@contextmanager
def writing(file: Path) -> Iterator[Writer]:
    """Write a backup beside its place (mode 0600), and move it there when it is whole and on the disk.

    Raises UsageError when something else than a backup stands there, SaksiError when it cannot be written.
    """
    if file.exists() and not _is_backup(file):
        raise UsageError(f"{file} is there already and no backup of Saksi: name another file")
    fresh = file.with_name(f".{file.name}.new")
    try:
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, blobs.FILE_MODE)
        with os.fdopen(descriptor, "wb") as out:
            with tarfile.open(fileobj=out, mode="w|", bufsize=blobs.PIECE) as tar:
                writer = Writer(tar)
                yield writer
                writer.sums()
            out.flush()
            os.fsync(out.fileno())
        fresh.rename(file)
        settle(file.parent)
    except OSError as error:
        raise SaksiError(f"{file} was not written ({error.strerror or error}); what stood there stays") from error
    finally:
        fresh.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Have a folder's names on the disk, so that a renamed file is not lost with the power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(file: Path) -> Iterator[Member]:
    """Yield the members of a backup in order, the manifest first, each to be read before the next.

    Raises StoreError for a file that is no backup, or a damaged or cut-off one: when the last member was given, all
    sums were right.
    """
    sums: list[str] = []
    last = Kind.MANIFEST
    try:
        with file.open("rb") as source, tarfile.open(fileobj=source, mode="r|", bufsize=blobs.PIECE) as tar:
            for number, header in enumerate(tar):
                member = _member(file, header, tar)
                if member.kind < last or (number == 0) is not (member.kind is Kind.MANIFEST) or last is Kind.SUMS:
                    raise damaged(file, f"{header.name} is not where it belongs")
                last = member.kind
                if member.kind is Kind.BLOB:
                    yield member
                    continue
                content = member.content.read()
                if member.kind is not Kind.SUMS:
                    sums.append(_sum(header.name, content))
                    yield Member(member.kind, member.name, io.BytesIO(content))
                elif content != "".join(sums).encode("ascii"):
                    raise damaged(file, f"{_differing(sums, content)} does not have the hash that it should have")
    except FileNotFoundError as error:
        raise UsageError(f"there is no file {file}") from error
    except _FAULTS as error:
        raise damaged(file, f"{error}") from error
    if last is not Kind.SUMS:
        raise damaged(file, "it is cut off before its end")


def manifest(file: Path) -> Manifest:
    """Read what a backup says about itself; raises StoreError for what is none, or of a newer Saksi."""
    content = next(read(file)).content.read()
    try:
        told = json.loads(content)
        newest = int(told["format"])
        if newest <= FORMAT:
            return TypeAdapter(Manifest).validate_python(told)
    except (ValueError, TypeError, LookupError, ValidationError) as error:
        raise damaged(file, f"{MANIFEST} is not what it should be") from error
    raise StoreError(f"{file} has format {newest}, and this Saksi knows formats up to {FORMAT}: use a newer Saksi")


def damaged(file: Path, what: str) -> StoreError:
    """Return the error of a backup that is not what it should be."""
    return StoreError(f"{file} is damaged, or no backup of Saksi: {what}; take another copy of it")


def _member(file: Path, header: tarfile.TarInfo, tar: tarfile.TarFile) -> Member:
    """Take a member for what its name says; only plain files of a known name and a bounded size are any."""
    plain = header.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not header.issparse()
    for kind, pattern in _NAMES.items():
        found = pattern.fullmatch(header.name)
        content = tar.extractfile(header) if found and plain else None
        if found and content and header.size <= _LARGEST.get(kind, header.size):
            return Member(kind, found[found.lastindex or 0], _Careful(file, content))
    raise damaged(file, f"it holds {header.name[:80]!r}, which is no part of a backup")


def _differing(sums: list[str], content: bytes) -> str:
    told = set(content.decode("ascii", "replace").splitlines(keepends=True))
    return next((one[66:].strip() for one in sums if one not in told), SUMS)


def _sum(name: str, content: bytes) -> str:
    return f"{hashlib.sha256(content).hexdigest()}  {name}\n"


def _header(name: str, size: int) -> tarfile.TarInfo:
    header = tarfile.TarInfo(name)
    header.size, header.mode = size, blobs.FILE_MODE
    return header


def _is_backup(file: Path) -> bool:
    try:
        manifest(file)
    except StoreError:
        return False
    return True
