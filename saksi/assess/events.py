"""Closing acts that were told of beside what was read, as the ratings take them: by country, year and freedom; pure.

Acts are set in the year in which they took place, documents in that of their publication. So that one is never held
against the other, an act counts only where a document tells of it that was published in the act's own year: then all
acts of a year come out of the documents that they are divided by, and reading up on a year later moves nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from saksi.assess.cells import Cell, is_counted, labels
from saksi.assess.exposure import countries
from saksi.assess.facts import ActFact, Facts
from saksi.assess.measured import EventYear
from saksi.assess.plain import Events

CLOSING = "closing"
_YEAR = 4


def in_time(facts: Facts, place: str) -> Facts:
    """Return the facts with those acts of a country alone that a document about it tells of from the act's own year."""
    published = _published(facts, place)
    return replace(facts, acts=tuple(act for act in facts.acts if _told(act, place, published)))


def live(facts: Facts, place: str, year: int, before: int) -> Events | None:
    """Count the closing acts and documents of a year and of so many before it; None where nothing of it was read."""
    span = range(year - before, year + 1)
    published = _published(facts, place)
    documents = [len(published.get(one, ())) for one in span]
    if not documents[-1]:
        return None
    told = Counter(when for _, when in _closing(in_time(facts, place), place))
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
    published = _published(facts, place)
    told = list(_closing(in_time(facts, place), place))
    for year in years:
        read = len(published.get(year, ()))
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


def left_out(facts: Facts, place: str, years: Sequence[int]) -> int:
    """Count the closing acts of these years that no document of their own year tells of, which no rating takes."""
    every, told = (sum(when in years for _, when in _closing(one, place)) for one in (facts, in_time(facts, place)))
    return every - told


def _told(act: ActFact, place: str, published: Mapping[int, Set[str]]) -> bool:
    year = act.date[:_YEAR]
    return act.country == place and year.isdecimal() and not published.get(int(year), set()).isdisjoint(act.documents)


def _closing(facts: Facts, place: str) -> Iterator[tuple[frozenset[str], int]]:
    """Yield the labels and the year of every reported closing act of a country that has one."""
    for act in facts.acts:
        found = labels(act.type)
        if act.country == place and is_counted(act) and CLOSING in found and act.date[:_YEAR].isdecimal():
            yield found, int(act.date[:_YEAR])


def _published(facts: Facts, place: str) -> Mapping[int, Set[str]]:
    """Return the documents about a country by the year in which they were published."""
    found: dict[int, set[str]] = defaultdict(set)
    for one in facts.documents:
        if place in countries(one) and one.published[:_YEAR].isdecimal():
            found[int(one.published[:_YEAR])].add(one.id)
    return found


def _id(what: str, cuts: tuple[str, ...], place: str, year: int) -> str:
    return Cell(what, cuts, place, str(year)).id
