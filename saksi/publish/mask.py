"""Blacks names out of words: whole names however they are written, and their parts where these alone identify.

Names are compared letter by letter without case, accents, spaces and punctuation, so that a line break, a hyphen, a
lost space or a web address hides nothing. What stands in place of a name says nothing of its length.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

import ahocorasick_rs

SIGN = "███"
LONG = 8  # letters from which a name of several words is found also inside a longer run of letters
SHORTEST_PART = 3
_MARKS = "".join(chr(c) for c in range(0x0300, 0x3100) if unicodedata.category(chr(c))[0] == "M")
_LETTER = rf"(?:[^\W_][{_MARKS}]*)"  # with its vowel and tone signs, at which `\w` would cut a Khmer word
_TOKEN = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*")
_TURN = re.compile(r"(?<=[^\W\d_])(?=[A-Z][a-z])")
_POSSESSIVE = re.compile(r"['’]s?$")
CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an e-mail address
    r"|(?<!\w)(?:\+|00)\d[\d ().-]{6,}\d"  # a telephone number with its country code
    r"|(?<!\w)0\d{1,3}[ .-]?\d{3}[ .-]?\d{3,4}(?!\w)"  # one without
    r"|(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])"  # an address of the internet
    r"|(?<![\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}(?![\w:])",
    re.IGNORECASE,
)
Range = tuple[int, int]


@lru_cache(maxsize=65_536)
def _fold(character: str) -> str:
    """Return a character's letters and digits without case and accents; marks that are no accents stay (Khmer)."""
    found = unicodedata.normalize("NFKD", character).casefold()
    return "".join(
        c for c in found if c.isalnum() or (unicodedata.category(c)[0] == "M" and not unicodedata.combining(c))
    )


def flat(words: str) -> str:
    """Return the letters and digits of words in one comparable form."""
    return "".join(map(_fold, words))


def tokens(words: str) -> Iterable[tuple[int, int, str]]:
    """Yield start, end and words of each token: a run of letters, cut where a capital begins a word inside it."""
    for run in _TOKEN.finditer(words):
        cuts = [0, *(m.start() for m in _TURN.finditer(run[0])), len(run[0])]
        for start, end in pairwise(cuts):
            if end > start:
                yield run.start() + start, run.start() + end, run[0][start:end]


def parts(name: str, shortest: int = SHORTEST_PART) -> frozenset[str]:
    """Return the words of a name that can identify alone: begun with a capital, or of a script that has none."""
    words = (bare(word) for _, _, word in tokens(name))
    return frozenset(flat(word) for word in words if len(word) >= shortest and named_like(word))


def bare(word: str) -> str:
    """Return a word without the ending of a possessive."""
    return _POSSESSIVE.sub("", word)


def named_like(word: str) -> bool:
    """Say whether a word begins as a name does: not with a small letter or a digit."""
    return word[0].isalpha() and not word[0].islower()


@dataclass(frozen=True)
class Phrases:
    """Whole names or other words to be found in any text, as one automaton; build it once for a whole store."""

    words: frozenset[str]

    @cached_property
    def _flat(self) -> dict[str, bool]:
        """Each phrase's letters, and whether it may stand inside a longer run of letters."""
        found: dict[str, bool] = {}
        for phrase in self.words:
            letters = flat(phrase)
            if letters:
                whole = len(letters) >= LONG and len(phrase.split()) > 1
                found[letters] = found.get(letters, False) or whole or unspaced(letters)
        return found

    @cached_property
    def _automaton(self) -> tuple[list[str], ahocorasick_rs.AhoCorasick]:
        patterns = sorted(self._flat)
        return patterns, ahocorasick_rs.AhoCorasick(patterns)

    def ranges(self, text: str) -> list[Range]:
        """Return where the phrases stand, also one inside another."""
        if not self.words:
            return []
        letters, places = _letters(text)
        patterns, automaton = self._automaton
        found = []
        for number, start, end in automaton.find_matches_as_indexes(letters, overlapping=True):
            first, last = places[start], places[end - 1] + 1
            if self._flat[patterns[number]] or (_begins(text, first) and _ends(text, last)):
                found.append((first, last))
        return found


NOTHING = Phrases(frozenset())


@dataclass(frozen=True)
class Mask:
    """What is blacked out of the words of one document.

    `names` are whole names and other words, found however they are written; `parts` single words that are found where
    they begin as a name does. `shown` are names that stay whole although a part of them is the part of a hidden one.
    """

    names: tuple[Phrases, ...] = ()
    parts: frozenset[str] = frozenset()
    more_parts: frozenset[str] = frozenset()
    shown: Phrases = field(default=NOTHING)

    def ranges(self, text: str, *, any_case: bool = False) -> list[Range]:
        """Return where a text says what is not to be said, in order and joined; `any_case` is for web addresses."""
        hidden = [m.span() for m in CONTACT.finditer(text)]
        shown = self.shown.ranges(text)
        named = [r for phrases in self.names for r in phrases.ranges(text)]
        hidden += [r for r in named if not _within(r, shown, longer=True)]
        hidden += [r for r in self._parts(text, any_case) if not _within(r, shown)]
        return joined(text, hidden)

    def words(self, text: str) -> str:
        """Return a text with what is not to be said blacked out."""
        return cover(text, self.ranges(text))

    def touches(self, text: str) -> bool:
        """Say whether a web address gives somebody away."""
        return bool(self.ranges(text, any_case=True))

    def _parts(self, text: str, any_case: bool) -> Iterable[Range]:
        for start, end, word in tokens(text):
            if (any_case or named_like(word)) and self._is_part(word):
                yield start, end
        yield from self._unspaced.ranges(text)

    @cached_property
    def _unspaced(self) -> Phrases:
        return within_words(self.parts | self.more_parts)

    def _is_part(self, word: str) -> bool:
        forms = {flat(word), flat(bare(word))}
        forms |= {form.removesuffix("s") for form in forms if len(form) > SHORTEST_PART + 1}
        return not forms.isdisjoint(self.parts) or not forms.isdisjoint(self.more_parts)


def cover(text: str, ranges: Sequence[Range]) -> str:
    """Put the sign in place of each range; the ranges are in order and apart."""
    out, at = [], 0
    for start, end in ranges:
        out += [text[at:start], SIGN]
        at = end
    return "".join([*out, text[at:]])


def joined(text: str, ranges: Iterable[Range]) -> list[Range]:
    """Join ranges that touch or that only space, hyphens and full stops keep apart, so that words are not counted."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and (start <= found[-1][1] or not text[found[-1][1] : start].strip(" \n\t\u00a0\u200b.-‐‑")):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _letters(text: str) -> tuple[str, list[int]]:
    """Return the comparable letters of a text, and the place in it that each comes from."""
    found, places = [], []
    for place, character in enumerate(text):
        for letter in _fold(character):
            found.append(letter)
            places.append(place)
    return "".join(found), places


def _within(inner: Range, outers: Iterable[Range], *, longer: bool = False) -> bool:
    for start, end in outers:
        if start <= inner[0] and inner[1] <= end and not (longer and (start, end) == inner):
            return True
    return False


def _begins(text: str, start: int) -> bool:
    return start == 0 or not text[start - 1].isalnum() or (text[start].isupper() and not text[start - 1].isupper())


def _ends(text: str, end: int) -> bool:
    return end >= len(text) or not text[end].isalnum() or (text[end].isupper() and not text[end - 1].isupper())


def unspaced(letters: str) -> bool:
    """Say whether letters are of a script without capitals, which is often written without spaces."""
    return not any(c.lower() != c.upper() for c in letters)


def within_words(found: Iterable[str]) -> Phrases:
    """Return those parts of names that no space sets apart, to be found inside longer runs; one syllable is none."""
    return Phrases(frozenset(part for part in found if len(part) >= SHORTEST_PART and unspaced(part)))
