"""Two persons' names compared: words laid side by side in the best order, what is left over, what contradicts."""

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import inf
from operator import add

from saksi.packs.pack import load
from saksi.resolve.names import PersonName, entries, read_name, variants
from saksi.resolve.pinyin import mandarin
from saksi.resolve.romanise import latin
from saksi.resolve.skeleton import bones, bones_differ
from saksi.resolve.spelling import KINDS, NONE, Counts, align

FEATURES = (
    *KINDS, "cost", "worst", "left_over", "both_left_over", "soft_left_over", "swapped", "joined", "initial", "variant",
    "one_word", "few_words", "generation", "gender", "accents", "script", "script_cost", "skeleton",
    "listed_apart", "listed_together",
    "exact", "family_differs", "subset_same_start",
    "worst_far", "worst_mid", "left_share", "acronym", "initial_differs", "end_only", "one_difference",
    "skeleton_worst", "common", "short", "strangers", "pinyin_same", "pinyin_apart", "bones_differ",
    "unlike", "generation_one_side", "exact_words",
)  # fmt: skip
_START, _END_FAR, _END_GAP = map(KINDS.index, ("start", "end_far", "end_gap"))
LEFT_OVER, SOFT, SWAP, INITIAL, OTHER_INITIAL, VARIANT, JOIN = 1.6, 0.2, 0.15, 0.25, 0.9, 0.1, 0.1


JOINT = 1.45
"""What two words at most may differ from the one that they are together."""
UNLIKE = 1.2
"""What even the likest words of two names cost that have nothing in common."""
STRANGE = 1.8
"""What words cost from which on they are other words."""


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


@lru_cache(maxsize=50_000)
def compare_names(left: str, right: str) -> NameComparison:
    """Compare two names in their best reading: any second name inside one counts as a name."""
    ours, theirs = read_name(left), read_name(right)
    if len(ours) == len(theirs) == 1:
        return _compared(ours[0], theirs[0])
    return min((_compared(one, other) for one in ours for other in theirs), key=lambda one: one.cost)


def _compared(one: PersonName, other: PersonName) -> NameComparison:
    if other.words < one.words:
        one, other = other, one
    paired = _paired(one, other)
    return NameComparison(_values(one, other, paired), paired.cost, paired, one, other)


def _paired(one: PersonName, other: PersonName) -> Paired:
    """Lay the words side by side in the order that costs least: as written, or with one end moved to the other."""
    if one.words == other.words:
        return Paired(0.0, tuple(zip(one.words, other.words, strict=True)), (), (), False, 0)
    soft = one.soft | other.soft
    laid = _laid(one.words, other.words, soft, inf)
    if laid is None:
        raise AssertionError("words can always be laid side by side")
    cost, ways = laid
    best, swapped = other.words, False
    for words in _orders(one.words, other.words):
        if cost <= SWAP:
            break
        laid = _laid(one.words, words, soft, cost - SWAP)
        if laid is not None and laid[0] + SWAP < cost:
            cost, ways, best, swapped = laid[0] + SWAP, laid[1], words, True
    return _walked(one.words, best, ways, cost, swapped=swapped)


def _orders(one: tuple[str, ...], other: tuple[str, ...]) -> dict[tuple[str, ...], None]:
    """Return the other orders that the words of a name may have, each once."""
    if len(other) < 2:
        return {}
    found = {(*other[1:], other[0]): None, (other[-1], *other[:-1]): None}
    if len(other) == len(one) + 1 and len(one) > 1:
        found[(*other[:-2], other[-1], other[-2])] = None
    found.pop(other, None)
    return found


_SKIP_LEFT, _SKIP_RIGHT, _PAIR, _JOIN_RIGHT, _JOIN_LEFT = range(5)


def _laid(
    one: tuple[str, ...], other: tuple[str, ...], soft: frozenset[str], limit: float
) -> tuple[float, list[list[int]]] | None:
    """Return the least cost of laying words side by side, and the last step at every pair of beginnings.

    None when it costs `limit` or more. No cost is negative, so words are compared only where that can still be less
    than the limit, and than what was found for the same beginnings.
    """
    along = [_skip(word, soft) for word in other]
    above = [0.0]
    for cost in along:
        above.append(above[-1] + cost)
    ways = [[_SKIP_RIGHT] * len(above)]
    before: list[float] = []
    for i, left in enumerate(one):
        down = _skip(left, soft)
        row, steps = [above[0] + down], [_SKIP_LEFT]
        for j, right in enumerate(other):
            best, step = above[j + 1] + down, _SKIP_LEFT
            if (cost := row[j] + along[j]) < best:
                best, step = cost, _SKIP_RIGHT
            if (start := above[j]) < best and start < limit and (cost := start + word_cost(left, right)) < best:
                best, step = cost, _PAIR
            if j and len(left) > len(right):
                if (start := above[j - 1]) + JOIN < best and start < limit:
                    joint = word_cost(left, other[j - 1] + right)
                    cost = start + joint + JOIN
                    best, step = (cost, _JOIN_RIGHT) if cost < best and joint < JOINT else (best, step)
            elif i and len(right) > len(left) and (start := before[j]) + JOIN < best and start < limit:
                joint = word_cost(one[i - 1] + left, right)
                cost = start + joint + JOIN
                best, step = (cost, _JOIN_LEFT) if cost < best and joint < JOINT else (best, step)
            row.append(best)
            steps.append(step)
        before, above = above, row
        ways.append(steps)
    return (above[-1], ways) if above[-1] < limit else None


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


@dataclass(slots=True)
class _Words:
    """What laying words side by side counted: the costs of pairs, and how often each kind of pair was met."""

    costs: list[float]
    counts: Counts = NONE
    initials: int = 0
    given: int = 0
    apart: int = 0
    together: int = 0


def _counted(paired: Paired, *, skeletal: bool) -> _Words:
    """Count what differs between the words that met."""
    found = _Words([])
    for left, right in paired.pairs:
        cost = word_cost(left, right)
        found.costs.append(min(cost, 2.5))
        if cost == 0:
            continue
        if len(left) == 1 or len(right) == 1:
            found.initials += 1
        elif _same_given(left, right):
            found.given += 1
        elif not skeletal:
            more = align(left, right)[1]
            found.counts = more if found.counts is NONE else tuple(map(add, found.counts, more))
        first, second = entries().get(left), entries().get(right)
        if first and second:
            together = not first.isdisjoint(second)
            found.together += together
            found.apart += not together
    return found


def _values(one: PersonName, other: PersonName, paired: Paired) -> tuple[float, ...]:
    """Return the values of FEATURES, in that order; names of which only consonants are known have few of them."""
    skeletal = one.skeletal or other.skeletal
    pinyin = _as_mandarin(one, other)
    if pinyin[0]:
        paired = replace(paired, pairs=tuple((word, word) for word in one.words), left=(), right=())
    words = _counted(paired, skeletal=skeletal)
    costs, counts = words.costs, words.counts
    soft = one.soft | other.soft
    hard = [[word for word in side if word not in soft and len(word) > 1] for side in (paired.left, paired.right)]
    left_over = len(hard[0]), len(hard[1])
    both = min(left_over)
    script = not (one.latin and other.latin)
    total, differences = sum(costs), sum(counts)
    known = 0.0 if skeletal else 1.0
    worst = max(costs, default=2.5) * known
    alike = bones(one, other) if skeletal else ()
    sizes = len(one.words), len(other.words)
    return (
        *counts,
        min(total, 6.0) * known,
        worst,
        (max(left_over) - both) * known,
        both * known,
        float(len(paired.left) + len(paired.right) - sum(left_over)),
        float(paired.swapped),
        float(paired.joined),
        float(words.initials),
        float(words.given),
        known * (min(sizes) == 1),
        known * (len(paired.pairs) == 1 and max(sizes) > 1),
        _generation(one, other),
        float(bool(one.gender and other.gender and one.gender != other.gender)),
        float(_accents_differ(one, other)),
        float(script),
        min(total, 6.0) * known if script else 0.0,
        sum(alike) / len(alike) if alike else 0.0,
        float(words.apart),
        float(words.together),
        float(total == 0 and not any(left_over) and not pinyin[0]),
        float(bool(costs) and costs[0] > 1.0),
        float(any(left_over) and both == 0 and total < 0.3 and len(paired.pairs) > 1),
        max(0.0, worst - 1.2),
        max(0.0, worst - 0.5),
        _share(hard, one, other) * known if any(left_over) else 0.0,
        float(_is_acronym(one, other) or _is_acronym(other, one)),
        float(OTHER_INITIAL in costs),
        float(differences == 1 and counts[_END_FAR] + counts[_END_GAP] == 1),
        float(differences - counts[_START] == 1),
        1 - min(alike) if alike else 0.0,
        float(_all_known(one.words) and _all_known(other.words)),
        _short(paired, costs) if total and not skeletal else 0.0,
        known * (both + sum(cost >= STRANGE for cost in costs)),
        *pinyin,
        known * _bones_apart(paired, costs),
        known * (min(costs, default=2.5) > UNLIKE),
        float(bool(one.generation) != bool(other.generation)),
        float(total == 0 and not any(left_over)) * max(0, min(sizes) - 2),
    )


def _as_mandarin(one: PersonName, other: PersonName) -> tuple[float, float]:
    """Say whether two names that can be read as Mandarin can be read as one name, or cannot."""
    if one.words == other.words:
        return 0.0, 0.0
    ours, theirs = mandarin(one.words), mandarin(other.words)
    if not ours or not theirs:
        return 0.0, 0.0
    apart = float(ours.isdisjoint(theirs))
    return 1 - apart, apart


def _share(hard: list[list[str]], one: PersonName, other: PersonName) -> float:
    """Return the share of letters that is left over."""
    letters = max(sum(map(len, one.words)), sum(map(len, other.words)), 1)
    return sum(map(len, (*hard[0], *hard[1]))) / letters


def _bones_apart(paired: Paired, costs: list[float]) -> float:
    """Return how little the consonants of two words that met are alike at the worst, from 0 to 1."""
    met = zip(paired.pairs, costs, strict=True)
    return max((bones_differ(one, other) for (one, other), cost in met if cost > VARIANT), default=0.0)


def _short(paired: Paired, costs: list[float]) -> float:
    """Return the most that a letter of the shorter word costs."""
    return max(cost / min(len(a), len(b)) for (a, b), cost in zip(paired.pairs, costs, strict=True))


@cache
def _known_words() -> frozenset[str]:
    pack = load()
    return frozenset(latin(word) for word in pack.surnames | pack.given_names)


@lru_cache(maxsize=50_000)
def _all_known(words: tuple[str, ...]) -> bool:
    return _known_words().issuperset(words)


def _is_acronym(one: PersonName, other: PersonName) -> bool:
    """Say whether one name is a word of the other's initials (MBS)."""
    if len(one.words) != 1 or len(other.words) < 3:
        return False
    return one.words[0] == "".join(word[0] for word in other.words)


def _generation(one: PersonName, other: PersonName) -> float:
    return float(bool(one.generation and other.generation and one.generation != other.generation))


def _accents_differ(one: PersonName, other: PersonName) -> bool:
    """Say whether the letters are the same and the accents are not, where both sides are written with accents."""
    if not (one.latin and other.latin) or "".join(one.accented).isascii() or "".join(other.accented).isascii():
        return False
    return sorted(one.words) == sorted(other.words) and sorted(one.accented) != sorted(other.accented)
