"""Ratings, the watchlist and their history as panels decided them, now or as they were known at a moment."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from saksi.assess.panel import RATING, WATCH, Proposal, proposals
from saksi.store import models


@dataclass(frozen=True, slots=True)
class Assessed:
    """What a method made of the data that were known by a day (see `models.Assessment`)."""

    id: str
    kind: str
    place: str
    period: str
    as_of: str
    method: str
    body: dict[str, Any]
    at: datetime


def ratings(place: str = "", moment: datetime | None = None, period: str = "") -> list[Proposal]:
    """Return every rating proposed, of one place and period or of all, in the order they came; as of a moment."""
    return _told(":".join(filter(None, (RATING, place, period))), moment)


def watchlist(place: str = "", moment: datetime | None = None) -> list[Proposal]:
    """Return every proposal about the watchlist, in the order they came; as of a moment."""
    return _told(":".join(filter(None, (WATCH, place))), moment)


def assessments(kind: str, place: str = "", period: str = "", moment: datetime | None = None) -> list[Assessed]:
    """Return what was kept of one kind, the latest kept last; as of a moment only what had been kept by then."""
    query = models.Assessment.objects.filter(kind=kind)
    for name, value in (("place", place), ("period", period)):
        query = query.filter(**{name: value}) if value else query
    query = query.filter(at__lte=moment) if moment is not None else query
    return [
        Assessed(row.id, row.kind, row.place, row.period, row.as_of, row.method, json.loads(row.body), row.at)
        for row in query.order_by("as_of", "at", "id")
    ]


def latest(kind: str, place: str, period: str, moment: datetime | None = None) -> Assessed | None:
    """Return what was kept last of one place and period."""
    found = assessments(kind, place, period, moment)
    return found[-1] if found else None


def _told(stem: str, moment: datetime | None) -> list[Proposal]:
    rows = models.Decision.objects.filter(subject__startswith=f"{stem}:").order_by("id")
    rows = rows.filter(at__lte=moment) if moment is not None else rows
    return proposals(row.to_type() for row in rows)
