"""Makes dates of expressions of time, and says which date an act has: grammar first, narrative second, else nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from saksi.extract.dates import Parts, When, datelines, expressions
from saksi.extract.page import Reading
from saksi.extract.records import Range
from saksi.extract.syntax import children, is_verbal
from saksi.extract.triggers import Trigger
from saksi.model.dates import PartialDate
from saksi.model.errors import SchemaError
from saksi.packs.lexicon import Calendar

EVENTS = frozenset(
    {
        "election",
        "session",
        "anniversary",
        "law",
        "constitution",
        "agreement",
        "act",
        "report",
        "coup",
        "covenant",
        "resolution",
        "poll",
        "vote",
        "decree",
        "summit",
        "code",
        "convention",
        "budget",
    }
)
LATER = frozenset({"subsequently", "later", "then", "eventually", "afterwards"})
ELECTION = re.compile(
    r"\b(?:elections?|polls?|vote|referendum|summit|session|anniversary|conference)\s+"
    r"(?:scheduled |set |due |planned |held )?"
    r"(?:in|on|of|for|for the|to be held in)\s+$",
    re.I,
)
BREAKS = frozenset({"relcl", "ccomp", "acl", "parataxis"})
ENDS = frozenset({"until", "till"})
NEVER = 9  # the rank of an expression that does not belong to a trigger
NOT_WHEN = frozenset({"before", "prior to", "ahead of", "by"})


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of an act, partial ISO, with its end for a period, and the ranges (repaired text) that say it."""

    date: str
    end: str
    ranges: tuple[Range, ...]
    confidence: float = 0.9


class Timeline:
    """The expressions of time of one text, resolved against its publication and against what it told before."""

    def __init__(self, reading: Reading, calendar: Calendar) -> None:
        self.reading = reading
        self.whens = expressions(reading.content, calendar)
        self._starts = [when.at[0] for when in self.whens]
        self.published, self._dateline = self._publication(calendar)
        self.events: frozenset[int] = frozenset()  # tokens of nouns that report acts in the sentence being read
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

    def tell(self, at: int, dated: Dated) -> None:
        """Remember the date of an act told at a character, so that "the same day" finds it."""
        self._told.append((at, dated.date, dated.ranges[0]))

    # --- which expression --------------------------------------------------------------------------------------

    def near(self, trigger: Trigger) -> tuple[When | None, When | None]:
        """The expressions that say when it began or took place, and when it ended."""
        sentence = trigger.token.sent
        ranked = sorted(
            (
                (rank, abs(token.i - trigger.token.i), when)
                for when, token in self._within(sentence.start_char, sentence.end_char)
                if (rank := self._rank(when, token, trigger)) < NEVER
            ),
            key=lambda row: row[:2],
        )
        start = next((when for _, _, when in ranked if when.lead not in ENDS), None)
        return start, next((when for rank, _, when in ranked if when.lead in ENDS and rank < 3), None)

    def of(self, trigger: Trigger, past: bool = True) -> Dated | None:
        """The date of what a trigger reports; None where the text leaves it open."""
        start, end = self.near(trigger)
        resolved = self.resolve(start, past) if start is not None else None
        if start is not None and resolved is None and start.kind in ("same", "later"):
            start = self._beside(start)  # "In July 2019, a day before …"
            resolved = self.resolve(start, past) if start is not None else None
        if start is None or resolved is None:
            return None
        first, last, extra, sure = resolved
        ranges = (start.at, *extra)
        if end is not None and not last and trigger.frame.type in ("detention", "restrictive_law"):
            closing = self.resolve(end, past)
            if closing is not None:
                last, ranges = closing[0], (*ranges, end.at)
        return Dated(first, last, ranges, sure)

    def _beside(self, when: When) -> When | None:
        """The expression right before one that cannot be resolved."""
        before = self.whens[max(bisect_left(self._starts, when.at[0]) - 1, 0)]
        return before if before.kind == "date" and 0 < when.at[0] - before.at[1] <= 3 else None

    def _within(self, start: int, end: int) -> Iterator[tuple[When, Token]]:
        for when in self.whens[bisect_left(self._starts, start) :]:
            if when.at[0] >= end:
                return
            span = self.reading.doc.char_span(*when.at, alignment_mode="expand")
            if span is not None:
                yield when, span.root

    def _rank(self, when: When, token: Token, trigger: Trigger) -> int:
        """How well an expression belongs to a trigger: 0 its own, 3 that of the main clause, 9 not at all."""
        if when.lead in NOT_WHEN and not (when.lead == "by" and trigger.frame.status):
            return NEVER
        if self._names_event(token, trigger) or ELECTION.search(
            self.reading.content[max(0, when.at[0] - 60) : when.at[0]]
        ):
            return NEVER
        path = self._path(token)
        if trigger.token in path:
            steps = path[: path.index(trigger.token)]
            return NEVER if any(_clause(t) or t.i in self.events for t in steps) else 0
        clause = next((t for t in path if is_verbal(t) or t.i in self.events), None)
        if clause is None:
            return NEVER
        if trigger.modifier:
            return NEVER
        between: list[Token] = []
        above = trigger.token
        while above.head != above:
            between.append(above)
            above = above.head
            if above == clause:
                return self._shared(token, trigger, between, clause)
        return NEVER

    def _shared(self, token: Token, trigger: Trigger, between: list[Token], clause: Token) -> int:
        """The date of a governing verb is shared by verbs coordinated with it and by what it governs."""
        if any(t.dep_ in ("relcl", "parataxis") for t in between):
            return 4 if any(t.dep_ == "relcl" and _during(t) for t in between) else NEVER
        if any(t.dep_ == "conj" and is_verbal(t) for t in between):
            if any(c.lower_ in LATER for c in children(trigger.token, "advmod")):
                return NEVER
            # What stands before the first verb holds for all; what follows it, for what comes with an arrest.
            return 2 if token.i < clause.i or trigger.frame.type in ("charge", "detention") else NEVER
        if any(t.dep_ in ("ccomp", "advcl") and not _gerund(t) for t in between):
            return 5 if token.i < clause.i else NEVER
        if not trigger.verbal and any(
            t.dep_ == "prep" and t.lower_ in ("following", "after", "since") for t in between
        ):
            return NEVER
        return 3

    def _path(self, token: Token) -> list[Token]:
        out = [token]
        while token.head != token:
            token = token.head
            out.append(token)
        return out

    def _names_event(self, token: Token, trigger: Trigger) -> bool:
        """Whether the expression only tells an election, a law or a report from others: "the June 2017 elections"."""
        if token.dep_ in ("nummod", "compound", "nmod", "amod", "poss"):
            head = token.head
            while head.dep_ in ("compound", "nmod") and head.head != head:
                head = head.head
            return head != trigger.token and head.pos_ in ("NOUN", "PROPN") and not _during_of(head, trigger)
        if token.dep_ == "pobj" and token.head.dep_ == "prep":
            holder = token.head.head
            return holder.pos_ in ("NOUN", "PROPN") and holder != trigger.token and (holder.lemma_.lower() in EVENTS)
        return False

    # --- when that is ------------------------------------------------------------------------------------------

    def resolve(self, when: When, past: bool = True) -> tuple[str, str, tuple[Range, ...], float] | None:
        """Start and end in partial ISO, further ranges that say it, and how sure; None where it cannot be known."""
        try:
            return self._resolve(when, past)
        except (SchemaError, ValueError, OverflowError):
            return None

    def _resolve(self, when: When, past: bool) -> tuple[str, str, tuple[Range, ...], float] | None:
        if when.kind in ("same", "later"):
            return self._from_told(when)
        if when.kind in ("date", "range"):
            if when.start[0] is not None:
                return _iso(when.start), _iso(when.end), (), 0.95
            return self._with_year(when, past)
        if self.published is None:
            return None
        return self._from_publication(when)

    def _from_told(self, when: When) -> tuple[str, str, tuple[Range, ...], float] | None:
        told = next(((d, r) for at, d, r in reversed(self._told) if at < when.at[0]), None)
        sentence = self.reading.sentence(when.at[0])
        if told is None or told[0].count("-") != 2 or when.at[0] - told[1][0] > 700 or told[1][0] > sentence[1]:
            return None
        day = date.fromisoformat(told[0]) + timedelta(days=when.number)
        return day.isoformat(), "", (told[1],), 0.85

    def _with_year(self, when: When, past: bool) -> tuple[str, str, tuple[Range, ...], float] | None:
        """The year of a day or month that is told without one: from the publication, or from the same paragraph."""
        month = when.start[1]
        told = self._year_told(when)
        if told is not None:
            year, at = told
            return _iso((year, *when.start[1:])), _iso((year, *when.end[1:])) if when.end[1] else "", (at,), 0.75
        if self.published is None or month is None:
            return None
        year = self.published.year
        if past and (month, when.start[2] or 1) > (self.published.month, self.published.day):
            year -= 1
        extra = (self._dateline,) if self._dateline else ()
        return _iso((year, *when.start[1:])), _iso((year, *when.end[1:])) if when.end[1] else "", extra, 0.8

    def _year_told(self, when: When) -> tuple[int, Range] | None:
        """The year of the last full date before, if it stands in the same paragraph."""
        index = bisect_left(self._starts, when.at[0])
        for other in reversed(self.whens[max(index - 4, 0) : index]):
            if self.reading.content.count("\n\n", other.at[0], when.at[0]) or when.at[0] - other.at[0] > 600:
                return None
            if other.kind == "date" and other.start[0] and other.start[1]:
                if self.published and other.start[0] < self.published.year - 1:
                    return other.start[0], other.at
                return (other.start[0], other.at) if (other.start[1] <= (when.start[1] or 12)) else None
        return None

    def _from_publication(self, when: When) -> tuple[str, str, tuple[Range, ...], float] | None:
        today = self.published
        if today is None:
            return None
        extra = (self._dateline,) if self._dateline else ()
        if when.kind == "days":
            return (today + timedelta(days=when.number)).isoformat(), "", extra, 0.9
        if when.kind == "weekday":
            return (today - timedelta(days=(today.weekday() - when.number) % 7)).isoformat(), "", extra, 0.8
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


def _clause(token: Token) -> bool:
    return (
        (token.dep_ in BREAKS and token.pos_ != "ADJ")  # "found her guilty on Friday" is one clause
        or (token.dep_ == "advcl" and not _gerund(token))
        or (token.dep_ == "conj" and is_verbal(token))
    )


def _gerund(verb: Token) -> bool:
    return verb.tag_ in ("VBG", "VBN", "VB") and not children(verb, "nsubj", "nsubjpass")


def _during(verb: Token) -> bool:
    return any(
        child.dep_ == "prep" and child.lower_ == "during" and any(c.lower_ == "which" for c in child.children)
        for child in verb.children
    )


def _during_of(noun: Token, trigger: Trigger) -> bool:
    return any(t.dep_ == "relcl" and t.head == noun and _during(t) for t in (trigger.token, *trigger.token.ancestors))
