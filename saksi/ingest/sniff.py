"""Tells what kind of document some bytes are, by what they begin with, and by the file's name only where that fails."""

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from saksi.ingest import kinds
from saksi.ingest.archives import zipped
from saksi.ingest.marks import is_list, is_mail, is_warc
from saksi.model.errors import UnreadableError

PROSE_SUFFIXES = frozenset({"", ".txt", ".text", ".md", ".markdown", ".rst", ".asc"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
MAIL_SUFFIXES = frozenset({".eml", ".mail"})
TABLE_SUFFIXES = frozenset({".csv", ".tsv"})
# possessive, because comments could otherwise be parted in exponentially many ways
HTML = re.compile(
    rb"\s*+(?:<\?xml[^>]*>\s*+)?+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
TAG = re.compile(rb"</?(?:p|div|span|a|br|h[1-6]|table|title|meta)\b[^>]*>", re.I)
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")  # the stream that a locked DOCX lies in
# the first bytes of files that hold no text; sources: the formats' own definitions
MAGIC = (
    (OLD_OFFICE, "an old Office file"),
    (b"{\\rtf", "a rich-text file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"RIFF", "a recording"),
)
ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
WEAK = frozenset({"a program", "a recording"})  # known by letters that a text may begin with
ADVICE = "save it as PDF, DOCX, HTML or plain text and add that"


def sniff(content: bytes, source: str) -> str:
    """Return the MIME type; raises UnreadableError, without the name of the file, for what is no document."""
    if not content.strip(b"\0 \t\r\n"):
        raise UnreadableError("the file is empty; get it again from where it came from")
    if content.startswith(ZIPPED):
        return zipped.kind(content)
    if is_warc(content):
        return kinds.WARC
    suffix = _suffix(source)
    if suffix in MAIL_SUFFIXES or is_mail(content):
        return kinds.MAIL  # before PDF, whose mark may stand anywhere at the beginning
    if b"%PDF-" in content[:1024]:
        return kinds.PDF
    _refuse(content)
    if HTML.match(content, 3 if content.startswith(BOMS[0]) else 0):
        return kinds.HTML
    if not _is_text(content):
        raise UnreadableError(f"the file holds no text that can be read; {ADVICE}")
    return _by_name(content, suffix)


def is_plain(content: bytes, source: str) -> bool:
    """Tell, at a glance and without any parser, a text that nothing but decoding is needed for."""
    head = content[:64].removeprefix(BOMS[0]).lstrip()
    return (
        _suffix(source) in PROSE_SUFFIXES
        and head[:1] not in (b"", b"<", b"{")
        and not content.startswith((*BOMS[1:], *ZIPPED, *(start for start, _ in MAGIC)))
        and not (b"%PDF-" in content[:1024] or is_warc(content) or is_mail(content) or is_list(content))
        and b"\0" not in content
    )


def _refuse(content: bytes) -> None:
    """Raise UnreadableError for bytes that are known to be no document."""
    if content.startswith(OLD_OFFICE) and LOCKED_OFFICE in content:
        raise UnreadableError("it is locked with a password; save a copy without one and add that")
    kind = next((name for start, name in MAGIC if content.startswith(start)), "")
    if not kind and content[4:8] == b"ftyp":
        kind = "a recording"
    if kind and not (kind in WEAK and _is_text(content)):
        raise UnreadableError(f"the file is {kind}; {ADVICE}")


def _by_name(content: bytes, suffix: str) -> str:
    if suffix in HTML_SUFFIXES and TAG.search(content):
        return kinds.HTML
    if suffix in TABLE_SUFFIXES:
        return kinds.CSV
    if suffix in PROSE_SUFFIXES or suffix in HTML_SUFFIXES or not suffix[1:].isalpha():
        return kinds.URI_LIST if is_list(content) else kinds.PLAIN
    raise UnreadableError(f"files that end in {suffix} are not read as documents; {ADVICE}")


def _suffix(source: str) -> str:
    """Return the ending of a file's name; that of an address says nothing, unless it is one of a document."""
    address = source.partition(zipped.SEPARATOR)[2] or source
    if not address.startswith(("http://", "https://")):
        return PurePosixPath(source).suffix.lower()
    try:
        suffix = PurePosixPath(urlsplit(address).path).suffix.lower()
    except ValueError:
        return ""
    return suffix if suffix and suffix in PROSE_SUFFIXES | TABLE_SUFFIXES else ".html"


def _is_text(content: bytes) -> bool:
    """Tell whether bytes look like text: a byte-order mark, or no zero bytes at their beginning."""
    return content.startswith(BOMS) or b"\0" not in content[:65_536]
