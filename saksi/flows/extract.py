"""`saksi extract`: files in, lines out; pure, offline, without a database and without Django."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saksi.extract.pipeline import extract
from saksi.ingest.inputs import inputs
from saksi.ingest.reader import Reader
from saksi.ingest.web import Web
from saksi.packs import load
from saksi.publish.exports.extract_jsonl import lines


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one file gave: its lines, or the reason why it cannot be read."""

    source: str
    lines: tuple[dict[str, Any], ...] = ()
    reason: str = ""


def extract_files(paths: Sequence[str | Path], packs: Sequence[str], web: Web | None = None) -> Iterator[Extracted]:
    """Read and extract files (of folders and archives, all inside), in the order given; offline unless `web` is given.

    An unreadable one stops nothing.
    """
    pack = load(tuple(packs))
    with Reader() as reader:
        for one in inputs(paths, reader, web):
            if one.document is not None and one.text is not None:
                found = extract(one.document, one.text, pack)
                yield Extracted(one.source, tuple(lines(one.source, one.text, found)))
            elif one.reason:
                yield Extracted(one.source, reason=one.reason)
