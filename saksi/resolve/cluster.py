"""Which entities of different documents are one: by kind and folded name, by comparison, and by what people decided.

Nothing is silent: every membership carries its reason.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from saksi.model.ids import content_id, fold
from saksi.resolve import union
from saksi.resolve.comparison import Comparison, Match

KINDS = ("Person", "Organisation", "Law")
SAME_NAME = "same name"
ALONE = "nobody else has this name"
DECIDED = "decided to be the same"
APART = "decided to be different"
MATCHED = "matched by comparison"
NAMESAKE = "a namesake: what is said of them excludes each other"
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """A named entity of one document; `country` is an ISO 3166-1 alpha-2 code, or empty when it is not known."""

    entity: str
    kind: str
    name: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """An entity's place in a cluster, and why it is there."""

    entity: str
    canonical: str
    kind: str
    reason: str


def clusters(
    named: Iterable[Named],
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
    matched: Iterable[Pair] = (),
    parted: Iterable[Pair] = (),
) -> list[Membership]:
    """Return the cluster of every entity, in order of their ids.

    Entities of one kind and folded name are one, unless their known countries differ: then those of each country are
    one, and those without a country stand alone (a wrong merge is worse than a missing one). A decision wins over a
    name. The id of a cluster depends on kind, name and country alone, so it stays when documents come.

    `matched` are pairs that comparison holds to be one, the surest first, and `parted` namesakes that it holds to be
    two; a decision wins over both, and no pair is joined over one that is decided to be different.
    """
    entities = sorted({one.entity: one for one in named}.values(), key=lambda one: one.entity)
    kinds = {one.entity: one.kind for one in entities}
    decided, refused = ({union.ordered(*two) for two in pairs} for pairs in (same, different))
    machine = {union.ordered(*two) for two in parted} - decided - refused
    groups, reasons = _by_name(entities, _apart(refused), _apart(machine))
    alike = [two for two in decided if kinds.get(two[0], "") == kinds.get(two[1], "-")]
    found = [
        two for two in matched if kinds.get(two[0], "") == kinds.get(two[1], "-") and groups[two[0]] != groups[two[1]]
    ]
    joined = union.join(groups, alike, [*refused, *machine], found)
    _tell(reasons, alike, DECIDED, joined.disputed)
    _tell(reasons, [union.ordered(*two) for two in found], MATCHED, joined.skipped)
    groups = joined.homes
    return [Membership(one.entity, groups[one.entity], one.kind, reasons[one.entity]) for one in entities]


def key(one: Named, *, several: bool) -> str:
    """Return the id of the cluster of a name by its kind, name and country.

    `several` says that its namesakes are of several known countries.
    """
    if several and not one.country:
        return content_id("cluster", one.kind, one.entity)
    return content_id("cluster", one.kind, fold(one.name), one.country if several else "")


def _apart(different: Iterable[Pair]) -> dict[str, set[str]]:
    apart: dict[str, set[str]] = defaultdict(set)
    for one, other in different:
        apart[one].add(other)
        apart[other].add(one)
    return apart


def _by_name(
    entities: list[Named], apart: dict[str, set[str]], parted: dict[str, set[str]]
) -> tuple[dict[str, str], dict[str, str]]:
    """Group by name and country, namesakes that must not meet beside each other; returns cluster and reason by entity.

    The first who has a name keeps the id that the name gives; who is apart from them has another, with their like.
    """
    countries: dict[Pair, set[str]] = defaultdict(set)
    kinds = {one.entity: one.kind for one in entities}
    for one in entities:
        if one.country:
            countries[one.kind, fold(one.name)].add(one.country)
    members: dict[str, list[list[str]]] = defaultdict(list)
    reasons: dict[str, str] = {}
    for one in entities:
        own = key(one, several=len(countries[one.kind, fold(one.name)]) > 1)
        enemies = apart.get(one.entity, set()) | parted.get(one.entity, set())
        home = next((found for found in members[own] if not enemies.intersection(found)), None)
        if home is None:
            home = []
            members[own].append(home)
        if members[own] and home is not members[own][0]:
            reasons[one.entity] = APART if apart.get(one.entity) else NAMESAKE
        home.append(one.entity)
    groups: dict[str, str] = {}
    for own, listed in members.items():
        for place, found in enumerate(listed):
            groups |= dict.fromkeys(found, content_id("cluster", kinds[found[0]], found[0]) if place else own)
            for entity in found:
                reasons.setdefault(entity, SAME_NAME if len(found) > 1 else ALONE)
    return groups, reasons


def _tell(reasons: dict[str, str], pairs: Iterable[Pair], reason: str, without: Iterable[Pair]) -> None:
    """Give the members of each pair that was joined its reason; a decision is told before a comparison."""
    left = set(without)
    for two in pairs:
        for entity in () if two in left else two:
            if reason == DECIDED or reasons[entity] != DECIDED:
                reasons[entity] = reason


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair of mentions, and what comparing them gave."""

    left: str
    right: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about a pair; the one in force for it."""

    left: str
    right: str
    same: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions held to be one; `links` are the pairs that join them, in order of their ids.

    A link's comparison is None where a person decided.
    """

    members: tuple[str, ...]
    links: tuple[tuple[str, str, Comparison | None], ...] = ()


def cluster(ids: Iterable[str], pairs: Iterable[Scored], judgements: Iterable[Judgement] = ()) -> list[Cluster]:
    """Return the clusters of mentions, in order of their first members; every mention is in exactly one.

    Pairs that people accepted join first, then pairs to merge, the highest score first. Nothing joins that would bring
    a refused pair together, nor, without a person's word, a pair that was compared and found apart. The order of ids,
    pairs and judgements does not matter: ties are broken by the ids.
    """
    forest = _Forest(ids)
    decided = {(min(j.left, j.right), max(j.left, j.right)): j.same for j in judgements}
    scored = {(min(p.left, p.right), max(p.left, p.right)): p.comparison for p in pairs}
    for pair, same in decided.items():
        if not same:
            forest.part(*pair)
    for pair in sorted(pair for pair, same in decided.items() if same):
        forest.join(*pair, None)
    for pair, comparison in scored.items():
        if comparison.verdict is Match.APART and pair not in decided:
            forest.part(*pair)
    merging = [(pair, c) for pair, c in scored.items() if c.verdict is Match.MERGE and pair not in decided]
    for pair, comparison in sorted(merging, key=lambda found: (-found[1].score, found[0])):
        forest.join(*pair, comparison)
    return forest.clusters()


class _Forest:
    """Clusters that grow by joining (union-find), each with the clusters that it must not join."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.members: dict[str, list[str]] = {one: [one] for one in ids}
        self.home: dict[str, str] = {one: one for one in self.members}
        self.apart: dict[str, set[str]] = defaultdict(set)
        self.links: dict[str, list[tuple[str, str, Comparison | None]]] = defaultdict(list)

    def part(self, one: str, other: str) -> None:
        """Keep two clusters apart, unless they are one already."""
        if one in self.home and other in self.home:
            first, second = self.home[one], self.home[other]
            if first != second:
                self.apart[first].add(second)
                self.apart[second].add(first)

    def join(self, one: str, other: str, why: Comparison | None) -> None:
        """Join two clusters, unless they must stay apart; the smaller moves into the larger."""
        if one not in self.home or other not in self.home:
            return
        kept, gone = sorted((self.home[one], self.home[other]), key=lambda key: (-len(self.members[key]), key))
        if kept == gone or gone in self.apart[kept]:
            return
        for member in self.members[gone]:
            self.home[member] = kept
        self.members[kept] += self.members.pop(gone)
        for enemy in self.apart.pop(gone, set()):
            self.apart[enemy].discard(gone)
            self.apart[enemy].add(kept)
            self.apart[kept].add(enemy)
        self.links[kept] += [*self.links.pop(gone, []), (one, other, why)]

    def clusters(self) -> list[Cluster]:
        """Return every cluster with its members in order."""
        found = [
            Cluster(tuple(sorted(members)), tuple(sorted(self.links.get(key, []), key=lambda link: link[:2])))
            for key, members in self.members.items()
        ]
        return sorted(found, key=lambda one: one.members)
