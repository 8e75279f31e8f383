"""Takes one input apart into its files, and reads each: archives, e-mails with attachments, lists of addresses.

All of this touches hostile bytes, so outside of tests it runs in the worker process.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import entry_points

from saksi.ingest import kinds
from saksi.ingest.archives.budget import DEPTH, Budget
from saksi.ingest.fetch import Raw
from saksi.ingest.parsed import Parsed
from saksi.ingest.sniff import sniff
from saksi.model.errors import UnreadableError

GROUP = "saksi.parsers"
BUILT_IN = {
    kinds.PLAIN: "text",
    kinds.HTML: "html",
    kinds.PDF: "pdf",
    kinds.DOCX: "docx",
    kinds.MAIL: "email",
}
LONGEST = 2_000_000  # characters; a report of 600 pages, and ten minutes of reading for the extractors
SIGNS = re.compile(r"(?:[^\w\s]|_)+")
UNBROKEN = 2_000  # signs without a letter or space; the language model takes quadratic time to part them

Parser = Callable[[bytes, str], Parsed]
Members = Callable[[Raw, Budget], Iterator[Raw]]


@dataclass(frozen=True, slots=True)
class Piece:
    """What became of one file: its text, or the addresses that it lists, or the reason in `raw` why neither.

    A piece with nothing at all is an archive that was opened; its members are pieces of their own.
    """

    raw: Raw
    parsed: Parsed | None = None
    links: tuple[str, ...] = ()


def files(raw: Raw, budget: Budget | None = None, depth: int = 0) -> Iterator[Raw]:
    """Yield an input and all that is inside it, each with its media type or with the reason why it is unreadable.

    The order is always the same, so that reading can go on behind a file at which a parser broke.
    """
    budget = budget or Budget()
    if raw.content is None:
        yield raw
        return
    try:
        mime = sniff(raw.content, raw.source)
    except UnreadableError as error:
        yield replace(raw, content=None, reason=str(error))
        return
    whole = replace(raw, mime=_with_charset(mime, raw.mime))
    members = _members(mime)
    if members is None:
        yield whole
    elif depth == DEPTH:
        yield replace(raw, content=None, reason=f"is an archive inside {DEPTH} others; unpack it and add the files")
    else:
        yield from _inside(whole, members, budget, depth)


def read(raw: Raw) -> Piece:
    """Read one file that `files` gave; what cannot be read is a piece with its reason."""
    if raw.content is None or raw.mime in (kinds.ZIP, kinds.WARC):
        return Piece(raw)
    try:
        if raw.mime in kinds.LISTS:
            from saksi.ingest.links import addresses

            return Piece(raw, links=addresses(raw.content, raw.mime))
        return Piece(raw, parse(raw.content, raw.mime))
    except UnreadableError as error:
        if raw.mime == kinds.MAIL and _has_attachments(raw):
            return Piece(raw)
        return Piece(replace(raw, content=None, reason=str(error)))


def parse(content: bytes, mime: str) -> Parsed:
    """Read bytes with the parser of their type; raises UnreadableError, also for a text longer than any report."""
    parsed = parser(mime.partition(";")[0])(content, mime)
    if len(parsed.content) > LONGEST:
        raise UnreadableError(f"its text has more than {LONGEST:,} characters; split it and add the parts")
    if any(len(run[0]) > UNBROKEN for run in SIGNS.finditer(parsed.content)):
        raise UnreadableError(f"its text has more than {UNBROKEN:,} signs in a row without a word; take them out")
    return replace(parsed, content=_storable(parsed.content), title=_storable(parsed.title))


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


def _inside(raw: Raw, members: Members, budget: Budget, depth: int) -> Iterator[Raw]:
    """Yield an archive, then its members, then the archive again when it breaks off in the middle."""
    yield raw
    try:
        for member in members(raw, budget):
            yield from files(member, budget, depth + 1)
    except UnreadableError as error:
        if depth and budget.exhausted:
            raise
        yield replace(raw, content=None, reason=str(error))


def _members(mime: str) -> Members | None:
    """Return the function that opens an archive of this type; imported late, because most inputs are none."""
    if mime == kinds.ZIP:
        from saksi.ingest.archives.zipped import members
    elif mime == kinds.WARC:
        from saksi.ingest.archives.warc import members
    elif mime == kinds.MAIL:
        from saksi.ingest.archives.mail import members
    else:
        return None
    return members


def _has_attachments(raw: Raw) -> bool:
    members = _members(raw.mime)
    return members is not None and next(members(raw, Budget()), None) is not None


def _with_charset(mime: str, given: str) -> str:
    """Add the charset that a server named for a text; the bytes decide on everything else."""
    charset = given.partition("charset=")[2].partition(";")[0].strip(" \"'")
    known = charset.isascii() and 0 < len(charset) <= 40 and charset.replace("-", "").replace("_", "").isalnum()
    return f"{mime}; charset={charset.lower()}" if known and mime in (kinds.PLAIN, kinds.HTML) else mime


def _storable(text: str) -> str:
    """Put a replacement character where a database could hold none, so that offsets stay."""
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
