"""Where an article's violations took place, taken all together: a vote of its acts and of the place names in it.

A benchmark asks for one place an article; Saksi itself only says where each act took place.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saksi.packs.pack import Pack

RUN = re.compile(r"[A-Z][\w’'.-]*(?: [A-Z][\w’'-]*)*")
"""Words that begin with a capital, one after the other."""
LONGEST = 4  # words of a place name
SHORTEST = 3  # letters of a place name, but for UK and US
INSIDE = frozenset({"in", "at", "near", "outside"})
OPENING = 600  # characters in which news say where
ACT, HEADLINE, PREPOSITION, EARLY = 2, 3, 1, 1  # votes more than a place name has that only stands in the text
TOWN = re.compile(r"\b(?:[Ii]n|near|outside|town of|village of|city of) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)(?![\w’'-])")
"""Where a name that the packs do not know is a place."""
NO_TOWN = re.compile(
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|North|South|East|West|Central|Northern|Southern|Eastern"
    r"|Western|Europe|Africa|Asia|America|Latin|Middle|The|This|His|Her|Their|Our|My|Parliament|Congress|Court|State"
    r"|Union|University|English|Facebook|Twitter)\b"
)
CITIES = {"HK": ("CN", "Hong Kong"), "MO": ("CN", "Macau")}
"""Countries of ISO 3166-1 that are a city of another country."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place name in an article: country, city (empty for a country, a demonym or a region), and its votes."""

    country: str
    city: str
    votes: int


def whereabouts(text: str, acts: Sequence[Mapping[str, Any]], pack: Pack) -> tuple[str, str]:
    """Return the country (ISO 3166-1 alpha-2) and city that have most votes; empty where none has any."""
    spots = list(_spots(text, pack))
    told = [spot for act in acts for spot in [_of(act, pack)] if spot.country]
    country = _most((spot.country, spot.votes) for spot in (*told, *spots))
    if country in CITIES:
        return CITIES[country]
    city = _most((s.city, s.votes) for s in (*told, *spots) if s.city and s.country == country)
    return country, city or _most((name, 1) for name in _towns(text, pack))


def _most(votes: Iterable[tuple[str, int]]) -> str:
    counted: Counter[str] = Counter()
    for name, number in votes:
        counted[name] += number
    return counted.most_common(1)[0][0] if counted else ""


def _of(act: Mapping[str, Any], pack: Pack) -> Spot:
    place = act["place"] or ""
    known = any(one.type == "city" for one in pack.places_named(place)) or pack.country_by_capital(place)
    return Spot(act["country"] or "", place if known else "", ACT)


def _spots(text: str, pack: Pack) -> Iterator[Spot]:
    headline = text.find("\n\n")
    for run in RUN.finditer(text):
        words = [word.rstrip(".,").removesuffix("'s").removesuffix("’s") for word in run.group().split(" ")]
        before = text[max(0, run.start() - 12) : run.start()].split()[-1:]
        inside = PREPOSITION if before and before[0].lower() in INSIDE else 0
        early = HEADLINE if run.start() < headline else EARLY if run.start() < OPENING else 0
        for country, city, first in _named(words, pack):
            yield Spot(country, city, 1 + early + (0 if first else inside))


def _towns(text: str, pack: Pack) -> Iterator[str]:
    """Names that the packs do not know and that stand where a town would."""
    for found in TOWN.finditer(text):
        name = found.group(1)
        known = _place(name, pack)[0] or pack.body(name) or name.lower() in pack.months
        if not known and not NO_TOWN.match(name):
            yield name


def _named(words: list[str], pack: Pack) -> Iterator[tuple[str, str, int]]:
    """Country, city and first word of every place name in a run of words, the longest first."""
    at = 0
    while at < len(words):
        for number in range(min(LONGEST, len(words) - at), 0, -1):
            country, city = _place(" ".join(words[at : at + number]), pack)
            if country:
                yield country, city, at
                at += number - 1
                break
        at += 1


def _place(name: str, pack: Pack) -> tuple[str, str]:
    if len(name) < SHORTEST and name not in ("UK", "US"):
        return "", ""
    found = pack.country_by_name(name) or pack.country_by_demonym(name)
    if found:
        return found.code, ""
    capital = pack.country_by_capital(name)
    if capital:
        return capital.code, _written(name)
    places = pack.places_named(name)
    if not places or (" " not in name and (pack.is_surname(name) or name.lower() in pack.stopwords)):
        return "", ""
    city = next((place for place in places if place.type == "city"), None)
    return (city.country, _written(name)) if city else (places[0].country, "")


def _written(name: str) -> str:
    """A name as the article writes it, but for the capitals of a dateline."""
    return name.title() if name.isupper() else name
