"""`saksi extract`: files in, lines out; pure, offline, without a database and without Django."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saksi.flows.extraction.extractor import PATIENCE, Work, extract
from saksi.ingest.inputs import inputs
from saksi.ingest.reader import Reader
from saksi.ingest.web import Web
from saksi.model.errors import UnreadableError
from saksi.model.types import Document, Text
from saksi.publish.exports.extract_jsonl import lines


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one file gave: its lines, or the reason why it cannot be read."""

    source: str
    lines: tuple[dict[str, Any], ...] = ()
    reason: str = ""


def extract_files(
    paths: Sequence[str | Path], packs: Sequence[str], web: Web | None = None, patience: int = PATIENCE
) -> Iterator[Extracted]:
    """Read and extract files (of folders and archives, all inside), in the order given; offline unless `web` is given.

    An unreadable one stops nothing.
    """
    work = Work(tuple(packs), patience)
    with Reader() as reader:
        for one in inputs(paths, reader, web):
            if one.document is not None and one.text is not None:
                yield _extracted(one.source, one.document, one.text, work)
            elif one.reason:
                yield Extracted(one.source, reason=one.reason)


def _extracted(source: str, document: Document, text: Text, work: Work) -> Extracted:
    try:
        found = extract(document, text, work)
    except UnreadableError as error:
        return Extracted(source, reason=str(error))
    return Extracted(source, tuple(lines(source, text, found)))
