"""What enters the store about ratings: proposals, votes, acknowledgements, and what methods made of data."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from saksi.assess.panel import ALERT, RATING, WATCH, Motion, Proposal, State, checked, fold, same_person, subject
from saksi.model.errors import StoreError, UsageError
from saksi.model.types import Decision, Verdict
from saksi.store import log, models, rated
from saksi.store.append_only import raw
from saksi.store.write import writing


@dataclass(frozen=True, slots=True)
class Said:
    """Who says something, when, and why; a reason is asked of everybody, since reasons are published."""

    user: str
    at: datetime
    reason: str

    def entry(self, about: str, verdict: Verdict, value: str = "") -> Decision:
        """Return the entry of the log; raises UsageError without a name or a reason, StoreError without a time zone."""
        if not self.user.strip() or not self.reason.strip():
            raise UsageError(f"{about}: say who decides, and for what reason: reasons are published")
        if self.at.tzinfo is None:
            raise StoreError("a decision needs a time with a zone")
        return Decision(about, verdict, value, self.user.strip(), self.at, self.reason.strip())


def propose_rating(place: str, period: str, motion: Motion, said: Said) -> str:
    """Propose a rating of a country and year; returns its id.

    Raises UsageError for what is no rating, StoreError while another proposal on it is open.
    """
    checked(place, period, motion.scores)
    return _propose(RATING, place, period, motion, said)


def propose_watch(place: str, motion: Motion, said: Said) -> str:
    """Propose to put a country on the watchlist, or to take it off; returns the id."""
    if motion.listed is None or motion.scores:
        raise UsageError("the watchlist is proposed with on or off, and nothing else")
    return _propose(WATCH, place, "", motion, said)


def vote(identity: str, accepts: bool, said: Said) -> Proposal:
    """Vote on an open proposal; the last vote of each person counts. Returns how it stands now.

    Raises StoreError for one that is not there, not open, or the voter's own.
    """
    entry = said.entry(identity, Verdict.ACCEPT if accepts else Verdict.REJECT)
    with writing():
        entries = _entries(identity)
        held = fold(entries)
        if held is None:
            raise StoreError(f"nothing is proposed under {identity}: `saksi panel list` shows what is")
        if held.state is not State.OPEN:
            raise StoreError(f"{identity} was {held.state} already: propose anew what should change")
        if same_person(held.user, entry.user):
            raise StoreError(f"{identity} is {held.user}'s own proposal: others vote on it")
        log.append(entry)
    return fold([*entries, entry]) or held


def acknowledge(alert: str, said: Said, *, founded: bool = True) -> None:
    """Say that an alert has been seen, and whether it was founded; raises StoreError for none with this id."""
    identity = alert.removeprefix(f"{ALERT}:")
    entry = said.entry(f"{ALERT}:{identity}", Verdict.ACCEPT if founded else Verdict.REJECT)
    with writing():
        if not models.Alert.objects.filter(pk=identity).exists():
            raise StoreError(f"there is no alert {identity}")
        log.append(entry)


def one(identity: str) -> Proposal | None:
    """Return a proposal as it stands now."""
    return fold(_entries(identity))


def assessed(kind: str, place: str, period: str, as_of: str, method: str, body: Mapping[str, Any]) -> models.Assessment:
    """Make the row of an assessment; `body` is what JSON can hold."""
    packed = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    row = models.Assessment(
        kind=kind, place=place, period=period, as_of=as_of, method=method, body=packed, at=datetime.now(UTC)
    )
    row.id = rated.assessment_id(row)
    return row


def keep(rows: Iterable[models.Assessment]) -> int:
    """Keep assessments that are not kept yet; returns how many were new."""
    with writing():
        known = set(models.Assessment.objects.values_list("pk", flat=True))
        new = {row.pk: row for row in rows if row.pk not in known}
        models.Assessment.objects.bulk_create(new.values(), batch_size=200)
    return len(new)


def drop_counted() -> set[tuple[str, str]]:
    """Take out every assessment that took counts of the record, and parameters found for any; call it while erasing.

    All of them, since an act may have counted under another country, and levels share what was found of all countries.
    Returns their places and periods.
    """
    rows = raw(models.Assessment).filter(body__contains='"counts":')
    gone = set(rows.values_list("place", "period"))
    rows.delete()
    models.Fitted.objects.all().delete()
    return gone


def _entries(identity: str) -> list[Decision]:
    return [row.to_type() for row in models.Decision.objects.filter(subject=identity).order_by("id")]


def _propose(kind: str, place: str, period: str, motion: Motion, said: Said) -> str:
    with writing():
        stem = subject(kind, place, period, 1)[:-1]
        rows = models.Decision.objects.filter(subject__startswith=stem).order_by("id")
        by: dict[str, list[Decision]] = {}
        for row in rows:
            by.setdefault(row.subject, []).append(row.to_type())
        for known, entries in by.items():
            held = fold(entries)
            if held is not None and held.state is State.OPEN:
                raise StoreError(f"{known} is open: vote on it before another is proposed")
        number = max((int(known.rpartition(":")[2]) for known in by), default=0) + 1
        entry = said.entry(subject(kind, place, period, number), Verdict.PROPOSE, motion.packed())
        log.append(entry)
    return entry.subject
