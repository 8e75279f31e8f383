"""Khmer script: one spelling for what looks the same, and the clusters that no line break may cut.

A cluster is a base letter with all that hangs on it: subscripts (coeng), vowels, signs. Khmer writes no spaces between
words, so clusters are what search compares; `saksi.text.khmer_words` says where words begin and end.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from saksi.text.offsets import Edit, Mapped

COENG = "\u17d2"
RO = COENG + "\u179a"
LETTER = "\u1780-\u17b3"
HANGING = "\u17b4-\u17d1\u17d3\u17dd"
CLUSTER = re.compile(rf"[{LETTER}](?:{COENG}[{LETTER}]|[{HANGING}])*")
WRITTEN = re.compile(r"[\u1780-\u17d3\u17dd]")
DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"

_UNSEEN = re.compile(rf"[{UNSEEN}]+")
_TYPED = re.compile(rf"(?P<cluster>[{LETTER}](?:[{UNSEEN}]*(?:{COENG}[{UNSEEN}]*[{LETTER}]|[{HANGING}]))*)|[{UNSEEN}]+")
# Letters that Unicode calls deprecated, or variants of another letter, with the letter that stands for them.
_BASES = {"\u17a3": "\u17a2", "\u17a4": "\u17a2\u17b6", "\u17b2": "\u17b1"}
# Subscript da and ta look the same in most type and are typed for each other (កណ្ដាល, កណ្តាល).
_SUBSCRIPTS = {COENG + "\u178a": COENG + "\u178f"}
_ROBAT = "\u17cc"
_SHIFTERS = "\u17c9\u17ca"
_INHERENT = "\u17b4\u17b5"
_VOWELS = "\u17b6\u17b7\u17b8\u17b9\u17ba\u17bb\u17bc\u17bd\u17be\u17bf\u17c0\u17c1\u17c2\u17c3\u17c4\u17c5"
# Vowels typed as the two halves that they look like.
_HALVES = (("\u17c1\u17b8", "\u17be"), ("\u17c1\u17b6", "\u17c4"))


def has_khmer(text: str) -> bool:
    """Say whether there is a Khmer letter in a text."""
    return WRITTEN.search(text) is not None


def normalise(text: str) -> Mapped:
    """Return a copy in which what looks the same is the same, with the way back to every character.

    Inside a cluster: letter, robat, subscripts with ro last, shifter, vowel, signs; halves of a vowel joined;
    deprecated letters replaced; signs typed twice once. Invisible characters are gone. Other texts keep everything.
    """
    return Mapped.edited(text, _edits(text) if has_khmer(text) else ())


def clusters(words: str) -> list[str]:
    """Return the clusters of normalised words in order; everything that is no Khmer letter is left out."""
    return CLUSTER.findall(words)


def _edits(text: str) -> Iterator[Edit]:
    for found in _TYPED.finditer(text):
        typed = found[0]
        if not found["cluster"]:
            yield found.start(), found.end(), ""
        elif len(typed) > 1 or typed in _BASES:
            yield from _spelled(found.start(), typed, canonical(typed))


def _spelled(start: int, typed: str, spelled: str) -> Iterator[Edit]:
    """Edit a cluster so that its first and its last character still map to where the typed one begins and ends."""
    if typed == spelled:
        return
    if typed[0] != spelled[0]:
        yield start, start + 1, spelled[0]
    fewer = len(typed) - len(spelled)
    if fewer > 0:
        yield start + 1, start + 1 + fewer, ""
    rest = start + 1 + max(fewer, 0)
    if typed[rest - start :] != spelled[1:]:
        yield rest, start + len(typed), spelled[1:]


@lru_cache(maxsize=50_000)
def canonical(typed: str) -> str:
    """Return one cluster in the one order and spelling; see `normalise`."""
    letters = _UNSEEN.sub("", typed)
    base, at = _BASES.get(letters[0], letters[0]), 1
    subscripts: list[str] = []
    vowels, shifters, signs, robat = base[1:], "", "", ""
    while at < len(letters):
        char = letters[at]
        if char == COENG:
            pair = letters[at : at + 2]
            subscripts.append(_SUBSCRIPTS.get(pair, pair))
            at += 2
            continue
        if char == _ROBAT:
            robat = char
        elif char in _SHIFTERS:
            shifters = char
        elif char in _VOWELS:
            vowels += char if char not in vowels else ""
        elif char not in _INHERENT and char not in signs:
            signs += char
        at += 1
    for halves, whole in _HALVES:
        vowels = vowels.replace(halves, whole)
    subscripts.sort(key=lambda pair: pair == RO)
    return base[0] + robat + "".join(subscripts) + shifters + vowels + signs
