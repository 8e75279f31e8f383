"""Tells before the parse which sentences may hold an act or a demand, by their words and tags alone.

A sentence may hold an act of a frame when it has a form of the frame's head and, where the frame asks for company, a
form of one of those words. What the sieve lets through is looked at by `triggers`; what it holds back has no trigger.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from saksi.extract.records import Range
from saksi.packs.lexicon import ANY, Frame

BEFORE = {"he": 4, "him": 4, "his": 4, "she": 4, "her": 4, "it": 1, "its": 1}
"""How many sentences before a pronoun may hold the subject that it takes up (see `backreference`)."""
DEMANDS = frozenset({"must", "should", "shall", "need", "needs"})
NEGATIONS = ("not", "n't", "n’t", "never", "no")
PIECE = re.compile(r"[^\W_]+")
Bits = dict[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """What a word may be, a bit a way to report: head, company, both in one word; and how far back it refers."""

    heads: int
    company: int
    both: int
    back: int
    demands: bool


@dataclass
class Sieve:
    """The words of frames as bits; `lemmas` gives the lemmas that a lower-case form may have, whatever its tag."""

    frames: tuple[Frame, ...]
    lemmas: Callable[[str], Iterable[str]]
    _verbs: Bits = field(default_factory=dict)
    _nouns: Bits = field(default_factory=dict)
    _company: Bits = field(default_factory=dict)
    _alone: int = 0
    _seen: dict[tuple[int, int], Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, (head, company, noun) in enumerate(_ways(self.frames)):
            bit = 1 << number
            for index, words in ((self._nouns if noun else self._verbs, {head}), (self._company, company)):
                for form in {piece for word in words for piece in (word, *PIECE.findall(word)[-1:])}:
                    index[form] = index.get(form, 0) | bit
            self._alone |= 0 if company else bit

    def acts(self, doc: Doc, sentences: Sequence[Range]) -> set[int]:
        """Numbers of the sentences that may hold an act, and of those that they refer back to."""
        return self._through(doc, sentences, demands=False)

    def grammar(self, doc: Doc, sentences: Sequence[Range]) -> set[int]:
        """Numbers of the sentences that may hold an act or a demand, and of those that they refer back to."""
        return self._through(doc, sentences, demands=True)

    def may_head(self, token: Token) -> bool:
        """Whether a tagged word may be the head of any frame."""
        row = self._seen.get((token.orth, token.tag)) or self._row(token.doc, token.orth, token.tag)
        return bool(row.heads or row.both)

    def _through(self, doc: Doc, sentences: Sequence[Range], demands: bool) -> set[int]:
        """A word without a tag may be anything; with a tag it is a verb or a noun."""
        keys = [tuple(row) for row in doc.to_array(["ORTH", "TAG"]).tolist()]
        rows = [self._seen.get(key) or self._row(doc, *key) for key in keys]
        out: set[int] = set()
        for number, (start, end) in enumerate(sentences):
            own = rows[start:end]
            if self._may_report(own) or (demands and any(row.demands for row in own)):
                back = max(row.back for row in own)
                out.update(range(max(number - back, 0), number + 1))
        return out

    def _may_report(self, rows: Sequence[Row]) -> bool:
        heads = company = both = twice = 0
        for row in rows:
            heads |= row.heads
            company |= row.company
            twice |= both & row.both
            both |= row.both
        # A word is no company for itself, so one that is both needs another that is either.
        return bool(heads & self._alone or heads & company or both & (heads | company) or twice)

    def _row(self, doc: Doc, orth: int, tag: int) -> Row:
        word, name = doc.vocab.strings[orth].lower(), doc.vocab.strings[tag]
        forms = {word, *self.lemmas(word), *PIECE.findall(word)}
        heads = company = 0
        for form in forms:
            heads |= self._verbs.get(form, 0) if name[:2] in ("", "VB", "JJ", "MD") else 0
            heads |= self._nouns.get(form, 0) if name[:2] in ("", "NN", "VB") else 0
            company |= self._company.get(form, 0)
        both = heads & company
        row = Row(heads & ~both | heads & self._alone, company & ~both, both, BEFORE.get(word, 0), word in DEMANDS)
        self._seen[orth, tag] = row
        return row


def _ways(frames: Iterable[Frame]) -> Iterator[tuple[str, frozenset[str], bool]]:
    """Each way to report that a frame has: a head, its company (one of it must stand there), whether it is a noun."""
    for frame in frames:
        company = _company(frame)
        for verb in frame.verbs:
            yield verb.split()[0], company or frozenset(verb.split()[1:]), False
        for noun in frame.nouns:
            yield noun.split()[-1], company or frozenset(noun.split()[:-1]), True


def _company(frame: Frame) -> frozenset[str]:
    """Words of which a frame needs one beside its head; where anything fills a slot, the word that opens the slot."""
    out: set[str] = set()
    for slot, words in frame.having.items():
        if ANY not in words:
            out.update(words)
        elif slot == "neg":
            out.update(NEGATIONS)
        elif slot.isalpha() and slot not in ("object", "subject", "any", "complement", "xcomp", "conj", "preposition"):
            out.add(slot)
        else:
            return frozenset()
    return frozenset(out)
