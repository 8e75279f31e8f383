"""Reads anniversaries: the date of an event told with its date, and so many years; also when a text was written.

"Today, on the fourth anniversary of the killing of …" dates a text that says elsewhere when the killing took place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from saksi.extract.dates import When
from saksi.extract.records import Range
from saksi.packs.lexicon import Calendar

HINT = re.compile(r"nniversary|years? ago\b", re.I)
NUMBER = r"(?P<n>\d{1,2}(?:st|nd|rd|th)?|[a-z]+)(?:[- ]years?)?"
WHAT = r"(?P<what>(?:(?:Dr|Mrs?|Ms|Prof|St)\. |(?!\. )[^;\n]){3,80})"
NOW = r"(?P<now>\btoday\W+(?:\w+\W+){0,3}|\bmarks\W+)?"
OF = re.compile(rf"{NOW}\bthe {NUMBER} anniversary of {WHAT}", re.I)
AGO = re.compile(rf"(?P<what>[^.;]{{3,60}}?) {NUMBER} years? ago", re.I)
UPCOMING = re.compile(
    r"\b(?:upcoming|forthcoming|next|approaching) (?:\w+ ){0,3}(?:elections?|polls?|vote) in (?P<y>20\d\d)\b", re.I
)
END = re.compile(r"[.!?]\s|\n")
NAME = re.compile(r"\b[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class Anniversary:
    """An anniversary told in a text: its words, its date, and the words that date the event.

    `now` says that it is the day of writing; `exact` is false for "nine years ago", which says it to a few months.
    """

    at: Range
    date: date
    source: Range
    now: bool = False
    exact: bool = True


def upcoming(content: str) -> Anniversary | None:
    """The start of the year of an election that is still to come: about when a text was written."""
    found = UPCOMING.search(content)
    return None if found is None else Anniversary(found.span(), date(int(found["y"]), 1, 1), found.span(), exact=False)


def anniversaries(content: str, whens: Sequence[When], calendar: Calendar) -> list[Anniversary]:
    """All anniversaries of a text whose event it dates to the day, and everywhere to the same day."""
    # Nearly no text speaks of one, and the two patterns try every word of it.
    said = {found.group().lower()[-4:] for found in HINT.finditer(content)}
    found = [*_told(OF, content, whens, calendar)] if "sary" in said else []
    return [*found, *_told(AGO, content, whens, calendar)] if " ago" in said else found


def _told(pattern: re.Pattern[str], content: str, whens: Sequence[When], calendar: Calendar) -> Iterator[Anniversary]:
    for found in pattern.finditer(content):
        years = _years(found["n"], calendar)
        words = _event(found["what"], calendar)
        if not years or not words:
            continue
        event = _dated(words, NAME.findall(found["what"]) if pattern is OF else [], content, whens)
        if event is None:
            continue
        day, source = event
        try:
            then = day.replace(year=day.year + years)
        except ValueError:  # 29 February
            continue
        end = found.start("what") if pattern is OF else found.end()
        yield Anniversary((found.start("n"), end), then, source, bool(found.groupdict().get("now")), pattern is OF)


def _years(words: str, calendar: Calendar) -> int:
    digits = re.match(r"\d+", words)
    return int(digits[0]) if digits else calendar.ordinals.get(words.lower(), 0)


def _event(what: str, calendar: Calendar) -> tuple[str, ...]:
    said = set(re.findall(r"\w+", what.lower()))
    return next((words for words in calendar.events.values() if said.intersection(words)), ())


def _dated(
    words: Sequence[str], names: Sequence[str], content: str, whens: Sequence[When]
) -> tuple[date, Range] | None:
    """The first day of which a text says, in a sentence with these words and one of these names, that it happened."""
    event = re.compile(rf"\b(?:{'|'.join(words)})\b", re.I)
    days: list[tuple[date, Range]] = []
    for when in whens:
        year, month, day = when.start
        if when.kind != "date" or year is None or month is None or day is None:
            continue
        sentence = _sentence(content, when.at)
        if "nniversary" in sentence or not event.search(sentence):
            continue
        if not names or any(name in sentence for name in names):
            days.append((date(year, month, day), when.at))
    return min(days, default=None)


def _sentence(content: str, at: Range) -> str:
    start = max(content.rfind(end, 0, at[0]) for end in (". ", "\n"))
    stop = END.search(content, at[1])
    return content[start + 1 : stop.start() if stop else len(content)]
