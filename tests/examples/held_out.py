"""Measures extraction on examples that were labelled by reading: `python tests/examples/held_out.py`.

An act is found when its type is one that the reader accepts and its words overlap the reader's; each label once. Acts
whose status makes no claim about the world are left out. Labels that are not core cost nothing, missed or found.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saksi.flows.extract import extract_files
from saksi.model.readers import read_yaml

LABELS = Path(__file__).with_name("labels.yaml")
DOCUMENTS = Path(__file__).parents[2] / "saksi" / "examples" / "documents"
PACKS = ("world", "lang/en", "kh")
NOT_CLAIMED = {"denied", "called-for", "hypothetical", "general"}
Act = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Label:
    """One clause and act type that a reader found; empty victims or dates are not asked for."""

    quote: str
    types: tuple[str, ...]
    victims: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    core: bool = True

    def fits(self, act: Act, text: str) -> bool:
        """Tell whether an extracted act speaks of the same clause in an accepted type."""
        start = text.index(self.quote)
        return act["type"] in self.types and act["start"] < start + len(self.quote) and start < act["end"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document and the acts that a reader found in it."""

    document: str
    acts: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of what was found, what was asked for and what was given; adds up over documents."""

    found: int = 0
    asked: int = 0
    given: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.found + other.found, self.asked + other.asked, self.given + other.given)

    @property
    def precision(self) -> float:
        """Share of the given that is right."""
        return self.found / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the asked that is found."""
        return self.found / self.asked if self.asked else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.found / (self.given + self.asked) if self.given + self.asked else 0.0

    def __str__(self) -> str:
        counts = f"{self.found} right of {self.given} given, {self.asked} asked"
        return f"precision {self.precision:.2f}, recall {self.recall:.2f}, F1 {self.f1:.2f} ({counts})"


def labels() -> list[Labelled]:
    """Read what the reader wrote down."""
    return read_yaml(LABELS, list[Labelled])


def extracted(names: Iterable[str]) -> dict[str, list[Act]]:
    """Extract the acts that a document claims, by document name."""
    files = extract_files([DOCUMENTS / name for name in names], PACKS)
    return {
        Path(file.source).name: [
            line for line in file.lines if line["record"] == "act" and line.get("status") not in NOT_CLAIMED
        ]
        for file in files
    }


def match(acts: Sequence[Act], wanted: Sequence[Label], text: str) -> tuple[list[tuple[Label, Act]], list[Act]]:
    """Pair acts with labels, core labels first and each once; also return the acts that fit no label."""
    free = sorted(wanted, key=lambda label: not label.core)
    pairs, rest = [], []
    for act in acts:
        label = next((label for label in free if label.fits(act, text)), None)
        if label is None:
            rest.append(act)
        else:
            free.remove(label)
            pairs.append((label, act))
    return pairs, rest


def same_name(given: str, wanted: str) -> bool:
    """Tell whether two names share three fifths of their words, accents and articles aside."""
    one, two = _words(given), _words(wanted)
    return bool(one and two) and len(one & two) / len(one | two) >= 0.6


def _words(name: str) -> frozenset[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return frozenset(re.findall(r"\w+", plain.casefold())) - {"the", "a", "an", "of", "his", "her", "its"}


def _victims(pairs: Sequence[tuple[Label, Act]]) -> Score:
    total = Score()
    for label, act in pairs:
        if label.core and label.victims:
            given = [victim["name"] for victim in act["victims"] if victim["name"]]
            found = sum(any(same_name(name, wanted) for name in given) for wanted in label.victims)
            total += Score(found, len(label.victims), max(len(given), found))
    return total


def _dates(pairs: Sequence[tuple[Label, Act]]) -> Score:
    total = Score()
    for label, act in pairs:
        if label.core and label.dates:
            given = act.get("date")
            total += Score(int(given in label.dates), 1, int(bool(given)))
    return total


def measure(show: Callable[[str], object] = lambda _: None) -> dict[str, Score]:
    """Score acts, victims and dates over all labelled documents; `show` gets a line for each miss and false find."""
    wanted = labels()
    acts = extracted(one.document for one in wanted)
    totals = {"acts": Score(), "victims": Score(), "dates": Score()}
    for one in wanted:
        text = (DOCUMENTS / one.document).read_bytes().decode()
        pairs, rest = match(acts[one.document], one.acts, text)
        core = [label for label, _ in pairs if label.core]
        totals["acts"] += Score(len(core), sum(label.core for label in one.acts), len(core) + len(rest))
        totals["victims"] += _victims(pairs)
        totals["dates"] += _dates(pairs)
        for label in one.acts:
            if label.core and label not in core:
                show(f"{one.document}: missed {'/'.join(label.types)}: {label.quote}")
        for act in rest:
            show(f"{one.document}: extra {act['type']}: {' '.join(act['quote'].split())[:120]}")
    return totals


if __name__ == "__main__":
    for name, score in measure(print).items():
        print(f"{name}: {score}")
