"""Tells what kind of document some bytes are, by what they begin with, and by the file's name only where that fails."""

import re
from pathlib import PurePath

from saksi.model.errors import UnreadableError

PROSE_SUFFIXES = frozenset({"", ".txt", ".text", ".md", ".markdown", ".rst", ".asc"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
TAG = re.compile(rb"</?(?:p|div|span|a|br|h[1-6]|table|title|meta)\b[^>]*>", re.I)
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# the first bytes of files that hold no text; sources: the formats' own definitions
MAGIC = (
    (b"PK\x03\x04", "an Office or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
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
WEAK = frozenset({"a program", "a recording"})  # known by letters that a text may begin with
ADVICE = "save it as PDF, HTML or plain text and add that"


def sniff(content: bytes, source: str) -> str:
    """Return the MIME type; raises UnreadableError, without the name of the file, for what is no document."""
    if not content.strip(b"\0 \t\r\n"):
        raise UnreadableError("the file is empty; get it again from where it came from")
    if b"%PDF-" in content[:1024]:
        return "application/pdf"
    kind = next((name for start, name in MAGIC if content.startswith(start)), "")
    if not kind and content[4:8] == b"ftyp":
        kind = "a recording"
    if kind and not (kind in WEAK and _is_text(content)):
        raise UnreadableError(f"the file is {kind}; {ADVICE}")
    suffix = PurePath(source).suffix.lower()
    if HTML.match(content, 3 if content.startswith(BOMS[0]) else 0):
        return "text/html"
    if not _is_text(content):
        raise UnreadableError(f"the file holds no text that can be read; {ADVICE}")
    if suffix in HTML_SUFFIXES and TAG.search(content):
        return "text/html"
    if suffix in PROSE_SUFFIXES or suffix in HTML_SUFFIXES or not suffix[1:].isalpha():
        return "text/plain"
    raise UnreadableError(f"files that end in {suffix} are not read as documents; {ADVICE}")


def _is_text(content: bytes) -> bool:
    """Tell whether bytes look like text: a byte-order mark, or no zero bytes at their beginning."""
    return content.startswith(BOMS) or b"\0" not in content[:65_536]
