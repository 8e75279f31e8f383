"""Measures extraction on texts that were labelled by reading: `python tests/examples/held_out.py`.

With `km` it measures the Khmer texts, those that rules were written with and those that were held out apart.

An act is found when its type is one that the reader accepts and its words overlap the reader's; each label once. Acts
whose status makes no claim about the world are left out. Labels that are not core cost nothing, missed or found.
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saksi.flows.extract import extract_files
from saksi.model.readers import read_yaml
from saksi.text.khmer import clusters, has_khmer, normalise

LABELS = Path(__file__).with_name("labels.yaml")
KHMER_LABELS = Path(__file__).with_name("labels_km.yaml")
KHMER_GROUPS = {"": True, "held out": False, "written later": True}
"""Groups of the Khmer texts, and whether misses are named: nobody may read those of texts that are held out."""
KHMER = Path(__file__).with_name("khmer")
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
    """A document and the acts that a reader found in it; `persons`, where given, are all that it names."""

    document: str
    acts: tuple[Label, ...]
    persons: tuple[str, ...] = ()
    group: str = ""

    @property
    def path(self) -> Path:
        """Where the document lies."""
        return (KHMER if (KHMER / self.document).is_file() else DOCUMENTS) / self.document


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


def labels(file: Path = LABELS) -> list[Labelled]:
    """Read what the reader wrote down."""
    return read_yaml(file, list[Labelled])


def extracted(paths: Iterable[Path]) -> dict[str, list[Act]]:
    """Extract the acts that a document claims and the persons that it names, by document name."""
    return {
        Path(file.source).name: [
            line
            for line in file.lines
            if (line["record"] == "act" and line.get("status") not in NOT_CLAIMED) or line["record"] == "person"
        ]
        for file in extract_files(list(paths), PACKS)
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
    if has_khmer(name):
        return frozenset("".join(clusters(word)) or word for word in normalise(name).content.split())
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


def _persons(given: Sequence[Act], wanted: Sequence[str]) -> Score:
    found = sum(any(same_name(person["name"], name) for person in given) for name in wanted)
    return Score(found, len(wanted), max(len(given), found))


def measure(
    show: Callable[[str], object] = lambda _: None, wanted: Sequence[Labelled] | None = None
) -> dict[str, Score]:
    """Score acts, victims and dates over labelled documents; `show` gets a line for each miss and false find."""
    wanted = labels() if wanted is None else wanted
    lines = extracted(one.path for one in wanted)
    totals = {"acts": Score(), "victims": Score(), "dates": Score()}
    for one in wanted:
        text = one.path.read_bytes().decode()
        persons = [line for line in lines[one.document] if line["record"] == "person"]
        pairs, rest = match([line for line in lines[one.document] if line["record"] == "act"], one.acts, text)
        if one.persons:
            totals["persons"] = totals.get("persons", Score()) + _persons(persons, one.persons)
            strangers = [p["name"] for p in persons if not any(same_name(p["name"], name) for name in one.persons)]
            missed = [n for n in one.persons if not any(same_name(p["name"], n) for p in persons)]
            show(f"{one.document}: persons missed {missed}, persons that are none {strangers}")
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


def khmer(group: str) -> list[Labelled]:
    """Read what the reader wrote down of the Khmer texts of a group."""
    return [one for one in labels(KHMER_LABELS) if one.group == group]


def _print(title: str, wanted: Sequence[Labelled], show: Callable[[str], object] = print) -> None:
    for name, score in measure(show, wanted).items():
        print(f"{title}{name}: {score}")


if __name__ == "__main__":
    if "km" not in sys.argv[1:]:
        _print("", labels())
    else:
        for group, shown in KHMER_GROUPS.items():
            _print(f"{group or 'with rules'}: ", khmer(group), print if shown else lambda _: None)
