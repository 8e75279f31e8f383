"""Claims that proposals and alerts cite, told anew when a document is erased or written anew: their ids hash words."""

from collections.abc import Mapping
from dataclasses import replace

from saksi.assess.panel import recited
from saksi.model.types import Decision, Verdict
from saksi.store import log, models
from saksi.store.append_only import raw


def retell(claims: Mapping[str, str], tombstone: models.Tombstone) -> None:
    """Tell proposals and alerts under the new ids of claims; those without one are gone. Call it while erasing."""
    rows = models.Decision.objects.filter(verdict=Verdict.PROPOSE.value).values_list("subject", "value")
    subjects = {subject for subject, value in rows if any(claim in value for claim in claims)}

    def change(decision: Decision) -> Decision:
        if decision.verdict is not Verdict.PROPOSE:
            return decision
        return replace(decision, value=recited(decision.value, claims, tombstone.pk))

    log.retell(subjects, tombstone, change)
    for old, new in sorted(claims.items()):
        if new:
            raw(models.Evidence).filter(claim=old).update(claim=new)
