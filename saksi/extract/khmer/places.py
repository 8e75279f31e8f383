"""Where an act of a Khmer text took place: places of the packs by their Khmer names, and countries."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from saksi.extract.khmer.page import KhmerPage
from saksi.extract.khmer.patterns import any_of, size
from saksi.extract.records import Range
from saksi.packs.khmer import khmer_words
from saksi.packs.pack import Pack
from saksi.text.khmer import normalise

UNIT = r"(?:ខេត្ត|រាជធានី|ក្រុង|ទីក្រុង|ស្រុក|ខណ្ឌ|សង្កាត់|ពន្ធនាគារ)"
COUNTRY = r"(?:ប្រទេស|ព្រះរាជាណាចក្រ)"
AWAY = re.compile(r"(?:ទៅ|មកពី|ចេញពី|ទៅកាន់|នៃ|ស្ថានទូត)(?:ប្រទេស|ខេត្ត)?$")
OPENING = re.compile(r"[•\-–* ]*(?P<country>[\u1780-\u17d3]+)៖")
HOME = "KH"
NESTED = 10  # characters at most between a place and the larger one that it lies in: ស្រុកស្រែអំបិល ខេត្តកោះកុង


@dataclass(frozen=True, slots=True)
class Spot:
    """A place or country where it stands: its name as the packs write it, its country, whether it is a country."""

    at: Range
    name: str
    country: str
    whole: bool


class Places:
    """The places of one text."""

    def __init__(self, page: KhmerPage) -> None:
        self.page = page
        self.spots = [*self._places(), *self._countries()]
        self.spots.sort(key=lambda spot: spot.at)
        self._starts = [spot.at[0] for spot in self.spots]
        self._evidence = [spot for spot in self.spots if not self._away(spot)]
        self._home = Counter(spot.country for spot in self._evidence)

    def place(self, clause: Range, sentence: Range) -> Spot | None:
        """The place of an act: the first in its clause, else the only one of its sentence; of nested ones the first."""
        own = [s for s in self._within(clause) if not s.whole and not self._away(s)]
        if own:
            return own[0]
        others = [s for s in self._within(sentence) if not s.whole and not self._away(s)]
        apart = [b for a, b in pairwise(others) if b.at[0] - a.at[1] > NESTED and b.name != a.name]
        return others[0] if others and not apart else None

    def country(self, clause: Range, paragraph: Range) -> Spot | None:
        """The country of an act: named in its clause, opening its paragraph, else the one that the text is about."""
        opened = OPENING.match(self.page.content, *paragraph)
        if opened:
            found = [s for s in self.spots if s.whole and s.at[0] == opened.start("country")]
            if found:
                return found[0]
        own = [s for s in self._within(clause) if not self._away(s)]
        if own:
            return own[0]
        home = max(self._home, key=lambda code: (self._home[code], code == HOME, code), default="")
        return next((s for s in self._evidence if s.country == home), None)

    def _within(self, at: Range) -> list[Spot]:
        return self.spots[bisect_left(self._starts, at[0]) : bisect_left(self._starts, at[1])]

    def _away(self, spot: Spot) -> bool:
        """Whether somebody only goes there or comes from there."""
        return bool(AWAY.search(self.page.content, max(0, spot.at[0] - 14), spot.at[0])) and spot.whole

    def _places(self) -> list[Spot]:
        known = _places(self.page.pack)
        pattern = re.compile(rf"(?P<unit>{UNIT} ?)?(?P<name>{any_of(known)})(?![\u17b4-\u17d3])")
        out = []
        for found in pattern.finditer(self.page.content):
            long = size(found["name"]) > 2
            if found["unit"] or (long and found.start("name") in self.page.starts):
                name, country = known[found["name"]]
                out.append(Spot(found.span(), name, country, False))
        return out

    def _countries(self) -> list[Spot]:
        codes = {normalise(name).content: code for name, code in khmer_words().countries.items()}
        pattern = re.compile(rf"(?P<unit>{COUNTRY})?(?P<name>{any_of(codes)})(?![\u17b4-\u17d3])")
        return [
            Spot(found.span("name"), found["name"], codes[found["name"]], True)
            for found in pattern.finditer(self.page.content)
            if found["unit"] or size(found["name"]) > 2 or found.start("name") in self.page.starts
        ]


@cache
def _places(pack: Pack) -> dict[str, tuple[str, str]]:
    return {normalise(p.native).content: (p.name, p.country) for p in reversed(pack.places) if p.native}
