"""How far each item may travel, as it stands now: what was decided, what it is, and the roles that protect.

Worked out once a state of the store, for all of it; `visibility` then says what that means for one person.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, QuerySet

from saksi.model.policy import Sensitivity, default_sensitivity, protects
from saksi.model.types import Entity, Statement, Verdict
from saksi.model.vocabulary import PropertyType, main_prop, property_of
from saksi.store import models
from saksi.store.read import current
from saksi.store.read import rulings as rulings_
from saksi.store.read.rulings import NONE, Rulings

WITHHELD = Sensitivity.INTERNAL
"""How far travels what a decision withholds."""

NAMES = ("name", "title", "alias", "acronym", "native_name")
_NAMED = frozenset({"Person", "Involvement", "Organisation", "Law", "Place"})  # their names are looked for everywhere
_PROTECTING = ("Person", "Involvement")
_SHORTEST = 4  # characters of withheld words that are looked for elsewhere: shorter ones are too common
Range = tuple[int, int]


@dataclass(frozen=True)
class Levels:
    """What is not public. `homes` are clusters and entities, `documents` those withheld whole, `claims` single values,
    with how far they travel.

    `people` are the names of all persons and `phrases` those of other things withheld; `words` are values withheld in
    one document, and `ranges` the places in its text that say them. Each comes with its level.
    """

    homes: dict[str, Sensitivity] = field(default_factory=dict)
    documents: dict[str, Sensitivity] = field(default_factory=dict)
    claims: dict[str, Sensitivity] = field(default_factory=dict)
    people: tuple[tuple[str, Sensitivity], ...] = ()
    phrases: tuple[tuple[str, Sensitivity], ...] = ()
    words: tuple[tuple[str, str, Sensitivity], ...] = ()
    ranges: tuple[tuple[str, Range, Sensitivity], ...] = ()

    def of(self, home: str, claim: str = "") -> Sensitivity:
        """Return how far a cluster, or one claim about it, may travel."""
        found = (self.homes.get(home, Sensitivity.PUBLIC), self.claims.get(claim, Sensitivity.PUBLIC))
        return max(found, key=list(Sensitivity).index)


def sensitivity(entity: Entity, rulings: Rulings) -> Sensitivity:
    """Return how far an entity may travel: its kind's default, unless a decision on its main claim says otherwise.

    A role that protects (a witness, a source, an observer, a minor) goes before any decision but one on the role.
    """
    if any(protects(entity.kind, role) for role in entity.props.get("role", ())):
        return Sensitivity.PROTECTED
    main = main_prop(entity.kind)
    mains = [s for s in entity.statements if s.prop == main]
    if any(rulings.get(s.claim, NONE).withheld for s in mains):
        return WITHHELD
    # What a document that is withheld whole says makes nobody public.
    releases = [rulings.get(s.claim, NONE).release for s in mains if not rulings.get(s.document, NONE).withheld]
    if any(release is not None for release in releases):
        return Sensitivity.PUBLIC
    return default_sensitivity(entity.kind)


def levels(state: Hashable = None) -> Levels:
    """Return how far everything may travel now; `state` names the state of the store for who knows it already."""
    return _levels(_state() if state is None else state, WITHHELD)


def once_protected(entities: Iterable[str]) -> frozenset[str]:
    """Return those of these entities that no current reading has, and an earlier one gave a role that protects."""
    wanted = list(entities)
    roles = models.Statement.objects.filter(entity__in=wanted, prop="role", kind__in=_PROTECTING)
    found = {entity for entity, kind, value in roles.values_list("entity", "kind", "value") if protects(kind, value)}
    return frozenset(found - set(current.rows().filter(entity__in=wanted).values_list("entity", flat=True)))


def _state() -> tuple[object, ...]:
    """Name the state of the store that levels depend on."""
    decision = models.Decision.objects.order_by("-id").values_list("link", flat=True).first()
    runs = models.Run.objects.filter(current=True).aggregate(Max("id"), Max("at"), Count("id"))
    clusters = models.Canonical.objects.aggregate(Count("entity"), Count("canonical", distinct=True))
    return (decision, *runs.values(), *clusters.values(), models.Tombstone.objects.count())


@lru_cache(maxsize=4)
def _levels(_: Hashable, __: Sensitivity) -> Levels:
    rulings, clusters = rulings_.load(), current.clusters()
    gone = current.gone(rulings)
    roles = [s for s in _protecting(rulings) if s.entity not in gone]
    parties = _parties(roles)
    protected = {clusters.get(e, e) for e in (*(s.entity for s in roles), *parties.values())}
    people = current.entities(kind="Person", props=("name", "alias", "native_name"), spans=False, rulings=rulings)
    homes = dict.fromkeys(protected, Sensitivity.PROTECTED)
    for person in people:
        homes.setdefault(person.id, sensitivity(person, rulings))
    shut = [(s, WITHHELD) for s in _withheld(rulings)]
    for statement, level in shut:
        if statement.prop == main_prop(statement.kind):
            homes.setdefault(clusters.get(statement.entity, statement.entity), level)
    guarded = {s.entity for p in people if homes[p.id] is Sensitivity.PROTECTED for s in p.statements}
    shut += [(s, Sensitivity.PROTECTED) for s in _guarded(guarded, _unlinked(roles, parties))]
    names = {(name, homes[p.id]) for p in people for prop in p.props for name in p.props[prop]}
    told = [(s, value, level) for s, level in shut for value in _free(s, rulings)]
    documents = current.withheld(rulings)
    return Levels(
        documents=dict.fromkeys(documents, WITHHELD),
        homes={home: level for home, level in homes.items() if level is not Sensitivity.PUBLIC},
        claims={s.claim: level for s, level in shut},
        people=tuple(sorted(names | {(v, level) for s, v, level in told if s.kind in _PROTECTING and _is_name(s)})),
        phrases=tuple(sorted({(v, level) for s, v, level in told if s.kind not in _PROTECTING and _is_name(s)})),
        words=tuple(sorted({(s.document, v, level) for s, v, level in told})),
        ranges=tuple((s.document, (span.start, span.end), level) for s, level in shut for span in s.spans[:1]),
    )


def _protecting(rulings: Rulings) -> list[Statement]:
    """Return the current statements that give somebody a role that protects, as it stands after decisions."""
    rows = current.rows().filter(prop="role", kind__in=_PROTECTING)
    said = {(kind, value) for kind, value in rows.values_list("kind", "value").distinct() if protects(kind, value)}
    corrected = [
        claim
        for claim, ruling in rulings.items()
        if ruling.judgement is not None and any(protects(kind, ruling.judgement.value) for kind in _PROTECTING)
    ]
    found = {
        s.id: s for part in current.chunks(sorted(value for _, value in said)) for s in _bare(rows, value__in=part)
    }
    for part in current.chunks(corrected):
        found.update((s.id, s) for s in _bare(rows, claim__in=part))
    standing = (s for s in found.values() if not rulings.get(s.claim, NONE).rejected)
    return [s for s in standing if protects(s.kind, rulings.get(s.claim, NONE).shown(s.value))]


def _bare(rows: QuerySet[models.Statement], **wanted: Any) -> list[Statement]:
    return current.bare(rows.filter(**wanted))


def _parties(roles: list[Statement]) -> dict[str, str]:
    """Map the involvements among these to the person behind each; an organisation bears witness in public."""
    links = [s.entity for s in roles if s.kind == "Involvement"]
    found: dict[str, str] = {}
    for part in current.chunks(links):
        found.update(current.rows().filter(entity__in=part, prop="party").values_list("entity", "value"))
    people: set[str] = set()
    for part in current.chunks(sorted(set(found.values()))):
        people.update(current.rows().filter(entity__in=part, kind="Person").values_list("entity", flat=True))
    return {link: party for link, party in found.items() if party in people}


def _unlinked(roles: list[Statement], parties: dict[str, str]) -> set[str]:
    """Return the protected parts in acts that lead to nobody that we know, and have something like a name."""
    links = [s.entity for s in roles if s.kind == "Involvement" and s.entity not in parties]
    found: set[str] = set()
    for part in current.chunks(links):
        rows = current.rows().filter(entity__in=part)
        named = rows.filter(prop="name").values_list("entity", "value")
        found |= {entity for entity, name in named if any(word[:1] != word[:1].lower() for word in name.split())}
        found -= set(rows.filter(prop="party").values_list("entity", flat=True))
    return found


def _guarded(people: Iterable[str], links: Iterable[str]) -> Iterator[Statement]:
    """Yield all that was ever read about protected people, and the names of protected parts in acts."""
    for part in current.chunks(sorted(people)):
        yield from current.statements(models.Statement.objects.filter(entity__in=part))
    for part in current.chunks(sorted(links)):
        yield from current.statements(models.Statement.objects.filter(entity__in=part, prop="name"))


def _withheld(rulings: Rulings) -> list[Statement]:
    """Return the current statements that a decision withholds, and all the values of what is withheld as a whole."""
    claims = [c for c, r in rulings.items() if r.release is not None and r.release.verdict is Verdict.WITHHOLD]
    found: dict[str, Statement] = {}
    whole: defaultdict[str, list[str]] = defaultdict(list)
    for part in current.chunks(claims):
        for statement in current.statements(current.rows().filter(claim__in=part)):
            found[statement.id] = statement
            if statement.prop == main_prop(statement.kind):
                whole[statement.kind].append(statement.entity)
    for kind, entities in whole.items():
        for part in current.chunks(entities):
            rows = current.rows().filter(kind=kind, entity__in=part)
            found.update((s.id, s) for s in current.statements(rows))
    return list(found.values())


def _free(statement: Statement, rulings: Rulings) -> list[str]:
    """Return the words of a value that is no code, date or number, so that they can be looked for elsewhere."""
    if property_of(statement.kind, statement.prop).type is not PropertyType.STRING:
        return []
    values = {statement.value, rulings.get(statement.claim, NONE).shown(statement.value)}
    return sorted(v for v in values if len(v) >= _SHORTEST and not v.isdecimal())


def _is_name(statement: Statement) -> bool:
    return statement.kind in _NAMED and statement.prop in NAMES
