"""From what a person names to documents: files, folders, standard input, archives, lists of addresses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from saksi.ingest.fetch import Raw, collect
from saksi.ingest.marks import ADDRESS
from saksi.ingest.read import describe
from saksi.ingest.reader import Reader
from saksi.ingest.unpack import Piece
from saksi.ingest.web import Web
from saksi.model.types import Document, Text

ASK = "add --fetch to have the web asked"


@dataclass(frozen=True, slots=True)
class Input:
    """One document with its bytes and its text, or the reason why there is none; with neither, an archive or list
    that was opened and whose documents are inputs of their own.
    """

    source: str
    content: bytes = b""
    document: Document | None = None
    text: Text | None = None
    reason: str = ""


def inputs(paths: Iterable[str | Path], reader: Reader, web: Web | None = None) -> Iterator[Input]:
    """Yield what each path holds, in order; nothing raises for what an input holds, each failure is one sentence.

    The web is asked only when it is given, and only for addresses that a person named or listed in a file of his own:
    never for those inside an archive or behind another address.
    """
    for path in paths:
        if ADDRESS.fullmatch(str(path)):
            yield from _fetched(str(path), reader, web)
            continue
        for raw in collect([path]):
            yield from opened(raw, reader, web)


def opened(raw: Raw, reader: Reader, web: Web | None = None) -> Iterator[Input]:
    """Yield what one input holds: its files, and the pages of the addresses that it lists, if the web is given."""
    lists = []  # for after the reader is done with this input: it reads one at a time
    for piece in reader.pieces(raw):
        if piece.links and piece.raw.source == raw.source:
            lists.append(piece)
        else:
            yield described(piece)
    for piece in lists:
        yield from _listed(piece, reader, web)


def described(piece: Piece) -> Input:
    """Make an input of a piece."""
    raw = piece.raw
    if piece.links:
        return Input(raw.source, reason="is a list of addresses that came with something else; add it by itself")
    if piece.parsed is None:
        return Input(raw.source, reason=raw.reason)
    document, text = describe(raw, raw.mime, piece.parsed)
    return Input(raw.source, raw.content or b"", document, text)


def _listed(piece: Piece, reader: Reader, web: Web | None) -> Iterator[Input]:
    count = len(piece.links)
    if web is None:
        many = "addresses" if count > 1 else "address"
        yield Input(piece.raw.source, reason=f"is a list of {count} web {many}; {ASK}")
        return
    yield Input(piece.raw.source)
    for link in piece.links:
        yield from _fetched(link, reader, web)


def _fetched(address: str, reader: Reader, web: Web | None) -> Iterator[Input]:
    raw = web.get(address) if web is not None else Raw(address, None, f"is a web address; {ASK}")
    yield from map(described, reader.pieces(raw))
