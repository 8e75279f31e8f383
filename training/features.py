"""What a small model sees of an act that the rules found, and of a name in its sentence: words and their grammar.

A feature is a string that is there or not. Names of people and places are none: a model must not learn who.
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Span, Token

from saksi.extract.act import Act
from saksi.extract.page import Reading
from saksi.extract.party import Party

NO_WORDS = frozenset({"PUNCT", "SPACE", "PROPN", "NUM"})
WINDOW = 4  # words before and after a trigger or a name
STEPS = 4  # words up the tree
PARTIES = 2  # victims or perpetrators of an act that are looked at


def of_act(act: Act) -> frozenset[str]:
    """Return the features of an act that the rules found."""
    token, kind = act.trigger.token, act.type
    return frozenset(
        [
            f"type={kind}",
            f"trigger={kind}:{token.lemma_.lower()}",
            f"form={token.tag_}:{token.dep_}",
            f"verbal={act.trigger.verbal}:{act.trigger.modifier}",
            f"status={act.status}",
            f"dated={act.dated is not None}",
            *_of_parties("victim", act.victims, kind),
            *_of_parties("perpetrator", act.perpetrators, kind),
            *_around(token, token.sent),
            *(f"in={_word(one)}" for one in token.sent if _word(one)),
            f"ends={token.sent.text.strip()[-1:]}",
        ]
    )


def of_name(start: int, end: int, reading: Reading, acts: Iterable[Act]) -> frozenset[str]:
    """Return the features of a name that stands at a range of the repaired text, beside the acts of its sentence."""
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    root = span.root
    found = [act for act in acts if act.trigger.token.sent == root.sent]
    return frozenset(
        [
            f"form={root.tag_}:{root.dep_}",
            *_around(root, root.sent),
            *(f"role={role}:{act.type}:{act.status}" for act in found for role in roles(start, end, act)),
            *(f"act={act.type}" for act in found),
            *(f"near={act.type}:{_side(act.trigger.token, span)}" for act in found),
        ]
    )


def _of_parties(role: str, parties: tuple[Party, ...], kind: str) -> Iterator[str]:
    yield f"{role}s={min(len(parties), PARTIES + 1)}"
    for party in parties[:PARTIES]:
        yield f"{role}:named={party.named.kind if party.named else ''}"
        yield f"{role}:specific={party.specific}:{party.definite}:{party.plural}:{bool(party.source)}"
        yield from (f"{role}:{one}:{kind}" for one in sorted(party.kinds))


def _around(token: Token, sentence: Span) -> Iterator[str]:
    """The words that a word depends on, those that depend on it, and those beside it."""
    yield from (f"child={child.dep_}:{_word(child)}" for child in token.children)
    yield f"head={token.dep_}:{token.head.pos_}:{_word(token.head)}"
    for number, above in zip(range(STEPS), token.ancestors, strict=False):
        yield f"up={_word(above)}"
        yield f"up{number}={above.dep_}:{_word(above)}"
    for at in range(max(token.i - WINDOW, sentence.start), min(token.i + WINDOW + 1, sentence.end)):
        if at != token.i and _word(token.doc[at]):
            yield f"{'left' if at < token.i else 'right'}={_word(token.doc[at])}"


def _word(token: Token) -> str:
    return "" if token.pos_ in NO_WORDS else token.lemma_.lower()


def roles(start: int, end: int, act: Act) -> Iterator[str]:
    """Yield the roles that the rules give in an act to what stands at a range."""
    for role, parties in (("victim", act.victims), ("perpetrator", act.perpetrators)):
        if any(a < end and start < b for party in parties for a, b in (party.at, *party.source)):
            yield role


def _side(token: Token, span: Span) -> str:
    return f"{'before' if token.i < span.start else 'after'}{min(abs(token.i - span.root.i) // 5, 3)}"
