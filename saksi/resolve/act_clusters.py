"""Reports of acts gathered into acts: what is alike joins, what contradicts stays apart, what people decided holds.

The result depends on the reports and on the judgements in force, and on no order of either.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from saksi.resolve.compare_acts import THRESHOLDS, ActComparison
from saksi.resolve.comparison import Match

Pair = tuple[str, str]
"""Two ids, the smaller first."""
Compare = Callable[[str, str], ActComparison]
_MOST = 400
"""Cross pairs of two clusters that are looked at; of an act with hundreds of reports the first ones tell."""


def pair(one: str, other: str) -> Pair:
    """Return two ids as a pair."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The clusters, each in order of ids and by its first; `disputed` are judgements that contradict each other.

    `merged` are the pairs that the comparison joined by itself.
    """

    clusters: tuple[tuple[str, ...], ...]
    merged: tuple[Pair, ...]
    disputed: tuple[Pair, ...]


def gather(
    ids: Iterable[str], candidates: Iterable[Pair], compare: Compare, judgements: Mapping[Pair, bool] | None = None
) -> Gathered:
    """Gather ids into clusters. `judgements` says which pairs people hold to be the same, or to be different.

    A judgement `same` joins, unless that would bring a pair together that is judged `different`: then it is disputed.
    Pairs that a comparison merges join, the likeliest first, unless two reports of the clusters contradict each other,
    were judged different, or the reports of the two are not alike on the whole.
    """
    known = sorted(set(ids))
    held = {pair(*two): same for two, same in (judgements or {}).items() if set(two) <= set(known)}
    groups = _Groups(known, {two for two, same in held.items() if not same})
    disputed = [two for two in sorted(two for two, same in held.items() if same) if not groups.join(*two)]
    scored = [(compare(*two), two) for two in sorted(set(candidates)) if two not in held]
    merged = []
    for found, two in sorted(scored, key=lambda one: (-one[0].score, one[1])):
        if found.verdict is not Match.MERGE or groups.together(*two):
            continue
        if _alike(groups.of(two[0]), groups.of(two[1]), compare, held) and groups.join(*two):
            merged.append(two)
    return Gathered(tuple(groups.clusters()), tuple(sorted(merged)), tuple(disputed))


class _Groups:
    """Disjoint sets that keep refused pairs apart."""

    def __init__(self, ids: Sequence[str], refused: set[Pair]) -> None:
        self._home = {one: one for one in ids}
        self._members = {one: [one] for one in ids}
        self._refused: dict[str, set[str]] = {}
        for one, other in refused:
            self._refused.setdefault(one, set()).add(other)
            self._refused.setdefault(other, set()).add(one)

    def of(self, one: str) -> list[str]:
        return self._members[self._home[one]]

    def together(self, one: str, other: str) -> bool:
        return self._home[one] == self._home[other]

    def join(self, one: str, other: str) -> bool:
        """Join two sets; says whether they are one now, which a refused pair in them forbids."""
        first, second = sorted((self._home[one], self._home[other]))
        if first == second:
            return True
        theirs = set(self._members[second])
        if any(self._refused.get(member, set()) & theirs for member in self._members[first]):
            return False
        for member in self._members.pop(second):
            self._home[member] = first
            self._members[first].append(member)
        return True

    def clusters(self) -> list[tuple[str, ...]]:
        return sorted(tuple(sorted(members)) for members in self._members.values())


def _alike(ours: Sequence[str], theirs: Sequence[str], compare: Compare, held: Mapping[Pair, bool]) -> bool:
    """Say whether two clusters are alike on the whole and nothing in them contradicts."""
    scores = []
    for one, other in list(product(sorted(ours), sorted(theirs)))[:_MOST]:
        if held.get(pair(one, other)):
            continue
        found = compare(*pair(one, other))
        if found.contradicted:
            return False
        scores.append(found.score)
    return not scores or sum(scores) / len(scores) >= THRESHOLDS.suggest
