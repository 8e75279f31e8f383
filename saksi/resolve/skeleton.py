"""The consonants of names: all that is compared where vowels are not written, and one measure where they are."""

from functools import lru_cache
from itertools import permutations

from rapidfuzz import fuzz

from saksi.resolve.names import PersonName


@lru_cache(maxsize=100_000)
def bones_differ(left: str, right: str) -> float:
    """Return how little the consonants of two words are alike, from 0 to 1; initials are alike."""
    if len(left) == 1 or len(right) == 1:
        return 0.0
    return 1 - fuzz.ratio(_consonants(left), _consonants(right)) / 100


def bones(one: PersonName, other: PersonName) -> tuple[float, ...]:
    """Return how alike the consonants of two names are, from 0 to 1, word by word; glued names as one word."""
    left, right = (tuple(filter(None, map(_consonants, _firm(name)))) for name in (one, other))
    if not left or not right:
        return (0.0,)
    if len(left) == 1 or len(right) == 1 or abs(len(left) - len(right)) > 1:
        return (fuzz.ratio("".join(left), "".join(right)) / 100,)
    if len(left) > len(right):
        left, right = right, left
    return max(
        (
            tuple(fuzz.ratio(a, b) / 100 for a, b in zip(left, chosen, strict=True))
            for chosen in _choices(right, len(left))
        ),
        key=lambda found: (sum(found), found),
    )


def _choices(words: tuple[str, ...], size: int) -> list[tuple[str, ...]]:
    joined = [(*words[:at], words[at] + words[at + 1], *words[at + 2 :]) for at in range(len(words) - 1)]
    found = [words, *joined] if len(words) > size else [words]
    return [tuple(order) for one in found if len(one) == size for order in permutations(one)] or [words[:size]]


def _firm(name: PersonName) -> tuple[str, ...]:
    firm = tuple(word for word in name.words if word not in _ARTICLES)
    return firm or name.words


_ARTICLES = frozenset({"al", "el", "ul", "as", "ar", "at", "an", "ad", "l", "u", "daw", "dr", "bin", "ben"})
_CLASSES = str.maketrans({"g": "k", "q": "k", "c": "k", "d": "t", "b": "p", "f": "p", "v": "p", "z": "s", "j": "s"})
_SOFT_SOUNDS = str.maketrans("", "", "aeiouyhw'")


@lru_cache(maxsize=50_000)
def _consonants(word: str) -> str:
    bones = word.translate(_CLASSES).translate(_SOFT_SOUNDS)
    return "".join(letter for at, letter in enumerate(bones) if at == 0 or bones[at - 1] != letter)
