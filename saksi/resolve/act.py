"""One act out of its reports: what they agree on, and what they say differently, side by side and never averaged."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from saksi.model.dates import PartialDate, Period
from saksi.model.ids import fold
from saksi.resolve.act_evidence import said
from saksi.resolve.act_report import ActReport, Party

STATUSES = ("reported", "denied", "alleged", "ordered", "scheduled", "called-for", "hypothetical", "general")
"""The status of an act is the first of these that one of its reports has: what took place, took place."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value that reports give to an act, with the ids of those that do."""

    value: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A property to which reports give values that cannot all be right, with every value that is given, best first."""

    prop: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done to somebody at one time and place, as all its reports tell it.

    `id` is the smallest id of its reports. `dates` are all the dates that are given, the best first. `victims`,
    `actors`, `provisions` and `outcomes` join what the reports name.
    """

    id: str
    type: str
    status: str
    reports: tuple[ActReport, ...]
    dates: tuple[Period, ...]
    victims: tuple[Party, ...]
    actors: tuple[Party, ...]
    provisions: tuple[str, ...]
    outcomes: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def date(self) -> Period | None:
        """Return the best date; None when no report gives one."""
        return self.dates[0] if self.dates else None

    @property
    def bounds(self) -> Period | None:
        """Return the days that the act can have been on by any of its reports: the widest reading of all dates."""
        if not self.dates:
            return None
        first = min(when.earliest for when in self.dates)
        last = max(when.latest for when in self.dates)
        return Period(PartialDate.of(first), PartialDate.of(last))

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the documents that report it, in order of their ids."""
        return tuple(sorted({one.document for one in self.reports}))


def merge(reports: Iterable[ActReport]) -> Act:
    """Make one act of its reports; the order in which they come does not matter."""
    ordered = sorted(reports, key=lambda one: one.id)
    dates = _dates(ordered)
    return Act(
        id=ordered[0].id,
        type=_most(one.type for one in ordered),
        status=min((one.status for one in ordered), key=_rank),
        reports=tuple(ordered),
        dates=dates,
        victims=_parties(one.victims for one in ordered),
        actors=_parties(one.perpetrators for one in ordered),
        provisions=tuple(dict.fromkeys(words for one in ordered for words in one.provisions)),
        outcomes=tuple(dict.fromkeys(words for one in ordered for words in one.outcomes)),
        disagreements=tuple(_disagreements(ordered)),
    )


def _disagreements(reports: Sequence[ActReport]) -> list[Disagreement]:
    """Return what cannot all be right: dates that share no day, other numbers of victims, other statuses."""
    found = [
        _differ("date", reports, lambda one: said(one.date) if one.date else ""),
        _differ("count", reports, lambda one: "" if one.count is None else str(one.count)),
        _differ("status", reports, lambda one: one.status),
    ]
    dates = [one.date for one in reports if one.date]
    together = all(a.overlaps(b) for a in dates for b in dates)
    order = [said(when) for when in _dates(reports)]
    return [
        replace(one, values=tuple(sorted(one.values, key=lambda v: order.index(v.value))))
        if one.prop == "date"
        else one
        for one in found
        if one is not None and not (one.prop == "date" and together)
    ]


def _differ(prop: str, reports: Sequence[ActReport], of: Callable[[ActReport], str]) -> Disagreement | None:
    values: dict[str, list[str]] = {}
    for one in reports:
        if value := of(one):
            values.setdefault(value, []).append(one.id)
    if len(values) < 2:
        return None
    documents = {value: len({r.document for r in reports if r.id in ids}) for value, ids in values.items()}
    ranked = sorted(values, key=lambda value: (-documents[value], value))
    return Disagreement(prop, tuple(Value(value, tuple(values[value])) for value in ranked))


def _dates(reports: Sequence[ActReport]) -> tuple[Period, ...]:
    """Return the different dates, the best first.

    What half the documents or more can mean goes before the rest, then the most exact, then what most documents give.
    """
    given = list(dict.fromkeys(one.date for one in reports if one.date))
    every = {one.document or one.id for one in reports if one.date}

    def rank(when: Period) -> tuple[bool, int, int, str]:
        fits = {one.document or one.id for one in reports if one.date and one.date.overlaps(when)}
        says = {one.document or one.id for one in reports if one.date == when}
        return 2 * len(fits) < len(every), (when.latest - when.earliest).days, -len(says), said(when)

    return tuple(sorted(given, key=rank))


def _parties(found: Iterable[tuple[Party, ...]]) -> tuple[Party, ...]:
    """Return each party once: those of one cluster, or of one folded name where no cluster is known."""
    parties: dict[str, Party] = {}
    for party in (one for listed in found for one in listed):
        parties.setdefault(party.home or fold(party.name), party)
    return tuple(parties.values())


def _most(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _rank(status: str) -> int:
    return STATUSES.index(status) if status in STATUSES else len(STATUSES)
