"""Makes a Document and its Text of what a parser read."""

import hashlib
import re

from saksi.ingest import dateline
from saksi.ingest.fetch import Raw
from saksi.ingest.parsed import Parsed
from saksi.ingest.sniff import sniff
from saksi.ingest.unpack import parse, parser
from saksi.model.errors import UnreadableError
from saksi.model.types import Document, Text
from saksi.text.language import detect
from saksi.text.sections import Kind, sections

__all__ = ["describe", "parser", "read"]

MARKS = re.compile(r"\*{2,}|^#+\s*|\s*\[([^\]]*)\]\([^)]*\)")
LONGEST_TITLE = 300


def read(raw: Raw) -> tuple[Document, Text]:
    """Read the bytes of one file here and now, for those that are trusted; what may be hostile goes to a Reader.

    Raises UnreadableError with one sentence: what, where, what to do.
    """
    if raw.content is None:
        raise UnreadableError(f"{raw.source}: {raw.reason}")
    try:
        mime = sniff(raw.content, raw.source)
        parsed = parse(raw.content, mime)
    except UnreadableError as error:
        raise UnreadableError(f"{raw.source}: {error}") from error
    return describe(raw, mime, parsed)


def describe(raw: Raw, mime: str, parsed: Parsed) -> tuple[Document, Text]:
    """Name a document by its bytes; title, publisher and date come from its metadata, then from its first lines.

    The address is where it was got from; one that a page names for itself counts only where that is unknown.
    """
    digest = hashlib.sha256(raw.content or b"").hexdigest()
    document = Document(
        sha256=digest,
        source=raw.source,
        mime=mime,
        url=raw.url or parsed.url,
        title=parsed.title or _title(parsed.content),
        publisher=parsed.publisher or dateline.publisher(parsed.content),
        published=parsed.published or dateline.published(parsed.content),
        retrieved=raw.retrieved,
        lang=detect(parsed.content) or parsed.lang,
    )
    return document, Text(digest, parsed.content, parsed.parser)


def _title(content: str) -> str:
    """Return the words of the text's title, without marks of its source."""
    title = next((part for part in sections(content) if part.kind is Kind.TITLE), None)
    if title is None:
        return ""
    words = MARKS.sub(r"\1", content[title.body : title.end])
    return " ".join(words.split())[:LONGEST_TITLE]
