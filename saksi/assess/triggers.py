"""Benchmarks as data: when each is crossed, and what it would have been worth in the past.

A benchmark that counts acts is crossed on the first day on which the window of days that ends there holds
enough of them; after it the same benchmark rests in that country for one window. Only acts with a whole date count.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from statistics import median
from typing import Literal

from saksi.assess.facts import Member
from saksi.model.dates import PartialDate
from saksi.model.errors import UsageError
from saksi.model.groups import groups
from saksi.model.readers import read_yaml
from saksi.model.vocabulary import act_types

FILE = Path(__file__).parent / "triggers.yaml"
HORIZON = 2
"""Years within which a fall by a band has to follow for an alert to be a hit."""
DIGITS = 3
"""Digits to which an alert gives a probability."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One rule (see `triggers.yaml`); `least` is a number of acts or a probability, `days` the window."""

    name: str
    version: int
    kind: Literal["count", "drop", "missed"]
    least: float
    types: tuple[str, ...] = ()
    subtypes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    days: int = 30
    place: str = ""
    start: date | None = None
    due: date | None = None
    source: str = ""
    label: str = ""

    @property
    def id(self) -> str:
        """Return `name@version`, which alerts carry."""
        return f"{self.name}@{self.version}"

    def takes(self, act: "Dated") -> bool:
        """Say whether an act is one of those that count."""
        fits = act.type in self.types and (not self.subtypes or act.subtype in self.subtypes)
        fits = fits and (not self.groups or any(one.group in self.groups for one in act.members))
        return fits and (not self.words or bool(_pattern(self.words).search(act.words)))

    def claims(self, act: "Dated") -> set[str]:
        """Return the claims of an act that counts: of its type, and those that say that its victims are in a group."""
        return {act.claim}.union(*(one.claims for one in act.members if one.group in self.groups))


@dataclass(frozen=True, slots=True)
class Dated:
    """A reported act with a whole date: what a benchmark looks at.

    `words` is its clause, `claim` the claim of its type, `members` are its victims that belong to groups.
    """

    day: date
    place: str
    type: str
    claim: str
    subtype: str = ""
    words: str = ""
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Crossing:
    """A benchmark crossed in a country: the day (or year) of it, by how much, and the claims that it stands on."""

    rule: str
    place: str
    period: str
    value: float
    threshold: float
    claims: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """Return the day of it; the last one of a year."""
        return PartialDate.parse(self.period).latest

    def tells(self, year: int) -> bool:
        """Say whether a fall in a year follows on it; a crossing by a year's rating says nothing ahead of that year."""
        soonest = 1 if self.period == str(self.day.year) else 0
        return soonest <= year - self.day.year <= HORIZON


@dataclass(frozen=True, slots=True)
class Replay:
    """What a benchmark was worth on history.

    Of `events` falls by a band `caught` had an alert in the two years before, the others were missed; of `alerts` so
    many were `false`, with no fall in the two years after. `lead` is the median of days from the first alert to the end
    of the year of the fall. Only alerts are judged of whose year, and of the two after it, it is known whether the
    country fell in them.
    """

    alerts: int
    hits: int
    false: int
    events: int
    caught: int
    years: float
    lead: float | None

    @property
    def missed(self) -> int:
        """Return how many falls had no alert before them."""
        return self.events - self.caught

    @property
    def false_a_year(self) -> float | None:
        """Return false alarms per country and year; None where no year was watched."""
        return self.false / self.years if self.years else None


@cache
def benchmarks(own: str = "") -> tuple[Benchmark, ...]:
    """Return the benchmarks that Saksi comes with and those of a group's file; raises PackError or UsageError."""
    found = (*read_yaml(FILE, list[Benchmark]), *(read_yaml(Path(own), list[Benchmark]) if own else ()))
    for one in found:
        _check(one)
    if len({one.id for one in found}) < len(found):
        raise UsageError(f"{own}: two benchmarks have the same name and version; give one another version")
    return found


def _check(one: Benchmark) -> None:
    unknown = sorted(set(one.types) - act_types().keys())
    if unknown:
        raise UsageError(f"benchmark {one.id}: {unknown[0]} is no type of act")
    unknown = sorted(set(one.groups) - groups().keys())
    if unknown:
        raise UsageError(f"benchmark {one.id}: {unknown[0]} is no group: there are {', '.join(groups())}")
    if one.kind == "missed" and not (one.place and one.types and one.start and one.due):
        raise UsageError(f"benchmark {one.id}: what can be missed needs place, types, start and due")
    if one.kind == "count" and one.least < 1:
        raise UsageError(f"benchmark {one.id}: {one.least:g} acts are no number to count to; write 1 or more")
    if one.kind == "count" and not one.types:
        raise UsageError(f"benchmark {one.id}: say which types of acts are counted")


def crossings(rule: Benchmark, acts: Iterable[Dated], today: date) -> list[Crossing]:
    """Return every crossing of a benchmark by acts, in order of their days; none of one that looks at ratings."""
    own = sorted((act for act in acts if rule.takes(act)), key=lambda act: (act.place, act.day, act.claim))
    if rule.kind == "missed":
        return _missed(rule, own, today)
    if rule.kind == "drop":
        return []
    by: dict[str, list[Dated]] = {}
    for act in own:
        by.setdefault(act.place, []).append(act)
    found = [one for place, listed in by.items() if place for one in _counted(rule, place, listed)]
    return sorted(found, key=lambda one: (one.period, one.place))


def _counted(rule: Benchmark, place: str, acts: Sequence[Dated]) -> Iterator[Crossing]:
    days = [act.day for act in acts]
    rests: date | None = None
    for number, act in enumerate(acts):
        if number + 1 < len(acts) and days[number + 1] == act.day:
            continue  # the day is looked at whole, with its last act
        first = bisect_left(days, act.day - timedelta(days=rule.days - 1))
        window = acts[first : number + 1]
        if len(window) >= rule.least and (rests is None or act.day >= rests):
            rests = act.day + timedelta(days=rule.days)
            claims = tuple(sorted(set().union(*(rule.claims(one) for one in window))))
            yield Crossing(rule.id, place, act.day.isoformat(), len(window), rule.least, claims)


def window(rule: Benchmark, place: str, day: date, acts: Iterable[Dated]) -> list[Dated]:
    """Return those of some acts that a crossing in a country on a day counts; none if none of them is of that day."""
    first = day - timedelta(days=rule.days - 1)
    kept = [act for act in acts if act.place == place and first <= act.day <= day and rule.takes(act)]
    return kept if any(act.day == day for act in kept) else []


def _missed(rule: Benchmark, acts: Sequence[Dated], today: date) -> list[Crossing]:
    if rule.start is None or rule.due is None or today <= rule.due:
        return []
    done = sum(act.place == rule.place and rule.start <= act.day <= rule.due for act in acts)
    if done >= rule.least:
        return []
    return [Crossing(rule.id, rule.place, rule.due.isoformat(), done, rule.least)]


def drops(rule: Benchmark, fell: Mapping[tuple[str, str], Mapping[str, float]]) -> list[Crossing]:
    """Return the crossings of a benchmark by ratings; `fell` has P(fell) by indicator for each place and year."""
    found = []
    for (place, year), chances in sorted(fell.items()):
        most = max((chances.get(name, 0.0) for name in rule.indicators), default=0.0)
        if rule.kind == "drop" and most >= rule.least:
            found.append(Crossing(rule.id, place, year, round(most, DIGITS), rule.least))
    return found


def replayed(
    found: Sequence[Crossing], falls: Mapping[str, Collection[int]], known: Mapping[str, Collection[int]]
) -> Replay:
    """Hold crossings against falls by a band, by country.

    `known` has the years of each country that was watched of which it is known whether it stood a band lower at the end
    than before, `falls` those in which it did.
    """
    judged = [
        one for one in found if all(one.day.year + ahead in known.get(one.place, ()) for ahead in range(HORIZON + 1))
    ]
    hits = [one for one in judged if any(one.tells(year) for year in falls.get(one.place, ()))]
    events = [(place, year) for place, years in falls.items() for year in years]
    leads = []
    for place, year in events:
        days = [one.day for one in found if one.place == place and one.tells(year)]
        if days:
            leads.append((date(year, 12, 31) - min(days)).days)
    years = sum(len(own) for own in known.values())
    return Replay(
        len(judged),
        len(hits),
        len(judged) - len(hits),
        len(events),
        len(leads),
        years,
        median(leads) if leads else None,
    )


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})s?\b", re.IGNORECASE)
