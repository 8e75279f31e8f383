"""What the rules find in texts, with what a model is to say of it: acts (right or wrong, status) and names (roles)."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from bench.training import Report, alike, labels
from saksi.extract.act import Act
from saksi.extract.confidence import score
from saksi.extract.finder import Finder
from saksi.extract.page import Reading
from saksi.extract.reading import read
from saksi.extract.status import CLAIMED
from saksi.extract.triggers import Triggers
from saksi.model.types import Document, Text
from saksi.options import Options
from saksi.packs import load
from saksi.packs.lexicon import Lexicon, lexicon
from training import features

FOLDER = Path(__file__).parent
NEITHER = "neither"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An act that the rules found: what a model sees, what the rules say, and what the label says.

    `right` is None where no label speaks of the words; `status` is empty where the type is wrong. `at` is the range of
    the clause and of the trigger in the stored text.
    """

    document: str
    country: str
    type: str
    rules: str
    score: float
    features: frozenset[str]
    at: tuple[tuple[int, int], ...] = ()
    right: bool | None = None
    status: str = ""

    @property
    def claimed(self) -> bool:
        """Whether the rules take it for something that the text says of the world."""
        return self.rules in CLAIMED

    @property
    def stands(self) -> bool | None:
        """Whether the text says such an act of the world; None where no label tells."""
        return None if self.right is None else self.right and self.status in CLAIMED


@dataclass(frozen=True, slots=True)
class Name:
    """A person or organisation in a sentence: features, the role that the rules give it, and the label's."""

    document: str
    country: str
    name: str
    rules: str
    features: frozenset[str]
    role: str = NEITHER


def sentences(language: str = "en") -> Iterator[Row]:
    """Yield the labelled sentences of a language, country by country."""
    for path in sorted((FOLDER / language).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield {**json.loads(line), "fold": path.stem}


def found(document: Document, text: Text) -> tuple[Reading, list[Act]]:
    """Read an English text and find its acts, of any status."""
    reading = read(document, text, load(Options.packs))
    words, triggers = _rules()
    return reading, list(Finder(reading, words, triggers).acts())


@cache
def _rules() -> tuple[Lexicon, Triggers]:
    words = lexicon("en")
    return words, Triggers(words.acts)


def of(row: Row) -> tuple[list[Candidate], list[Name]]:
    """Return the acts and names that are found in a labelled sentence, with their labels."""
    reading, acts = found(
        Document(row["id"], row["id"], "text/plain", lang="en"), Text(row["id"], row["text"], "text@1")
    )
    return labelled(row, candidates(row["id"], row["fold"], reading, acts)), list(_names(row, reading, acts))


def candidates(document: str, country: str, reading: Reading, acts: Iterable[Act]) -> list[Candidate]:
    """Return what models see of acts, before anybody says whether they are right."""
    out = []
    for act in acts:
        token = act.trigger.token
        at = (reading.range(*act.at), reading.range(token.idx, token.idx + len(token)))
        seen = features.of_act(act)
        out.append(Candidate(document, country, act.type, act.status, score(act), seen, at))
    return out


def labelled(row: Row, own: Iterable[Candidate]) -> list[Candidate]:
    """Say of each act whether a label of its type stands there, and with which status."""
    left, out = list(labels(row)), []
    barred = [Report(no["type"], "", (place(row["text"], no),)) for no in row["not"]]
    for one in own:
        report = Report(one.type, one.rules, one.at)
        same = [label for label in left if label.type == one.type and label.touches(report)]
        label = min(same, key=lambda label: label.claimed != one.claimed, default=None)
        if label is not None:
            left.remove(label)
        trigger = Report(one.type, "", one.at[-1:])
        against = any(other.touches(trigger) for other in (*barred, *labels(row)))
        right = True if label else False if against else None
        out.append(replace(one, right=right, status=label.status if label else ""))
    return out


def place(text: str, label: Row) -> tuple[int, int]:
    """Return where the labelled trigger stands: its `nth` occurrence as whole words."""
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(label['trigger'])}(?!\w)", text)]
    return places[label.get("nth", 1) - 1]


def names(document: str, country: str, reading: Reading, acts: list[Act]) -> Iterator[Name]:
    """Yield every place that names a person or an organisation, with the role that the rules give it there."""
    for named in (*reading.people, *reading.organisations):
        for start, end in named.mentions:
            roles = [role for act in acts if act.status in CLAIMED for role in features.roles(start, end, act)]
            seen = features.of_name(start, end, reading, acts)
            yield Name(document, country, named.name, roles[0] if roles else NEITHER, seen)


def _names(row: Row, reading: Reading, acts: list[Act]) -> Iterator[Name]:
    claimed = [label for label in labels(row) if label.claimed]
    for one in names(row["id"], row["fold"], reading, acts):
        victim = any(alike(one.name, name) for label in claimed for name in label.victims)
        perpetrator = any(alike(one.name, name) for label in claimed for name in label.perpetrators)
        role = "victim" if victim else "perpetrator" if perpetrator else NEITHER
        yield replace(one, role=role)
