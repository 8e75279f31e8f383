"""Measures over the record as it stands: computed when asked for, never stored, so they cannot be out of date."""

from datetime import datetime

from django.conf import settings

from saksi.assess import indicators
from saksi.assess.facts import Facts, known_by
from saksi.model.types import Measure
from saksi.packs import load
from saksi.store.read import counted, snapshot


def facts(moment: datetime | None = None) -> Facts:
    """Return what counts are made of: now, or as the store knew it at a moment.

    Of a moment in the past: under the decisions taken by then, from what had been learnt by then, as today's reading
    of the documents and today's clusters have it. What an older reading said and today's does not is not brought back.
    """
    pack = load(settings.SAKSI.packs)
    if moment is None:
        return counted.facts(snapshot.take(), pack)
    return known_by(counted.facts(snapshot.at(moment), pack), moment)


def measures(moment: datetime | None = None) -> list[Measure]:
    """Return every listed measure of the store (see `indicators.count`)."""
    return indicators.count(facts(moment))


def measure(identity: str, moment: datetime | None = None) -> Measure | None:
    """Return the measure with this id; None when nothing counts there."""
    return indicators.measure(facts(moment), identity)
