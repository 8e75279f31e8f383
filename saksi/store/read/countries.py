"""Counts of acts by country, type, freedom and time: only reported ones count, alleged ones stand beside.

Reports that were joined are one act, which counts by the first of them (see `facts.rank`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count as Number
from django.db.models import Max, QuerySet
from django.db.models.functions import Substr

from saksi.assess.indicators import NOWHERE
from saksi.model.vocabulary import act_types, counts
from saksi.model.vocabulary import acts as vocabulary
from saksi.store import models
from saksi.store.read.once import once
from saksi.store.read.record import Record

ALLEGED = "alleged"
_YEAR, MONTH = 4, 7


@dataclass(frozen=True, slots=True)
class Count:
    """A number of act reports, and of alleged ones; `id` is the measure that `saksi why` takes, where there is one."""

    key: str
    reported: int
    alleged: int
    id: str = ""


@dataclass(frozen=True, slots=True)
class CountryLine:
    """One country in the list."""

    count: Count
    documents: int
    opening: int
    latest: str


@dataclass(frozen=True, slots=True)
class CountryPage:
    """Everything counted about one country; `months` are those of the years shown, newest first."""

    total: Count
    others: tuple[tuple[str, int], ...]
    documents: int
    types: tuple[Count, ...]
    freedoms: tuple[Count, ...]
    years: tuple[Count, ...]
    months: tuple[Count, ...]
    undated: Count


@dataclass(frozen=True, slots=True)
class Tally:
    """How many act reports are alike in what is counted here; `period` is a year and month, or as much as is known."""

    country: str
    type: str
    status: str
    period: str
    number: int = 1
    latest: str = ""


def countries(record: Record) -> list[CountryLine]:
    """List the countries with act reports, the most reported first; `ZZ` stands for no country."""
    return once(("countries", record.sight.audience), lambda: listed(*_all(record)))


def country(record: Record, code: str) -> CountryPage | None:
    """Count one country; None when no act report is about it."""
    return once(("country", record.sight.audience, code), lambda: page(code, *_one(record, code)))


def listed(tallies: Iterable[Tally], documents: Mapping[str, int]) -> list[CountryLine]:
    """Sum up the countries of tallies; `documents` says how many documents tell of each."""
    by: dict[str, list[Tally]] = {}
    for tally in tallies:
        by.setdefault(tally.country or NOWHERE, []).append(tally)
    found = [_line(country, own, documents.get(country, 0)) for country, own in by.items()]
    return sorted(found, key=lambda line: (line.count.key == NOWHERE, -line.count.reported, line.count.key))


def page(code: str, own: Sequence[Tally], documents: int) -> CountryPage | None:
    """Count the tallies of one country; None without any."""
    if not own:
        return None
    statuses: Counter[str] = Counter()
    for tally in own:
        if not counts(tally.status) and tally.status != ALLEGED:
            statuses[tally.status] += tally.number
    years = _by(own, lambda one: [one.period[:_YEAR]] if one.period else [])
    months = _by(own, lambda one: [one.period] if len(one.period) >= MONTH else [])
    types = {c.key: c for c in _by(own, lambda one: [one.type])}
    freedoms = {c.key: c for c in _by(own, lambda one: act_types()[one.type].freedoms)}
    return CountryPage(
        total=_count(own, code, f"acts:{code}:all"),
        others=tuple((status.code, statuses[status.code]) for status in vocabulary().statuses if statuses[status.code]),
        documents=documents,
        types=tuple(_named(types[code_], f"acts.{code_}:{code}:all") for code_ in act_types() if code_ in types),
        freedoms=tuple(freedoms[f.code] for f in vocabulary().freedoms if f.code in freedoms),
        years=tuple(_named(c, f"acts:{code}:{c.key}") for c in sorted(years, key=lambda c: c.key)),
        months=tuple(sorted(months, key=lambda c: c.key, reverse=True)),
        undated=_count([one for one in own if not one.period], "undated"),
    )


def _all(record: Record) -> tuple[list[Tally], dict[str, int]]:
    acts = record.sight.rows(models.ActRow.objects.order_by("country"))
    groups = _counted(acts).values_list("country", "type", "status").annotate(Number("id"), Max("date"))
    documents = acts.values_list("country").annotate(Number("document", distinct=True))
    tallies = [Tally(c, kind, status, "", number, latest) for c, kind, status, number, latest in groups]
    return tallies, {code or NOWHERE: number for code, number in documents}


def _one(record: Record, code: str) -> tuple[list[Tally], int]:
    acts = record.sight.rows(models.ActRow.objects.filter(country="" if code == NOWHERE else code).order_by())
    months = _counted(acts).annotate(month=Substr("date", 1, MONTH))
    groups = months.values_list("type", "status", "month").annotate(Number("id"))
    tallies = [Tally(code, kind, status, month, number) for kind, status, month, number in groups]
    return tallies, acts.values("document").distinct().count() if tallies else 0


def _counted(acts: QuerySet[models.ActRow]) -> QuerySet[models.ActRow]:
    """Keep the first report of each act: reports of one act are one."""
    return acts.exclude(entity__in=models.Follower.objects.values("entity"))


def _line(code: str, own: Sequence[Tally], documents: int) -> CountryLine:
    reported = [one for one in own if counts(one.status)]
    opening = sum(one.number for one in reported if act_types()[one.type].direction == "opening")
    latest = max((one.latest for one in reported), default="")
    return CountryLine(_count(own, code, f"acts:{code}:all"), documents, opening, latest)


def _by(own: Iterable[Tally], keys: Callable[[Tally], Iterable[str]]) -> list[Count]:
    groups: dict[str, list[Tally]] = {}
    for one in own:
        for key in keys(one):
            groups.setdefault(key, []).append(one)
    return [_count(found, key) for key, found in groups.items()]


def _count(own: Iterable[Tally], key: str, identity: str = "") -> Count:
    found = list(own)
    reported = sum(one.number for one in found if counts(one.status))
    return Count(key, reported, sum(one.number for one in found if one.status == ALLEGED), identity)


def _named(count: Count, identity: str) -> Count:
    return Count(count.key, count.reported, count.alleged, identity)
