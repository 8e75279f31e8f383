"""Closing acts that were told of beside what was read, as the ratings take them: by country, year and freedom; pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from saksi.assess.cells import Cell, is_counted, labels, periods
from saksi.assess.exposure import countries
from saksi.assess.facts import Facts
from saksi.assess.measured import EventYear
from saksi.assess.plain import Events

CLOSING = "closing"
_YEAR = 4


def live(facts: Facts, place: str, year: int, before: int) -> Events | None:
    """Count the closing acts and documents of a year and of so many before it; None where nothing of it was read."""
    span = range(year - before, year + 1)
    published = _published(facts, place)
    documents = [published[str(one)] for one in span]
    if not documents[-1]:
        return None
    told = Counter(when for _, when in _closing(facts, place))
    acts = [told[one] for one in span]
    measures: dict[str, float] = {}
    for one, number, read in zip(reversed(span), reversed(acts), reversed(documents), strict=True):
        measures |= {_id("acts", (CLOSING,), place, one): number, _id("documents", (), place, one): read}
    return Events(acts[-1], documents[-1], sum(acts[:-1]), sum(documents[:-1]), measures)


def yearly(
    facts: Facts, place: str, years: Sequence[int], touching: Mapping[str, Sequence[str]]
) -> Iterator[EventYear]:
    """Yield what was told of each indicator in each year in which something was read; `touching` has its freedoms.

    An act that touches several freedoms of one indicator counts once under it; the ids are those of each freedom.
    """
    told, published = list(_closing(facts, place)), _published(facts, place)
    for year in years:
        read = published[str(year)]
        if not read:
            continue
        own = [found for found, when in told if when == year]
        for indicator, freedoms in touching.items():
            measures: dict[str, float] = {
                _id("acts", (CLOSING, one), place, year): sum(one in found for found in own) for one in freedoms
            }
            measures[_id("documents", (), place, year)] = read
            acts = sum(not found.isdisjoint(freedoms) for found in own)
            yield EventYear(indicator, place, year, acts, read, measures)


def _closing(facts: Facts, place: str) -> Iterator[tuple[frozenset[str], int]]:
    """Yield the labels and the year of every reported closing act of a country that has one."""
    for act in facts.acts:
        found = labels(act.type)
        if act.country == place and is_counted(act) and CLOSING in found and act.date[:_YEAR].isdecimal():
            yield found, int(act.date[:_YEAR])


def _published(facts: Facts, place: str) -> Counter[str]:
    """Count the documents about a country by every period that they count under."""
    return Counter(when for one in facts.documents if place in countries(one) for when in periods(one.published))


def _id(what: str, cuts: tuple[str, ...], place: str, year: int) -> str:
    return Cell(what, cuts, place, str(year)).id
