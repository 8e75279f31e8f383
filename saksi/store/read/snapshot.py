"""The whole record in memory at one moment, for what counts all of it; pages read rows (see `store/derived.py`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from saksi.model.types import Document
from saksi.store import models
from saksi.store.read import bare, current
from saksi.store.read import rulings as rulings_
from saksi.store.read.facts import KINDS, ActLine, Lines, NameLine, lines
from saksi.store.read.rulings import Rulings

_PART = 100


@dataclass(frozen=True)
class Snapshot:
    """The record at one moment; never changed."""

    rulings: Rulings
    gone: frozenset[str]
    clusters: dict[str, str]
    documents: dict[str, Document]
    lines: dict[str, Lines]

    @cached_property
    def acts(self) -> dict[str, ActLine]:
        """Every act report by its id, by document."""
        return {act.id: act for found in self.lines.values() for act in found.acts}

    @cached_property
    def names(self) -> dict[str, NameLine]:
        """Every named thing by its id, by document."""
        return {name.id: name for found in self.lines.values() for name in found.names}

    def home(self, entity: str) -> str:
        """Return the id of the cluster of an entity, or its own."""
        return self.clusters.get(entity, entity)


def take() -> Snapshot:
    """Return the record as it stands now."""
    return _made(rulings_.load())


def at(moment: datetime) -> Snapshot:
    """Return the record under the decisions that had been taken by a moment."""
    taken = models.Decision.objects.filter(at__lte=moment).order_by("id")
    return _made(rulings_.rule(row.to_type() for row in taken.iterator()))


def _made(rulings: Rulings) -> Snapshot:
    gone = current.gone(rulings)
    documents = {row.sha256: row.to_type() for row in models.Document.objects.order_by("-published", "sha256")}
    found = {sha256: made for sha256, made in _read(list(documents), rulings, gone) if made.acts or made.names}
    return Snapshot(rulings, gone, current.clusters(), documents, found)


def _read(documents: list[str], rulings: Rulings, gone: frozenset[str]) -> Iterator[tuple[str, Lines]]:
    """Read the lines of these documents, a part at a time, so that only lines stay in memory."""
    for start in range(0, len(documents), _PART):
        for sha256, statements, places in bare.read(documents[start : start + _PART]):
            yield sha256, lines([s for s in statements if s.kind in KINDS], places, rulings, gone)
