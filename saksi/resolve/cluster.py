"""Which entities of different documents are one: those of the same kind and folded name, and what people decided.

Nothing cleverer yet, and nothing silent: every membership carries its reason.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from saksi.model.ids import content_id, fold

KINDS = ("Person", "Organisation", "Law")
SAME_NAME = "same name"
ALONE = "nobody else has this name"
DECIDED = "decided to be the same"
APART = "decided to be different"
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


def clusters(named: Iterable[Named], same: Iterable[Pair] = (), different: Iterable[Pair] = ()) -> list[Membership]:
    """Return the cluster of every entity, in order of their ids.

    Entities of one kind and folded name are one, unless their known countries differ: then those of each country are
    one, and those without a country stand alone (a wrong merge is worse than a missing one). A decision wins over a
    name. The id of a cluster depends on kind, name and country alone, so it stays when documents come.
    """
    entities = sorted({one.entity: one for one in named}.values(), key=lambda one: one.entity)
    groups, reasons = _by_name(entities, _apart(different))
    kinds = {one.entity: one.kind for one in entities}
    _join(groups, reasons, [p for p in same if p[0] in groups and p[1] in groups and kinds[p[0]] == kinds[p[1]]])
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
    """Group by name and country; returns cluster and reason by entity."""
    countries: dict[Pair, set[str]] = defaultdict(set)
    for one in entities:
        if one.country:
            countries[one.kind, fold(one.name)].add(one.country)
    members: dict[str, list[str]] = defaultdict(list)
    reasons: dict[str, str] = {}
    for one in entities:
        own = key(one, several=len(countries[one.kind, fold(one.name)]) > 1)
        if apart.get(one.entity, set()).intersection(members[own]):
            own = content_id("cluster", one.kind, one.entity)
            reasons[one.entity] = APART
        members[own].append(one.entity)
    groups = {entity: own for own, found in members.items() for entity in found}
    sizes = {own: len(found) for own, found in members.items()}
    for entity, own in groups.items():
        reasons.setdefault(entity, SAME_NAME if sizes[own] > 1 else ALONE)
    return groups, reasons


def _join(groups: dict[str, str], reasons: dict[str, str], same: list[Pair]) -> None:
    """Merge the clusters of each pair; the smaller id names the whole, whatever the order of the pairs."""
    homes = {key: key for key in groups.values()}

    def home(key: str) -> str:
        while homes[key] != key:
            key = homes[key]
        return key

    for one, other in same:
        first, second = sorted((home(groups[one]), home(groups[other])))
        homes[second] = first
        reasons[one] = reasons[other] = DECIDED
    for entity, key in groups.items():
        groups[entity] = home(key)
