"""ZIP: its files in the order of its directory, unpacked into memory within a budget; also tells Office files apart."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from saksi.ingest import kinds
from saksi.ingest.archives.budget import Budget
from saksi.ingest.fetch import MIB, Raw
from saksi.model.errors import UnreadableError

SEPARATOR = "!/"
LOCKED = 0x1
OUTSIDE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
LEFT_OUT = re.compile(r"(?:^|/)(?:\.(?!\.)|__MACOSX/|Thumbs\.db$|desktop\.ini$)")  # what operating systems add
DAMAGED = "the archive is damaged or cut off; get it again from where it came from"
# what Python's reader raises on bytes that are no archive after all
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError, IndexError)
OFFICE = (("word/", kinds.DOCX), ("xl/", kinds.XLSX))
OTHERS = (("ppt/", "a presentation"), ("Index/", "a Pages file"), ("META-INF/container.xml", "an e-book"))


def kind(content: bytes) -> str:
    """Return the media type of something in ZIP; raises UnreadableError for what is neither text nor archive."""
    names = open_zip(content).namelist()
    if any(name == "[Content_Types].xml" for name in names):
        found = next((mime for start, mime in OFFICE if any(name.startswith(start) for name in names)), "")
        if found:
            return found
    if names[:1] == ["mimetype"] and "META-INF/manifest.xml" in names:
        raise UnreadableError("the file is an OpenDocument file; save it as PDF, DOCX, HTML or plain text and add that")
    other = next((what for start, what in OTHERS if any(name.startswith(start) for name in names)), "")
    if other and len({name.split("/")[0] for name in names}) < len(names):
        raise UnreadableError(f"the file is {other}; save it as PDF, DOCX, HTML or plain text and add that")
    return kinds.ZIP


def members(raw: Raw, budget: Budget) -> Iterator[Raw]:
    """Yield every file of an archive, named `archive!/member`; raises UnreadableError when it is damaged or too large.

    Folders and what operating systems add are left out; a member that is locked, too large, damaged or named so as to
    lie outside the archive is a Raw with its reason.
    """
    archive = open_zip(raw.content or b"")
    for info in archive.infolist():
        if info.is_dir() or LEFT_OUT.search(info.filename):
            continue
        budget.member()
        name = f"{raw.source}{SEPARATOR}{info.filename}".encode("utf-8", "replace").decode()
        try:
            _admit(info)
            yield Raw(name, read_member(archive, info, budget))
        except UnreadableError as error:
            if budget.exhausted:
                raise
            yield Raw(name, None, str(error))


def open_zip(content: bytes) -> zipfile.ZipFile:
    """Open an archive in memory; raises UnreadableError when its directory cannot be read."""
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except BROKEN as error:
        raise UnreadableError(DAMAGED) from error


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    """Unpack one member; raises UnreadableError when it is larger than it may be, or damaged."""
    too_large = f"is larger than {budget.largest // MIB} MiB once unpacked; split it and add the parts"
    if info.file_size > budget.largest:
        raise UnreadableError(too_large)
    try:
        with archive.open(info) as file:
            content = file.read(budget.largest + 1)  # the directory may lie about the size
    except BROKEN as error:
        raise UnreadableError("is damaged in the archive; get the archive again from where it came from") from error
    except RuntimeError as error:
        raise UnreadableError("is locked with a password; unpack it and add the file") from error
    budget.unpack(len(content))
    if len(content) > budget.largest:
        raise UnreadableError(too_large)
    return content


def _admit(info: zipfile.ZipInfo) -> None:
    if OUTSIDE.search(info.orig_filename) or "\0" in info.orig_filename:
        raise UnreadableError("has a name that leads out of the archive, as attacks do; unpack it with care and rename")
    if info.flag_bits & LOCKED:
        raise UnreadableError("is locked with a password; unpack it and add the file")
