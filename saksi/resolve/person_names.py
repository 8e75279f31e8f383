"""Two persons' names compared: words laid side by side in the best order, what is left over, what contradicts."""

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import permutations
from math import inf

from rapidfuzz import fuzz

from saksi.packs.pack import load
from saksi.resolve.names import PersonName, entries, read_name, variants
from saksi.resolve.romanise import latin
from saksi.resolve.spelling import KINDS, NONE, Counts, align

FEATURES = (
    *KINDS, "cost", "worst", "left_over", "both_left_over", "soft_left_over", "swapped", "joined", "initial", "variant",
    "one_word", "few_words", "generation", "gender", "accents", "script", "script_cost", "skeleton",
    "listed_apart", "listed_together",
    "exact", "family_differs", "subset_same_start",
    "worst_far", "worst_mid", "left_share", "acronym", "initial_differs", "end_only", "one_difference",
    "skeleton_worst", "common", "short",
)  # fmt: skip
LEFT_OVER, SOFT, SWAP, INITIAL, OTHER_INITIAL, VARIANT, JOIN = 1.6, 0.2, 0.15, 0.25, 1.6, 0.1, 0.1


@dataclass(frozen=True, slots=True)
class Paired:
    """How the words of two names were laid side by side: pairs of words, and those left over on either side."""

    cost: float
    pairs: tuple[tuple[str, str], ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    swapped: bool
    joined: int


@dataclass(frozen=True, slots=True)
class NameComparison:
    """The values of FEATURES, in that order, the cost of the best reading, and how it was read."""

    values: tuple[float, ...]
    cost: float
    paired: Paired
    left: PersonName
    right: PersonName


def compare_names(left: str, right: str) -> NameComparison:
    """Compare two names in their best reading: any second name inside one counts as a name."""
    found = [_compared(one, other) for one in read_name(left) for other in read_name(right)]
    return min(found, key=lambda one: one.cost)


@lru_cache(maxsize=50_000)
def _compared(one: PersonName, other: PersonName) -> NameComparison:
    if other.words < one.words:
        one, other = other, one
    paired = _paired(one, other)
    return NameComparison(_values(one, other, paired), paired.cost, paired, one, other)


def _paired(one: PersonName, other: PersonName) -> Paired:
    """Lay the words side by side in the order that costs least: as written, or with one end moved to the other."""
    if one.words == other.words:
        return Paired(0.0, tuple(zip(one.words, other.words, strict=True)), (), (), False, 0)
    orders = {other.words: False}
    if len(other.words) > 1:
        orders.setdefault((*other.words[1:], other.words[0]), True)
        orders.setdefault((other.words[-1], *other.words[:-1]), True)
        if len(other.words) == len(one.words) + 1 and len(one.words) > 1:
            orders.setdefault((*other.words[:-2], other.words[-1], other.words[-2]), True)
    soft = one.soft | other.soft
    best: tuple[float, tuple[str, ...], list[list[int]]] | None = None
    for words, swapped in orders.items():
        cost, ways = _laid(one.words, words, soft)
        cost += SWAP if swapped else 0.0
        if best is None or cost < best[0]:
            best = (cost, words, ways)
        if cost == 0:
            break
    cost, words, ways = best or (0.0, (), [])
    return _walked(one.words, words, ways, cost, swapped=orders[words])


_SKIP_LEFT, _SKIP_RIGHT, _PAIR, _JOIN_RIGHT, _JOIN_LEFT = range(5)


def _laid(one: tuple[str, ...], other: tuple[str, ...], soft: frozenset[str]) -> tuple[float, list[list[int]]]:
    """Return the least cost of laying words side by side, and the last step at every pair of beginnings."""
    down, along = ([_skip(word, soft) for word in words] for words in (one, other))
    above = [0.0]
    for cost in along:
        above.append(above[-1] + cost)
    ways = [[_SKIP_RIGHT] * len(above)]
    before: list[float] = []
    for i, left in enumerate(one):
        row, steps = [above[0] + down[i]], [_SKIP_LEFT]
        for j, right in enumerate(other):
            found = [above[j + 1] + down[i], row[j] + along[j], above[j] + word_cost(left, right)]
            if j and len(left) > len(right):
                found.append(above[j - 1] + word_cost(left, other[j - 1] + right) + JOIN)
            elif i and len(right) > len(left):
                found += [inf, before[j] + word_cost(one[i - 1] + left, right) + JOIN]
            best = min(found)
            row.append(best)
            steps.append(found.index(best))
        before, above = above, row
        ways.append(steps)
    return above[-1], ways


def _skip(word: str, soft: frozenset[str]) -> float:
    return SOFT if word in soft else INITIAL * 2 if len(word) == 1 else LEFT_OVER


def _walked(
    one: tuple[str, ...], other: tuple[str, ...], ways: list[list[int]], cost: float, *, swapped: bool
) -> Paired:
    """Read the steps back: which words met, and which are left over."""
    pairs: list[tuple[str, str]] = []
    alone: tuple[list[str], list[str]] = ([], [])
    i, j, joined = len(one), len(other), 0
    while i or j:
        way = ways[i][j]
        if way == _SKIP_LEFT:
            i -= 1
            alone[0].append(one[i])
        elif way == _SKIP_RIGHT:
            j -= 1
            alone[1].append(other[j])
        else:
            wide, high = 1 + (way == _JOIN_RIGHT), 1 + (way == _JOIN_LEFT)
            i, j, joined = i - high, j - wide, joined + (way != _PAIR)
            pairs.append(("".join(one[i : i + high]), "".join(other[j : j + wide])))
    return Paired(cost, tuple(reversed(pairs)), tuple(reversed(alone[0])), tuple(reversed(alone[1])), swapped, joined)


@lru_cache(maxsize=400_000)
def word_cost(one: str, other: str) -> float:
    """Return what it costs to take two words for one: 0 equal, about 3 for words that share nothing."""
    if one == other:
        return 0.0
    if len(one) == 1 or len(other) == 1:
        return INITIAL if one[0] == other[0] else OTHER_INITIAL
    if _same_given(one, other):
        return VARIANT
    return align(one, other)[0] * 4


def _same_given(one: str, other: str) -> bool:
    known = variants()
    groups = known.get(one)
    return groups is not None and not groups.isdisjoint(known.get(other, ()))


def _values(one: PersonName, other: PersonName, paired: Paired) -> tuple[float, ...]:
    skeletal = one.skeletal or other.skeletal
    counts: Counts = NONE
    costs: list[float] = []
    initials = given = listed_apart = listed_together = 0
    for left, right in paired.pairs:
        cost = word_cost(left, right)
        costs.append(min(cost, 2.5))
        if cost == 0:
            continue
        if len(left) == 1 or len(right) == 1:
            initials += 1
        elif _same_given(left, right):
            given += 1
        elif not skeletal:
            counts = tuple(have + more for have, more in zip(counts, align(left, right)[1], strict=True))
        known = entries()
        first, second = known.get(left), known.get(right)
        if first and second:
            together = not first.isdisjoint(second)
            listed_together += together
            listed_apart += not together
    soft = one.soft | other.soft
    hard = [[word for word in side if word not in soft and len(word) > 1] for side in (paired.left, paired.right)]
    both = min(len(hard[0]), len(hard[1]))
    script = not (one.latin and other.latin)
    total = sum(costs)
    values = dict(zip(KINDS, counts, strict=True))
    values |= {
        "cost": min(total, 6.0) if not skeletal else 0.0,
        "worst": max(costs, default=2.5) if not skeletal else 0.0,
        "left_over": float(max(len(hard[0]), len(hard[1])) - both) if not skeletal else 0.0,
        "both_left_over": float(both) if not skeletal else 0.0,
        "soft_left_over": float(len(paired.left) + len(paired.right) - len(hard[0]) - len(hard[1])),
        "swapped": float(paired.swapped),
        "joined": float(paired.joined),
        "initial": float(initials),
        "variant": float(given),
        "one_word": float(min(len(one.words), len(other.words)) == 1 and not skeletal),
        "few_words": float(len(paired.pairs) == 1 and max(len(one.words), len(other.words)) > 1 and not skeletal),
        "generation": _generation(one, other),
        "gender": float(bool(one.gender and other.gender and one.gender != other.gender)),
        "accents": float(_accents_differ(one, other)),
        "script": float(script),
        "script_cost": min(total, 6.0) if script and not skeletal else 0.0,
        "listed_apart": float(listed_apart),
        "listed_together": float(listed_together),
        "exact": float(total == 0 and not hard[0] and not hard[1]),
        "family_differs": float(bool(costs) and costs[0] > 1.0),
        "subset_same_start": float(bool(hard[0] or hard[1]) and both == 0 and total < 0.3 and len(paired.pairs) > 1),
    }
    worst = values["worst"]
    letters = max(sum(map(len, one.words)), sum(map(len, other.words)), 1)
    bones = _bones(one, other) if skeletal else ()
    values |= {
        "worst_mid": max(0.0, worst - 0.5),
        "worst_far": max(0.0, worst - 1.2),
        "left_share": sum(map(len, (*hard[0], *hard[1]))) / letters if not skeletal else 0.0,
        "initial_differs": float(any(cost == OTHER_INITIAL for cost in costs)),
        "end_only": float(sum(counts) == 1 and values["end_far"] + values["end_gap"] == 1),
        "one_difference": float(sum(counts) - values["start"] == 1),
        "acronym": float(_is_acronym(one, other) or _is_acronym(other, one)),
        "skeleton": sum(bones) / len(bones) if bones else 0.0,
        "skeleton_worst": 1 - min(bones) if bones else 0.0,
        "common": float(all(word in _known_words() for word in one.words + other.words)),
        "short": max(
            (cost / min(len(a), len(b)) for (a, b), cost in zip(paired.pairs, costs, strict=True)), default=0.0
        )
        if not skeletal
        else 0.0,
    }
    return tuple(float(values[name]) for name in FEATURES)


@cache
def _known_words() -> frozenset[str]:
    pack = load()
    return frozenset(latin(word) for word in pack.surnames | pack.given_names)


def _is_acronym(one: PersonName, other: PersonName) -> bool:
    """Say whether one name is a word of the other's initials (MBS)."""
    initials = "".join(word[0] for word in other.words)
    return len(one.words) == 1 and len(initials) > 2 and one.words[0] == initials


def _bones(one: PersonName, other: PersonName) -> tuple[float, ...]:
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


def _generation(one: PersonName, other: PersonName) -> float:
    if one.generation == other.generation:
        return 0.0
    return 1.0 if one.generation and other.generation else 0.5


def _accents_differ(one: PersonName, other: PersonName) -> bool:
    """Say whether the letters are the same and the accents are not, where both sides are written with accents."""
    if sorted(one.words) != sorted(other.words) or not (one.latin and other.latin):
        return False
    marked = [any(not word.isascii() for word in name.accented) for name in (one, other)]
    return all(marked) and sorted(one.accented) != sorted(other.accented)


_ARTICLES = frozenset({"al", "el", "ul", "as", "ar", "at", "an", "ad", "l", "u", "daw", "dr", "bin", "ben"})
_CLASSES = str.maketrans({"g": "k", "q": "k", "c": "k", "d": "t", "b": "p", "f": "p", "v": "p", "z": "s", "j": "y"})
_SOFT_SOUNDS = str.maketrans("", "", "aeiouyhw'")


@lru_cache(maxsize=50_000)
def _consonants(word: str) -> str:
    bones = word.translate(_CLASSES).translate(_SOFT_SOUNDS)
    return "".join(letter for at, letter in enumerate(bones) if at == 0 or bones[at - 1] != letter)
