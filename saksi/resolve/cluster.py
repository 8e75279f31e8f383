"""Which entities of different documents are one: those of the same kind and folded name, and what people decided.

Nothing cleverer yet, and nothing silent: every membership carries its reason.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from saksi.model.ids import content_id, fold
from saksi.resolve import union

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
    found = [two for two in matched if kinds.get(two[0], "") == kinds.get(two[1], "-")]
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
    """Group by name and country; returns cluster and reason by entity."""
    countries: dict[Pair, set[str]] = defaultdict(set)
    for one in entities:
        if one.country:
            countries[one.kind, fold(one.name)].add(one.country)
    members: dict[str, list[str]] = defaultdict(list)
    reasons: dict[str, str] = {}
    for one in entities:
        own = key(one, several=len(countries[one.kind, fold(one.name)]) > 1)
        for enemies, reason in ((parted, NAMESAKE), (apart, APART)):
            if enemies.get(one.entity, set()).intersection(members[own]):
                reasons[one.entity] = reason
        if one.entity in reasons:
            own = content_id("cluster", one.kind, one.entity)
        members[own].append(one.entity)
    groups = {entity: own for own, found in members.items() for entity in found}
    sizes = {own: len(found) for own, found in members.items()}
    for entity, own in groups.items():
        reasons.setdefault(entity, SAME_NAME if sizes[own] > 1 else ALONE)
    return groups, reasons


def _tell(reasons: dict[str, str], pairs: Iterable[Pair], reason: str, without: Iterable[Pair]) -> None:
    """Give the members of each pair that was joined its reason; a decision is told before a comparison."""
    left = set(without)
    for two in pairs:
        for entity in () if two in left else two:
            if reason == DECIDED or reasons[entity] != DECIDED:
                reasons[entity] = reason
