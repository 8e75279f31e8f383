"""Alerts as a visitor may see them, and the acts that benchmarks look at.

An alert that counts acts is shown to whoever sees enough of them to cross it, with those acts alone: to nobody else is
it said that there was one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from saksi.assess.panel import ALERT
from saksi.assess.triggers import Dated
from saksi.model.types import Decision
from saksi.store import models
from saksi.store.read import stored, subjects
from saksi.store.read.current import chunks
from saksi.store.read.facts import ActLine
from saksi.store.read.record import Record

_DAY = 10
"""Characters of a whole date."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An alert for one visitor: `value` is what he may see of it, `seen` who acknowledged it, the first one first.

    `counts` says that it counts acts; of others the value is a probability, or how often something was done by its day.
    """

    id: str
    rule: str
    place: str
    period: str
    value: float
    threshold: float
    counts: bool
    acts: tuple[ActLine, ...]
    seen: tuple[Decision, ...]

    @property
    def missed(self) -> bool:
        """Say whether it is that something was not done by its day."""
        return self.value < self.threshold


def dated(record: Record, country: str = "") -> list[Dated]:
    """Return the reported acts with a whole date that a visitor may see, reports of one act as the first of them."""
    rows = record.sight.rows(models.ActRow.objects.filter(status="reported").order_by("date", "entity"))
    rows = rows.exclude(entity__in=models.Follower.objects.values("entity"))
    rows = rows.filter(country=country) if country else rows
    fields = ("date", "country", "type", "claim", "subtype", "quote")
    return [
        Dated(date.fromisoformat(day), *rest)
        for day, *rest in rows.values_list(*fields).iterator(2000)
        if len(day) == _DAY
    ]


def listed(record: Record, place: str = "") -> list[Shown]:
    """Return the alerts that a visitor may see, the latest first."""
    query = models.Alert.objects.order_by("-period", "place", "rule")
    rows = list(query.filter(place=place) if place else query)
    claims = _claims(rows)
    acts = _acts(record, {claim for own in claims.values() for claim in own})
    log = _log(record, rows)
    found = (_shown(row, [acts[c] for c in claims.get(row.pk, ()) if c in acts], log.get(row.pk, ())) for row in rows)
    return [one for one in found if one is not None]


def _shown(row: models.Alert, acts: list[ActLine], log: Iterable[Decision]) -> Shown | None:
    counts = row.value >= row.threshold >= 1
    value = float(len(acts)) if counts else row.value
    if counts and value < row.threshold:
        return None
    shown = tuple(sorted(acts, key=lambda act: (act.date, act.id)))
    return Shown(row.pk, row.rule, row.place, row.period, value, row.threshold, counts, shown, tuple(log))


def _claims(rows: Iterable[models.Alert]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in chunks([row.pk for row in rows]):
        evidence = models.Evidence.objects.filter(alert__in=part).order_by("claim")
        for alert, claim in evidence.values_list("alert", "claim"):
            found.setdefault(alert, []).append(claim)
    return found


def _acts(record: Record, claims: Iterable[str]) -> dict[str, ActLine]:
    found: dict[str, ActLine] = {}
    for part in chunks(sorted(claims)):
        rows = record.sight.rows(models.ActRow.objects.filter(claim__in=part, status="reported"))
        found.update((line.claim, line) for line in stored.acts(rows.order_by("entity")))
    return found


def _log(record: Record, rows: Iterable[models.Alert]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for part in chunks([f"{ALERT}:{row.pk}" for row in rows]):
        for row in models.Decision.objects.filter(subject__in=part).order_by("id"):
            found.setdefault(row.subject.removeprefix(f"{ALERT}:"), []).append(subjects.seen(record, row.to_type()))
    return found
