"""Names of any script in Latin letters: Khmer by its own tables, other scripts by one general transliteration."""

import re
from functools import cache, lru_cache

from anyascii import anyascii

from saksi.packs.matching import KhmerLetters, khmer_letters, korean_surnames
from saksi.packs.pack import load
from saksi.text.khmer import COENG, clusters, has_khmer, normalise

_LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u2010-\u201f\u02b0-\u036f]*")
_HAN = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]")
_HANGUL = re.compile(r"[\uac00-\ud7af]{2,4}(?=$|\s)")
_HA, _BA = "ហ", "ប"
_SILENT = (["ិ"], ["ុ"])
_ARTICLE = re.compile(r"(?<!\S)ال(?=\S)")
_CAPITALS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def is_latin(words: str) -> bool:
    """Say whether everything is written in Latin letters."""
    return _LATIN.fullmatch(words) is not None


@lru_cache(maxsize=100_000)
def latin(words: str) -> str:
    """Return words in ASCII letters, lower case, without accents; Khmer as passports spell it."""
    if words.isascii():
        return words.lower()
    if has_khmer(words):
        words = " ".join(_usual(word) if has_khmer(word) else word for word in normalise(words).content.split())
    if _HANGUL.match(words):
        words = korean_surnames().get(words[0], words[0]) + " " + words[1:]
    spelled = anyascii(_ARTICLE.sub("", words))
    if _HAN.search(words):
        spelled = _CAPITALS.sub(" ", spelled)
    return spelled.lower()


def _usual(word: str) -> str:
    """Return the usual spelling of a name that a pack knows, or of the two names that a word is made of."""
    known = _natives()
    if word in known:
        return known[word]
    pieces = clusters(word)
    for at in range(1, len(pieces)):
        first, second = "".join(pieces[:at]), "".join(pieces[at:])
        if first in known and second in known:
            return known[first] + known[second]
    return khmer(word)


@cache
def _natives() -> dict[str, str]:
    """Return the Latin spelling of names in Khmer script that the packs know, the first where they give several."""
    parts = [part for names in load().names for part in (*names.surnames, *names.given) if part.native]
    return {normalise(part.native).content: part.name.lower() for part in reversed(parts)}


@lru_cache(maxsize=100_000)
def khmer(word: str) -> str:
    """Return one normalised Khmer word as Latin letters spell it, a syllable after the other.

    A cluster without a vowel closes the open syllable before it, unless the word's last cluster needs it to stand on.
    """
    letters = khmer_letters()
    found = [cluster for cluster in clusters(word) if letters.silent not in cluster]
    bare = [_bare(cluster, letters, last=at == len(found) - 1) for at, cluster in enumerate(found)]
    spelled, open_ = "", False
    for at, cluster in enumerate(found):
        stands = at == len(found) - 2 and bare[-1] and COENG not in cluster
        if not (bare[at] and open_) or stands or cluster[0] == _HA:
            spelled += _syllable(cluster, letters)
            open_ = letters.shortening not in cluster or at < len(found) - 1
        elif COENG in cluster and at < len(found) - 1:
            spelled += _closing(cluster[0], letters) + _syllable(cluster[cluster.index(COENG) + 1], letters)
        else:
            spelled += _closing(cluster[0], letters)
            open_ = False
    return spelled


def _bare(cluster: str, letters: KhmerLetters, *, last: bool) -> bool:
    """Say whether a cluster has no vowel of its own; a short i or u is silent after two letters at a word's end."""
    vowels = [char for char in cluster if char in letters.vowels]
    return cluster[0] in letters.consonants and (not vowels or (last and COENG in cluster and vowels in _SILENT))


def _closing(letter: str, letters: KhmerLetters) -> str:
    value = letters.consonants[letter]
    return value.initial if value.final is None else value.final


def _syllable(cluster: str, letters: KhmerLetters) -> str:
    if cluster[0] in letters.independent:
        return letters.independent[cluster[0]]
    stack = [char for char in cluster if char in letters.consonants]
    dominant = stack[1] if len(stack) > 1 and stack[1] not in letters.weak else stack[0]
    series = letters.consonants[dominant].series
    series = "a" if letters.to_a in cluster else "o" if letters.to_o in cluster else series
    onset = "".join(letters.consonants[char].initial for char in stack)
    if stack[0] == _BA and (len(stack) > 1 or letters.to_a in cluster):
        onset = _closing(_BA, letters) + onset[1:]
    signs = "".join(char for char in cluster if char in letters.vowels)
    if not signs:
        return onset + (letters.short if letters.shortening in cluster else letters.inherent)[series]
    whole = letters.vowels.get(signs)
    return onset + (whole[series] if whole else "".join(letters.vowels[sign][series] for sign in signs))
