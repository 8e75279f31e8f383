"""Reports of acts gathered into acts: what is alike joins, what contradicts stays apart, what people decided holds.

The result depends on the reports and on the judgements in force, and on no order of either.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from saksi.resolve.compare_acts import THRESHOLDS, ActComparison
from saksi.resolve.comparison import Match
from saksi.resolve.union import Groups, Pair
from saksi.resolve.union import ordered as pair

Compare = Callable[[str, str], ActComparison]
_MOST = 400
"""Cross pairs of two clusters that are looked at; of an act with hundreds of reports the first ones tell."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The clusters, each in order of ids and by its first; `disputed` are judgements that contradict each other.

    `merged` are the pairs that the comparison joined by itself.
    """

    clusters: tuple[tuple[str, ...], ...]
    merged: tuple[Pair, ...]
    disputed: tuple[Pair, ...]


def gather(
    ids: Iterable[str],
    candidates: Iterable[Pair],
    compare: Compare,
    judgements: Mapping[Pair, bool] | None = None,
    documents: Mapping[str, str] | None = None,
) -> Gathered:
    """Gather ids into clusters. `judgements` says which pairs people hold to be the same, or to be different.

    A judgement `same` joins, unless that would bring a pair together that is judged `different`: then it is disputed.
    Pairs that a comparison merges join, the likeliest first, unless two reports of the clusters contradict each other,
    were judged different, or the reports of the two are not alike on the whole. `documents` says which document each is
    of: one document often tells of an act in parts, so of two documents the likest reports speak.
    """
    known = sorted(set(ids))
    held = {pair(*two): same for two, same in (judgements or {}).items() if set(two) <= set(known)}
    groups = Groups({one: one for one in known}, [two for two, same in held.items() if not same])
    disputed = [two for two in sorted(two for two, same in held.items() if same) if not groups.join(*two)]
    scored = [(compare(*two), two) for two in sorted(set(candidates)) if two not in held]
    merged = []
    for found, two in sorted(scored, key=lambda one: (-one[0].score, one[1])):
        if found.verdict is not Match.MERGE or groups.together(*two):
            continue
        if _alike(groups.members(two[0]), groups.members(two[1]), compare, held, documents or {}) and groups.join(*two):
            merged.append(two)
    return Gathered(tuple(groups.clusters()), tuple(sorted(merged)), tuple(disputed))


def _alike(
    ours: Sequence[str],
    theirs: Sequence[str],
    compare: Compare,
    held: Mapping[Pair, bool],
    documents: Mapping[str, str],
) -> bool:
    """Say whether two clusters are alike on the whole and nothing in them contradicts."""
    scores: dict[Pair, float] = {}
    for one, other in list(product(sorted(ours), sorted(theirs)))[:_MOST]:
        if held.get(pair(one, other)):
            continue
        found = compare(*pair(one, other))
        if found.contradicted:
            return False
        both = (documents.get(one, one), documents.get(other, other))
        scores[both] = max(found.score, scores.get(both, 0.0))
    return not scores or sum(scores.values()) / len(scores) >= THRESHOLDS.suggest
