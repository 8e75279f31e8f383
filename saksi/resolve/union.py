"""Joins groups by pairs: what people decided first, then what was matched, and never over a refused pair.

The result depends on the pairs alone and on no order in which they come.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Union:
    """The home of every member, a group's being the smallest of those that were joined.

    `disputed` are pairs judged to be the same that would have brought a refused pair together; `skipped` are such pairs
    of those that were only matched.
    """

    homes: dict[str, str]
    disputed: tuple[Pair, ...]
    skipped: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs by which members hang together: judged to be one, judged to be two, and held to be one by comparison."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()
    matched: tuple[Pair, ...] = ()

    def homes(self, members: Iterable[str]) -> dict[str, str]:
        """Return the home of each of these members, as if there were none but these."""
        return join({one: one for one in members}, self.same, self.different, self.matched).homes


def ordered(one: str, other: str) -> Pair:
    """Return two ids as a pair, the smaller first."""
    return (one, other) if one < other else (other, one)


def join(
    homes: Mapping[str, str], same: Iterable[Pair], different: Iterable[Pair], matched: Iterable[Pair] = ()
) -> Union:
    """Join the groups of each pair; pairs of members that are not there do nothing.

    `same` and `different` are the judgements in force, `matched` the pairs that comparison holds to be one, the surest
    first. A pair judged both ways is refused.
    """
    groups = Groups(homes, [two for two in different if two[0] in homes and two[1] in homes])
    disputed = [two for two in _known(same, homes) if not groups.join(*two)]
    skipped = [
        two for two in dict.fromkeys(ordered(*two) for two in matched if _there(two, homes)) if not groups.join(*two)
    ]
    return Union(groups.homes(), tuple(disputed), tuple(skipped))


def _known(pairs: Iterable[Pair], homes: Mapping[str, str]) -> list[Pair]:
    return sorted({ordered(*two) for two in pairs if _there(two, homes)})


def _there(two: Pair, homes: Mapping[str, str]) -> bool:
    return two[0] in homes and two[1] in homes and two[0] != two[1]


class Groups:
    """Disjoint sets of groups; what is refused is kept as pairs of groups that never meet."""

    def __init__(self, homes: Mapping[str, str], refused: Iterable[Pair]) -> None:
        self._base = dict(homes)
        self._members: dict[str, list[str]] = defaultdict(list)
        for member, home in homes.items():
            self._members[home].append(member)
        self._root = {home: home for home in homes.values()}
        self._name = dict(self._root)
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in refused:
            a, b = homes[one], homes[other]
            if a != b:
                self._apart[a].add(b)
                self._apart[b].add(a)

    def join(self, one: str, other: str) -> bool:
        """Join the groups of two members; says whether they are one now, which a refused pair in them forbids."""
        ends = self._find(self._base[one]), self._find(self._base[other])
        kept, gone = sorted(ends, key=lambda root: (-len(self._members[root]), root))
        if kept == gone:
            return True
        if gone in self._apart.get(kept, ()):
            return False
        self._root[gone] = kept
        self._name[kept] = min(self._name[kept], self._name.pop(gone))
        self._members[kept] += self._members.pop(gone)  # the smaller moves into the larger
        for enemy in self._apart.pop(gone, set()):
            self._apart[enemy].discard(gone)
            self._apart[enemy].add(kept)
            self._apart[kept].add(enemy)
        return True

    def members(self, one: str) -> list[str]:
        """Return who is in the group of a member."""
        return self._members[self._find(self._base[one])]

    def name(self, one: str) -> str:
        """Return the home of a member, itself for one that is not there."""
        return self._name[self._find(self._base[one])] if one in self._base else one

    def together(self, one: str, other: str) -> bool:
        """Say whether two members are in one group."""
        return self._find(self._base[one]) == self._find(self._base[other])

    def clusters(self) -> list[tuple[str, ...]]:
        """Return the groups, each with its members in order, by their first."""
        return sorted(tuple(sorted(members)) for members in self._members.values())

    def homes(self) -> dict[str, str]:
        """Return the home of every member: the smallest of those that were joined to it."""
        return {member: self._name[self._find(home)] for member, home in self._base.items()}

    def _find(self, home: str) -> str:
        while self._root[home] != home:
            self._root[home] = self._root[self._root[home]]
            home = self._root[home]
        return home
