"""What enters and leaves the store about alerts: each crossing once, with the claims that it stands on."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from django.db.models import F

from saksi.assess.panel import ALERT, Basis, motion
from saksi.assess.triggers import Crossing
from saksi.model.types import Decision, Verdict
from saksi.store import log, models, rated
from saksi.store.append_only import raw
from saksi.store.read import current
from saksi.store.write import writing


def add(crossings: Iterable[Crossing]) -> list[models.Alert]:
    """Keep crossings that are not kept yet; returns those that were new.

    One that is kept already is given the claims that it was found again to stand on; none is taken from it.
    """
    new: list[models.Alert] = []
    with writing():
        for one in crossings:
            identity = rated.alert_id(one.rule, one.place, one.period)
            row = models.Alert.objects.filter(pk=identity).first()
            if row is None:
                row = models.Alert(
                    id=identity,
                    rule=one.rule,
                    place=one.place,
                    period=one.period,
                    value=one.value,
                    threshold=one.threshold,
                    at=datetime.now(UTC),
                )
                row.save()
                new.append(row)
            known = set(row.evidence.values_list("claim", flat=True))
            fresh = [models.Evidence(alert=row, claim=claim) for claim in one.claims if claim not in known]
            models.Evidence.objects.bulk_create(fresh)
    return new


def mailed(alerts: Iterable[str]) -> None:
    """Remember that a letter told of these alerts."""
    with writing():
        models.Mailed.objects.bulk_create([models.Mailed(alert_id=one) for one in alerts], ignore_conflicts=True)


def drop(claims: Iterable[str], tombstone: models.Tombstone) -> None:
    """Take claims from what stands on them, and with them the alerts that stand no more; call it while erasing.

    An alert goes with what people said of it, and proposals that cite it say that it was erased. It stands no more when
    it has fewer acts than its threshold, or none left that is of its day; and when a claim goes that says that somebody
    belongs to a group: if it is crossed without it, it is raised anew when it is looked next.
    """
    touched: set[str] = set()
    fallen: set[str] = set()
    for part in current.chunks(sorted(claims)):
        evidence = raw(models.Evidence).filter(claim__in=part)
        touched.update(evidence.values_list("alert", flat=True))
        fallen.update(evidence.filter(claim__in=_beside(part)).values_list("alert", flat=True))
        evidence.delete()
    rows = [row for row in models.Alert.objects.filter(pk__in=touched).order_by("pk") if not _stands(row)]
    _take({row.pk for row in rows} | fallen, tombstone)


def drop_by_ratings(gone: Collection[tuple[str, str]], tombstone: models.Tombstone) -> None:
    """Take out the alerts by ratings of these places and periods, which were taken out; call it while erasing.

    One that another rating raises too is raised anew when it is looked next.
    """
    rows = models.Alert.objects.filter(evidence__isnull=True, value__gte=F("threshold")).order_by("pk")
    _take({row.pk for row in rows if (row.place, row.period) in gone}, tombstone)


def _take(gone: set[str], tombstone: models.Tombstone) -> None:
    if not gone:
        return
    log.forget({f"{ALERT}:{one}" for one in gone}, tombstone)
    _uncite(gone, tombstone)
    raw(models.Evidence).filter(alert__in=gone).delete()
    raw(models.Alert).filter(pk__in=gone).delete()


def _stands(row: models.Alert) -> bool:
    left = set(row.evidence.values_list("claim", flat=True))
    left -= _beside(left)
    told = list(models.ActRow.objects.filter(claim__in=left).values_list("claim", "date"))
    anew = left - {claim for claim, _ in told}  # of a document that is being written anew: its rows follow
    return len(left) >= row.threshold and (bool(anew) or any(day == row.period for _, day in told))


def _beside(claims: Iterable[str]) -> set[str]:
    """Return those of these claims that are of no act: they say who its victims are."""
    rows = models.Statement.objects.filter(claim__in=list(claims)).exclude(kind="Act")
    return set(rows.values_list("claim", flat=True))


def _uncite(gone: set[str], tombstone: models.Tombstone) -> None:
    rows = models.Decision.objects.filter(verdict=Verdict.PROPOSE.value).values_list("subject", "value")
    subjects = {subject for subject, value in rows if any(one in value for one in gone)}

    def change(decision: Decision) -> Decision:
        if decision.verdict is not Verdict.PROPOSE:
            return decision
        held = motion(decision.value)
        basis = (
            Basis("erased", tombstone.pk) if one.kind == ALERT and one.id.removeprefix(f"{ALERT}:") in gone else one
            for one in held.basis
        )
        return replace(decision, value=replace(held, basis=tuple(basis)).packed())

    log.retell(subjects, tombstone, change)
