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
from saksi.resolve.names import read_name
from saksi.resolve.organisation_names import read_organisation
from saksi.resolve.plausible import plausible

LARGEST = 12
NEIGHBOURS = 3
IN_PARTS = 8
IN_LOOSE_PARTS = 3
CHUNK = 1_000_000
"""How many members of large blocks are walked at a time."""
Ids = NDArray[np.int64]
Places = NDArray[np.int32]


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
    """Return the pairs that share a key; keys and ranks take much memory of a million mentions, and end with this."""
    filed, parts = _Keys(mentions), _Parts(mentions)
    count, ranks = len(mentions), _ranks(mentions)
    found = np.array([], dtype=np.int64)
    for mark, reach, inner in (("", NEIGHBOURS, IN_PARTS), (LOOSE, 0, IN_LOOSE_PARTS)):
        found = _merged(
            [found, *(_codes(some, count) for some in _paired(*filed.of(mark), ranks, parts, reach, inner))]
        )
    for mark in sorted(MARKS):
        marked = filed.marked[mark]
        some = _paired(*filed.of(mark), ranks, parts, 0, IN_PARTS, marked)
        found = _merged([found, *(_codes(pair[:, marked[pair[0]] | marked[pair[1]]], count) for pair in some)])
    return found // count, found % count


class _Keys:
    """The keys of all mentions as numbers: hash, weakness and owner of each; strings would take gigabytes."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        weaknesses = {mark: at for at, mark in enumerate(("", LOOSE, *sorted(MARKS)))}
        hashes, kinds, owners = array("Q"), array("B"), array("i")
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
        self._owners = np.frombuffer(owners, dtype=np.int32) if owners else np.array([], dtype=np.int32)

    def of(self, mark: str) -> tuple[NDArray[np.uint64], Places]:
        """Return hash and owner of the keys of one weakness."""
        chosen = self._kinds == self._weaknesses[mark]
        return self._hashes[chosen], self._owners[chosen]


class _Parts:
    """What stands around each mention as numbers, all in one row, and where those of each mention begin."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        known: dict[str, int] = {}
        parts, ends = array("i"), array("q", [0])
        for mention in mentions:
            parts.extend(known.setdefault(key, len(known)) for key in sub_keys(mention))
            ends.append(len(parts))
        self._parts = np.frombuffer(parts, dtype=np.int32) if parts else np.array([], dtype=np.int32)
        self._starts = np.frombuffer(ends, dtype=np.int64)

    def of(self, owners: Places) -> tuple[Ids, Places]:
        """Return the parts of all owners one after another: the place of the owner in `owners`, and the part."""
        starts, sizes = self._starts[owners], self._starts[owners + 1] - self._starts[owners]
        at = np.repeat(np.arange(len(owners)), sizes)
        within = np.arange(len(at)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return at, self._parts[starts[at] + within]


def _paired(
    hashes: NDArray[np.uint64],
    owners: Places,
    ranks: Places,
    parts: _Parts,
    reach: int,
    inner: int,
    marked: NDArray[np.bool_] | None = None,
) -> Iterator[NDArray[Any]]:
    """Yield the pairs of every block; with `marked` only blocks that hold a marked mention are looked at."""
    order = np.lexsort((ranks[owners], hashes))
    hashes, owners = hashes[order], owners[order]
    del order
    if not len(hashes):
        return
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
    sizes = np.diff(np.r_[starts, len(hashes)])
    del hashes
    if marked is not None:
        held = np.logical_or.reduceat(marked[owners], starts)
        starts, sizes = starts[held], sizes[held]
    yield from _whole(owners, starts, sizes)
    large = sizes > LARGEST
    yield from _walked(owners, starts[large], sizes[large], parts, reach, inner)


def _ranks(mentions: Sequence[Mention]) -> Places:
    """Return the place of every mention in the order of names, then of what stands around them."""
    signs = [(_plain(m), m.country, m.affiliations, m.places, m.id) for m in mentions]
    ranks = np.empty(len(signs), dtype=np.int32)
    ranks[sorted(range(len(signs)), key=signs.__getitem__)] = np.arange(len(signs))
    return ranks


def _plain(mention: Mention) -> str:
    """Return the words of a name without titles, articles and acronyms in brackets, as names are ordered by."""
    if not mention.names:
        return ""
    if mention.kind == "Organisation":
        return " ".join(read_organisation(mention.names[0]).words)
    return " ".join(read_name(mention.names[0])[0].words)


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")


def _whole(owners: Places, starts: Ids, sizes: Ids) -> Iterator[NDArray[Any]]:
    """Yield all pairs of the blocks that are small enough, by size."""
    for size in range(2, LARGEST + 1):
        at = starts[sizes == size]
        if len(at):
            block = owners[at[:, None] + np.arange(size)]
            one, other = np.triu_indices(size, 1)
            yield np.stack([block[:, one].ravel(), block[:, other].ravel()])


def _walked(owners: Places, starts: Ids, sizes: Ids, parts: _Parts, reach: int, inner: int) -> Iterator[NDArray[Any]]:
    """Yield pairs of neighbours in large blocks, and in their parts; some blocks at a time, to bound the memory."""
    chunks = (np.cumsum(sizes) - sizes) // CHUNK
    for chunk in range(int(chunks[-1]) + 1 if len(chunks) else 0):
        chosen = chunks == chunk
        blocks = np.repeat(np.arange(int(chosen.sum())), sizes[chosen])
        first = np.repeat(starts[chosen] - (np.cumsum(sizes[chosen]) - sizes[chosen]), sizes[chosen])
        members = owners[first + np.arange(len(blocks))]
        yield from _near(members, blocks, reach)
        at, part = parts.of(members)
        order = np.lexsort((at, part, blocks[at]))
        at, part = at[order], part[order]
        yield from _near(members[at], blocks[at] * (1 << 32) + part, inner)


def _near(members: Places, groups: Ids, reach: int) -> Iterator[NDArray[Any]]:
    """Yield the pairs of members of one group that stand at most `reach` apart; groups stand in a row."""
    for step in range(1, reach + 1):
        same = groups[:-step] == groups[step:]
        yield np.stack([members[:-step][same], members[step:][same]])


def _codes(pair: NDArray[Any], count: int) -> Ids:
    """Return pairs as one number each, every pair once."""
    low, high = np.minimum(pair[0], pair[1]).astype(np.int64), np.maximum(pair[0], pair[1])
    return np.unique(low * count + high)


def _merged(found: list[Ids]) -> Ids:
    return np.unique(np.concatenate(found))


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
