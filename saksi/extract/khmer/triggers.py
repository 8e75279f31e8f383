"""Where a Khmer sentence reports acts: its clauses, and in each the words of a frame with their voice."""

import re
from dataclasses import dataclass

from saksi.extract.khmer.frames import spots
from saksi.extract.khmer.patterns import compiled
from saksi.extract.records import Range
from saksi.packs.khmer import KhmerFrame, KhmerWords, khmer_words

NOMINAL = re.compile(r"(?:ការ|អំពើ|សេចក្តី)$")
AGENT = 60  # characters at most between the mark of the passive and the verb
OFFENCE = re.compile(r"(?:ពី|ក្រោម)?បទ(?:ល្មើស)?[^ ។]{0,20}$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its range, the word that opens it, and where that word begins."""

    at: Range
    opener: str = ""


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words of a frame in a clause. `voice` is passive, active or nominal; `subject` ends before `mark`.

    `mark` is where the mark of the voice (ត្រូវ, បាន, ការ) begins and `agent` the range between it and the words.
    """

    at: Range
    frame: KhmerFrame
    clause: Clause
    voice: str
    mark: int
    agent: Range


def clauses(content: str, sentence: Range) -> list[Clause]:
    """Cut a sentence where a word opens a clause."""
    pattern = compiled(khmer_words().grammar.breaks)
    out, start, opener = [], sentence[0], ""
    for found in pattern.finditer(content, *sentence):
        if found.start() > start:
            out.append(Clause((start, found.start()), opener))
        start, opener = found.end(), found[0]
    if start < sentence[1]:
        out.append(Clause((start, sentence[1]), opener))
    return out


def triggers(content: str, sentence: Range) -> list[Trigger]:
    """Find the acts that a sentence has words for, in order."""
    words = khmer_words()
    cut = clauses(content, sentence)
    out: list[Trigger] = []
    for at, frame in spots(content, sentence):
        clause = next((c for c in reversed(cut) if c.at[0] <= at[0]), cut[0])
        told = max((t.at[1] for t in out if t.at[1] <= at[0]), default=sentence[0])
        trigger = _voiced(content, at, frame, clause, words, told)
        if trigger is not None:
            out.append(trigger)
    return out


def _voiced(content: str, at: Range, frame: KhmerFrame, clause: Clause, words: KhmerWords, told: int) -> Trigger | None:
    """Tell the voice by what stands before the words; None where a frame allows no noun and one is made of them.

    `told` is where the words of the act before end: its បាន is not this act's.
    """
    start = clause.at[0]
    before = content[start : at[0]]
    noun = NOMINAL.search(before)
    passive = _last(compiled(words.grammar.passive), content, start, at[0])
    if noun:
        mark = start + noun.start()
        if passive and passive[0].startswith("រង") and passive.end() >= mark:
            return Trigger(at, frame, clause, "passive", passive.start(), (at[1], at[1]))
        if not frame.nominal or OFFENCE.search(content[start:mark]):
            return None
        return Trigger(at, frame, clause, "nominal", mark, (mark, mark))
    if passive and at[0] - passive.end() <= AGENT and not passive[0].startswith("រង"):
        between = content[passive.end() : at[0]]
        if not re.search(r"បាន|[។,]", between):
            return Trigger(at, frame, clause, "passive", passive.start(), (passive.end(), at[0]))
    active = _last(compiled(words.grammar.active), content, max(start, told), at[0])
    near = active is not None and at[0] - active.end() <= AGENT
    return Trigger(at, frame, clause, "active", active.start() if active and near else at[0], (at[0], at[0]))


def _last(pattern: re.Pattern[str], content: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(content, start, end):
        found = match
    return found
