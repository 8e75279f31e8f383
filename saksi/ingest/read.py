"""Turns raw bytes into a Document and its Text, by the parser that fits."""

import hashlib
import re
from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points

from saksi.ingest import dateline
from saksi.ingest.fetch import Raw
from saksi.ingest.parsed import Parsed
from saksi.ingest.sniff import sniff
from saksi.model.errors import UnreadableError
from saksi.model.types import Document, Text
from saksi.text.language import detect
from saksi.text.sections import Kind, sections

GROUP = "saksi.parsers"
BUILT_IN = {"text/plain": "text", "text/html": "html", "application/pdf": "pdf"}
MARKS = re.compile(r"\*{2,}|^#+\s*|\s*\[([^\]]*)\]\([^)]*\)")
LONGEST_TITLE = 300

Parser = Callable[[bytes, str], Parsed]


def read(raw: Raw) -> tuple[Document, Text]:
    """Read raw bytes; raises UnreadableError with one sentence: what, where, what to do.

    The parser is the entry point of the group `saksi.parsers` that has the MIME type's name (or `text`, `html`,
    `pdf`). Title, publisher and date come from the file's own metadata, then from the text's first lines.
    """
    if raw.content is None:
        raise UnreadableError(f"{raw.source}: {raw.reason}")
    try:
        mime = sniff(raw.content, raw.source)
        parsed = parser(mime)(raw.content, mime)
    except UnreadableError as error:
        raise UnreadableError(f"{raw.source}: {error}") from error
    digest = hashlib.sha256(raw.content).hexdigest()
    document = Document(
        sha256=digest,
        source=raw.source,
        mime=mime,
        url=parsed.url,
        title=parsed.title or _title(parsed.content),
        publisher=parsed.publisher or dateline.publisher(parsed.content),
        published=parsed.published or dateline.published(parsed.content),
        lang=detect(parsed.content) or parsed.lang,
    )
    return document, Text(digest, parsed.content, parsed.parser)


@cache
def parser(mime: str) -> Parser:
    """Return the parser of a MIME type; raises UnreadableError when none is installed."""
    names = (mime, BUILT_IN.get(mime, ""))
    for found in sorted(
        entry_points(group=GROUP), key=lambda point: names.index(point.name) if point.name in names else 9
    ):
        if found.name in names:
            parse: Parser = found.load()
            return parse
    raise UnreadableError(f"no parser for {mime} is installed; save it as PDF, HTML or plain text and add that")


def _title(content: str) -> str:
    """Return the words of the text's title, without marks of its source."""
    title = next((part for part in sections(content) if part.kind is Kind.TITLE), None)
    if title is None:
        return ""
    words = MARKS.sub(r"\1", content[title.body : title.end])
    return " ".join(words.split())[:LONGEST_TITLE]
