"""Measures of what lasts: days that people were held, and laws in force; from cases and laws, not from single acts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from saksi.assess.cells import DETAINED, Cell
from saksi.model.dates import PartialDate, Precision
from saksi.model.errors import SchemaError
from saksi.model.policy import Role, Sensitivity
from saksi.model.types import Measure
from saksi.packs import load
from saksi.resolve.laws import Life
from saksi.resolve.stages import Held
from saksi.store import models
from saksi.store.read import cases, laws
from saksi.store.read.current import chunks
from saksi.store.read.record import Record
from saksi.store.read.visibility import Sight

IN_FORCE, REPEALED = "in force", "repealed"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a measure adds up: in words, its share, and the entities (acts, mentions of a law) that say it."""

    words: str
    value: int
    entities: tuple[str, ...]


def everything() -> Record:
    """Return the record as whoever keeps the machine sees it."""
    return Record(Sight(Role.ADMINISTRATOR, frozenset(Sensitivity), whole_texts=True, whole=True))


def measure(cell: Cell, record: Record, today: date | None = None) -> tuple[Measure, tuple[Part, ...]] | None:
    """Count a cell of what lasts, as a visitor may see it, with what it adds up; None where nothing counts there."""
    last = today or date.today()  # noqa: DTZ011  # a day of the person's own calendar
    span = _span(cell.period, last)
    if span is None:
        return None
    made = _held(cell, record, *span) if cell.what == DETAINED else _laws(cell, record, span[1])
    parts = tuple(one for one in made if one.value)
    if not parts:
        return None
    claims = _claims(record, {entity for part in parts for entity in part.entities})
    value = float(sum(one.value for one in parts))
    return Measure(cell.indicator, cell.place, cell.period, value, claims), parts


def nights(held: Held, first: date, last: date) -> int:
    """Count the nights of a time in detention that surely fell between two days, both included; 0 where not known.

    A time without a known release runs to the last day on which a source still has the person held.
    """
    when = held.start.bounds
    if held.days is None or when is None:
        return 0
    end = when.latest + timedelta(days=max(held.days.least, 0))
    return max(0, (min(end, last + timedelta(days=1)) - max(when.latest, first)).days)


def in_force(life: Life, day: date) -> bool:
    """Say whether a law was surely in force on a day: it had come into force by then, and was not repealed since.

    A step that was denied, set for a day or only alleged says neither. A repeal without a date can be of any day.
    """
    taken = [one for one in life.stages if one.taken]
    begun = [one.date for one in taken if one.stage == IN_FORCE and one.date is not None and one.date.latest <= day]
    over = [one.date for one in taken if one.stage == REPEALED]
    later = [when for when in over if when is None or when.earliest <= day]
    return any(all(end is not None and end.latest < start.earliest for end in later) for start in begun)


def _held(cell: Cell, record: Record, first: date, last: date) -> Iterator[Part]:
    """Yield each time that somebody was held; nobody whose acts hang together by a name alone, which is not sure."""
    for page in cases.rows(record):
        for one in page.case.defendants:
            for held in one.held if one.party.home not in page.by_name else ():
                if cell.place in {report.country for report in held.start.reports}:
                    acts = (held.start, *([held.end] if held.end else []))
                    entities = tuple(report.id for act in acts for report in act.reports)
                    yield Part(f"{one.party.name} held", nights(held, first, last), entities)


def _laws(cell: Cell, record: Record, day: date) -> Iterator[Part]:
    for life in laws.lives(record, load(settings.SAKSI.packs)):
        if life.country == cell.place and in_force(life, day):
            own = [one for one in life.stages if one.stage == IN_FORCE and one.taken]
            entities = {entity for one in own for entity in (*one.acts, *one.mentions)}
            entities |= {mention.id for mention in life.mentions}
            yield Part(life.titles[0] if life.titles else life.key, 1, tuple(sorted(entities)))


def _span(period: str, today: date) -> tuple[date, date] | None:
    """Return the days that a period can hold; all time ends today."""
    if not period:
        return date.min, today
    try:
        when = PartialDate.parse(period)
    except SchemaError:
        return None
    return (when.earliest, min(when.latest, today)) if when.precision is not Precision.DAY else None


def _claims(record: Record, entities: Iterable[str]) -> tuple[str, ...]:
    """Return the claims of the types of acts, and of the names of laws, that a visitor may see."""
    found: set[str] = set()
    for part in chunks(sorted(entities)):
        for table in (models.ActRow, models.NameRow):
            rows = record.sight.rows(table.objects.filter(entity__in=part))
            found.update(rows.values_list("claim", flat=True))
    return tuple(sorted(found))
