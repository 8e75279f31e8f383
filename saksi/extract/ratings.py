"""Ratings of countries as a body stated them: “Burundi is rated as ‘closed’ by the CIVICUS Monitor”."""

import re
from difflib import get_close_matches
from functools import cache

from saksi.extract.extractors import RATINGS as BY
from saksi.extract.gazetteer import Gazetteer, gazetteer
from saksi.extract.page import Reading
from saksi.extract.records import Range, Record, Value
from saksi.packs.naming import stating_words
from saksi.packs.pack import Pack

NEAR = 0.92  # likeness at which a misspelt country is still that country
CAPITALS = re.compile(r"[A-Z][\w-]+(?: (?:of |the |and )*[A-Z][\w-]+)*")
BACK = re.compile(r"(?i)\b(?:the|this) (?:country|nation|state|kingdom|republic)\b|\bit\b")


@cache
def _stated() -> re.Pattern[str]:
    levels = "|".join(re.escape(level) for level in stating_words().ratings)
    verbs = r"(?:is|was|are|were|remains?|been|being|also|now|currently|which|that)"
    return re.compile(
        rf"(?i)\b(?:rate[sd]?|categori[sz]e[sd]?|classifie[sd]|classify|assesse[sd]|downgraded|upgraded|listed|rating)\b"
        rf"(?: (?:(?!{verbs} not\b)[\w'’-]+)){{0,7}}? ?(?:as |to |of |is |: )?"
        rf"[\"'“‘]?(?P<level>{levels})[\"'”’]?(?![\w-])"
    )


def find(reading: Reading) -> list[Record]:
    """One record a rating, with the country that it is about; ratings of no single country are left out."""
    known, out, seen = gazetteer(reading.pack), [], set()
    for match in _stated().finditer(reading.content):
        start, end = reading.sentence(match.start())
        if match.end() > end:
            continue
        subject = _subject(reading, known, start, match.start(), match.end("level"))
        if subject is None:
            continue
        code, where = subject
        body = _body(reading.content, start, end)
        first = min(x for x in (where[0], match.start(), body[0] if body else match.start()) if x >= start)
        last = max(match.end(), body[1] if body else 0)
        whole = reading.range(first, last)
        if (code, whole) in seen:
            continue
        seen.add((code, whole))
        level = match["level"].lower()
        values = [Value("rating", level, (whole,), 0.9)]
        country = whole if first <= where[0] and where[1] <= last else reading.range(*where)
        values.append(
            Value("country", code, (whole, reading.range(*where)) if country == whole else (whole, country), 0.85)
        )
        if body:
            values.append(
                Value("body", " ".join(reading.content[slice(*body)].split()), (whole, reading.range(*body)), 0.9)
            )
        anchor = " ".join(reading.content[start:end].split())
        out.append(Record("StatedRating", anchor, tuple(values), BY, (code, level)))
    return out


def _subject(reading: Reading, known: Gazetteer, start: int, verb: int, end: int) -> tuple[str, Range] | None:
    """The country rated: the last before the verb, one between verb and level, or the one that “the country” means."""
    inside = _countries(reading, known, start, verb) or _countries(reading, known, verb, end)
    if inside:
        return inside[-1]
    if not BACK.search(reading.content[start:verb]):
        return None
    before = _countries(reading, known, max(start - 1500, 0), start)
    return before[-1] if before else None


def _countries(reading: Reading, known: Gazetteer, start: int, end: int) -> list[tuple[str, Range]]:
    found = []
    for match in CAPITALS.finditer(reading.content, start, end):
        words = match.group().split()
        for size in range(len(words), 0, -1):
            at = match.start()
            names = [" ".join(words[i : i + size]) for i in range(len(words) - size + 1)]
            hit = next(((n, _code(n, known)) for n in names if _code(n, known)), None)
            if hit:
                at += match.group().find(hit[0])
                found.append((hit[1], (at, at + len(hit[0]))))
                break
    return found


def _code(name: str, known: Gazetteer) -> str:
    code = known.country(name)
    if code or len(name) < 8:
        return code
    close = get_close_matches(name, _names(known.pack), 1, NEAR)
    return known.country(close[0]) if close else ""


@cache
def _names(pack: Pack) -> tuple[str, ...]:
    return tuple(c.name for c in pack.countries)


def _body(content: str, start: int, end: int) -> Range | None:
    match = _bodies().search(content, start, end)
    return match.span() if match else None


@cache
def _bodies() -> re.Pattern[str]:
    names = "|".join(re.escape(n).replace(r"\ ", r"(?:'s)? ") for n in stating_words().rating_bodies)
    return re.compile(rf"\b(?:{names})\b", re.I)
