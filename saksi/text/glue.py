"""Finds where words were glued together: only what is no word itself is cut, and only into parts that are words."""

import re
from dataclasses import dataclass
from functools import cache
from math import log

from saksi.model.readers import read_yaml
from saksi.text.layout import FOLDER
from saksi.text.words import Words

SMALLEST = 4  # letters of a part that is no function word; shorter ones are endings as often as words
COMMON = 25_000  # rank up to which a part without a function word beside it is trusted
FILE = "en/glue.yaml"
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{3})(?=[a-z]{3})")


@dataclass(frozen=True, slots=True)
class Glue:
    """The function words of `glue.yaml`."""

    short: frozenset[str]
    closing: frozenset[str]
    never_first: frozenset[str]
    never_last: frozenset[str]


@cache
def glue() -> Glue:
    """Return the English function words; raises PackError for a wrong file."""
    return read_yaml(FOLDER / FILE, Glue)


def cuts(token: str, words: Words) -> tuple[int, ...]:
    """Return the offsets inside a token of letters where a space was lost; empty when it is one word.

    "wasarrested" → (3,), "inCambodiais" → (2, 10), "LICADHOremoved" → (7,), "YouTube" → ().
    """
    if len(token) < SMALLEST or words.known(token):
        return ()
    hump = _hump(token, words)
    if hump:
        rest = token[hump:]
        return (hump, *(hump + cut for cut in cuts(rest, words)))
    if token.islower():
        return _lower(token, words)
    if token.istitle():
        return _title(token, words)
    return ()


def _hump(token: str, words: Words) -> int:
    """Return where lower and upper case meet between a known word and what follows, or 0."""
    short = glue().short
    for found in HUMP.finditer(token):
        at = found.start()
        left, right = token[:at], token[at:]
        if right[0].isupper() and left.islower() and left in words.rank and (left in short - {"a"} or len(left) > 4):
            return at
        if left.isupper() and (right in short or (len(right) >= SMALLEST and right in words.rank)):
            return at
    return 0


def _lower(token: str, words: Words) -> tuple[int, ...]:
    """Return the likeliest cut of a lower-case token into two words, or into three with a function word."""
    best: tuple[float, tuple[int, ...]] = (float("inf"), ())
    for at in range(1, len(token)):
        left, right = token[:at], token[at:]
        if left in glue().never_first or right in glue().never_last or not _trusted(left, right, words):
            continue
        best = min(best, (_cost(left, words) + _cost(right, words), (at,)))
    return best[1]


def _trusted(left: str, right: str, words: Words) -> bool:
    """Tell whether both parts are words, and frequent ones where neither is a function word."""
    short = glue().short
    one, other = left in short, right in short
    if one or other:
        content = right if one else left
        return content in short - {"a"} or (len(content) >= SMALLEST and content in words.rank)
    return min(len(left), len(right)) >= SMALLEST and all(
        words.rank.get(part, COMMON) < COMMON for part in (left, right)
    )


def _cost(part: str, words: Words) -> float:
    return log(2 + words.rank.get(part, COMMON))


def _title(token: str, words: Words) -> tuple[int, ...]:
    """Return the cut of a capitalised token that ends in a glued function word ("Cambodiais")."""
    for at in range(len(token) - 2, 3, -1):
        if token[at:] in glue().closing and token[:at].lower() in words.rank and words.known(token[:at]):
            return (at,)
    return ()
