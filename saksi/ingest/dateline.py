"""Finds when and by whom a text says it was published, in its first lines or not at all."""

import re

from saksi.text import dateline
from saksi.text.sections import Kind, Section, sections

TOP = 12  # sections; a dateline stands above the body
BOTTOM = 6  # letters and UN statements are dated at their foot
UPDATED = re.compile(r"(?i)\s*(?:last )?updated")
LEAD = re.compile(r"(?i)(?:published|posted|released|issued|dated?)(?:\s+(?:on|at))?\s*:?\s*")
# "PHNOM PENH, 25 July 2023 –", "(Bangkok, July 10, 2020) –", "Geneva (3 May 2021) —"
OPENING = re.compile(
    rf"\(?[A-Z][\w’'. /-]{{1,40}}[,(]\s*\(?(?:[A-Z][\w’' ]{{1,30}},\s*)?(?=(?i:{dateline.DATE.pattern}))"
)
PUBLISHER = re.compile(
    r"(?im)^[ \t]*(?:publisher|published by|អ្នកចេញផ្សាយ|ប្រភពផ្សាយ)[ \t]*[:៖][ \t]*(\S[^\r\n]{1,199}?)[ \t]*$"
)
AFTER = re.compile(r"\s*\)?\s*(?:\([\w .]{2,30}\)\s*)?[–—:-]")


def published(text: str) -> str:
    """Return the ISO date, partial where the text's is, at which a text says it was published; empty when unsure."""
    parts = sections(text)
    words = [text[part.body : part.end] for part in parts]
    top = [(one, date) for part, one in zip(parts[:TOP], words, strict=False) if (date := _dated(part, one))]
    for one, date in top:
        if not UPDATED.match(one):
            return date
    foot = [_dated(part, one) for part, one in zip(parts[-BOTTOM:], words[-BOTTOM:], strict=True)]
    return next((date for date in foot if len(date) == len("2020-01-01")), top[0][1] if top else "")


def publisher(text: str) -> str:
    """Return the words of a line "Publisher: …" among the first sections; empty without one."""
    parts = sections(text)[:TOP]
    found = PUBLISHER.search(text, 0, parts[-1].end) if parts else None
    return " ".join(found[1].split()) if found else ""


def _dated(part: Section, words: str) -> str:
    if part.kind is Kind.DATELINE:
        return dateline.only_date(words)
    if part.kind in (Kind.PARAGRAPH, Kind.HEADING, Kind.TITLE, Kind.CONTACT):
        return _opening(words) or _lead(words)
    return ""


def _opening(words: str) -> str:
    """Read the place and date that open a news text or release."""
    opened = OPENING.match(words[:160])
    found = opened and dateline.DATE.match(words, opened.end())
    return dateline.read(found) if found and AFTER.match(words, found.end()) else ""


def _lead(words: str) -> str:
    """Read "By A. Author | Published: 3 May 2021" and the like: a short line with a date behind a word that says so."""
    if len(words) > 120:
        return ""
    for lead in LEAD.finditer(words):
        found = dateline.DATE.match(words, lead.end())
        if found:
            return dateline.read(found)
    return ""
