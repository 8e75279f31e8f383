"""Counts of act reports by country, type, freedom and time: only reported ones count, alleged ones stand beside."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from saksi.assess.indicators import NOWHERE
from saksi.model.vocabulary import act_types, counts
from saksi.model.vocabulary import acts as vocabulary
from saksi.store.read.facts import ActLine
from saksi.store.read.record import Record

ALLEGED = "alleged"
_YEAR, _MONTH = 4, 7


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


def countries(record: Record) -> list[CountryLine]:
    """List the countries with act reports, the most reported first; `ZZ` stands for no country."""
    return record.held.once(("countries",), lambda: _countries(record))


def country(record: Record, code: str) -> CountryPage | None:
    """Count one country; None when no act report is about it."""
    return record.held.once(("country", code), lambda: _country(record, code))


def _countries(record: Record) -> list[CountryLine]:
    by: dict[str, list[ActLine]] = {}
    for act in record.held.acts.values():
        by.setdefault(act.country or NOWHERE, []).append(act)
    found = [_line(country, acts) for country, acts in by.items()]
    return sorted(found, key=lambda line: (line.count.key == NOWHERE, -line.count.reported, line.count.key))


def _country(record: Record, code: str) -> CountryPage | None:
    acts = [act for act in record.held.acts.values() if (act.country or NOWHERE) == code]
    if not acts:
        return None
    statuses = Counter(act.status for act in acts if not counts(act.status) and act.status != ALLEGED)
    years = _by(acts, lambda act: [act.date[:_YEAR]] if act.date else [])
    months = _by(acts, lambda act: [act.date[:_MONTH]] if len(act.date) >= _MONTH else [])
    types = {c.key: c for c in _by(acts, lambda act: [act.type])}
    freedoms = {c.key: c for c in _by(acts, _freedoms)}
    return CountryPage(
        total=_count(acts, code, f"acts:{code}:all"),
        others=tuple((status.code, statuses[status.code]) for status in vocabulary().statuses if statuses[status.code]),
        documents=len({act.document for act in acts}),
        types=tuple(_named(types[code_], f"acts.{code_}:{code}:all") for code_ in act_types() if code_ in types),
        freedoms=tuple(freedoms[f.code] for f in vocabulary().freedoms if f.code in freedoms),
        years=tuple(_named(c, f"acts:{code}:{c.key}") for c in sorted(years, key=lambda c: c.key)),
        months=tuple(sorted(months, key=lambda c: c.key, reverse=True)),
        undated=_count([act for act in acts if not act.date], "undated"),
    )


def _line(code: str, acts: list[ActLine]) -> CountryLine:
    reported = [act for act in acts if counts(act.status)]
    opening = sum(1 for act in reported if act_types()[act.type].direction == "opening")
    latest = max((act.date for act in reported), default="")
    return CountryLine(_count(acts, code, f"acts:{code}:all"), len({act.document for act in acts}), opening, latest)


def _by(acts: Iterable[ActLine], keys: Callable[[ActLine], Iterable[str]]) -> list[Count]:
    groups: dict[str, list[ActLine]] = {}
    for act in acts:
        for key in keys(act):
            groups.setdefault(key, []).append(act)
    return [_count(found, key) for key, found in groups.items()]


def _count(acts: list[ActLine], key: str, identity: str = "") -> Count:
    reported = sum(1 for act in acts if counts(act.status))
    return Count(key, reported, sum(1 for act in acts if act.status == ALLEGED), identity)


def _named(count: Count, identity: str) -> Count:
    return Count(count.key, count.reported, count.alleged, identity)


def _freedoms(act: ActLine) -> tuple[str, ...]:
    return act_types()[act.type].freedoms
