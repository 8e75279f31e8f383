"""`saksi publish` and `saksi export`: the house through the gate, into a folder of pages or a file."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.utils.translation import gettext_noop

import saksi
from saksi.flows.house import house
from saksi.packs import load
from saksi.publish import folder, ratings
from saksi.publish.edition import Edition, edition
from saksi.publish.exports.formats import EXPORTS
from saksi.publish.gate import Gate
from saksi.publish.ratings import RatingCard
from saksi.publish.site import Accuracy, Site
from saksi.store.read.record import record

BENCH = Path(saksi.__file__).parent.parent / "bench" / "results" / "accuracy.json"
MEASURED = {
    "act": gettext_noop("Acts"),
    "act_values.victims": gettext_noop("Victims of acts"),
    "act_values.perpetrators": gettext_noop("Perpetrators of acts"),
    "person": gettext_noop("Persons"),
    "organisation": gettext_noop("Organisations"),
    "law": gettext_noop("Laws"),
    "endorsement": gettext_noop("Endorsements"),
    "call": gettext_noop("Calls"),
    "figure": gettext_noop("Figures"),
    "rating": gettext_noop("Ratings"),
}


def publish(target: Path, store: Path, packs: Sequence[str], group: str) -> int:
    """Freeze the pages of what leaves into a folder; returns the number of files."""
    return folder.write(target, Site(leaving(store, packs), group, accuracy(BENCH), cards).files())


def cards() -> list[RatingCard]:
    """Return the cards of every country that was rated, as everybody may see them."""
    reader = record(None)
    found = (ratings.card(reader, line.code) for line in ratings.lines(reader, str))
    return [card for card in found if card is not None]


def export(name: str, store: Path, packs: Sequence[str]) -> Iterator[str]:
    """Yield the lines of an export of what leaves, each with its line end."""
    return EXPORTS[name](leaving(store, packs))


def save(file: Path, lines: Iterator[str]) -> int:
    """Write the lines of an export to a file that is whole or not there; returns their number."""
    return folder.write_file(file, lines)


def leaving(store: Path, packs: Sequence[str]) -> Edition:
    """Return everything of a store that may leave it."""
    return edition(Gate(house(store, packs)), load(tuple(packs)))


def accuracy(file: Path) -> list[Accuracy]:
    """Read how well the extraction was measured to be; empty where the measurements are not installed."""
    if not file.is_file():
        return []
    found = json.loads(file.read_text(encoding="utf-8"))
    return [
        Accuracy(label, *(float(found[f"{name}.{score}"]) for score in ("precision", "recall", "f1")))
        for name, label in MEASURED.items()
        if all(f"{name}.{score}" in found for score in ("precision", "recall", "f1"))
    ]
