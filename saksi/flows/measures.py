"""Measures over the record as it stands: computed when asked for, never stored, so they cannot be out of date."""

from collections.abc import Iterable

from saksi.assess.indicators import count_acts
from saksi.model.types import Entity, Measure
from saksi.store.read import current
from saksi.store.read.rulings import Rulings

_PROPS = ("type", "status", "country", "date")


def measures(rulings: Rulings | None = None) -> list[Measure]:
    """Return every measure of the store."""
    return count_acts(counted_acts(rulings))


def measure(identity: str, rulings: Rulings | None = None) -> Measure | None:
    """Return the measure with this id; None when nothing counts there."""
    return next((m for m in measures(rulings) if m.id == identity), None)


def counted_acts(rulings: Rulings | None = None) -> Iterable[Entity]:
    """Assemble the acts from what a count needs, and no more."""
    return current.entities(kind="Act", props=_PROPS, spans=False, rulings=rulings)
