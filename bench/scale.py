"""Measures how matching grows: candidate pairs, recall of blocking, processor time and memory at 10^4 to 10^6 mentions.

    python -m bench.scale 10000 100000 1000000
    python -m bench.scale --block 1000000        only find the candidates

Each size runs in this one process, in the order given; peak memory is that of the process up to there, the crowd itself
in it. Sizes that are not measured keep the figures that they had.
"""

import json
import resource
import sys
import time
from array import array
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from math import log2

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from bench.crowd import crowd
from bench.results import FOLDER, freeze
from saksi.resolve.block import pairs
from saksi.resolve.cluster import Scored, cluster
from saksi.resolve.compare import compare
from saksi.resolve.comparison import Comparison, Match
from saksi.resolve.mention import Mention

APART = 0.02
"""Below this score a pair is passed on to keep two clusters apart; between, nothing is known that clusters need."""
NOBODY = Comparison(0.0, Match.APART, ())
CHUNK = 500_000
SIZES = (10_000, 100_000)
Ids = NDArray[np.int64]


def measure(size: int, *, whole: bool = True) -> dict[str, float]:
    """Resolve a crowd, or only find its candidates; times are seconds of the processor, memory is MiB."""
    told = crowd(size)
    mentions, meant = [one.mention for one in told], np.array([one.meant for one in told])
    del told
    start = time.process_time()
    left, right = pairs(mentions)
    result: dict[str, float] = {
        "seconds to file": round(time.process_time() - start, 1),
        "candidate pairs": len(left),
        "pairs by n log2 n": len(left) / (size * log2(size)),
        "recall of blocking": _reached(meant, left, right),
        "recall of pairs": _recall(meant, left, right),
    }
    if whole:
        result |= _joined(mentions, meant, left, right)
    result["peak MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {name: round(value, 4) for name, value in result.items()}


def sizes(wanted: tuple[int, ...] = SIZES, *, whole: bool = True) -> dict[str, float]:
    """Measure sizes; the others keep the figures that were frozen."""
    file = FOLDER / f"{'scale' if whole else 'blocking'}.json"
    before: dict[str, float] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    found = {name: value for name, value in before.items() if int(name.partition(".")[0]) not in wanted}
    for size in wanted:
        found |= {f"{size}.{key}": value for key, value in measure(size, whole=whole).items()}
    return dict(sorted(found.items(), key=lambda item: int(item[0].partition(".")[0])))


def _joined(mentions: list[Mention], meant: Ids, left: Ids, right: Ids) -> dict[str, float]:
    """Compare all pairs and join them."""
    start = time.process_time()
    merges, apart, counts = array("q"), array("q"), defaultdict[tuple[Match, bool], int](int)
    found: list[Comparison] = []
    for at, (one, other) in enumerate(_each(left, right)):
        comparison = compare(mentions[one], mentions[other], told=False)
        counts[comparison.verdict, bool(meant[one] == meant[other])] += 1
        if comparison.verdict is Match.MERGE:
            merges.append(at)
            found.append(comparison)
        elif comparison.score < APART:
            apart.append(at)
    compared = time.process_time() - start
    start = time.process_time()
    near = _within(len(mentions), left, right, merges, apart)
    pairs_of = chain(zip(merges, found, strict=True), ((at, NOBODY) for at in near))
    scored = [Scored(mentions[left[at]].id, mentions[right[at]].id, comparison) for at, comparison in pairs_of]
    clusters = cluster((mention.id for mention in mentions), scored)
    said = sum(count for (verdict, _), count in counts.items() if verdict is Match.MERGE)
    return {
        "seconds to compare": round(compared, 1),
        "seconds to cluster": round(time.process_time() - start, 1),
        "pairs compared a second": round(len(left) / compared),
        "clusters": len(clusters),
        "right among merges": counts[Match.MERGE, True] / max(said, 1),
    }


def _within(count: int, left: Ids, right: Ids, merges: "array[int]", apart: "array[int]") -> list[int]:
    """Return those of the pairs apart whose ends some chain of merges brings together; the others part nothing."""
    joined, parted = np.array(merges, dtype=np.int64), np.array(apart, dtype=np.int64)
    links = coo_matrix((np.ones(len(joined)), (left[joined], right[joined])), shape=(count, count))
    _, homes = connected_components(links, directed=False)
    return list(parted[homes[left[parted]] == homes[right[parted]]].tolist())


def _each(left: Ids, right: Ids) -> Iterator[tuple[int, int]]:
    """Yield pairs of places, a chunk at a time: lists of all of them would take as much memory as the mentions."""
    for start in range(0, len(left), CHUNK):
        some = slice(start, start + CHUNK)
        yield from zip(left[some].tolist(), right[some].tolist(), strict=True)


def _recall(meant: Ids, left: Ids, right: Ids) -> float:
    """Return the share of pairs of one and the same that are candidates."""
    counts = np.bincount(meant)
    return float((meant[left] == meant[right]).sum() / (counts * (counts - 1) // 2).sum())


def _reached(meant: Ids, left: Ids, right: Ids) -> float:
    """Return the share of mentions with an earlier fellow that candidates of one and the same join to it."""
    true = meant[left] == meant[right]
    links = coo_matrix((np.ones(true.sum()), (left[true], right[true])), shape=(len(meant), len(meant)))
    _, homes = connected_components(links, directed=False)
    _, first, which = np.unique(meant, return_index=True, return_inverse=True)
    fellow = first[which] != np.arange(len(meant))
    return float((fellow & (homes == homes[first[which]])).sum() / max(fellow.sum(), 1))


if __name__ == "__main__":
    complete = "--block" not in sys.argv
    given = tuple(int(size) for size in sys.argv[1:] if size.isdigit()) or SIZES
    freeze("scale" if complete else "blocking", sizes(given, whole=complete))
