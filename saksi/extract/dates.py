"""A grammar of English dates: finds what a text says about time, without yet knowing when it speaks.

`expressions` reads a text into `When`s: parts of dates, ranges, weekdays, distances; `timeline` makes them dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from saksi.extract.records import Range
from saksi.packs.lexicon import Calendar

Parts = tuple[int | None, int | None, int | None]
NONE: Parts = (None, None, None)


@dataclass(frozen=True, slots=True)
class When:
    """An expression of time in a text: its range and what it says.

    `kind` is date (some of year, month, day), range, weekday, days (distance from the day of publication), months,
    years, same (the day told last), later (a distance from it); `start` and `end` are (year, month, day) with None
    for what is not said; `number` holds weekday or distance; `lead` the word before: since, until, by, before, after.
    """

    at: Range
    kind: str
    start: Parts = NONE
    end: Parts = NONE
    number: int = 0
    lead: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str], Calendar], tuple[str, Parts, Parts, int] | None]


def expressions(text: str, calendar: Calendar) -> list[When]:
    """All expressions of time in a text, in order, the longest where several overlap."""
    found: list[When] = []
    taken: list[Range] = []
    for rule in _rules(tuple(calendar.months), tuple(calendar.weekdays), tuple(calendar.days), tuple(calendar.numbers)):
        for match in rule.pattern.finditer(text):
            at = match.span("all")
            if any(a < at[1] and at[0] < b for a, b in taken):
                continue
            made = rule.make(match, calendar)
            if made is None:
                continue
            kind, start, end, number = made
            taken.append(at)
            found.append(When(at, kind, start, end, number, _lead(text, at[0])))
    return sorted(found, key=lambda when: when.at)


LEAD = re.compile(
    r"\b(since|until|till|by|before|after|from|between|following|prior to|ahead of|as of|through)\s+"
    r"(?:the\s+|at least\s+|early\s+|late\s+|mid-?\s*|end of\s+)*$",
    re.I,
)


def _lead(text: str, start: int) -> str:
    found = LEAD.search(text, max(0, start - 40), start)
    return found[1].lower() if found else ""


@cache
def _rules(
    months: tuple[str, ...], weekdays: tuple[str, ...], days: tuple[str, ...], numbers: tuple[str, ...]
) -> tuple[_Rule, ...]:
    names = "|".join(sorted(months, key=len, reverse=True))
    # A look at the first letter passes most words over sooner than all names would.
    words = {
        "M": rf"(?=[{_initials(months)}])(?:{names})\.?",
        "D": r"(?:[0-3]?\d)(?:\s?(?:st|nd|rd|th))?",
        "Y": r"(?:19|20)\d\d",
        "W": "|".join(weekdays),
        "T": "|".join(sorted(days, key=len, reverse=True)),
        "N": rf"(?=[\d{_initials(numbers)}])(?:\d{{1,3}}|{'|'.join(numbers)})",
        "TO": r"\s*(?:to|and|[–—-]|until)\s*",
        "PART": r"(?:(?:early|late|mid|the end of|the beginning of|end of)[\s-]+)?",
    }

    def rule(pattern: str, make: Callable[[re.Match[str], Calendar], tuple[str, Parts, Parts, int] | None]) -> _Rule:
        for name, words_of in words.items():
            pattern = pattern.replace(f"<{name}>", f"(?:{words_of})").replace(f"<{name}:", f"(?P<{name.lower()}")
        return _Rule(re.compile(rf"(?<![\w/-])(?P<all>{pattern})(?![\w/])", re.I), make)

    date = [
        rule(r"(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)", _iso),
        rule(r"(?P<d><D>)<TO>(?P<d2><D>)\s+(?:of\s+)?(?P<m><M>),?(?:\s+(?P<y><Y>))?", _days),
        rule(r"(?P<m><M>)\s+(?P<d><D>)<TO>(?P<d2><D>)(?:,?\s+(?P<y><Y>))?", _days),
        rule(r"(?P<d><D>)\s+(?P<m><M>)(?:,?\s+(?P<y><Y>))?<TO>(?P<d2><D>)\s+(?P<m2><M>),?\s+(?P<y2><Y>)", _two_days),
        rule(r"(?:the\s+)?(?P<d><D>)\s+(?:of\s+)?(?P<m><M>),?\s+(?P<y><Y>)", _day),
        rule(r"(?P<m><M>),?\s+(?:the\s+)?(?P<d><D>),?\s+(?P<y><Y>)", _day),
        rule(r"(?P<m><M>)(?:\s+(?P<y><Y>))?<TO>(?P<m2><M>),?\s+(?P<y2><Y>)", _months),
        rule(r"(?P<y><Y>)<TO>(?P<y2><Y>)", _years),
        rule(r"<PART>(?P<m><M>),?\s+(?:of\s+)?(?P<y><Y>)", _month),
        rule(r"(?:the\s+)?(?P<d>[0-3]?\d(?:\s?(?:st|nd|rd|th))?)\s+(?:of\s+)?(?P<m><M>)", _day),
        rule(r"(?P<m><M>)\s+(?P<d>[0-3]?\d(?:st|nd|rd|th)?)(?!\s*[,.]?\d|,? \d{4}\b)", _day),
    ]
    relative = [
        rule(r"(?P<n><N>) (?P<u>day|week|month|year)s? ago(?: today| this (?:day|week|month))?", _ago),
        rule(r"(?<!ago )(?:<T>)", _today),
        rule(r"(?:the\s+|that\s+)?same (?:day|morning|afternoon|evening|night)|that day|the day itself", _same),
        rule(
            r"(?:the\s+)?(?:following|next) day|(?:a|one) day later|the day after",
            _next,
        ),
        rule(
            r"(?:a|one) day (?:prior|before|earlier)|the day before|the previous day",
            _before,
        ),
        rule(r"(?P<n><N>) (?P<u>day|week|month|year)s? (?P<way>later|earlier)", _later),
        rule(r"(?P<w>this|last|next|this past|the past|earlier this|later this) (?P<u>week|month|year)", _unit),
        rule(r"(?P<w>this past|last|this|next) <PART>(?P<m><M>)", _named_month),
        rule(r"(?:(?P<w>this|last|next) )(?P<day><W>)|(?<=on )(?P<day2><W>)", _weekday),
        rule(
            r"(?:(?<=in )|(?<=since )|(?<=during )|(?<=until )|(?<=by )|(?<=of )|(?<=from ))<PART>(?P<m><M>)",
            _bare_month,
        ),
        rule(
            r"(?:(?<=in )|(?<=since )|(?<=during )|(?<=until )|(?<=by )|(?<=of )|(?<=from )|(?<=year )|(?<=the )"
            r"|(?<=after )|(?<=before )|(?<=around )|(?<=its )|(?<=his )|(?<=her )|(?<=a )|(?<=late )|(?<=early )"
            r"|(?<=mid-)|(?<=and )|(?<=\())(?:late |early |mid-)?(?P<y><Y>)(?!\s*(?:,\s*\d{3}|people|protesters|%|km))",
            _year,
        ),
    ]
    return (*date, *relative)


def _initials(names: Iterable[str]) -> str:
    return "".join(sorted({name[0] for name in names}))


def _number(words: str | None, calendar: Calendar) -> int:
    if not words:
        return 0
    return int(words) if words.isdigit() else calendar.numbers.get(words.lower(), 0)


def _month_of(match: re.Match[str], calendar: Calendar, name: str = "m") -> int:
    return calendar.months[match[name].lower().rstrip(".")]


def _day_of(match: re.Match[str], name: str = "d") -> int | None:
    day = int(re.sub(r"\D", "", match[name]))
    return day if 1 <= day <= 31 else None


def _year_of(match: re.Match[str], name: str = "y") -> int | None:
    return int(match[name]) if match[name] else None


def _iso(match: re.Match[str], _calendar: Calendar) -> tuple[str, Parts, Parts, int] | None:
    month, day = int(match["m"]), int(match["d"])
    return ("date", (int(match["y"]), month, day), NONE, 0) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _day(match: re.Match[str], calendar: Calendar) -> tuple[str, Parts, Parts, int] | None:
    year = _year_of(match) if "y" in match.groupdict() else None
    month, day = _month_of(match, calendar), _day_of(match)
    if day is None or (match["m"].lower() in ("may", "march") and match["m"].islower()):
        return None
    return "date", (year, month, day), NONE, 0


def _days(match: re.Match[str], calendar: Calendar) -> tuple[str, Parts, Parts, int] | None:
    first, last = _day_of(match), _day_of(match, "d2")
    if first is None or last is None or first >= last:
        return None
    year, month = _year_of(match), _month_of(match, calendar)
    return "range", (year, month, first), (year, month, last), 0


def _two_days(match: re.Match[str], calendar: Calendar) -> tuple[str, Parts, Parts, int] | None:
    first, last = _day_of(match), _day_of(match, "d2")
    if first is None or last is None:
        return None
    end = _year_of(match, "y2")
    return (
        "range",
        (_year_of(match) or end, _month_of(match, calendar), first),
        (end, _month_of(match, calendar, "m2"), last),
        0,
    )


def _months(match: re.Match[str], calendar: Calendar) -> tuple[str, Parts, Parts, int] | None:
    end = _year_of(match, "y2")
    return (
        "range",
        (_year_of(match) or end, _month_of(match, calendar), None),
        (end, _month_of(match, calendar, "m2"), None),
        0,
    )


def _years(match: re.Match[str], _calendar: Calendar) -> tuple[str, Parts, Parts, int] | None:
    first, last = int(match["y"]), int(match["y2"])
    return ("range", (first, None, None), (last, None, None), 0) if first < last else None


def _month(match: re.Match[str], calendar: Calendar) -> tuple[str, Parts, Parts, int]:
    return "date", (_year_of(match), _month_of(match, calendar), None), NONE, 0


def _bare_month(match: re.Match[str], calendar: Calendar) -> tuple[str, Parts, Parts, int] | None:
    if match["m"][0].islower():
        return None
    return "date", (None, _month_of(match, calendar), None), NONE, 0


def _year(match: re.Match[str], _calendar: Calendar) -> tuple[str, Parts, Parts, int]:
    return "date", (_year_of(match), None, None), NONE, 0


def _today(match: re.Match[str], calendar: Calendar) -> tuple[str, Parts, Parts, int]:
    return "days", NONE, NONE, calendar.days[match["all"].lower()]


def _same(_match: re.Match[str], _calendar: Calendar) -> tuple[str, Parts, Parts, int]:
    return "same", NONE, NONE, 0


def _next(_match: re.Match[str], _calendar: Calendar) -> tuple[str, Parts, Parts, int]:
    return "later", NONE, NONE, 1


def _before(_match: re.Match[str], _calendar: Calendar) -> tuple[str, Parts, Parts, int]:
    return "later", NONE, NONE, -1


DAYS = {"day": 1, "week": 7}


def _ago(match: re.Match[str], calendar: Calendar) -> tuple[str, Parts, Parts, int] | None:
    number, unit = _number(match["n"], calendar), match["u"].lower()
    if not number:
        return None
    if unit == "day":
        return "days", NONE, NONE, -number
    return ("weeks" if unit == "week" else unit + "s"), NONE, NONE, -number


def _later(match: re.Match[str], calendar: Calendar) -> tuple[str, Parts, Parts, int] | None:
    number, unit = _number(match["n"], calendar), match["u"].lower()
    if not number or unit not in DAYS:
        return None
    return "later", NONE, NONE, number * DAYS[unit] * (1 if match["way"].lower() == "later" else -1)


def _unit(match: re.Match[str], _calendar: Calendar) -> tuple[str, Parts, Parts, int] | None:
    word, unit = match["w"].lower(), match["u"].lower()
    if word == "the past":
        return None
    step = -1 if word == "last" else 1 if word == "next" else 0
    return f"{unit}s" if unit != "week" else "weeks", NONE, NONE, step


def _named_month(match: re.Match[str], calendar: Calendar) -> tuple[str, Parts, Parts, int] | None:
    if match["m"][0].islower():
        return None
    return "date", (None, _month_of(match, calendar), None), NONE, 1 if match["w"].lower() == "next" else 0


def _weekday(match: re.Match[str], calendar: Calendar) -> tuple[str, Parts, Parts, int]:
    day = match["day"] or match["day2"]
    return "weekday", NONE, NONE, calendar.weekdays[day.lower()]


def datelines(text: str, calendar: Calendar) -> Iterator[When]:
    """Full dates that stand on a line of their own near the head of a text, or open it as its dateline."""
    end = 0
    for line in text.splitlines(keepends=True)[:25]:
        start, end = end, end + len(line)
        for when in expressions(line, calendar):
            rest = (line[: when.at[0]] + line[when.at[1] :]).strip(" \t\n\r.,|-–—()•*:#")
            if when.kind == "date" and all(when.start) and (not rest or (len(rest) < 30 and rest.istitle())):
                yield When((start + when.at[0], start + when.at[1]), "date", when.start)
