"""How two Latin spellings of one word differ: letters laid side by side, differences counted by kind.

The kinds are what romanisations disagree on: near and far vowels, a breath (k, kh), near and far consonants, letters
that are silent, a vowel or a consonant that is missing. What each says about two names is learned, see `weights`.
"""

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from saksi.packs.matching import spelling

KINDS = (
    "vowel_near", "vowel_far", "end_near", "end_far", "breath", "consonant_near", "consonant_far", "silent",
    "vowel_gap",
    "end_gap", "consonant_gap", "start",
)  # fmt: skip
Counts = tuple[float, ...]
NONE: Counts = (0.0,) * len(KINDS)
UNRELATED = 40
"""Words that share less (rapidfuzz's ratio, 0 to 100) are not laid side by side: they count as two far consonants."""
_AT = {kind: at for at, kind in enumerate(KINDS)}
STRANGERS: Counts = tuple({"consonant_far": 2.0, "start": 1.0}.get(kind, 0.0) for kind in KINDS)
_DOUBLE = re.compile(r"([b-df-gj-np-tv-z])\1+")
_GLIDE = re.compile(r"(?<=.)(ie|o|a|e|i)[vw]$")
_GLIDES = {"ie": "ieu", "o": "ao", "a": "ao", "e": "eo", "i": "iu"}
_NOT_LETTERS = re.compile(r"[^a-z]+")
_SILENT = frozenset({"h", "r"})
_PRIVATE = 0xE000
Sound = tuple[str, bool]
Difference = tuple[float, str]


@lru_cache(maxsize=200_000)
def sounds(word: str) -> tuple[Sound, ...]:
    """Split an ASCII word into consonants and runs of vowels; each with whether it is a vowel.

    Doubled consonants count once; v and w after a vowel that ends the word are its second half (Kev, Keo); y is a
    vowel unless it opens the word or stands between vowels.
    """
    letters = _DOUBLE.sub(r"\1", _NOT_LETTERS.sub("", word))
    rime = next((end for end in _rimes() if letters.endswith(end) and len(letters) > len(end)), "")
    letters = letters[: len(letters) - len(rime)] + spelling().rimes.get(rime, "")
    letters = _GLIDE.sub(lambda found: _GLIDES[found[1]], letters)
    same = spelling().same
    return tuple(
        (same.get(piece, piece), False) if piece.strip("aeiouy") or (piece[0] == "y" and opens) else (piece, True)
        for piece, opens in _pieces(letters)
    )


@cache
def _rimes() -> tuple[str, ...]:
    return tuple(sorted(spelling().rimes, key=len, reverse=True))


@cache
def _grapheme() -> re.Pattern[str]:
    digraphs = sorted(spelling().digraphs, key=len, reverse=True)
    return re.compile(rf"^y(?=[aeiou])|(?<=[aeiou])y(?=[aeiou])|{'|'.join(digraphs)}|(?:[aeiou]|y(?![aeiou]))+|.")


def _pieces(letters: str) -> list[tuple[str, bool]]:
    """Return the pieces, each with whether another vowel follows it at once (then y is a consonant)."""
    pieces = [found[0] for found in _grapheme().finditer(letters)]
    return [(piece, after[:1] in tuple("aeiou")) for piece, after in zip(pieces, [*pieces[1:], ""], strict=True)]


@cache
def _vowels() -> dict[str, tuple[str, frozenset[str]]]:
    return {run: (said.split()[0], frozenset(said.split())) for run, said in spelling().vowels.items()}


@cache
def _pairs(groups: tuple[tuple[str, ...], ...]) -> frozenset[tuple[str, str]]:
    return frozenset((one, other) for group in groups for one in group for other in group)


@lru_cache(maxsize=200_000)
def difference(one: Sound, other: Sound) -> Difference | None:
    """Return cost and kind of writing one sound for another; None when a vowel meets a consonant."""
    if one == other:
        return 0.0, ""
    if one[1] != other[1]:
        return None
    costs = spelling().costs
    kind = _vowel_kind(one[0], other[0]) if one[1] else _consonant_kind(one[0], other[0])
    return (costs[kind], kind) if kind else (0.0, "")


def _vowel_kind(one: str, other: str) -> str:
    known = _vowels()
    first, second = known.get(one), known.get(other)
    if first and second:
        return "" if first[0] == second[0] else "vowel_near" if first[1] & second[1] else "vowel_far"
    return "vowel_near" if set(one) & set(other) else "vowel_far"


def _consonant_kind(one: str, other: str) -> str:
    known = spelling()
    if (one, other) in _pairs(known.aspirated):
        return "breath"
    return "consonant_near" if (one, other) in _pairs(known.near) else "consonant_far"


@lru_cache(maxsize=300_000)
def align(left: str, right: str) -> tuple[float, Counts]:
    """Lay two ASCII words side by side; return the cost per sound of the longer and the differences by kind."""
    if left == right:
        return 0.0, NONE
    if fuzz.ratio(left, right) < UNRELATED:
        return 1.0, STRANGERS
    one, other = sounds(left), sounds(right)
    if one == other:
        return 0.0, NONE
    return _laid(one, other)


def _laid(one: tuple[Sound, ...], other: tuple[Sound, ...]) -> tuple[float, Counts]:
    """Lay sounds side by side with the fewest edits (Levenshtein), then weigh what each edit changes."""
    counts = [0.0] * len(KINDS)
    cost = 0.0
    for edit in Levenshtein.editops(_letters(one), _letters(other)):
        at, to = edit.src_pos, edit.dest_pos
        found: tuple[tuple[float, tuple[str, ...]], ...]
        if edit.tag == "delete":
            found = (_gap(one[at], at, len(one)),)
        elif edit.tag == "insert":
            found = (_gap(other[to], to, len(other)),)
        elif one[at][1] != other[to][1]:
            found = (_gap(one[at], at, len(one)), _gap(other[to], to, len(other)))
        else:
            end = at == len(one) - 1 and to == len(other) - 1
            found = (_replaced(one[at], other[to], end=end, start=at == to == 0),)
        for added, kinds in found:
            cost += added
            for kind in kinds:
                counts[_AT[kind]] += 1
    return cost / max(len(one), len(other), 1), tuple(counts)


@lru_cache(maxsize=200_000)
def _letters(word: tuple[Sound, ...]) -> str:
    """Return a letter of its own for every sound; vowels that sound the same have one letter."""
    return "".join(_letter(sound) for sound in word)


@cache
def _letter(sound: Sound) -> str:
    known = _vowels().get(sound[0]) if sound[1] else None
    name = f"{known[0]}*" if known else f"{sound[0]}{sound[1]}"
    return chr(_PRIVATE + _order().setdefault(name, len(_order())))


@cache
def _order() -> dict[str, int]:
    return {}


@lru_cache(maxsize=100_000)
def _replaced(one: Sound, other: Sound, *, end: bool, start: bool) -> tuple[float, tuple[str, ...]]:
    found = difference(one, other)
    return (found[0] if found else 0.0), _kinds(one, other, end=end, start=start)


def _kinds(one: Sound, other: Sound, *, end: bool, start: bool) -> tuple[str, ...]:
    found = difference(one, other)
    kind = found[1] if found else ""
    if not kind:
        return ()
    if kind.startswith("vowel") and end:
        return ("end_near" if kind == "vowel_near" else "end_far",)
    return (kind, "start") if start and kind.startswith("consonant") else (kind,)


@lru_cache(maxsize=20_000)
def _gap(sound: Sound, at: int, length: int) -> tuple[float, tuple[str, ...]]:
    """Leave a sound out: h and r are silent after a vowel, a vowel at the end tells names apart."""
    letters, vowel = sound
    costs = spelling().costs
    if vowel:
        end = at == length - 1
        return costs["vowel_gap"] * (1.5 if end else 1), ("end_gap" if end else "vowel_gap",)
    if letters in _SILENT and at == length - 1 and at > 0:
        return costs["silent"], ("silent",)
    if letters == "h" and at > 0:
        return costs["silent"] * 2, ("silent",)
    return costs["consonant_gap"], ("consonant_gap", "start") if at == 0 else ("consonant_gap",)
