"""In which province of a country an act took place: the words of its place, looked up in the country's pack."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from json import loads
from typing import Any

from saksi.model.readers import read_csv
from saksi.packs import Place
from saksi.packs.keys import Index, index
from saksi.packs.pack import ROOT

_PARTS = ("province", "municipality")
UNKNOWN = ""


@dataclass(frozen=True)
class Provinces:
    """The provinces of one country in the order of their codes, and every place in them by its names.

    `shapes` is TopoJSON: each shape has the `code` of its province, and in `holds` those that lie in it undivided.
    """

    all: tuple[Place, ...]
    named: Index[Place]
    shapes: Any = None

    def code(self, place: str) -> str:
        """Return the ISO 3166-2 code of the province that a place lies in, or nothing."""
        found = self.named.first(place) if place else None
        return (found.code or found.parent) if found else UNKNOWN

    def counted(self, places: Iterable[str]) -> Mapping[str, int]:
        """Count places by province; those that nobody knows count under nothing."""
        return Counter(map(self.code, places))


@cache
def provinces(country: str) -> Provinces | None:
    """Return the provinces of a country (alpha-2) with a pack of its own; None for any other."""
    file = ROOT / country.lower() / "places.csv"
    if not file.is_file():
        return None
    places = read_csv(file, Place)
    first = sorted((p for p in places if p.type in _PARTS), key=_number)
    drawn = file.with_name("shapes.json")
    shapes = loads(drawn.read_text(encoding="utf-8")) if drawn.is_file() else None
    return Provinces(tuple(first), index((p, _names(p)) for p in [*first, *places]), shapes)


def _number(place: Place) -> tuple[int, str]:
    number = place.code.rpartition("-")[2]
    return (int(number) if number.isdigit() else 0, place.code)


def _names(place: Place) -> Sequence[str]:
    return [name for name in (place.name, *place.aliases, place.native) if name]
