"""The rows of the log of decisions: appended to its chain, and emptied or told again when something is erased.

An emptied row keeps digest and link, so the chain still verifies; without its salt nothing can be guessed from them.
Its subject is then the tombstone, and its verdict an `undo` that has nothing to take back: no reading of the log needs
to know of erasure.
"""

from collections.abc import Callable, Iterable

from saksi.model.types import Decision, Verdict
from saksi.store import chain, models
from saksi.store.append_only import raw

CHUNK = 500
Change = Callable[[Decision], Decision | None]


def append(decision: Decision) -> models.Decision:
    """Add a decision to the end of the chain; whether it may be taken is asked before (see `write.decide`)."""
    last = models.Decision.objects.order_by("-id").first()
    salt = chain.new_salt()
    digest = chain.digest(salt, decision)
    row = models.Decision(
        subject=decision.subject,
        verdict=decision.verdict.value,
        value=decision.value,
        user=decision.user,
        at=decision.at,
        reason=decision.reason,
        salt=salt,
        digest=digest,
        link=chain.link(last.link if last else chain.GENESIS, digest),
    )
    row.save()
    return row


def about(subjects: Iterable[str], entities: Iterable[str] = ()) -> set[str]:
    """Return those of the subjects that something was decided on, and the pairs that one of the entities is in."""
    wanted, ids = sorted(subjects), frozenset(entities)
    found: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        part = models.Decision.objects.filter(subject__in=wanted[start : start + CHUNK])
        found.update(part.values_list("subject", flat=True))
    pairs = models.Decision.objects.filter(subject__contains=":").values_list("subject", flat=True)
    return found | {pair for pair in pairs if not ids.isdisjoint(pair.split(":"))}


def forget(subjects: Iterable[str], tombstone: models.Tombstone) -> int:
    """Empty every decision on these subjects; returns how many."""
    return len(_empty(subjects, tombstone))


def retell(subjects: Iterable[str], tombstone: models.Tombstone, change: Change) -> int:
    """Empty every decision on these subjects and append it again as `change` makes it, in the old order.

    What stands about each subject stays, since everything ever decided on it is told again. Returns how many were told.
    """
    told = [again for old in _empty(subjects, tombstone) if (again := change(old)) is not None]
    for decision in told:
        append(decision)
    return len(told)


def _empty(subjects: Iterable[str], tombstone: models.Tombstone) -> list[Decision]:
    wanted = sorted(set(subjects))
    rows = [
        row
        for start in range(0, len(wanted), CHUNK)
        for row in models.Decision.objects.filter(subject__in=wanted[start : start + CHUNK])
    ]
    rows.sort(key=lambda row: row.pk)
    blank = {"subject": tombstone.pk, "verdict": Verdict.UNDO.value, "value": "", "user": "", "reason": "", "salt": ""}
    numbers = [row.pk for row in rows]
    for start in range(0, len(numbers), CHUNK):
        raw(models.Decision).filter(pk__in=numbers[start : start + CHUNK]).update(**blank)
    return [row.to_type() for row in rows]
