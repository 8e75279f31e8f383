"""`saksi extract`: files in, lines out; pure, offline, without a database and without Django."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saksi.flows.extraction.extractor import PATIENCE, Work, extract
from saksi.ingest.inputs import inputs
from saksi.ingest.reader import Reader
from saksi.ingest.web import Web
from saksi.model.errors import UnreadableError
from saksi.model.types import Document, Text
from saksi.publish.exports.extract_jsonl import lines

if TYPE_CHECKING:
    from saksi.flows.extraction.modelled import Model


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one file gave: its lines, and the reason why it cannot be read or a model could not be asked of it."""

    source: str
    lines: tuple[dict[str, Any], ...] = ()
    reason: str = ""


def extract_files(
    paths: Sequence[str | Path],
    packs: Sequence[str],
    web: Web | None = None,
    patience: int = PATIENCE,
    model: "Model | None" = None,
    acts_only: bool = False,
) -> Iterator[Extracted]:
    """Read and extract files (of folders and archives, all inside), in the order given; offline unless `web` is given.

    An unreadable one stops nothing. What `model` says stands after the other lines of its document, which are the same
    with it and without.
    """
    work = Work(tuple(packs), patience, acts_only)
    with Reader() as reader:
        for one in inputs(paths, reader, web):
            if one.document is not None and one.text is not None:
                yield _extracted(one.source, one.document, one.text, work, model)
            elif one.reason:
                yield Extracted(one.source, reason=one.reason)


def _extracted(source: str, document: Document, text: Text, work: Work, model: "Model | None") -> Extracted:
    try:
        found = extract(document, text, work)
    except UnreadableError as error:
        return Extracted(source, reason=str(error))
    own = tuple(lines(source, text, found))
    if model is None:
        return Extracted(source, own)
    # Only now: what is too hostile to be extracted is not sent, and nothing of a model can change the lines above.
    beside = model.read(document, text)
    more = (*lines(source, text, beside.statements), *beside.refused_lines(source, model.by))
    return Extracted(source, (*own, *more), beside.reason)
