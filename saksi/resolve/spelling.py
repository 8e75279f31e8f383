"""How two Latin spellings of one word differ: letters laid side by side, differences counted by kind.

The kinds are what romanisations disagree on: near and far vowels, a breath (k, kh), near and far consonants, letters
that are silent, a vowel or a consonant that is missing. What each says about two names is learned, see `weights`.
"""

import re
from functools import cache, lru_cache
from typing import cast

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Levenshtein

from saksi.packs.matching import spelling

KINDS = (
    "vowel_near", "vowel_far", "end_near", "end_far", "breath", "consonant_near", "consonant_far", "silent",
    "silent_inside", "vowel_gap", "end_gap", "consonant_gap", "start", "last_near", "last_far", "transposed",
)  # fmt: skip
Counts = tuple[float, ...]
NONE: Counts = (0.0,) * len(KINDS)
UNRELATED = 40
"""Words that share less (rapidfuzz's ratio, 0 to 100) are not laid side by side: they count as two far consonants."""
_AT = {kind: at for at, kind in enumerate(KINDS)}
_LAST = {_AT["vowel_near"]: _AT["last_near"], _AT["vowel_far"]: _AT["last_far"]}
"""The vowel of the last syllable, where a consonant closes it, tells names apart: Tharith, Tharoth."""
STRANGERS: Counts = tuple({"consonant_far": 2.0, "start": 1.0}.get(kind, 0.0) for kind in KINDS)
TRANSPOSED: Counts = tuple(float(kind == "transposed") for kind in KINDS)
_DOUBLE = re.compile(r"([b-df-gj-np-tv-z])\1+")
_GLIDE = re.compile(r"(?<=.)(ie|o|a|e|i)[vw]$")
_GLIDES = {"ie": "ieu", "o": "ao", "a": "ao", "e": "eo", "i": "iu"}
_AEIOU = frozenset("aeiou")
_HALVES = ("v", "w")
_BETWEEN = re.compile(r"(?<=[^aeiouyng])y(?=[aeou])|(?<=[aeiou])j(?![aeiouy])")
"""A letter that is the first or the second half of a vowel: Byalik for Bialik, Alexej for Alexei."""
_AFTER_I = re.compile(r"(?<=[^aeiou]i)[jy](?=[aeou])")
"""A letter that only joins i to the next vowel: Titijew, Titiyev for Titiev."""
_OPENING_I = re.compile(r"^i(?=[aeou])")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_SILENT = frozenset({"h", "r"})
_NASALS = ("n", "m", "g")
_RUN = re.compile(r"[aeiou]+")
_PRIVATE = 0xE000
Sound = tuple[str, bool]
Difference = tuple[float, str]
Edit = tuple[str, int, int]
"""What is done (delete, insert, replace), and the places in both words."""
Weighed = tuple[float, tuple[int, ...]]
"""What an edit costs, and the kinds of difference that it is, as places in KINDS."""


@lru_cache(maxsize=200_000)
def sounds(word: str, *, loose: bool = False) -> tuple[Sound, ...]:
    """Split an ASCII word into consonants and runs of vowels; each with whether it is a vowel.

    Doubled consonants count once; v and w after a vowel that ends the word are its second half (Kev, Keo); y is a
    vowel unless it opens the word or stands between vowels. When `loose`, an r that may be silent belongs to its vowel.
    """
    letters = _DOUBLE.sub(r"\1", word if word.isascii() and word.isalpha() else _NOT_LETTERS.sub("", word))
    letters = _OPENING_I.sub("y", _AFTER_I.sub("", _BETWEEN.sub("i", letters)))
    if (found := _rime().search(letters)) is not None:
        letters = letters[: found.start()] + spelling().rimes[found[0]]
    if letters[-1:] in _HALVES:
        letters = _GLIDE.sub(lambda found: _GLIDES[found[1]], letters)
    pieces = _grapheme(loose).findall(letters)
    return tuple(map(_sound, pieces, [after[0] in _AEIOU for after in pieces[1:]] + [False]))


@cache
def _rime() -> re.Pattern[str]:
    """Return a pattern for the longest end of a word that has a rime and something before it."""
    ends = sorted(spelling().rimes, key=len, reverse=True)
    return re.compile(rf"(?<=.)(?:{'|'.join(ends)})$")


@cache
def _grapheme(loose: bool) -> re.Pattern[str]:
    digraphs = sorted(spelling().digraphs, key=len, reverse=True)
    whole, opening = ("|".join(d for d in digraphs if (d[-1] == "y") == ends) for ends in (False, True))
    vowels = rf"(?:[aeiou]|y(?![aeiou]))+(?:h${_silent_r() if loose else ''})?"
    return re.compile(
        rf"^y(?=[aeiou])|(?<=[aeiou])h(?=[^aeiouy])|(?<=[aeiou])y(?=[aeiou])|{whole}|(?:{opening})(?=[aeiou])|{vowels}|."
    )


def _silent_r() -> str:
    """Return patterns for an r that only says how long the vowel before it is: it closes a word or a syllable.

    A nasal after it may be followed by the next part of a compound (Pornmonirath). In Martin, Karmal it is a consonant.
    """
    ends = (rime.split("r", 1) for rime in sorted(spelling().silent_r, key=len, reverse=True))
    after = (rf"(?<={vowel})r(?={rest}{'(?![aeiouyhg])' if rest.endswith(_NASALS) else '$'})" for vowel, rest in ends)
    return "".join(f"|{pattern}" for pattern in after)


@cache
def _sound(piece: str, opens: bool) -> Sound:
    """Return the sound of a piece; `opens` says that another vowel follows it at once (then y is a consonant)."""
    if piece.strip("aeiouy") not in ("", "r", "h") or piece in _SILENT or (piece[0] == "y" and opens):
        return spelling().same.get(piece, piece), False
    return piece, True


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
    one, other = one.rstrip("rh"), other.rstrip("rh")
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
    if fuzz.ratio(left, right, score_cutoff=UNRELATED) < UNRELATED:
        return 1.0, STRANGERS
    if _transposed(left, right):
        return spelling().costs["transposed"] / len(left), TRANSPOSED
    loose = left.count("r") != right.count("r")
    return _laid(sounds(left, loose=loose), sounds(right, loose=loose))


def _transposed(left: str, right: str) -> bool:
    """Say whether two neighbouring letters only changed places as clerks and typists swap them.

    Consonants among themselves do, and vowels whose sounds are near in either order (Duong, Doung; not Said, Siad). A
    vowel that changes places with a consonant makes another syllable, and often another name: Hamdi, Hamid.
    """
    if len(left) != len(right) or sorted(left) != sorted(right) or OSA.distance(left, right) != 1:
        return False
    at = next(at for at, (one, other) in enumerate(zip(left, right, strict=True)) if one != other)
    swapped = _AEIOU.intersection(left[at : at + 2])
    if not swapped:
        return "y" not in left[at : at + 2]
    return swapped.issuperset(left[at : at + 2]) and _vowel_kind(_run(left, at), _run(right, at)) != "vowel_far"


def _run(word: str, at: int) -> str:
    """Return the run of vowels around a place."""
    return next(found[0] for found in _RUN.finditer(word) if found.start() <= at < found.end())


def _laid(one: tuple[Sound, ...], other: tuple[Sound, ...]) -> tuple[float, Counts]:
    """Lay sounds side by side with the fewest edits (Levenshtein), then weigh what each edit changes."""
    counts = [0.0] * len(KINDS)
    cost = 0.0
    last, end = len(one) - 1, len(other) - 1
    nuclei = _last_vowel(one), _last_vowel(other)
    edits = cast(list[Edit], Levenshtein.editops(_letters(one), _letters(other)).as_list())
    for tag, at, to in edits:
        found: tuple[Weighed, ...]
        if tag == "delete":
            found = (_gap(one[at], at == 0, at == last),)
        elif tag == "insert":
            found = (_gap(other[to], to == 0, to == end),)
        elif one[at][1] != other[to][1]:
            found = (_gap(one[at], at == 0, at == last), _gap(other[to], to == 0, to == end))
        else:
            found = (_replaced(one[at], other[to], at == last and to == end, at == to == 0),)
            if (at, to) == nuclei and at > 1 and (at, to) != (last, end):
                for kind in found[0][1]:
                    if kind in _LAST:
                        counts[_LAST[kind]] += 1
        for added, kinds in found:
            cost += added
            for kind in kinds:
                counts[kind] += 1
    return cost / max(last + 1, end + 1, 1), tuple(counts)


@lru_cache(maxsize=200_000)
def _last_vowel(word: tuple[Sound, ...]) -> int:
    """Return the place of the last vowel of a word, -1 where it has none."""
    return max((at for at, sound in enumerate(word) if sound[1]), default=-1)


@lru_cache(maxsize=200_000)
def _letters(word: tuple[Sound, ...]) -> str:
    """Return a letter of its own for every sound; vowels that sound the same have one letter."""
    return "".join(map(_letter, word))


@cache
def _letter(sound: Sound) -> str:
    known = _vowels().get(sound[0]) if sound[1] else None
    name = f"{known[0]}*" if known else f"{sound[0]}{sound[1]}"
    return chr(_PRIVATE + _order().setdefault(name, len(_order())))


@cache
def _order() -> dict[str, int]:
    return {}


@lru_cache(maxsize=100_000)
def _replaced(one: Sound, other: Sound, end: bool, start: bool) -> Weighed:
    found = difference(one, other)
    kinds = _kinds(one, other, end=end, start=start)
    cost = found[0] if found else 0.0
    if one[1] and other[1] and (one[0][-1] in _SILENT) != (other[0][-1] in _SILENT):
        cost, kinds = cost + spelling().costs["silent"], (*kinds, "silent")
    return cost, tuple(_AT[kind] for kind in kinds)


def _kinds(one: Sound, other: Sound, *, end: bool, start: bool) -> tuple[str, ...]:
    found = difference(one, other)
    kind = found[1] if found else ""
    if not kind:
        return ()
    if kind.startswith("vowel") and end:
        return ("end_near" if kind == "vowel_near" else "end_far",)
    return (kind, "start") if start and kind.startswith("consonant") else (kind,)


@lru_cache(maxsize=20_000)
def _gap(sound: Sound, start: bool, end: bool) -> Weighed:
    """Leave a sound out: h may be silent, a vowel at the end tells names apart."""
    cost, kinds = _left_out(sound, start=start, end=end)
    return cost, tuple(_AT[kind] for kind in kinds)


def _left_out(sound: Sound, *, start: bool, end: bool) -> tuple[float, tuple[str, ...]]:
    letters, vowel = sound
    costs = spelling().costs
    if vowel:
        return costs["vowel_gap"] * (1.5 if end else 1), ("end_gap" if end else "vowel_gap",)
    if letters == "h" and not start:
        silent = "silent" if end else "silent_inside"
        return costs[silent], (silent,)
    return costs["consonant_gap"], ("consonant_gap", "start") if start else ("consonant_gap",)
