"""Which mentions are worth comparing: those that share a key; blocks that are too large are split and walked.

The number of pairs grows with the number of mentions, not with its square: within a block of more than `LARGEST` a
mention is paired only with its neighbours in the order of names, in the block and in the part of it that shares a
place, an affiliation or a role (sorted neighbourhood, Hernández and Stolfo 1995).
"""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from saksi.resolve.block_keys import LOOSE, MARKS, keys, sub_keys, weakness
from saksi.resolve.mention import Mention
from saksi.resolve.plausible import plausible
from saksi.resolve.romanise import latin

LARGEST = 12
NEIGHBOURS = 1
IN_PARTS = 8
IN_LOOSE_PARTS = 3
Ids = NDArray[np.int64]


def candidates(mentions: Iterable[Mention], new: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield pairs of ids worth comparing, smaller id first, each once, in order; the order of mentions is no matter.

    With `new` only pairs that hold one of these ids.
    """
    ordered = sorted(mentions, key=lambda mention: mention.id)
    left, right = pairs(ordered)
    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        first, second = ordered[one].id, ordered[other].id
        if new is None or first in new or second in new:
            yield first, second


def pairs(mentions: Sequence[Mention]) -> tuple[Ids, Ids]:
    """Return the places of candidate pairs in `mentions`, the smaller first, as two arrays of one length."""
    left, right = _sharing(mentions)
    kept = plausible(mentions, left, right)
    return left[kept], right[kept]


def _sharing(mentions: Sequence[Mention]) -> tuple[Ids, Ids]:
    """Return the pairs that share a key; keys and ranks take gigabytes of a million mentions, and end with this."""
    ranks, filed = _ranks(mentions), _Keys(mentions)
    found: list[NDArray[Any]] = []
    for mark, reach, inner in (("", NEIGHBOURS, IN_PARTS), (LOOSE, 0, IN_LOOSE_PARTS)):
        found += _paired(*filed.of(mark), ranks, mentions, reach, inner)
    for mark in sorted(MARKS):
        marked = filed.marked[mark]
        some = _paired(*filed.of(mark), ranks, mentions, 0, IN_PARTS, marked)
        found += [pair[:, marked[pair[0]] | marked[pair[1]]] for pair in some]
    return _unique(found, len(mentions))


class _Keys:
    """The keys of all mentions as numbers: hash, weakness and owner of each; strings would take gigabytes."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        weaknesses = {mark: at for at, mark in enumerate(("", LOOSE, *sorted(MARKS)))}
        hashes, kinds, owners = array("Q"), array("B"), array("q")
        self.marked = {mark: np.zeros(len(mentions), dtype=np.bool_) for mark in MARKS}
        for owner, mention in enumerate(mentions):
            for key in keys(mention):
                if key in MARKS:
                    self.marked[key][owner] = True
                    continue
                hashes.append(_hash(key))
                kinds.append(weaknesses[weakness(key)])
                owners.append(owner)
        self._weaknesses = weaknesses
        self._hashes = np.frombuffer(hashes, dtype=np.uint64) if hashes else np.array([], dtype=np.uint64)
        self._kinds = np.frombuffer(kinds, dtype=np.uint8) if kinds else np.array([], dtype=np.uint8)
        self._owners = np.frombuffer(owners, dtype=np.int64) if owners else np.array([], dtype=np.int64)

    def of(self, mark: str) -> tuple[NDArray[np.uint64], Ids]:
        """Return hash and owner of the keys of one weakness."""
        chosen = self._kinds == self._weaknesses[mark]
        return self._hashes[chosen], self._owners[chosen]


def _paired(
    hashes: NDArray[np.uint64],
    owners: Ids,
    ranks: Ids,
    mentions: Sequence[Mention],
    reach: int,
    inner: int,
    marked: NDArray[np.bool_] | None = None,
) -> list[NDArray[Any]]:
    """Return the pairs of every block; with `marked` only blocks that hold a marked mention are looked at."""
    order = np.lexsort((ranks[owners], hashes))
    hashes, owners = hashes[order], owners[order]
    if not len(hashes):
        return []
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
    sizes = np.diff(np.r_[starts, len(hashes)])
    if marked is not None:
        held = np.logical_or.reduceat(marked[owners], starts)
        starts, sizes = starts[held], sizes[held]
    large = sizes > LARGEST
    return [*_whole(owners, starts, sizes), *_walked(owners, starts[large], sizes[large], mentions, reach, inner)]


def _ranks(mentions: Sequence[Mention]) -> Ids:
    """Return the place of every mention in the order of names, then of what stands around them."""
    signs = [(latin(m.names[0]) if m.names else "", m.country, m.affiliations, m.places, m.id) for m in mentions]
    ranks = np.empty(len(signs), dtype=np.int64)
    ranks[sorted(range(len(signs)), key=signs.__getitem__)] = np.arange(len(signs))
    return ranks


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")


def _whole(owners: Ids, starts: Ids, sizes: Ids) -> Iterator[NDArray[Any]]:
    """Yield all pairs of the blocks that are small enough, by size."""
    for size in range(2, LARGEST + 1):
        at = starts[sizes == size]
        if len(at):
            block = owners[at[:, None] + np.arange(size)]
            one, other = np.triu_indices(size, 1)
            yield np.stack([block[:, one].ravel(), block[:, other].ravel()])


def _walked(
    owners: Ids, starts: Ids, sizes: Ids, mentions: Sequence[Mention], reach: int, inner: int
) -> Iterator[NDArray[Any]]:
    """Yield pairs of neighbours in large blocks, and in their parts."""
    known: dict[str, int] = {}
    parts: dict[int, tuple[int, ...]] = {}
    for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
        block = owners[start : start + size]
        if reach:
            yield _near(block, reach)
        owned: dict[int, list[int]] = defaultdict(list)
        for owner in block.tolist():
            if owner not in parts:
                parts[owner] = tuple(known.setdefault(key, len(known)) for key in sub_keys(mentions[owner]))
            for part in parts[owner]:
                owned[part].append(owner)
        yield from (_near(np.array(part), inner) for part in owned.values() if len(part) > 1)


def _near(block: Ids, reach: int) -> NDArray[Any]:
    """Return the pairs of members that stand at most `reach` apart."""
    steps = [np.stack([block[:-step], block[step:]]) for step in range(1, min(reach, len(block) - 1) + 1)]
    return np.concatenate(steps, axis=1)


def _unique(found: list[NDArray[Any]], count: int) -> tuple[Ids, Ids]:
    if not found:
        return np.array([], dtype=np.int64), np.array([], dtype=np.int64)
    both = np.concatenate(found, axis=1)
    one, other = both.min(axis=0), both.max(axis=0)
    codes = np.unique(one * count + other)
    return codes // count, codes % count


class Filed:
    """Mentions filed under their keys, so that the mentions of a new document meet their candidates only."""

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        self.mentions: dict[str, Mention] = {}
        self._blocks: dict[str, list[str]] = defaultdict(list)
        for mention in mentions:
            self.add(mention)

    def add(self, mention: Mention) -> None:
        """File a mention; one that is filed already stays."""
        if mention.id not in self.mentions:
            self.mentions[mention.id] = mention
            for key in self._keys(mention):
                self._blocks[key].append(mention.id)

    def candidates(self, mention: Mention) -> list[str]:
        """Return the ids of filed mentions worth comparing with one; of a large block only the part around it."""
        parts, own = sub_keys(mention), frozenset(keys(mention))
        found: set[str] = set()
        for key in own - MARKS:
            block = self._blocks.get(key, [])
            if len(block) > LARGEST:
                block = [one for part in parts for one in self._blocks.get(f"{key}\t{part}", [])[-LARGEST:]]
            mark = weakness(key)
            if mark in MARKS and mark not in own:
                block = [one for one in block if mark in keys(self.mentions[one])]
            found.update(block)
        return sorted(found - {mention.id})

    @staticmethod
    def _keys(mention: Mention) -> Iterator[str]:
        parts = sub_keys(mention)
        for key in keys(mention):
            yield key
            yield from (f"{key}\t{part}" for part in parts)
