"""Partial dates: as exact as the text is, and never more.

A date is an ISO 8601 year, month or day (`2019`, `2019-11`, `2019-11-28`) of the proleptic Gregorian calendar.
What is not known stays unknown: every question about order or distance is answered for the earliest and the latest
day that the date can mean.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from saksi.model.errors import SchemaError

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DECEMBER = 12


class Precision(StrEnum):
    """How exact a partial date is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day; `month` and `day` are None where the text does not say them.

    Raises SchemaError for a day that no calendar has and for a day without its month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise SchemaError(f"a day ({self.day}) of {self.year} needs its month")
        try:
            _first(self)
        except ValueError as error:
            raise SchemaError(f"no calendar has the date {_iso(self.year, self.month, self.day)}") from error

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2019`, `2019-11` or `2019-11-28`; raises SchemaError for anything else."""
        match = _ISO.fullmatch(text)
        if not match:
            raise SchemaError(f"“{text}” is not a date like 2019, 2019-11 or 2019-11-28")
        year, month, day = (int(part) if part else None for part in match.groups())
        return cls(year or 0, month, day)

    @classmethod
    def of(cls, day: date) -> Self:
        """Make a partial date that is exact to the day."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        return _iso(self.year, self.month, self.day)

    @property
    def precision(self) -> Precision:
        """Say whether the date names a year, a month or a day."""
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def earliest(self) -> date:
        """Return the first day that this date can mean."""
        return _first(self)

    @property
    def latest(self) -> date:
        """Return the last day that this date can mean."""
        month = self.month or _DECEMBER
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def covers(self, other: "PartialDate") -> bool:
        """Say whether `other` lies wholly inside this date: 2019-11 covers 2019-11-28."""
        return self.earliest <= other.earliest and other.latest <= self.latest

    def overlaps(self, other: "PartialDate") -> bool:
        """Say whether both can mean the same day; dates of one calendar overlap only when one covers the other."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def before(self, other: "PartialDate") -> bool:
        """Say whether this date is surely earlier, whatever days the two mean."""
        return self.latest < other.earliest

    def cut(self, precision: Precision) -> "PartialDate":
        """Return the date with no more than this precision: 2019-11-28 cut to the month is 2019-11."""
        if precision is Precision.YEAR:
            return PartialDate(self.year)
        return PartialDate(self.year, self.month) if precision is Precision.MONTH else self


@dataclass(frozen=True, slots=True)
class Days:
    """A number of days that is known to lie between `least` and `most`, both included."""

    least: int
    most: int

    @property
    def exact(self) -> bool:
        """Say whether there is only one number that it can be."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class Period:
    """From one partial date to another, both included; an open end is None.

    Raises SchemaError when the end is surely before the start.
    """

    start: PartialDate | None
    end: PartialDate | None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end.before(self.start):
            raise SchemaError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @property
    def earliest(self) -> date:
        """Return the first day that the period can have."""
        return self.start.earliest if self.start else date.min

    @property
    def latest(self) -> date:
        """Return the last day that the period can have."""
        return self.end.latest if self.end else date.max

    def overlaps(self, other: "Period") -> bool:
        """Say whether the two periods can share a day."""
        return self.earliest <= other.latest and other.earliest <= self.latest


def parse(text: str) -> PartialDate:
    """Read a partial ISO date; raises SchemaError with the words that are not one."""
    return PartialDate.parse(text)


def period(start: str, end: str = "") -> Period:
    """Read a period from one or two partial ISO dates; without an end it is as long as its start is inexact."""
    first = PartialDate.parse(start)
    return Period(first, PartialDate.parse(end) if end else first)


def days_between(start: PartialDate, end: PartialDate) -> Days:
    """Count the days from `start` to `end`: from a month to a day there are 30 answers, all of them in the range.

    Negative where `end` may come first.
    """
    return Days((end.earliest - start.latest).days, (end.latest - start.earliest).days)


def shift(start: PartialDate, days: int) -> Period:
    """Go some days on (or back, when negative): a day gives a day, a month or a year gives the range it can mean.

    Raises SchemaError outside the years 1 to 9999.
    """
    try:
        first, last = (day + timedelta(days=days) for day in (start.earliest, start.latest))
    except OverflowError as error:
        raise SchemaError(f"{days} days from {start} no calendar has a date") from error
    return Period(PartialDate.of(first), PartialDate.of(last))


def _first(when: PartialDate) -> date:
    return date(when.year, 1 if when.month is None else when.month, 1 if when.day is None else when.day)


def _iso(year: int, month: int | None, day: int | None) -> str:
    parts = [f"{year:04}"] + [f"{part:02}" for part in (month, day) if part is not None]
    return "-".join(parts)
