"""Of the acts said to be so sure, how many are right: the gold corpus and the project's own labelled texts together.

The curve of confidence is fitted to own texts (`make train`); the corpus has no part in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

from bench.accuracy import CORPUS
from bench.gold import Line
from tests.examples.held_out import NOT_CLAIMED, extracted, labels, match
from training.calibrate import error, table

Judged = tuple[float, bool]


def measure(texts: Mapping[str, Sequence[Judged]]) -> dict[str, float]:
    """Return the expected calibration error of each set of texts, and the rows of the table over all of them."""
    out: dict[str, float] = {}
    both = [one for judged in texts.values() for one in judged]
    for name, judged in {**texts, "all": both}.items():
        said, right = [share for share, _ in judged], [true for _, true in judged]
        out |= {f"{name}.acts": len(judged), f"{name}.error": round(error(said, right), 4)}
    for row, number, mean, share, low, high in table([share for share, _ in both], [true for _, true in both]):
        values = {"acts": number, "said": mean, "right": share, "low": low, "high": high}
        out |= {f"all.{row}.{name}": round(value, 3) for name, value in values.items()}
    return out


def of_corpus(lines: Mapping[str, Sequence[Line]], module: ModuleType, corpus: Path = CORPUS) -> Iterator[Judged]:
    """Yield confidence and truth of every act claimed in the corpus; what is optional in the gold is right."""
    for name, rows in sorted(lines.items()):
        gold = [one for one in module.load(corpus / name.replace(".txt", ".gold.jsonl")) if one["record"] == "act"]
        own = [row for row in rows if row["record"] == "act" and row["status"] not in NOT_CLAIMED]
        _, used, _ = module.match(own, gold, module.AGREE["act"])
        yield from ((row["confidence"], number in used) for number, row in enumerate(own))


def of_own() -> Iterator[Judged]:
    """Yield confidence and truth of every act claimed in the labelled example documents."""
    wanted = labels()
    found = extracted(one.path for one in wanted)
    for one in wanted:
        acts = [row for row in found[one.document] if row["record"] == "act"]
        pairs, rest = match(acts, one.acts, one.path.read_bytes().decode())
        yield from ((act["confidence"], True) for _, act in pairs)
        yield from ((act["confidence"], False) for act in rest)
