"""What enters the store about alerts: each crossing of a benchmark once, with the claims that it stands on."""

from collections.abc import Iterable
from datetime import UTC, datetime

from saksi.assess.triggers import Crossing
from saksi.store import models, rated
from saksi.store.write import writing


def add(crossings: Iterable[Crossing]) -> list[models.Alert]:
    """Keep crossings that are not kept yet; returns those that were new. Claims seen later join what they stand on."""
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
