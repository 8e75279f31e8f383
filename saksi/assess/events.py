"""Closing acts that were told of beside what was read, as the ratings take them: by country, year and freedom; pure.

Acts are set in the year in which they took place, documents in that of their publication. So that one is never held
against the other, an act counts only where a document tells of it that was published in the act's own year: then all
acts of a year come out of the documents that they are divided by, and reading up on a year later moves nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from saksi.assess.cells import Cell, is_counted, labels
from saksi.assess.exposure import countries
from saksi.assess.facts import Facts
from saksi.assess.measured import EventYear
from saksi.assess.plain import Events

CLOSING = "closing"
_YEAR = 4


@dataclass(frozen=True, slots=True)
class _Closing:
    """A closing act: what it touches, its year, and whether a document that was published then tells of it."""

    labels: frozenset[str]
    year: int
    told: bool


def live(facts: Facts, place: str, year: int, before: int) -> Events | None:
    """Count the closing acts and documents of a year and of so many before it; None where nothing of it was read."""
    span = range(year - before, year + 1)
    published = _published(facts, place)
    documents = [len(published.get(one, ())) for one in span]
    if not documents[-1]:
        return None
    told = Counter(one.year for one in _closing(facts, place, published) if one.told)
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
    told = [one for one in _closing(facts, place, published) if one.told]
    for year in years:
        read = len(published.get(year, ()))
        if not read:
            continue
        own = [one.labels for one in told if one.year == year]
        for indicator, freedoms in touching.items():
            measures: dict[str, float] = {
                _id("acts", (CLOSING, one), place, year): sum(one in found for found in own) for one in freedoms
            }
            measures[_id("documents", (), place, year)] = read
            acts = sum(not found.isdisjoint(freedoms) for found in own)
            yield EventYear(indicator, place, year, acts, read, measures)


def left_out(facts: Facts, place: str, years: Sequence[int]) -> int:
    """Count the closing acts of these years that no document of their own year tells of, which no rating takes."""
    own = _closing(facts, place, _published(facts, place))
    return sum(one.year in years and not one.told for one in own)


def _closing(facts: Facts, place: str, published: Mapping[int, Set[str]]) -> Iterator[_Closing]:
    """Yield every reported closing act of a country that has a year."""
    for act in facts.acts:
        found = labels(act.type)
        if act.country == place and is_counted(act) and CLOSING in found and act.date[:_YEAR].isdecimal():
            year = int(act.date[:_YEAR])
            yield _Closing(found, year, not published.get(year, frozenset()).isdisjoint(act.documents))


def _published(facts: Facts, place: str) -> Mapping[int, Set[str]]:
    """Return the documents about a country by the year in which they were published."""
    found: dict[int, set[str]] = defaultdict(set)
    for one in facts.documents:
        if place in countries(one) and one.published[:_YEAR].isdecimal():
            found[int(one.published[:_YEAR])].add(one.id)
    return found


def _id(what: str, cuts: tuple[str, ...], place: str, year: int) -> str:
    return Cell(what, cuts, place, str(year)).id
