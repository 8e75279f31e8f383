"""Where an act took place: places, countries and demonyms of the packs, nearest words first."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from saksi.extract.page import Reading
from saksi.extract.records import Range
from saksi.packs.pack import Pack

BEFORE = frozenset(
    {
        "in",
        "at",
        "near",
        "from",
        "outside",
        "to",
        "of",
        "across",
        "throughout",
        "inside",
        "central",
        "northern",
        "southern",
        "eastern",
        "western",
        "around",
    }
)
WHERE = ("in", "at", "near", "across", "outside", "inside", "throughout")
# Whose country is where they act: "Thai police", "a Turkish court".
POWERS = frozenset(
    [
        "police",
        "authorities",
        "court",
        "courts",
        "government",
        "army",
        "military",
        "soldiers",
        "officials",
        "officers",
        "prosecutors",
        "judge",
        "judges",
        "parliament",
        "president",
        "minister",
        "ministry",
        "security",
        "regime",
        "junta",
    ]
)
HOME = 3  # times as often as any other country, to be what a document is about
OPENING = 12  # characters into a sentence or paragraph: "In Thailand, …"
TOWARDS = frozenset({"to", "into", "towards"})  # where somebody goes is not where it happens
AMBIGUOUS = frozenset(
    {
        "Chad",
        "Jordan",
        "Georgia",
        "Guinea",
        "Mali",
        "Turkey",
        "Nice",
        "Reading",
        "Mobile",
        "Of",
        "March",
        "May",
        "Male",
        "Bath",
        "Split",
        "Police",
        "Most",
        "Union",
        "Victoria",
        "Central",
        "University",
        "Nation",
        "Freedom",
        "Friendship",
    }
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place name in a text: its range, name, the country it lies in, and what it is (country, demonym, place)."""

    at: Range
    name: str
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class Where:
    """Country (ISO 3166-1 alpha-2) and place of an act with the ranges that say them; empty where unknown."""

    country: str = ""
    country_at: tuple[Range, ...] = ()
    place: str = ""
    place_at: tuple[Range, ...] = ()
    confidence: float = 0.9


class Geography:
    """The place names of one text."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.spots = list(_spots(reading))
        self._starts = [spot.at[0] for spot in self.spots]
        counted = Counter(spot.country for spot in self.spots for _ in range(1 if spot.kind == "demonym" else 2))
        self._common = [code for code, _ in counted.most_common()]
        most = [*counted.most_common(2), ("", 0), ("", 0)]
        self._home = most[0][0] if most[0][1] >= max(HOME * most[1][1], HOME) else ""

    def within(self, start: int, end: int) -> list[Spot]:
        """Place names that begin inside a range of the repaired text."""
        return self.spots[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def of(self, clause: Range, sentence: Range, paragraph: Range) -> Where:
        """Where an act of a clause took place: the clause says it, else the sentence, the paragraph, the document."""
        for number, (start, end) in enumerate((clause, sentence, paragraph)):
            spots = [s for s in self.within(start, end) if self._tells(s, number, start)]
            if not spots:
                continue
            chosen = self._chosen([spot for spot in spots if self._word_before(spot) not in TOWARDS])
            if chosen is not None:
                place = self._place(spots, chosen.country) if number == 0 else None
                return Where(
                    chosen.country,
                    (chosen.at,),
                    place.name if place else "",
                    (place.at,) if place else (),
                    0.95 - 0.1 * number,
                )
        return self._document()

    def _tells(self, spot: Spot, number: int, start: int) -> bool:
        """Whether a place name can move an act out of the country that the document is about.

        A foreigner, a trip abroad, an earthquake elsewhere cannot; "in Bangkok" and "Thai police" can.
        """
        if not self._home or spot.country == self._home:
            return True
        if spot.kind == "demonym":
            after = self.reading.content[spot.at[1] : spot.at[1] + 40].split()
            near = number == 0 or spot.at[0] - start <= OPENING
            return near and bool(after) and after[0].strip(",.;:").lower() in POWERS
        there = self._word_before(spot) in WHERE
        return there and (number == 0 or spot.at[0] - start <= OPENING)

    def _chosen(self, spots: list[Spot]) -> Spot | None:
        if not spots:
            return None
        codes = Counter(spot.country for spot in spots)
        located = [
            s
            for s in spots
            if s.kind != "demonym"
            and self._word_before(s) in ("in", "at", "near", "across", "outside", "to", "throughout")
        ]
        inside = [s for s in located if self._word_before(s) != "to"] or located
        if len(codes) == 1:
            return spots[0]
        return (inside or [max(spots, key=lambda s: (codes[s.country], -self._rank(s.country), -s.at[0]))])[0]

    def _rank(self, code: str) -> int:
        return self._common.index(code) if code in self._common else 99

    def _place(self, spots: list[Spot], country: str) -> Spot | None:
        """The most exact place of that country that a preposition of place leads to."""
        fine = [s for s in spots if s.country == country and s.kind == "place" and self._word_before(s) in BEFORE]
        broad = [
            s
            for s in spots
            if s.country == country
            and s.kind == "country"
            and self._word_before(s) in ("in", "across", "throughout", "inside")
        ]
        return next(iter([*fine, *broad]), None)

    def _word_before(self, spot: Spot) -> str:
        words = self.reading.content[max(0, spot.at[0] - 24) : spot.at[0]].lower().replace(" the ", " ").split()
        word = words[-1] if words else ""
        return (
            words[-2]
            if word in ("the", "central", "northern", "southern", "capital", "capital,") and len(words) > 1
            else word
        )

    def _document(self) -> Where:
        """The country that the document speaks of most, if it speaks of one far more than of the others."""
        counted = Counter(spot.country for spot in self.spots).most_common(2)
        if not counted or (len(counted) > 1 and counted[0][1] < 2 * counted[1][1]):
            return Where()
        first = next(spot for spot in self.spots if spot.country == counted[0][0])
        return Where(first.country, (first.at,), confidence=0.7)


def _spots(reading: Reading) -> list[Spot]:
    text = reading.content
    machine, rows = _machine(reading.pack)
    out = []
    for number, start, end in machine.find_matches_as_indexes(text):
        if (start and (text[start - 1].isalnum() or text[start - 1] == "-")) or (
            end < len(text) and text[end].isalnum()
        ):
            continue
        if text[end : end + 1] == "-" and text[end + 1 : end + 2].islower():
            continue  # "British-born", "Russian-occupied"
        name, country, kind = rows[number]
        if _inside_name(reading, start, end):
            continue
        out.append(Spot((start, end), name, country, kind))
    return out


def _inside_name(reading: Reading, start: int, end: int) -> bool:
    """Whether the letters are part of a person's name; in organisations a country's name still tells the country."""
    return any(named.kind == "Person" for _, named in reading.within(start, end))


@cache
def _machine(pack: Pack) -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str, str]]]:
    words: dict[str, tuple[str, str, str]] = {}
    for country in pack.countries:
        for form in (country.name, *country.aliases):
            words.setdefault(form, (country.name, country.code, "country"))
        for form in country.demonyms:
            words.setdefault(form, (form, country.code, "demonym"))
        if country.capital:
            words.setdefault(country.capital, (country.capital, country.code, "place"))
    for place in pack.places:
        for form in (place.name, *place.aliases):
            if len(form) > 3:
                words.setdefault(form, (form, place.country, "place"))
    usable = {
        form: row
        for form, row in words.items()
        if form[:1].isupper() and len(form) > 1 and not (form in AMBIGUOUS and row[2] == "place")
    }
    machine = ahocorasick_rs.AhoCorasick(list(usable), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return machine, list(usable.values())
