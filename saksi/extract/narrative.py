"""Dates acts that are told without a date by what the text tells beside them or again; abstains rather than guesses.

Each rule asks for more than nearness: the same people, the same kind of act, or words like "soon after his death".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from saksi.extract.act import Act
from saksi.extract.party import Party
from saksi.extract.records import Range
from saksi.extract.status import CLAIMED
from saksi.extract.syntax import children, is_verbal
from saksi.extract.timeline import Dated

ONCE = frozenset({"killing", "dissolution"})  # what is done to somebody once
FIRST = {"charge": ("arrest", "detention"), "detention": ("arrest",), "release": ("arrest", "detention")}
"""What comes soon after what, where the same paragraph tells both of the same people."""
LATER = frozenset({"bail denied", "sentence served", "pardoned"})
CASUALTIES = frozenset({"killing", "violence", "disappearance", "arrest"})
SAME_DAY = frozenset({"arrest", "detention", "violence"})
ANEW = re.compile(
    r"\b(?:in all|in total|altogether|again|re-?arrest\w*|twice|previously|earlier|(?:second|third) time"
    r"|appeal|uph[eo]ld)\b",
    re.I,
)
DURATION = re.compile(r"\b(?:days?|weeks?|months?|years?)\b", re.I)
OTHERS = re.compile(r"^(?:the |two |three |four |five |several |\d+ )?others?\b", re.I)
LATELY = re.compile(r"\b(?:recently|lately|in recent (?:days|weeks|months))\b", re.I)
ENOUGH = 3  # acts of the latest year that a text must tell before it is taken for the year of writing
NEAR = 400  # characters
FAR = 600
PERFECT = frozenset({"has", "have", "'ve", "’ve"})
PART = re.compile(r"(?:one|two|three|four|five|some|several|\d+) of the (?P<noun>\w+)", re.I)
AFTERMATH = re.compile(
    r"\b(?:soon|shortly|immediately) (?:after|following) (?:\w+[’']s |his |her |their |the )"
    r"(?P<event>death|killing|murder|assassination|arrest|release|conviction|sentencing)\b",
    re.I,
)
EVENTS = {"arrest": "arrest", "release": "release", "conviction": "conviction", "sentencing": "conviction"}

Rule = Callable[["Story", int], Dated | None]


class Story:
    """The acts of one text in its order, each with what is known of its date so far."""

    def __init__(
        self, acts: Sequence[Act], content: str, written: date | None, subtype: Callable[[Act], str | None]
    ) -> None:
        self.acts = list(acts)
        self.written = written
        self.content = content
        self.subtype = subtype

    def complete(self) -> list[Act]:
        """All acts, with the dates that one of the rules gives to those without."""
        for rule in RULES:
            for index, act in enumerate(self.acts):
                if act.dated is None and act.status in CLAIMED and not ANEW.search(self.told(act)):
                    dated = rule(self, index)
                    self.acts[index] = act if dated is None else replace(act, dated=dated)
        return self.acts

    def dated(self, kinds: Sequence[str]) -> Iterator[tuple[Act, Dated]]:
        """Acts of some types that have a date, in order."""
        for act in self.acts:
            if act.type in kinds and act.dated is not None and act.status in CLAIMED:
                yield act, act.dated

    def before(self, index: int, kinds: Sequence[str]) -> tuple[Act, Dated] | None:
        """The nearest dated act of some types before an act in the same paragraph."""
        own = self.acts[index]
        for act in reversed(self.acts[:index]):
            if self.content.count("\n\n", act.trigger.token.idx, own.trigger.token.idx):
                return None
            if act.type in kinds and act.dated is not None and act.status in CLAIMED:
                return act, act.dated
        return None

    def distance(self, one: Act, other: Act) -> int:
        """Characters from one act to a later one; negative when it is earlier."""
        return other.trigger.token.idx - one.trigger.token.idx

    def words(self, act: Act) -> str:
        """The words of an act's clause."""
        return self.content[slice(*act.at)]

    def told(self, act: Act) -> str:
        """The words of an act's sentence up to the end of its clause: "In all she has been sentenced"."""
        return self.content[self.sentence(act)[0] : act.at[1]]

    def sentence(self, act: Act) -> Range:
        """The sentence that an act is told in."""
        sent = act.trigger.token.sent
        return sent.start_char, sent.end_char


def _again(story: Story, index: int) -> Dated | None:
    """The same thing told twice of the same people: the date of the other report, where all agree on one.

    Anywhere, when it happens once or a noun takes it up ("his arrest"); a verb may tell of a second arrest, and has the
    date of a verdict only right after it: "was convicted on 3 May. … He was sentenced to two years."
    """
    act = story.acts[index]
    names = _names(act)
    told = [(o, d) for o, d in story.dated([act.type]) if names & _names(o) and story.subtype(o) == story.subtype(act)]
    if act.type not in ONCE and act.trigger.verbal:
        told = [(o, d) for o, d in told if act.type == "conviction" and 0 < story.distance(o, act) <= NEAR]
    best = max((d for _, d in told), key=lambda d: len(d.date), default=None)
    if best is None or not all(best.date.startswith(d.date) for _, d in told):
        return None
    return _from(act, best, 0.8 if act.type in ONCE else 0.65)


def _as_many(story: Story, index: int) -> Dated | None:
    """Four were killed on a day; the four who were killed are named elsewhere."""
    act = story.acts[index]
    size = _size(act)
    if size < 2 or not _names(act):
        return None
    told = {d.date: d for o, d in story.dated([act.type]) if _size(o) == size and not _names(o)}
    return _from(act, next(iter(told.values())), 0.6) if len(told) == 1 else None


def _casualties(story: Story, index: int) -> Dated | None:
    """ "Police shot four people dead, 38 wounded and a boy missing": a list of what one event did to how many."""
    act = story.acts[index]
    verb = act.trigger.token
    before = next((o for o in reversed(story.acts[:index]) if o.dated is not None), None)
    if act.type not in CASUALTIES or before is None or before.dated is None or before.type not in CASUALTIES:
        return None
    if before.trigger.token.sent != verb.sent or children(verb, "aux", "auxpass") or not act.trigger.verbal:
        return None
    return _from(act, before.dated, 0.7)


def _more(story: Story, index: int) -> Dated | None:
    """ "Two others were convicted": what was just told of somebody else happened to them as well."""
    act = story.acts[index]
    before = story.before(index, [act.type])
    if before is None:
        return None
    next_to = story.sentence(act)[0] - story.sentence(before[0])[1] <= 2
    same = bool(_words(act) & _words(before[0])) and story.subtype(act) == story.subtype(before[0])
    if not (next_to and same) and not any(OTHERS.search(party.name) for party in act.victims):
        return None
    return _from(act, before[1], 0.65)


def _consequence(story: Story, index: int) -> Dated | None:
    """The month of an arrest, for the charge, the detention or the release of the same people told right after it."""
    act = story.acts[index]
    before = story.before(index, FIRST.get(act.type, ()))
    if before is None or not _words(act) & _words(before[0]) or story.subtype(act) in LATER:
        return None
    if story.distance(before[0], act) > FAR or _lasts(act.trigger.token):
        return None
    if act.type == "release" and (
        DURATION.search(story.words(act)) or story.sentence(before[0])[1] < story.sentence(act)[0] - 2
    ):
        return None
    return _from(act, replace(before[1], date=before[1].date[:7], end=""), 0.55)


def _same_day(story: Story, index: int) -> Dated | None:
    """What the next sentence tells of those who were in the one before: "one of the activists" at a ceremony."""
    act = story.acts[index]
    if act.type not in SAME_DAY or story.subtype(act) in LATER or _lasts(act.trigger.token):
        return None
    here = story.sentence(act)
    for before, dated in reversed(list(story.dated(tuple({other.type for other in story.acts[:index]})))):
        there = story.sentence(before)
        if dated.date.count("-") != 2 or not 0 <= here[0] - there[1] <= 2 or _nested(before):
            continue
        if _words(act) & _words(before) or any(_part(p, story.content[slice(*there)]) for p in act.victims):
            return _from(act, dated, 0.6)
    return None


def _aftermath(story: Story, index: int) -> Dated | None:
    """The year of what "soon after his death" refers to."""
    act = story.acts[index]
    start, end = story.sentence(act)
    found = AFTERMATH.search(story.content, start, end)
    if found is None or found.start() > act.trigger.token.idx:
        return None
    kind = EVENTS.get(found["event"].lower(), "killing")
    told = {d.date: d for _, d in story.dated([kind])}
    if len(told) != 1:
        return None
    known = next(iter(told.values()))
    if known.date[5:7] in ("", "11", "12"):
        return None  # soon after may be the next year
    return Dated(known.date[:4], "", (found.span(), *known.ranges), 0.6)


def _lately(story: Story, index: int) -> Dated | None:
    """The year of writing, for what took place "recently"; without it the year of the latest acts that are told."""
    act = story.acts[index]
    start, end = story.sentence(act)
    found = LATELY.search(story.content, start, end)
    if found is None or not act.trigger.verbal:
        return None
    if story.written is not None:
        return Dated(f"{story.written.year:04}", "", (found.span(),), 0.5) if story.written.month > 3 else None
    told = [(dated.date[:4], dated) for other, dated in story.dated(tuple({o.type for o in story.acts}))]
    latest = max((year for year, _ in told), default="")
    years = [dated for year, dated in told if year == latest]
    return Dated(latest, "", (found.span(), *years[-1].ranges), 0.5) if len(years) >= ENOUGH else None


def _news(story: Story, index: int) -> Dated | None:
    """The year of publication, for what the first paragraph of a dated text tells as its news: "has sentenced"."""
    act = story.acts[index]
    first = min(other.trigger.token.idx for other in story.acts)
    if story.written is None or story.written.month == 1 or _nested(act) or not act.trigger.verbal:
        return None
    if story.content.count("\n\n", first, act.trigger.token.idx):
        return None
    if not any(word.lower_ in PERFECT for word in children(act.trigger.token, "aux")):
        return None
    return Dated(f"{story.written.year:04}", "", (act.at,), 0.5)


def _from(act: Act, known: Dated, confidence: float) -> Dated:
    at = act.victims[0].at if act.victims else act.at
    return Dated(known.date, known.end, (at, *known.ranges), confidence)


def _lasts(word: Token) -> bool:
    """Whether something is told as going on: "she remains in prison" says nothing of when that began."""
    verb = next((t for t in (word, *word.ancestors) if is_verbal(t)), word)
    return verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in ("be", "remain", "stay")


def _nested(act: Act) -> bool:
    """Whether an act is told on the side, as in "the station where he was killed"."""
    verb = act.trigger.token
    return any(token.dep_ in ("relcl", "acl", "advcl") for token in (verb, *verb.ancestors))


def _names(act: Act) -> frozenset[str]:
    return frozenset(party.name for party in act.victims if party.named is not None)


def _words(act: Act) -> frozenset[str]:
    return frozenset(party.name for party in act.victims)


def _size(act: Act) -> int:
    return sum(party.count or (party.named is not None) for party in act.victims)


def _part(party: Party, before: str) -> bool:
    """Whether words take up some of a group that the sentence before tells of."""
    found = PART.match(party.name)
    return found is not None and re.search(rf"\b{re.escape(found['noun'])}\b", before) is not None


RULES: tuple[Rule, ...] = (
    _again,
    _as_many,
    _casualties,
    _more,
    _consequence,
    _same_day,
    _consequence,
    _aftermath,
    _lately,
    _news,
    _consequence,
)
"""In this order, the surest first; a consequence is asked for again of what the rules before it have dated."""
