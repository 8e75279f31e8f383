"""The words that report an act: from the start of its clause to its end, at most 400 characters."""

from __future__ import annotations

from spacy.tokens import Token

from saksi.extract.party import Party
from saksi.extract.records import MAX_SPAN, Range
from saksi.extract.syntax import children, is_verbal
from saksi.extract.triggers import Trigger

MARKS = frozenset({"mark", "cc", "punct", "dep"})


def clause(trigger: Trigger, victims: list[Party]) -> Range:
    """The range (repaired text) of the clause that a trigger heads, with its victims where they stand near."""
    token = trigger.token
    if trigger.modifier:
        start, end = _phrase(token.head)
    elif is_verbal(token) and trigger.verbal:
        start, end = _verb_clause(token)
    else:
        start, end = _phrase(token)
    own = [party.at for party in victims]
    sentence = token.sent
    for a, b in own:
        if sentence.start_char <= a and b <= sentence.end_char and max(end, b) - min(start, a) <= MAX_SPAN:
            start, end = min(start, a), max(end, b)
    return _cut(token, start, end)


def _verb_clause(verb: Token) -> Range:
    first, last = verb, verb
    for child in verb.lefts:
        if child.dep_ not in MARKS and not (
            child.dep_ in ("ccomp", "advcl") and child.i < verb.i and is_verbal(child) and child.dep_ == "ccomp"
        ):
            first = min(first, child.left_edge, key=lambda t: t.i)
    if verb.dep_ in ("xcomp", "acl", "relcl") and not children(verb, "nsubj", "nsubjpass"):
        head = verb.head
        first = min(first, head.left_edge if not is_verbal(head) else head, key=lambda t: t.i)
    elif verb.dep_ in ("relcl",):
        first = min(first, verb.head.left_edge, key=lambda t: t.i)
    for child in verb.rights:
        if child.dep_ in ("conj", "parataxis") and is_verbal(child):
            break
        if child.dep_ not in ("punct", "cc"):
            last = max(last, child.right_edge, key=lambda t: t.i)
    return first.idx, last.idx + len(last)


def _phrase(noun: Token) -> Range:
    first, last = noun.left_edge, noun
    for child in noun.rights:
        if child.dep_ not in ("relcl", "punct", "cc"):
            last = max(last, child.right_edge, key=lambda t: t.i)
    return first.idx, last.idx + len(last)


def _cut(token: Token, start: int, end: int) -> Range:
    """Keep a long clause within the limit, the trigger inside."""
    if end - start <= MAX_SPAN:
        return start, end
    if token.idx + len(token) - start <= MAX_SPAN - 40:
        return start, _word_end(token, start + MAX_SPAN)
    start = max(start, token.idx - MAX_SPAN // 2)
    first = next((t for t in token.sent if t.idx >= start), token)
    return first.idx, _word_end(token, min(end, first.idx + MAX_SPAN))


def _word_end(token: Token, limit: int) -> int:
    ends = [t.idx + len(t) for t in token.sent if t.idx + len(t) <= limit]
    return ends[-1] if ends else limit


def joined(ranges: list[Range]) -> Range:
    """The range from the first to the last of several, where it is not too long; else the first."""
    start, end = min(a for a, _ in ranges), max(b for _, b in ranges)
    return (start, end) if end - start <= MAX_SPAN else ranges[0]
