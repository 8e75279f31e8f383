"""Finds the words that report an act: frames of the lexicon matched against verbs, nouns and participles of a parse."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from saksi.extract.nlp import sieve
from saksi.extract.syntax import (
    NOMINAL,
    children,
    conjuncts,
    is_passive,
    is_verbal,
    objects,
    prepositional,
    subject,
)
from saksi.packs.lexicon import ANY, Acts, Frame

ALWAYS = frozenset({"neg", "prt"})  # slots of `having` that must hold; of all others one is enough
COMPLEMENTS = ("oprd", "acomp", "ccomp", "xcomp", "advmod", "attr", "amod", "advcl")
NAMING = frozenset({"call", "label", "brand"})  # their second object is what somebody is called
OWNERS = ("of", "against", "on", "to", "from", "for", "by", "with")


@dataclass(frozen=True)
class Trigger:
    """A frame that fits the words at a token; `modifier` when a participle before a noun says it."""

    token: Token
    frame: Frame
    modifier: bool = False

    @property
    def verbal(self) -> bool:
        """Whether a verb form says it, not a noun."""
        return self.modifier or (bool(self.frame.verbs) and not self.frame.nouns)

    @property
    def words(self) -> list[Token]:
        """The trigger's own tokens: the verb with its particle, the noun with the words that complete the phrase."""
        out = [self.token, *children(self.token, "prt")]
        if self.frame.nouns and self.token.i and not self.verbal:
            before = self.token.nbor(-1)
            if f"{before.lemma_.lower()} {self.token.lemma_.lower()}" in self.frame.nouns:
                out.insert(0, before)
        return out


class Triggers:
    """The frames of a language, ready to be matched token by token."""

    def __init__(self, acts: Acts) -> None:
        self.frames = acts.frames
        self._clauses = {id(frame): _any_of(frame.clause) for frame in acts.frames if frame.clause}
        self._nevers = {id(frame): _any_of(frame.never) for frame in acts.frames if frame.never}

    @cached_property
    def _verbs(self) -> dict[str, list[tuple[tuple[str, ...], Frame]]]:
        return _index((verb, frame) for frame in self.frames for verb in frame.verbs)

    @cached_property
    def _nouns(self) -> dict[str, list[tuple[tuple[str, ...], Frame]]]:
        return _index(((noun, frame) for frame in self.frames for noun in frame.nouns), last=True)

    def of(self, sentence: Span) -> Iterator[Trigger]:
        """Yield every frame that fits somewhere in a sentence, whether or not its victim can be found."""
        for token in sentence:
            if sieve().may_head(token):
                yield from self._at(token)

    def _at(self, token: Token) -> Iterator[Trigger]:
        modifier = token.dep_ == "amod" and token.i < token.head.i
        for lemma in _lemmas(token):
            for words, frame in self._verbs.get(lemma, ()):
                if modifier:
                    if frame.modifier and token.tag_ in ("VBN", "VBD", "JJ"):
                        yield Trigger(token, frame, modifier=True)
                elif token.pos_ in ("VERB", "AUX", "ADJ") and _particle_fits(token, words) and self._fits(token, frame):
                    yield Trigger(token, frame)
        if token.pos_ in ("NOUN", "PROPN", "VERB") and token.dep_ not in ("compound", "amod"):
            yield from self._nominal(token)

    def _nominal(self, token: Token) -> Iterator[Trigger]:
        listed = self._nouns.get(token.lemma_.lower(), ()) or self._nouns.get(token.lower_, ())
        for words, frame in listed:
            like_noun = token.pos_ != "VERB" or token.dep_ in ("pobj", "dobj", "nsubj") or len(words) > 1
            if not (like_noun and _compound_fits(token, words)):
                continue
            if frame.having and not self._has(token, frame):
                continue
            if not self._barred(token, frame) and self._speaks_of(token.sent, frame):
                yield Trigger(token, frame)

    def _fits(self, token: Token, frame: Frame) -> bool:
        if frame.passive and not is_passive(token):
            return False
        if frame.having and not self._has(token, frame):
            return False
        if self._barred(token, frame):
            return False
        pattern = self._clauses.get(id(frame))
        return not pattern or bool(pattern.search(_subtree_text(token)))

    def _barred(self, token: Token, frame: Frame) -> bool:
        """Whether something stands there that makes the words mean another thing: "seizure of power"."""
        if any(_in_slot(token, slot, words) for slot, words in frame.lacking.items()):
            return True
        pattern = self._nevers.get(id(frame))
        return pattern is not None and bool(pattern.search(_subtree_text(token)))

    def _speaks_of(self, sentence: Span, frame: Frame) -> bool:
        pattern = self._clauses.get(id(frame))
        return not pattern or bool(pattern.search(sentence.text))

    def _has(self, token: Token, frame: Frame) -> bool:
        needed = [slot for slot in frame.having if slot in ALWAYS]
        free = [slot for slot in frame.having if slot not in ALWAYS]
        if not all(_in_slot(token, slot, frame.having[slot]) for slot in needed):
            return False
        return not free or any(_in_slot(token, slot, frame.having[slot]) for slot in free)


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of these words, inflected or not."""
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")(?:s|ed|ing)?\b", re.I)


def fill(trigger: Trigger, slot: str) -> list[Token]:
    """The heads of the noun phrases that stand in a slot of a trigger."""
    token = trigger.token
    if trigger.modifier:
        return [_modified(token)] if slot == "object" else []
    if slot in ("object", "dative"):
        held = objects(token) or _elliptic(token)
        return held[:1] if token.lemma_ in NAMING else held
    if slot == "subject":
        found = subject(token)
        return [found] if found is not None and not (is_passive(token) and "object" in trigger.frame.having) else []
    if slot == "possessive":
        return children(token, "poss")
    if slot == "holder":
        return [token.head.head] if token.head.dep_ == "prep" and token.head.head.pos_ in NOMINAL else []
    if slot == "theirs" and not trigger.verbal:
        return [owner for held in prepositional(token, "of") for owner in _owners(held, ())]
    if slot == "theirs":
        return [owner for held in objects(token) for owner in _owners(held, trigger.frame.having.get("object", ()))]
    if slot == "inner":
        held = [
            o for inner in children(token, "xcomp", "ccomp", "advcl") if inner.tag_ != "VBG" for o in objects(inner)
        ]
        return held + [o for one in held for o in prepositional(one, "of")]
    if slot == "beside":
        return _beside(token)
    if slot == "number":
        return children(token, "nummod") if token.tag_ == "NNS" and token.head.lemma_ != "have" else []
    return _prepositional(token, slot)


def _modified(token: Token) -> Token:
    """The noun that a participle before it belongs to, past nouns that only qualify it."""
    head = token.head
    while head.dep_ in ("compound", "nmod") and head.head != head and head.head.pos_ in NOMINAL:
        head = head.head
    return head


def _elliptic(verb: Token) -> list[Token]:
    """The subject of a participle that lost its auxiliary: "1,200 were killed and 300 arrested", "Two held in Baku"."""
    if verb.tag_ not in ("VBD", "VBN") or children(verb, "aux", "auxpass", "ccomp", "xcomp", "dobj", "advmod"):
        return []
    own = children(verb, "nsubj")
    return own if own and own[0].pos_ in ("NOUN", "NUM", "PROPN") else []


def _prepositional(token: Token, slot: str) -> list[Token]:
    """Objects of a preposition of the trigger, or of the words that it is coordinated with ("arrest and trial of")."""
    found = prepositional(token, slot)
    if found or is_verbal(token):
        return found
    for other in [*conjuncts(token)][1:]:
        found = prepositional(other, slot)
        if found:
            return found
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        return [o for o in prepositional(token.head.head, slot) if o.i > token.i]  # "a barrage of threats to them"
    if token.dep_ == "conj":
        head = token.head
        while head.dep_ == "conj":
            head = head.head
        after = [o for o in prepositional(head, slot) if o.i > token.i]
        if after:
            return after
    return []


def _owners(held: Token, wanted: tuple[str, ...]) -> list[Token]:
    out: list[Token] = []
    for one in conjuncts(held):
        if wanted and one.lemma_.lower() not in wanted and ANY not in wanted:
            continue
        out += children(one, "poss")
        out += prepositional(one, *OWNERS)
        for clause in children(one, "acl"):
            out += prepositional(clause, "to") if clause.lemma_ == "belong" else []
    return out


def _beside(token: Token) -> list[Token]:
    """The noun that a word like "missing" says something of: its head, or the noun or number right before it."""
    before = token.nbor(-1) if token.i > token.sent.start else None
    if before is not None and before.pos_ in NOMINAL:
        return [before]
    return [token.head] if token.head.pos_ in NOMINAL else []


def _in_slot(token: Token, slot: str, words: tuple[str, ...]) -> bool:
    return any(ANY in words or lemma in words for lemma in _slot_lemmas(token, slot))


def _slot_lemmas(token: Token, slot: str) -> Iterator[str]:
    if slot == "any":
        yield from _forms(t for t in token.subtree if t != token)
    elif slot == "object":
        yield from _forms(one for held in _all_objects(token) for one in conjuncts(held))
    elif slot == "subject":
        own = subject(token)
        yield from _forms([own] if own is not None else [])
    elif slot == "prt":
        yield from (child.lower_ for child in token.children if child.dep_ in ("prt", "advmod", "prep"))
    elif slot == "neg":
        yield from (child.lower_ for child in token.children if child.dep_ == "neg")
    elif slot == "complement":
        yield from _forms(one for child in children(token, *COMPLEMENTS) for one in conjuncts(child))
    elif slot == "trailing":
        held = (child for child in token.rights if child.pos_ in NOMINAL and not _says_when(child))
        yield from _forms(one for child in held for one in conjuncts(child))
    elif slot == "xcomp":
        yield from _forms(_governed(token))
    elif slot == "conj":
        yield from _forms(conjuncts(token))
    elif slot == "preposition":
        yield from ([token.head.lower_] if token.dep_ == "pobj" else [])
    else:
        holders = [token, *children(token, "dobj")]
        yield from _forms(
            n for held in holders for o in prepositional(held, slot) for one in conjuncts(o) for n in _core(one)
        )


def _says_when(noun: Token) -> bool:
    """Whether a noun beside a verb only says when: "this year", and not "two years in prison"."""
    return noun.dep_ == "npadvmod" and not children(noun, "nummod")


def _all_objects(token: Token) -> list[Token]:
    found = objects(token)
    return found + [o for o in children(token, "attr", "oprd") if o not in found]


def _core(token: Token) -> list[Token]:
    return [token, *children(token, "compound")]


def _governed(token: Token) -> Iterator[Token]:
    """The verbs that a verb governs, itself or through its object: "ordered it to close", "an order to close"."""
    for holder in (token, *children(token, "dobj")):
        for inner in children(holder, "xcomp", "ccomp", "advcl", "acl"):
            yield from conjuncts(inner)


def _forms(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        yield token.lemma_.lower()
        yield token.lower_


def _subtree_text(token: Token) -> str:
    left, right = token.left_edge, token.right_edge
    return str(token.doc[left.i : right.i + 1].text)


def _lemmas(token: Token) -> tuple[str, ...]:
    lemma, word = token.lemma_.lower(), token.lower_
    if word.endswith("ed"):
        return tuple(dict.fromkeys((lemma, word[:-2], word[:-1], word[:-3])))
    return (lemma,)


def _particle_fits(token: Token, words: tuple[str, ...]) -> bool:
    if len(words) == 1:
        return True
    return any(child.lower_ == words[1] for child in token.children if child.dep_ in ("prt", "advmod", "prep"))


def _compound_fits(token: Token, words: tuple[str, ...]) -> bool:
    first = token.i - len(words) + 1
    if len(words) == 1:
        return True
    return first >= 0 and all(
        token.doc[first + k].lower_ == w or token.doc[first + k].lemma_.lower() == w for k, w in enumerate(words)
    )


def _index(pairs: Iterable[tuple[str, Frame]], *, last: bool = False) -> dict[str, list[tuple[tuple[str, ...], Frame]]]:
    out: dict[str, list[tuple[tuple[str, ...], Frame]]] = defaultdict(list)
    for phrase, frame in pairs:
        words = tuple(phrase.split())
        out[words[-1] if last else words[0]].append((words, frame))
    return dict(out)
