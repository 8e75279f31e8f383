"""How far each item may travel, as it stands now: what was decided, what it is, and the roles that protect.

Worked out document by document when something changes (`store/derivation.py`); here are the rules, and what stands.
`visibility` then says what that means for one person.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from saksi.model.policy import Sensitivity, default_sensitivity, protects
from saksi.model.types import Entity, Statement, Verdict
from saksi.model.vocabulary import PropertyType, main_prop, property_of
from saksi.store import models
from saksi.store.read import current
from saksi.store.read.rulings import NONE, Rulings

WITHHELD = Sensitivity.INTERNAL
"""How far travels what a decision withholds."""

NAMES = ("name", "title", "alias", "acronym", "native_name")
NAMED = frozenset({"Person", "Involvement", "Organisation", "Law", "Place"})  # their names are looked for everywhere
PROTECTING = ("Person", "Involvement")
_SHORTEST = 4  # characters of withheld words that are looked for elsewhere: shorter ones are too common
_ORDER = list(Sensitivity)


@dataclass(frozen=True, slots=True)
class Shut:
    """One statement that does not travel everywhere, with its level and the words of it that are looked for."""

    statement: Statement
    level: Sensitivity
    words: tuple[str, ...]

    @property
    def is_name(self) -> bool:
        """Say whether the words are looked for in every document."""
        return self.statement.kind in NAMED and self.statement.prop in NAMES


@dataclass(frozen=True, slots=True)
class Roles:
    """Who in a document has a role that protects: persons, parts in acts, and those of these that lead to nobody."""

    people: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    strangers: frozenset[str] = frozenset()


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


def combined(kind: str, releases: Iterable[str]) -> Sensitivity:
    """Return how far a cluster may travel, by what roles and decisions say of each of its members (see `releases`)."""
    found = set(releases)
    return next((level for level in reversed(_ORDER) if level.value in found), default_sensitivity(kind))


def highest(levels: Iterable[Sensitivity]) -> Sensitivity:
    """Return the level that travels least far; public without any."""
    return max(levels, key=_ORDER.index, default=Sensitivity.PUBLIC)


def roles(statements: Iterable[Statement], rulings: Rulings) -> Roles:
    """Return whom the roles in a document protect, as they stand after decisions.

    An organisation bears witness in public; a part that leads to nobody counts where it has something like a name.
    """
    found = list(statements)
    said = [s for s in found if s.prop == "role" and s.kind in PROTECTING and not rulings.get(s.claim, NONE).rejected]
    shut = {s.entity for s in said if protects(s.kind, rulings.get(s.claim, NONE).shown(s.value))}
    people = {s.entity for s in found if s.kind == "Person"}
    parties = [s for s in found if s.prop == "party" and s.entity in shut]
    loose = shut - people - {s.entity for s in parties}
    named = {s.entity for s in found if s.prop == "name" and s.entity in loose and _like_a_name(s.value)}
    return Roles(
        frozenset(shut & people) | {s.value for s in parties if s.value in people},
        frozenset(shut - people),
        frozenset(named),
    )


def releases(statements: Iterable[Statement], rulings: Rulings) -> dict[str, Sensitivity]:
    """Return which entities a decision publishes or withholds as a whole."""
    found: dict[str, Sensitivity] = {}
    for statement in statements:
        release = rulings.get(statement.claim, NONE).release
        if release is not None and statement.prop == main_prop(statement.kind):
            level = WITHHELD if release.verdict is Verdict.WITHHOLD else Sensitivity.PUBLIC
            if level is Sensitivity.PUBLIC and rulings.get(statement.document, NONE).withheld:
                continue
            found[statement.entity] = highest([found.get(statement.entity, level), level])
    return found


def withheld(statements: Iterable[Statement], rulings: Rulings) -> list[str]:
    """Return the ids of statements that a decision withholds, and of all values of what is withheld as a whole."""
    found = list(statements)
    own = [s for s in found if _is_withheld(s, rulings)]
    whole = {(s.kind, s.entity) for s in own if s.prop == main_prop(s.kind)}
    return [s.id for s in found if (s.kind, s.entity) in whole or _is_withheld(s, rulings)]


def shut(statements: Iterable[Statement], level: Sensitivity, rulings: Rulings) -> Iterator[Shut]:
    """Make what does not travel of statements, with the words that are looked for: none of codes, dates and numbers."""
    for statement in statements:
        words: tuple[str, ...] = ()
        if property_of(statement.kind, statement.prop).type is PropertyType.STRING:
            values = {statement.value, rulings.get(statement.claim, NONE).shown(statement.value)}
            words = tuple(sorted(v for v in values if len(v) >= _SHORTEST and not v.isdecimal()))
        yield Shut(statement, level, words)


def of(entities: Iterable[str], claim: str = "") -> Sensitivity:
    """Return how far something may travel: as far as the most guarded of these, clusters or not, or the claim."""
    wanted = set(entities) - {""}
    homes = wanted | set(models.NameRow.objects.filter(entity__in=wanted).values_list("cluster", flat=True))
    found = list(models.ClusterRow.objects.filter(cluster__in=homes).values_list("level", flat=True))
    guards = models.Guard.objects.filter(entity__in=wanted, claim__in=("", claim))
    return highest(map(Sensitivity, [*found, *guards.values_list("level", flat=True)]))


def of_document(sha256: str) -> Sensitivity:
    """Return how far a document may travel as a whole."""
    guards = models.Guard.objects.filter(document=sha256, entity="", claim="")
    return highest(map(Sensitivity, guards.values_list("level", flat=True)))


def once_protected(entities: Iterable[str]) -> frozenset[str]:
    """Return those of these entities that no current reading has, and an earlier one gave a role that protects."""
    wanted = list(entities)
    rows = models.Statement.objects.filter(entity__in=wanted, prop="role", kind__in=PROTECTING)
    found = {entity for entity, kind, value in rows.values_list("entity", "kind", "value") if protects(kind, value)}
    return frozenset(found - set(current.rows().filter(entity__in=wanted).values_list("entity", flat=True)))


def _is_withheld(statement: Statement, rulings: Rulings) -> bool:
    release = rulings.get(statement.claim, NONE).release
    return release is not None and release.verdict is Verdict.WITHHOLD


def _like_a_name(words: str) -> bool:
    return any(word[:1] != word[:1].lower() for word in words.split())
