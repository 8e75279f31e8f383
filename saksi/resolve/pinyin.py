"""Names that can be read as Mandarin: what pinyin, Wade-Giles or a Cantonese spelling may mean, in pinyin."""

from functools import cache, lru_cache
from itertools import product

from saksi.packs.matching import chinese

MOST_READINGS = 256
LONGEST_SYLLABLE = 6
_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=50_000)
def mandarin(words: tuple[str, ...]) -> frozenset[str]:
    """Return what a name in ASCII letters may be in pinyin, as syllables in order, also with either end moved.

    Empty when a word is no syllable of Mandarin, when a name has fewer than two syllables or more than four, or when it
    can be read in too many ways.
    """
    readings = [_word(word) for word in words]
    ways = 1
    for found in readings:
        ways *= len(found)
    if not 0 < ways <= MOST_READINGS or len(words) < 2:
        return frozenset()
    orders = {tuple(readings), (*readings[1:], readings[0]), (readings[-1], *readings[:-1])}
    joined = (" ".join(way) for order in orders for way in product(*order))
    return frozenset(way for way in joined if way.count(" ") < 4)


@lru_cache(maxsize=20_000)
def _word(word: str) -> tuple[str, ...]:
    """Return the ways in which a word falls into syllables, as pinyin."""
    if not word:
        return ("",)
    found: dict[str, None] = {}
    for length in range(1, min(len(word), LONGEST_SYLLABLE) + 1):
        for syllable in _syllables().get(word[:length], ()):
            for rest in _word(word[length:]) if word[length : length + 1] not in _VOWELS else ():
                found[f"{syllable} {rest}".strip()] = None
    return tuple(found)


@cache
def _syllables() -> dict[str, tuple[str, ...]]:
    """Return what each written syllable may be in pinyin: itself, or what others mean by it."""
    known = chinese()
    valid = {head + end for head, ends in known.syllables.items() for end in ends}
    found: dict[str, set[str]] = {syllable: {syllable} for syllable in valid}
    plain = {end: (end,) for ends in known.syllables.values() for end in ends}
    for head, heads in known.beginnings.items():
        for end, ends in (plain | known.ends).items():
            meant = {one + other for one in heads for other in (end, *ends)} & valid
            if meant:
                found.setdefault(head + end, set()).update(meant)
    for written, means in known.cantonese.items():
        found.setdefault(written, set()).update(means)
    return {written: tuple(sorted(meant)) for written, meant in found.items()}
