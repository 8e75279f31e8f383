"""Makes dates of expressions of time: against the day of publication, the date told last, the years of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta

from saksi.extract.anniversaries import Anniversary, anniversaries, upcoming
from saksi.extract.dates import Parts, When, datelines, expressions
from saksi.extract.page import Reading
from saksi.extract.records import Range
from saksi.model.dates import PartialDate
from saksi.model.errors import SchemaError
from saksi.packs.lexicon import Calendar

WEEK = 7
AHEAD_OF = 2  # months
MONTHS = timedelta(days=120)
AHEAD = re.compile(r"(?:ahead of|before|prior to|in the run-up to) (?:the )?$", re.I)
Resolved = tuple[str, str, tuple[Range, ...], float]
"""Start and end in partial ISO, further ranges (repaired text) that say it, and how sure it is."""


class Clock:
    """Knows when a text was published, and what it told before a place in it."""

    def __init__(self, reading: Reading, calendar: Calendar) -> None:
        self.reading = reading
        self.whens = expressions(reading.content, calendar)
        self.starts = [when.at[0] for when in self.whens]
        self.published, self._dateline = self._publication(calendar)
        self._about: tuple[date, tuple[Range, ...]] | None = None
        self._remember(anniversaries(reading.content, self.whens, calendar))
        coming = upcoming(reading.content)
        if self._about is None and coming is not None:
            self._about = coming.date, (coming.at,)
        self._told: list[tuple[int, str, Range]] = []

    def _publication(self, calendar: Calendar) -> tuple[date | None, Range | None]:
        if self.reading.document.published.count("-") == 2:
            return date.fromisoformat(self.reading.document.published), None
        for when in datelines(self.reading.content[:4000], calendar):
            try:
                return PartialDate(*when.start).earliest, when.at  # type: ignore[arg-type]
            except SchemaError:
                continue
        return None, None

    def _remember(self, told: list[Anniversary]) -> None:
        """Take anniversaries for dates, and, where nothing else says when a text was written, for that."""
        for one in told:
            if one.now and self.published is None:
                self.published, self._dateline = one.date, one.source
            self._about = self._about or (one.date, (one.at, one.source))
            if one.exact:
                self._insert(one)

    def _insert(self, one: Anniversary) -> None:
        """Put an anniversary among the expressions; "a day before the anniversary" becomes that day."""
        day, at = one.date, one.at
        for other in self.whens:
            if other.kind == "later" and 0 <= at[0] - other.at[1] <= len(" to the "):
                day, at = day + timedelta(days=other.number), (other.at[0], at[1])
                self.whens.remove(other)
                break
        ahead = at == one.at and AHEAD.search(self.reading.content[max(0, at[0] - 30) : at[0]]) is not None
        if ahead and day.day <= WEEK:
            return  # what was done ahead of it may have been done in the month before
        self.whens.append(When(at, "date", (day.year, day.month, None if ahead else day.day)))
        self.whens.sort(key=lambda when: when.at)
        self.starts = [when.at[0] for when in self.whens]

    def tell(self, at: int, told: str, where: Range) -> None:
        """Remember the date of an act told at a character, so that "the same day" finds it."""
        self._told.append((at, told, where))

    @property
    def told(self) -> str:
        """The date of the act told last, empty where none has been dated yet."""
        return self._told[-1][1] if self._told else ""

    def resolve(self, when: When, past: bool = True) -> Resolved | None:
        """Start and end in partial ISO, further ranges that say it, and how sure; None where it cannot be known."""
        try:
            return self._resolve(when, past)
        except (SchemaError, ValueError, OverflowError):
            return None

    def _resolve(self, when: When, past: bool) -> Resolved | None:
        if when.kind in ("same", "later"):
            return self._from_told(when)
        if when.kind in ("date", "range"):
            if when.start[0] is not None:
                return _iso(when.start), _iso(when.end), (), 0.95
            return self._with_year(when, past)
        if self.published is None:
            return None
        return self._from_publication(when, past)

    def _from_told(self, when: When) -> Resolved | None:
        told = next(((d, r) for at, d, r in reversed(self._told) if at < when.at[0]), None)
        sentence = self.reading.sentence(when.at[0])
        if told is None or told[0].count("-") != 2 or when.at[0] - told[1][0] > 700 or told[1][0] > sentence[1]:
            return None
        day = date.fromisoformat(told[0]) + timedelta(days=when.number)
        return day.isoformat(), "", (told[1],), 0.85

    def _with_year(self, when: When, past: bool) -> Resolved | None:
        """The year of a day or month that is told without one: from the publication, or from the same paragraph."""
        month = when.start[1]
        told = self._year_told(when)
        if told is not None:
            year, at = told
            return _iso((year, *when.start[1:])), _iso((year, *when.end[1:])) if when.end[1] else "", (at,), 0.75
        if self.published is None or month is None:
            return self._nearest(when)
        year = self.published.year
        if past and (month, when.start[2] or 1) > (self.published.month, self.published.day):
            year -= 1
        if not past and self.published.month - month > AHEAD_OF:
            year += 1  # "to 12 January", written in December
        extra = (self._dateline,) if self._dateline else ()
        return _iso((year, *when.start[1:])), _iso((year, *when.end[1:])) if when.end[1] else "", extra, 0.8

    def _nearest(self, when: When) -> Resolved | None:
        """The year that puts a day or month nearest to when the text was written, if it is within some months."""
        if self._about is None or when.start[1] is None:
            return None
        about, ranges = self._about
        day = min(
            (date(about.year + step, when.start[1], min(when.start[2] or 15, 28)) for step in (-1, 0, 1)),
            key=lambda one: abs(one - about),
        )
        if abs(day - about) > MONTHS:
            return None
        return _iso((day.year, *when.start[1:])), _iso((day.year, *when.end[1:])) if when.end[1] else "", ranges, 0.65

    def _year_told(self, when: When) -> tuple[int, Range] | None:
        """The year of the last full date before, if it stands in the same paragraph."""
        index = bisect_left(self.starts, when.at[0])
        for other in reversed(self.whens[max(index - 4, 0) : index]):
            if self.reading.content.count("\n\n", other.at[0], when.at[0]) or when.at[0] - other.at[0] > 600:
                return None
            if other.kind == "date" and other.start[0] and other.start[1]:
                if self.published and other.start[0] < self.published.year - 1:
                    return other.start[0], other.at
                return (other.start[0], other.at) if (other.start[1] <= (when.start[1] or 12)) else None
        return None

    def _from_publication(self, when: When, past: bool) -> Resolved | None:
        today = self.published
        if today is None:
            return None
        extra = (self._dateline,) if self._dateline else ()
        if when.kind == "days":
            return (today + timedelta(days=when.number)).isoformat(), "", extra, 0.9
        if when.kind == "weekday":
            back = (today.weekday() - when.number) % 7
            return (today - timedelta(days=back if past else back - 7)).isoformat(), "", extra, 0.8
        if when.kind == "weeks":
            if when.number == 0:
                return f"{today.year:04}-{today.month:02}", "", extra, 0.6
            day = today + timedelta(weeks=when.number)
            return f"{day.year:04}-{day.month:02}", "", extra, 0.6
        if when.kind == "months":
            months = today.year * 12 + today.month - 1 + when.number
            return f"{months // 12:04}-{months % 12 + 1:02}", "", extra, 0.8
        if when.kind == "years":
            return f"{today.year + when.number:04}", "", extra, 0.8
        return None


def _iso(parts: Parts) -> str:
    year, month, day = parts
    if year is None:
        return ""
    return str(PartialDate(year, month, day))
