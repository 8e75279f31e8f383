"""Alerts as a visitor may see them, and the acts that benchmarks look at.

An alert that counts acts is shown to whoever sees enough of them to cross it, with those acts alone, as he sees them:
one of them is of its day, and all are of its country, its window and its rule, also by the groups of their victims as
he may know them. To nobody else is it said that there was one. Where its rule is known no more, only who sees the whole
record is shown it. An alert by a rating is shown while the rating may be (see `computed`).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from saksi.assess import triggers
from saksi.assess.facts import Member
from saksi.assess.panel import ALERT
from saksi.assess.triggers import Benchmark, Dated
from saksi.model.types import Decision
from saksi.store import models
from saksi.store.read import groups, stored, subjects
from saksi.store.read.computed import computed
from saksi.store.read.current import chunks
from saksi.store.read.facts import ActLine
from saksi.store.read.record import Record

_DAY = 10
"""Characters of a whole date."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An alert for one visitor: `value` is what he may see of it, `seen` who acknowledged it, the first one first.

    What people said of an alert stays in the house, and that they did.

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
    members = groups.of_acts(record) if any(one.groups for one in _rules()) else {}
    fields = ("date", "country", "type", "claim", "subtype", "quote", "document", "start")
    found = [row for row in rows.values_list("entity", *fields).iterator(2000) if len(row[1]) == _DAY]
    worded = any(one.words for one in _rules())
    for part in chunks(found) if worded else ():
        record.sight.learn((row[7] for row in part), (row[6] for row in part))
    return [
        Dated(
            date.fromisoformat(day),
            country_,
            kind,
            claim,
            subtype,
            record.sight.quote(quote, document, start) if worded else "",
            members.get(entity, ()),
        )
        for entity, day, country_, kind, claim, subtype, quote, document, start in found
    ]


def listed(record: Record, place: str = "") -> list[Shown]:
    """Return the alerts that a visitor may see, the latest first."""
    query = models.Alert.objects.order_by("-period", "place", "rule")
    rows = list(query.filter(place=place) if place else query)
    rules = {one.id: one for one in _rules()}
    claims = _claims(rows)
    acts = _acts(record, {claim for own in claims.values() for claim in own})
    members = groups.of_acts(record) if any(r.rule in rules and rules[r.rule].groups for r in rows) else {}
    log = _log(record, rows) if record.sight.whole_texts else {}
    fell = _fell(record, place)
    found = []
    for row in rows:
        counts = _counts(row, rules.get(row.rule))
        own = [acts[claim] for claim in claims.get(row.pk, ()) if claim in acts] if counts else []
        kept = _kept(record, row, rules.get(row.rule), own, members)
        value = float(len(kept)) if counts else row.value
        if value >= row.threshold if counts else _told(record, row, fell):
            said = tuple(log.get(row.pk, ()))
            found.append(Shown(row.pk, row.rule, row.place, row.period, value, row.threshold, counts, kept, said))
    return found


def _counts(row: models.Alert, rule: Benchmark | None) -> bool:
    return rule.kind == "count" if rule else row.value >= row.threshold >= 1


def _fell(record: Record, place: str) -> set[tuple[str, str, float]]:
    """Return each probability of a fall in the ratings that a visitor may be told of, as alerts have it."""
    return {
        (one.place, one.period, round(held["fell"], triggers.DIGITS))
        for one in computed(record, "rating", place)
        for held in one.body["measured"].values()
        if held.get("fell") is not None
    }


def _told(record: Record, row: models.Alert, fell: Collection[tuple[str, str, float]]) -> bool:
    """Say whether a visitor may be told of an alert that counts no acts: of what was missed, and by such a rating."""
    return record.sight.whole or row.value < row.threshold or (row.place, row.period, row.value) in fell


def _rules() -> tuple[Benchmark, ...]:
    return triggers.benchmarks(settings.SAKSI.benchmarks)


def _kept(
    record: Record,
    row: models.Alert,
    rule: Benchmark | None,
    acts: Iterable[ActLine],
    members: Mapping[str, tuple[Member, ...]],
) -> tuple[ActLine, ...]:
    """Keep the acts that carry an alert as they stand for this visitor, in order of their dates."""
    lines = sorted(acts, key=lambda act: (act.date, act.id))
    if rule is None:
        return tuple(lines) if record.sight.whole else ()
    whole = [
        Dated(
            date.fromisoformat(act.date),
            act.country,
            act.type,
            act.claim,
            act.subtype,
            act.quote,
            members.get(act.id, ()),
        )
        for act in lines
        if len(act.date) == _DAY
    ]
    if not whole:
        return ()
    claims = {act.claim for act in triggers.window(rule, row.place, date.fromisoformat(row.period), whole)}
    return tuple(act for act in lines if act.claim in claims)


def _claims(rows: Iterable[models.Alert]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in chunks([row.pk for row in rows]):
        evidence = models.Evidence.objects.filter(alert__in=part).order_by("claim")
        for alert, claim in evidence.values_list("alert", "claim"):
            found.setdefault(alert, []).append(claim)
    return found


def _acts(record: Record, claims: Iterable[str]) -> dict[str, ActLine]:
    """Return the reported acts that a visitor may see, as he may, by the claims of their types; each act once."""
    lines: list[ActLine] = []
    for part in chunks(sorted(claims)):
        rows = record.sight.rows(models.ActRow.objects.filter(claim__in=part, status="reported"))
        rows = rows.exclude(entity__in=models.Follower.objects.values("entity"))
        lines += stored.acts(rows.order_by("entity"))
    record.learn_acts(lines)
    return {line.claim: record.act(line) for line in lines}


def _log(record: Record, rows: Iterable[models.Alert]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for part in chunks([f"{ALERT}:{row.pk}" for row in rows]):
        for row in models.Decision.objects.filter(subject__in=part).order_by("id"):
            found.setdefault(row.subject.removeprefix(f"{ALERT}:"), []).append(subjects.seen(record, row.to_type()))
    return found
