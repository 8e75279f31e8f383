"""Reads a date that stands alone or opens a text: "25 July 2023", "July, 25 2023", "Published: 2023-07-25"."""

import re
from datetime import date

from saksi.text import khmer_dates
from saksi.text.khmer import has_khmer

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
MONTH = "|".join([*MONTHS, *(month[:3] for month in MONTHS), "sept"])
ORDINAL = r"(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"(?<![\w/-])(?:{DAYS}\.?,?\s+)?(?:"
    r"(?P<iso>(?P<iy>[12]\d{3})-(?P<im>\d{2})-(?P<id>\d{2}))(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?"
    rf"|(?P<d1>\d{{1,2}}){ORDINAL}\s+(?:of\s+)?(?P<m1>{MONTH})\.?,?\s+(?P<y1>[12]\d{{3}})"
    rf"|(?P<m2>{MONTH})\.?,?\s+(?P<d2>\d{{1,2}}){ORDINAL},?\s+(?P<y2>[12]\d{{3}})"
    rf"|(?P<m3>{MONTH})\.?,?\s+(?P<y3>[12]\d{{3}})"
    r"|(?P<na>\d{1,2})[/.](?P<nb>\d{1,2})[/.](?P<ny>[12]\d{3})"
    r")(?![\w/-])",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"(?i)\s*(?:[-–—|•*(\[]\s*)*(?:(?:published|posted|updated|last updated|date|dated|released|release date|issued)"
    r"(?:\s+(?:on|at))?\s*[:|-]?\s*)?"
)
TIME = re.compile(
    r"(?i)[\s,|–—-]*(?:at\s+)?(?:\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?)?(?:\s*(?:GMT|UTC|ICT|EST|CET)[+\d:-]*)?[\s.)\]*|–—-]*"
)
CITY = re.compile(r"\s*(?:[A-Z][\w’'.-]+(?:[ /][A-Z][\w’'.-]+){0,3},\s*){0,2}")


def read(found: re.Match[str]) -> str:
    """Return the ISO date, partial where the words are, of a match of DATE; empty when it is none or ambiguous."""
    group = found.groupdict()
    if group["iso"]:
        return _iso(int(group["iy"]), int(group["im"]), int(group["id"]))
    if group["y1"]:
        return _iso(int(group["y1"]), _month(group["m1"]), int(group["d1"]))
    if group["y2"]:
        return _iso(int(group["y2"]), _month(group["m2"]), int(group["d2"]))
    if group["y3"]:
        return f"{group['y3']}-{_month(group['m3']):02}"
    return _numeric(int(group["na"]), int(group["nb"]), int(group["ny"]))


def only_date(line: str) -> str:
    """Return the ISO date of a line that says nothing else but a place, a lead such as "Published:" or a time."""
    if has_khmer(line):
        return khmer_dates.only_date(line)
    lead = LEAD.match(line)
    start = lead.end() if lead else 0
    place = CITY.match(line, start)
    for at in dict.fromkeys((start, place.end() if place else start)):
        found = DATE.match(line, at)
        rest = found and TIME.fullmatch(line, found.end())
        if found and rest:
            return read(found)
    return ""


def _month(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def _numeric(one: int, other: int, year: int) -> str:
    """Read 25/07/2023 and 07/25/2023, and 12/03/2020 not at all: two readings are none."""
    if one == other or other > 12:
        return _iso(year, one, other)
    return _iso(year, other, one) if one > 12 else ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
