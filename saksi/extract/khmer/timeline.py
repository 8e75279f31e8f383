"""Makes dates of the expressions of time of a Khmer text, by its publication and by what it told before, or none."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from saksi.extract.khmer.page import KhmerPage
from saksi.extract.records import Range
from saksi.text.khmer_dates import LAST, SAME, Written, calendar, written

UNTIL = re.compile(r"(?:រហូត)?(?:មក)?ដល់(?:ថ្ងៃ|ចុង|ដើម|ឆ្នាំ|ខែ)? ?$")
SINCE = re.compile(r"(?:ចាប់តាំងពី|ចាប់ពី|តាំងពី|(?<!កាល)ពី|ចន្លោះ|រវាង)(?:ឆ្នាំ|ខែ|ថ្ងៃ)? ?$")
TO = re.compile(r" ?(?:រហូត)?(?:ដល់|និង|ទៅ) ?")
ELSEWHEN = re.compile(r"(?:មុន|បោះឆ្នោត|ច្បាប់|អាណត្តិ|គិតត្រឹម) ?(?:ថ្ងៃ)? ?$")
LATER = re.compile(r"(?P<number>[0-9០-៩]{1,2}|មួយ|ពីរ|បី|បួន|ប្រាំ) ?ថ្ងៃ(?:ក្រោយមក|បន្ទាប់មក)")
NEXT = re.compile(r"(?:នៅ)?(?:ថ្ងៃបន្ទាប់|ស្អែកឡើង)")
SAME_DAY = re.compile(r"ថ្ងៃ(?:ដដែល|នោះ|តែមួយនោះ|ជាមួយគ្នា)")
LEAD = 40  # characters in which the date of an entry stands
OPENS = re.compile(r"[\s•*–—-]*(?:នៅ|កាលពី)?(?:ថ្ងៃ)?\s*")
ENTRY = re.compile(r"\s*[៖:–—]")
NUMBERS = {"មួយ": 1, "ពីរ": 2, "បី": 3, "បួន": 4, "ប្រាំ": 5}
AHEAD = re.compile(r"នឹង|គ្រោង|កំណត់")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as ISO, partial where the words are, with its end for a period, and the ranges that say it."""

    date: str
    end: str
    ranges: tuple[Range, ...]
    confidence: float = 0.85


@dataclass(frozen=True, slots=True)
class When:
    """An expression of time, resolved: `role` is "" for when something took place, "since" or "until"."""

    at: Range
    dated: Dated
    role: str = ""


class Timeline:
    """The expressions of time of one text in order; one that cannot be resolved is left out."""

    def __init__(self, page: KhmerPage) -> None:
        self.page = page
        self.published = _day(page.document.published)
        self.whens: list[When] = []
        self._last: Dated | None = None
        self._year: int | None = None
        self._told_year: int | None = None
        for start, end in page.sentences:
            if page.content.rfind("\n", 0, start) + 1 == start:
                self._year = None  # a year told in another paragraph is no year of this one
            self.whens += self._paired(list(self._sentence(start, end)))
        self._starts = [when.at[0] for when in self.whens]

    def within(self, start: int, end: int) -> list[When]:
        """The expressions inside a range."""
        found = self.whens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [when for when in found if when.at[1] <= end]

    def lead(self, at: int) -> Dated | None:
        """The date that opens the line of a character as that of an entry: "០៧ មករា ២០២៤៖ …"."""
        start, end = self.page.paragraph(at)
        first = next(iter(self.within(start, min(end, start + LEAD))), None)
        if first is None or not OPENS.fullmatch(self.page.content, start, first.at[0]):
            return None
        return first.dated if ENTRY.match(self.page.content, first.at[1]) else None

    # --- one sentence ----------------------------------------------------------------------------------------

    def _sentence(self, start: int, end: int) -> Iterator[When]:
        text = self.page.content[start:end]
        found: list[tuple[Range, Written | None]] = [(one.at, one) for one in written(text)]
        taken = [at for at, _ in found]
        for pattern in (self._relative(), LATER, NEXT, SAME_DAY):
            for told in pattern.finditer(text):
                if not any(a < told.end() and told.start() < b for a, b in taken):
                    found.append((told.span(), None))
                    taken.append(told.span())
        found.sort(key=lambda row: row[0])
        for at, one in _years_shared(found, text):
            before = text[max(0, at[0] - 14) : at[0]]
            if ELSEWHEN.search(before):
                continue
            past = before.rstrip().endswith("កាលពី") or before.rstrip().endswith("កាលពីព្រឹក")
            iso = self._iso(one, text, past=past) if one else self._told(text[slice(*at)])
            if iso:
                dated = Dated(iso, "", ((start + at[0], start + at[1]),), 0.88 if one and one.iso else 0.78)
                role = "until" if UNTIL.search(before) else "since" if SINCE.search(before) else ""
                if role != "until":
                    self._last = dated
                yield When((start + at[0], start + at[1]), dated, role)

    def _paired(self, whens: list[When]) -> Iterator[When]:
        """Join "from … to …" into one period."""
        waiting: When | None = None
        for when in whens:
            gap = self.page.content[waiting.at[1] : when.at[0]] if waiting else ""
            if waiting and waiting.role == "since" and TO.fullmatch(gap) and waiting.dated.date < when.dated.date:
                ranges = (*waiting.dated.ranges, *when.dated.ranges)
                dated = Dated(waiting.dated.date, when.dated.date, ranges, 0.8)
                yield When((waiting.at[0], when.at[1]), dated, "since")
                waiting = None
                continue
            if waiting:
                yield waiting
            waiting = when
        if waiting:
            yield waiting

    # --- resolving -------------------------------------------------------------------------------------------

    def _iso(self, one: Written, sentence: str, *, past: bool) -> str:
        if one.iso:
            self._year = self._told_year = one.year
            return one.iso
        if one.month_relative:
            return self._in_month(one)
        if one.relative == SAME:
            return self._with(one, self._year or (_year(self._last) if self._last else None))
        if one.relative and self.published:
            return self._with(one, self.published.year - (one.relative == LAST))
        if one.month is None and one.day is not None:
            return self._day_alone(one)
        if self._year and not one.weekday:
            iso = self._with(one, self._year)
            if self._last and iso >= self._last.date[: len(iso)]:
                return iso
            if iso and not past:
                return ""  # of this year or of the one told before: the words leave it open
        if (
            self._told_year
            and one.day is None
            and not past
            and self._with(one, self._told_year) != self._nearest(one, ahead=False, past=False)
        ):
            return ""  # the year told last in another paragraph, or that of publication
        return self._nearest(one, ahead=AHEAD.search(sentence) is not None and not past, past=past)

    def _in_month(self, one: Written) -> str:
        """A day of the month told last, or of that of publication."""
        told = self._last.date if self._last and one.month_relative == SAME else ""
        told = told or (self.published.isoformat() if self.published and one.month_relative != SAME else "")
        if told.count("-") == 0:
            return ""
        year, month = map(int, told.split("-")[:2])
        return Written(one.at, year, month, one.day).iso

    def _with(self, one: Written, year: int | None) -> str:
        return Written(one.at, year, one.month, one.day).iso if year else ""

    def _nearest(self, one: Written, *, ahead: bool, past: bool) -> str:
        """The year in which a month without one lies: the last before the publication, or the next where it is said.

        A day of the weeks to come that the words do not call past is taken for one of them.
        """
        if self.published is None or one.month is None:
            return ""
        this = self._with(one, self.published.year)
        today = self.published.isoformat()[: len(this)]
        if ahead:
            return this if this >= today else self._with(one, self.published.year + 1)
        if this <= today or (not past and one.month - self.published.month in (0, 1)):
            return this
        return self._with(one, self.published.year - 1)

    def _day_alone(self, one: Written) -> str:
        """A day without a month is one of the month of publication, when it lies before that day."""
        if self.published is None or one.day is None or one.day > self.published.day:
            return ""
        return Written(one.at, self.published.year, self.published.month, one.day).iso

    def _told(self, words: str) -> str:
        """Read words that count from the day of publication or from the day told last."""
        days = next((n for word, n in calendar().days.items() if words.endswith(word)), None)
        if days is not None:
            return (self.published + timedelta(days=days)).isoformat() if self.published else ""
        weekday = next((n for word, n in calendar().weekdays.items() if word in words), None)
        if weekday is not None:
            if self.published is None:
                return ""
            return (self.published - timedelta(days=(self.published.weekday() - weekday) % 7)).isoformat()
        last = _day(self._last.date) if self._last else None
        if last is None:
            return ""
        if SAME_DAY.fullmatch(words):
            return last.isoformat()
        counted = LATER.fullmatch(words)
        number = counted["number"] if counted else "មួយ"
        return (last + timedelta(days=int(number) if number.isdigit() else NUMBERS[number])).isoformat()

    def _relative(self) -> re.Pattern[str]:
        days = "|".join(sorted(calendar().days, key=len, reverse=True))
        weekdays = "|".join(sorted(calendar().weekdays, key=len, reverse=True))
        return re.compile(rf"(?:យប់|ព្រឹក|ល្ងាច|ព្រឹកថ្ងៃ)?(?:{days})|ថ្ងៃ(?:{weekdays})(?!(?: ?ទី))(?:នេះ)?")


def _years_shared(found: list[tuple[Range, Written | None]], text: str) -> list[tuple[Range, Written | None]]:
    """Give the first date of a period the year that stands only behind the second."""
    out = list(found)
    for index, ((at, one), (then, other)) in enumerate(pairwise(found)):
        open_year = one is not None and one.year is None and not one.relative and one.month is not None
        if open_year and one and other and other.year and TO.fullmatch(text, at[1], then[0]):
            out[index] = (at, replace(one, year=other.year))
    return out


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso.count("-") == 2 else None


def _year(dated: Dated) -> int:
    return int(dated.date[:4])
