"""Finds the dates that Khmer texts write out: ថ្ងៃទី៣ ខែមីនា ឆ្នាំ២០២៣, ៣/៩/២០១៧, Buddhist and common era.

A year of the Buddhist era begins in Cambodia at Visakha Bochea, in the full moon of late April or of May: until April
it is 543 ahead of the common era, from June on 544. A date in May, or a year alone, is left open where no year of the
common era stands beside it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from saksi.model.readers import read_yaml
from saksi.text.khmer import normalise
from saksi.text.layout import FOLDER
from saksi.text.lines import Range

DIGIT = "[0-9០-៩]"
SAME, THIS, LAST = "ដដែល", "នេះ", "មុន"
BUDDHIST = 2400  # years from here on are of the Buddhist era
VISAKHA = 5  # the month in which it begins anew


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of `km/dates.yaml`."""

    months: dict[str, int]
    lunar: tuple[str, ...]
    weekdays: dict[str, int]
    days: dict[str, int]


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written: what is known of it; `relative` is ដដែល, នេះ or មុន where that stands for the year.

    `month_relative` is the same for the month.
    """

    at: Range
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: str = ""
    month_relative: str = ""

    @property
    def iso(self) -> str:
        """The ISO date, partial where the words are; empty without a year or where no calendar has it."""
        if self.year is None or (self.day is not None and self.month is None):
            return ""
        try:
            whole = date(self.year, self.month or 1, self.day or 1).isoformat()
        except ValueError:
            return ""
        return whole[: 10 if self.day else 7 if self.month else 4]


@cache
def calendar() -> Calendar:
    """Return the words of Khmer dates in normalised spelling; raises PackError for a wrong file."""
    read = read_yaml(FOLDER / "km/dates.yaml", Calendar)

    def spelled(words: dict[str, int]) -> dict[str, int]:
        return {normalise(word).content: number for word, number in words.items()}

    lunar = tuple(normalise(word).content for word in read.lunar)
    return Calendar(spelled(read.months), lunar, spelled(read.weekdays), spelled(read.days))


def written(text: str) -> Iterator[Written]:
    """Yield the dates of a normalised text in order; dates in lunar months and impossible ones are left out."""
    for found in _pattern().finditer(text):
        read = _read(found)
        if read is not None:
            yield read


def only_date(line: str) -> str:
    """Return the ISO date of a Khmer line that says nothing else but a place or a word such as ចេញផ្សាយ; else empty."""
    flat = normalise(line).content.strip(" ()[]*|–—-")
    first = next(written(flat), None)
    if first is None or not _LEAD.fullmatch(flat, 0, first.at[0]) or not _TIME.fullmatch(flat, first.at[1]):
        return ""
    return first.iso


_LEAD = re.compile(
    r"(?:(?:កាលបរិច្ឆេទ|(?:ថ្ងៃ)?(?:ចេញ|ចុះ|បោះ)ផ្សាយ|ធ្វើបច្ចុប្បន្នភាព)[\s:៖-]*)?"
    r"(?:(?:ធ្វើនៅ)?(?:(?:រាជធានី|ខេត្ត|ក្រុង)[^\s,៖:]{2,15}|ភ្នំពេញ)[\s,៖:–—-]+|[^\s,៖:]{2,15}\s?,\s*)?"
)
_TIME = re.compile(
    rf"[\s,|–—។៕-]*(?:(?:ម៉ោង|វេលា)?[\s]*{DIGIT}{{1,2}}[:៖.]{DIGIT}{{2}}(?:\s*(?:ព្រឹក|ល្ងាច|យប់|រសៀល|[AP]M))?)?[\s។៕]*"
)


def _read(found: re.Match[str]) -> Written | None:
    group: Mapping[str, str | None] = found.groupdict()
    months, weekdays = calendar().months, calendar().weekdays
    if group["ny"]:
        read = Written(found.span(), int(group["ny"]), int(group["nm"] or 0), int(group["nd"] or 0))
        return read if read.iso else None
    word = group["month"] or group["month2"] or group["pm"] or group["tm"]
    if word in calendar().lunar:
        return None
    month = months[word] if word else None
    weekday = weekdays[group["weekday"]] if group["weekday"] else None
    day = int(group["day"] or group["lone"] or group["pd"] or 0) or None
    year, relative = _year(group, month)
    read = Written(found.span(), year, month, day, weekday, relative, group["moon"] or "")
    return None if year and not read.iso and not (day and not month) else read


def _year(group: Mapping[str, str | None], month: int | None) -> tuple[int | None, str]:
    given = group["year"] or group["py"] or group["ty"] or ""
    if group["common"]:
        return int(group["common"]), ""
    number = int(group["buddhist"] or (given if given.isdigit() else 0))
    if number >= BUDDHIST:
        if month is None or month == VISAKHA:
            return None, ""
        return number - (543 if month < VISAKHA else 544), ""
    return number or None, "" if number else given


@cache
def _pattern() -> re.Pattern[str]:
    words = calendar()
    month = "|".join(sorted((*words.months, *words.lunar), key=len, reverse=True))
    weekday = "|".join(sorted(words.weekdays, key=len, reverse=True))
    four = f"{DIGIT}{{4}}(?!{DIGIT})"
    year = (
        rf"(?:[ ,]*(?:ព\.? ?ស\.? ?(?P<buddhist>{four})|គ\.? ?ស\.? ?(?P<common>{four})"
        rf"|ឆ្នាំ ?(?P<year>{four}|{SAME}|{THIS}|{LAST})))*"
    )
    first = rf"(?:ថ្ងៃ ?(?P<weekday>{weekday})?[ ,]*)?(?:ទី ?)?(?P<day>{DIGIT}{{1,2}})[ ,]*ខែ ?(?P<month>{month})"
    lone = rf"ថ្ងៃ ?(?:{weekday})?[ ,]*ទី ?(?P<lone>{DIGIT}{{1,2}})(?!{DIGIT})(?:[ ,]*ខែ ?(?P<moon>{SAME}|{THIS}))?"
    # ០៧ មករា ២០២៤, as lists of events and datelines have it
    plain = rf"(?<!{DIGIT})(?P<pd>{DIGIT}{{1,2}}) (?P<pm>{month}) (?P<py>{four})"
    turned = rf"(?<!{DIGIT})(?P<ty>{four}) ខែ ?(?P<tm>{month})"
    numeric = rf"(?<!{DIGIT})(?P<nd>{DIGIT}{{1,2}})[/.-](?P<nm>{DIGIT}{{1,2}})[/.-](?P<ny>{four})"
    # The year's groups can stand in the pattern once only: what may come before them is one alternative.
    before = rf"(?:{first}|{lone}|ខែ ?(?P<month2>{month})|(?=ឆ្នាំ ?{DIGIT}{{4}}|ឆ្នាំ ?{SAME}))"
    return re.compile(rf"{numeric}|{plain}|{turned}|{before}{year}")
