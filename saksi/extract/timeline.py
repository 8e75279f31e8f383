"""Says which expression of time belongs to an act, by the grammar of its sentence; else nothing (see `narrative`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from saksi.extract.date_resolution import Clock
from saksi.extract.dates import When
from saksi.extract.page import Reading
from saksi.extract.records import Range
from saksi.extract.syntax import children, is_infinitive, is_verbal
from saksi.extract.triggers import Trigger
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
NEAR = 4  # words
YEARS = 2  # between a charge and what was done long before
OPENERS = frozenset({"as", "when"})
STANCES = frozenset(
    {"call", "commemorate", "condemn", "demand", "denounce", "deplore", "honour", "honor", "mark", "mourn", "recall"}
    | {"remember", "urge"}
)  # what is told of today is the writing
TRIALS = frozenset({"trial", "hearing", "retrial"})
NEVER = 9  # the rank of an expression that does not belong to a trigger
APART = frozenset({"following", "after", "since", "against", "into", "over"})
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
        self.clock = Clock(reading, calendar)
        self.events: frozenset[int] = frozenset()  # tokens of nouns that report acts in the sentence being read

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
        resolved = self.clock.resolve(start, past) if start is not None else None
        if start is not None and resolved is None and start.kind in ("same", "later"):
            start = self._beside(start)  # "In July 2019, a day before …"
            resolved = self.clock.resolve(start, past) if start is not None else None
        if start is None or resolved is None:
            return None
        first, last, extra, sure = resolved
        ranges = (start.at, *extra)
        if end is not None and not last and trigger.frame.type in ("detention", "restrictive_law"):
            closing = self.clock.resolve(end, past)
            if closing is not None:
                last, ranges = closing[0], (*ranges, end.at)
        return Dated(first, last, ranges, sure)

    def _beside(self, when: When) -> When | None:
        """The expression right before one that cannot be resolved."""
        before = self.clock.whens[max(bisect_left(self.clock.starts, when.at[0]) - 1, 0)]
        return before if before.kind == "date" and 0 < when.at[0] - before.at[1] <= 3 else None

    def _within(self, start: int, end: int) -> Iterator[tuple[When, Token]]:
        for when in self.clock.whens[bisect_left(self.clock.starts, start) :]:
            if when.at[0] >= end:
                return
            yield when, self.reading.words(*when.at).root

    def _rank(self, when: When, token: Token, trigger: Trigger) -> int:
        """How well an expression belongs to a trigger: 0 its own, 3 that of the main clause, 9 not at all."""
        if when.lead in NOT_WHEN and not (when.lead == "by" and trigger.frame.status):
            return NEVER
        if self._opens(when, token, trigger):
            return 1
        if token in trigger.token.ancestors:  # "the anniversary of her arrest" says nothing of when she was arrested
            return NEVER
        begins = self.reading.content[max(0, when.at[0] - 3) : when.at[0]].lower() == "on "
        if (self._names_event(token, trigger) and not begins) or ELECTION.search(
            self.reading.content[max(0, when.at[0] - 60) : when.at[0]]
        ):
            return NEVER
        path = self._path(token)
        held = self._held(when)
        if held is not None and held not in path:
            path = [token, *self._path(held)]
        trial = next((t for t in path if t.lemma_ in TRIALS), None)
        if trial is not None and trigger.frame.type == "conviction" and _ends(trial, trigger):
            return 3
        if trigger.token in path:
            steps = path[: path.index(trigger.token)]
            if trigger.frame.type == "charge" and any(t.dep_ == "pcomp" and t.tag_ == "VBG" for t in steps):
                return 1 if self._alone(when) else NEVER  # "charged with sending emails in 2019"
            if trigger.frame.type == "summons" and any(t.dep_ == "xcomp" and is_infinitive(t) for t in steps):
                return NEVER  # "summoned to appear on 3 May"
            return NEVER if any(_clause(t) or t.i in self.events for t in steps) else 0
        clause = next((t for t in path if is_verbal(t) or t.i in self.events), None)
        if clause is None:
            return NEVER
        if trigger.modifier:
            return NEVER
        if not trigger.verbal and (clause.lemma_ in STANCES or _remembered(trigger)):
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
        if not trigger.verbal and any(t.dep_ == "prep" and t.lower_ in APART for t in between):
            return NEVER
        return 3

    def _alone(self, when: When) -> bool:
        """Whether a sentence tells no other time, and this is one of the months before the text or the act before."""
        sentence = self.reading.sentence(when.at[0])
        resolved = self.clock.resolve(when) if len(list(self._within(*sentence))) == 1 else None
        if resolved is None or resolved[1]:
            return False
        now = self.clock.published.isoformat() if self.clock.published else self.clock.told
        return not now or abs(int(now[:4]) - int(resolved[0][:4])) < YEARS

    def _opens(self, when: When, token: Token, trigger: Trigger) -> bool:
        """Whether the clause of a trigger hangs on the expression: "since 2017, as", "in May 2019, when"."""
        verb = trigger.token
        while verb.dep_ in ("conj", "advcl") and is_verbal(verb) and (verb.dep_ == "conj" or _gerund(verb)):
            verb = verb.head
        opener = next((c for c in children(verb, "mark", "advmod") if c.lower_ in OPENERS), None)
        if opener is None or verb.dep_ not in ("advcl", "relcl"):
            return False
        between = self.reading.content[when.at[1] : opener.idx]
        return verb.head == token or (when.at[1] <= opener.idx and between.strip() in ("", ","))

    def _held(self, when: When) -> Token | None:
        """The verb right before an expression, with only adverbs between: "was rescinded later, in May"."""
        span = self.reading.words(*when.at)
        before = span.root.sent[: span.start - span.root.sent.start]
        for steps, token in enumerate(reversed(before)):
            if steps > NEAR or (token.pos_ not in ("ADV", "PUNCT", "ADP") and not is_verbal(token)):
                return None
            if is_verbal(token):
                return token
        return None

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


def _clause(token: Token) -> bool:
    return (
        (token.dep_ in BREAKS and token.pos_ != "ADJ")  # "found her guilty on Friday" is one clause
        or (token.dep_ == "advcl" and not _gerund(token))
        or (token.dep_ == "conj" and is_verbal(token))
    )


def _remembered(trigger: Trigger) -> bool:
    return any(token.lemma_.lower() == "anniversary" for token in trigger.token.ancestors)


def _ends(trial: Token, trigger: Trigger) -> bool:
    """Whether a verdict ends a trial: "following a one-day trial on 3 May, the court found them guilty"."""
    verb = trigger.token
    while verb.dep_ in ("conj", "ccomp") and verb.head != verb:
        verb = verb.head
    return trial.dep_ == "pobj" and trial.head.lower_ in ("following", "after", "at", "in") and trial.head.head == verb


def _gerund(verb: Token) -> bool:
    return verb.tag_ in ("VBG", "VBN", "VB") and not children(verb, "nsubj", "nsubjpass")


def _during(verb: Token) -> bool:
    return any(
        child.dep_ == "prep" and child.lower_ == "during" and any(c.lower_ == "which" for c in child.children)
        for child in verb.children
    )


def _during_of(noun: Token, trigger: Trigger) -> bool:
    return any(t.dep_ == "relcl" and t.head == noun and _during(t) for t in (trigger.token, *trigger.token.ancestors))
