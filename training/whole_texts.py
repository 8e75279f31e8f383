"""Acts that the rules find in whole texts whose acts a reader wrote down: the example documents of the project."""

from collections.abc import Iterator
from pathlib import Path

from saksi.extract.status import CLAIMED
from saksi.ingest.fetch import collect
from saksi.ingest.read import read
from tests.examples.held_out import labels, match
from training.calibrate import Scored
from training.candidates import Candidate, candidates, found


def scored() -> Iterator[Scored]:
    """Yield every claim that the rules find in the labelled example documents, right or wrong."""
    for one in labels():
        [raw] = collect([one.path])
        document, text = read(raw)
        reading, acts = found(document, text)
        own = [c for c in candidates(one.document, "", reading, acts) if c.rules in CLAIMED]
        rows = [{"type": c.type, "start": c.at[0][0], "end": c.at[0][1], "of": c} for c in own]
        pairs, rest = match(rows, one.acts, text.content)
        yield from (_scored(row["of"], True) for _, row in pairs)
        yield from (_scored(row["of"], False) for row in rest)


def _scored(one: Candidate, right: bool) -> Scored:
    return Scored(Path(one.document).name, one.score, right)
