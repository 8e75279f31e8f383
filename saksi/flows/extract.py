"""`saksi extract`: files in, lines out; pure, offline, without a database and without Django."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saksi.extract.pipeline import extract
from saksi.ingest.fetch import collect
from saksi.ingest.read import read
from saksi.model.errors import UnreadableError
from saksi.packs import load
from saksi.publish.exports.extract_jsonl import lines


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one file gave: its lines, or the reason why it cannot be read."""

    source: str
    lines: tuple[dict[str, Any], ...] = ()
    reason: str = ""


def extract_files(paths: Sequence[Path], packs: Sequence[str]) -> Iterator[Extracted]:
    """Read and extract files (of folders, all inside), in the order given; an unreadable one stops nothing."""
    pack = load(tuple(packs))
    for raw in collect(paths):
        try:
            document, text = read(raw)
        except UnreadableError as error:
            yield Extracted(raw.source, reason=str(error).removeprefix(f"{raw.source}: "))
            continue
        yield Extracted(raw.source, tuple(lines(raw.source, text, extract(document, text, pack))))
