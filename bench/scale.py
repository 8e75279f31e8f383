"""Measures how matching grows: candidate pairs, recall of blocking, time and memory at 10^4 to 10^6 mentions.

    python -m bench.scale 10000 100000 1000000
    python -m bench.scale --block 1000000        only find the candidates

Each size runs in this one process, in the order given; peak memory is that of the process up to there.
"""

import resource
import sys
import time
from collections import defaultdict
from itertools import combinations
from math import log2

from bench.crowd import Truth, crowd
from bench.results import freeze
from saksi.resolve.block import pairs
from saksi.resolve.cluster import Scored, cluster
from saksi.resolve.compare import compare
from saksi.resolve.comparison import Match


def measure(size: int, *, whole: bool = True) -> dict[str, float]:
    """Resolve a crowd, or only find its candidates; times are seconds, memory is MiB."""
    told = crowd(size)
    mentions = [one.mention for one in told]
    meant = [one.meant for one in told]
    start = time.perf_counter()
    left, right = pairs(mentions)
    blocked = time.perf_counter() - start
    found = set(zip(left.tolist(), right.tolist(), strict=True)) if size <= 10**5 else None
    reached = _reached(told, left.tolist(), right.tolist())
    if not whole:
        return {
            "candidate pairs": len(left),
            "pairs by n log2 n": round(len(left) / (size * log2(size)), 4),
            "recall of blocking": round(reached, 4),
            "seconds to block": round(blocked, 1),
            "peak MiB": _peak(),
        }
    start = time.perf_counter()
    scored, counts = [], defaultdict(int)
    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        comparison = compare(mentions[one], mentions[other], told=False)
        counts[comparison.verdict, meant[one] == meant[other]] += 1
        if comparison.verdict is Match.MERGE or comparison.score < APART:
            scored.append(Scored(mentions[one].id, mentions[other].id, comparison))
    compared = time.perf_counter() - start
    start = time.perf_counter()
    clusters = cluster((mention.id for mention in mentions), scored)
    joined = time.perf_counter() - start
    said = sum(count for (verdict, _), count in counts.items() if verdict is Match.MERGE)
    result: dict[str, float] = {
        "candidate pairs": len(left),
        "pairs by n log2 n": len(left) / (size * log2(size)),
        "recall of blocking": reached,
        "seconds to block": round(blocked, 1),
        "seconds to compare": round(compared, 1),
        "seconds to cluster": round(joined, 1),
        "pairs compared a second": round(len(left) / compared),
        "clusters": len(clusters),
        "right among merges": round(counts[Match.MERGE, True] / max(said, 1), 4),
        "peak MiB": _peak(),
    }
    if found is not None:
        result["recall of pairs"] = round(_recall(meant, found), 4)
    return {name: round(value, 4) for name, value in result.items()}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


APART = 0.02
"""Below this score a pair is passed on to keep two clusters apart; between, nothing is known that clusters need."""


def _recall(meant: list[int], found: set[tuple[int, int]]) -> float:
    """Return the share of pairs of one and the same that are candidates."""
    members: dict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(meant):
        members[one].append(at)
    true = [pair for ats in members.values() for pair in combinations(ats, 2)]
    return sum(pair in found for pair in true) / len(true)


def _reached(told: list[Truth], left: list[int], right: list[int]) -> float:
    """Return the share of mentions with an earlier fellow that candidates of one and the same join to it."""
    homes = list(range(len(told)))

    def home(at: int) -> int:
        while homes[at] != at:
            homes[at] = homes[homes[at]]
            at = homes[at]
        return at

    for one, other in zip(left, right, strict=True):
        if told[one].meant == told[other].meant:
            homes[home(one)] = home(other)
    first: dict[int, int] = {}
    fellows = joined = 0
    for at, one in enumerate(told):
        if one.meant in first:
            fellows += 1
            joined += home(at) == home(first[one.meant])
        first.setdefault(one.meant, at)
    return joined / max(fellows, 1)


if __name__ == "__main__":
    whole = "--block" not in sys.argv
    sizes = [int(size) for size in sys.argv[1:] if size.isdigit()] or [10_000, 100_000]
    name = "scale" if whole else "blocking"
    freeze(name, {f"{size}.{key}": value for size in sizes for key, value in measure(size, whole=whole).items()})
