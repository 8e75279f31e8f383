"""Which entities of different documents are one: by kind and folded name, by comparison, and by what people decided.

Nothing is silent: every membership carries its reason.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from saksi.model.ids import content_id, fold
from saksi.resolve import union
from saksi.resolve.comparison import Comparison, Match
from saksi.resolve.union import Groups, Pair, ordered

KINDS = ("Person", "Organisation", "Law")
SAME_NAME = "same name"
ALONE = "nobody else has this name"
DECIDED = "decided to be the same"
APART = "decided to be different"
MATCHED = "matched by comparison"


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
) -> list[Membership]:
    """Return the cluster of every entity, in order of their ids.

    Entities of one kind and folded name are one, unless their known countries differ: then those of each country are
    one, and those without a country stand alone (a wrong merge is worse than a missing one). A decision wins over a
    name. The id of a cluster depends on kind, name and country alone, so it stays when documents come.

    `matched` are pairs that comparison holds to be one, the surest first; a decision wins over them, and no pair is
    joined over one that is decided to be different.
    """
    entities = sorted({one.entity: one for one in named}.values(), key=lambda one: one.entity)
    kinds = {one.entity: one.kind for one in entities}
    decided, refused = ({ordered(*two) for two in pairs} for pairs in (same, different))
    groups, reasons = _by_name(entities, _apart(refused))
    alike = [two for two in decided if kinds.get(two[0], "") == kinds.get(two[1], "-")]
    found = [
        two for two in matched if kinds.get(two[0], "") == kinds.get(two[1], "-") and groups[two[0]] != groups[two[1]]
    ]
    joined = union.join(groups, alike, refused, found)
    _tell(reasons, alike, DECIDED, joined.disputed)
    _tell(reasons, [ordered(*two) for two in found], MATCHED, joined.skipped)
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


def _by_name(entities: list[Named], apart: dict[str, set[str]]) -> tuple[dict[str, str], dict[str, str]]:
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
        enemies = apart.get(one.entity, set[str]())
        home = next((found for found in members[own] if enemies.isdisjoint(found)), None)
        if home is None:
            home = []
            members[own].append(home)
        if members[own] and home is not members[own][0]:
            reasons[one.entity] = APART
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
    homes = {one: one for one in ids}
    decided = {ordered(j.left, j.right): j.same for j in judgements}
    scored = {ordered(p.left, p.right): p.comparison for p in pairs}
    known = {two for two in (*decided, *scored) if two[0] in homes and two[1] in homes}
    refused = [two for two, same in decided.items() if not same and two in known]
    people = Groups(homes, refused)
    links: list[tuple[str, str, Comparison | None]] = []
    for two in sorted(two for two, same in decided.items() if same and two in known):
        links += [(*two, None)] if not people.together(*two) and people.join(*two) else []
    free = known - decided.keys()
    apart = [two for two, found in scored.items() if found.verdict is Match.APART and two in free]
    groups = Groups(people.homes(), [*refused, *apart])
    merging = [(two, found) for two, found in scored.items() if found.verdict is Match.MERGE and two in free]
    for two, found in sorted(merging, key=lambda one: (-one[1].score, one[0])):
        if not groups.together(*two) and groups.join(*two):
            links.append((*two, found))
    return _clusters(groups, links)


def _clusters(groups: Groups, links: Iterable[tuple[str, str, Comparison | None]]) -> list[Cluster]:
    homes = groups.homes()
    within: dict[str, list[tuple[str, str, Comparison | None]]] = defaultdict(list)
    for link in sorted(links, key=lambda link: link[:2]):
        within[homes[link[0]]].append(link)
    return [Cluster(members, tuple(within[homes[members[0]]])) for members in groups.clusters()]
