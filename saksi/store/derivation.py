"""Derives the rows that pages read (see `derived.py`) from documents' current statements and the decisions on them."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from saksi.model.ids import fold
from saksi.model.policy import Sensitivity
from saksi.model.types import Document, Statement
from saksi.resolve.cluster import Named
from saksi.store import act_groups, clusters, group_rows, growth, insertion, matches, models, revision
from saksi.store.read import bare, current, levels
from saksi.store.read import rulings as rulings_
from saksi.store.read.assembly import removed
from saksi.store.read.current import chunks
from saksi.store.read.facts import KINDS, NAMED_KINDS, ActLine, Lines, NameLine, Place, lines
from saksi.store.read.levels import PROTECTING, Roles, Shut
from saksi.store.read.rulings import NONE, Rulings
from saksi.store.read.visibility import AUDIENCES

BATCH = 50
LONGEST = 200
_OF_A_STATE = frozenset({"court", "ministry", "parliament", "agency", "force", "commission"})
"""Organisations that nearly every country has under the same name; a law that is no treaty is such a thing too."""
_TREATY = "treaty"
_ROWS = (models.Guard, models.ActRow, models.NameRow, models.PartRow, models.GroupRow)
Flags = tuple[bool, ...]


@dataclass(frozen=True)
class Derived:
    """What one document gives by itself: its lines, with everything in them, and what they are worked out from."""

    document: Document
    statements: list[Statement]
    places: Mapping[str, Place]
    rulings: Rulings
    gone: frozenset[str]
    lines: Lines
    roles: Roles
    releases: Mapping[str, Sensitivity]
    states: Mapping[str, str]

    @property
    def names(self) -> dict[str, Named]:
        """Return its named things as clusters are made of them."""
        return {
            name.id: Named(name.id, name.kind, folded, self.states[name.id])
            for name in self.lines.names
            if (folded := _folded(name))
        }

    @property
    def withheld(self) -> bool:
        """Say whether a decision withholds the whole document."""
        return self.rulings.get(self.document.sha256, NONE).withheld

    def release(self, entity: str) -> str:
        """Return what roles and decisions in this document say about how far an entity travels; nothing if nothing."""
        if entity in self.roles.people:
            return Sensitivity.PROTECTED.value
        return self.releases[entity].value if entity in self.releases else ""


def rewrite(documents: Iterable[str]) -> None:
    """Derive the rows of these documents again, and what hangs on them; call it inside of `write.writing`."""
    wanted = list(dict.fromkeys(documents))
    for start in range(0, len(wanted), BATCH):
        again = _rewrite(wanted[start : start + BATCH])
        if again:
            rewrite(again)
    revision.changed()


def forget(document: str) -> None:
    """Take out what was derived from a document; its statements go next."""
    before, had = _stand([document])
    acts = _acts([document])
    _drop([document])
    _, moved = clusters.place(before, {}, had, matches.forget(before))
    touched = moved | set(had.values())
    was = clusters.protected(touched)
    clusters.settle(touched)
    act_groups.regroup({*acts, *matches.forget(acts)})
    rewrite(naming(_turned(moved, was, clusters.protected(touched))))


def regroup(entities: Iterable[str]) -> None:
    """Make the clusters and acts again that these entities are in; call it inside of `write.writing`."""
    wanted = set(entities)
    rewrite(naming(clusters.regroup(wanted)))
    act_groups.regroup(wanted)


def regroup_all() -> int:
    """Make all clusters and acts again; returns how many memberships changed."""
    number, turned = clusters.regroup_all()
    if number:
        rewrite(naming(turned))
    acts = act_groups.regroup_all()
    if acts:
        revision.changed()
    return number + acts


def naming(clusters: Iterable[str]) -> list[str]:
    """Return the documents that name a member of these clusters."""
    found: set[str] = set()
    for part in chunks(sorted(clusters)):
        found.update(models.NameRow.objects.filter(cluster__in=part).values_list("document", flat=True))
    return sorted(found)


def rebuild() -> None:
    """Derive everything anew, clusters included."""
    for table in (*_ROWS, models.ClusterRow, models.MaskRow, models.Canonical, models.Follower):
        table._default_manager.all().delete()
    rewrite(models.Document.objects.order_by("pk").values_list("pk", flat=True))
    regroup_all()
    revision.rebuilt()


def derive(documents: list[str]) -> Iterator[Derived]:
    """Work out what documents give by themselves now; those that are gone give nothing."""
    about = {row.sha256: row.to_type() for row in models.Document.objects.filter(sha256__in=documents)}
    for sha256, statements, places in bare.read([one for one in documents if one in about]):
        rulings = rulings_.load({sha256, *(s.claim for s in statements)})
        gone = removed(statements, rulings)
        found = lines([s for s in statements if s.kind in KINDS], places, rulings, gone)
        standing = [s for s in statements if s.entity not in gone]
        yield Derived(
            about[sha256], statements, places, rulings, gone, found, levels.roles(standing, rulings),
            levels.releases(statements, rulings), _states(found, statements, rulings),
        )  # fmt: skip


def written(one: Derived, home: Mapping[str, str], shut: list[Shut]) -> dict[Any, list[tuple[Any, ...]]]:
    """Return the rows of a document by their table: `home` maps its names to clusters, `shut` is what stays inside."""
    document = one.document.sha256
    parts = dict.fromkeys(one.roles.parts, Sensitivity.PROTECTED)
    named = {s.entity for s in one.statements if s.kind in NAMED_KINDS}
    parts |= {e: level for e, level in one.releases.items() if level is not Sensitivity.PUBLIC and e not in named}
    tables = models.ActRow, models.NameRow, models.PartRow, models.GroupRow
    found: dict[Any, dict[tuple[Any, ...], set[str]]] = {table: {} for table in tables}
    for audience, needed in AUDIENCES.items():
        if one.withheld and levels.WITHHELD not in needed:
            continue
        closed = [s for s in shut if s.level not in needed]
        seen = _seen(one, {s.statement.claim for s in closed})
        hidden = {entity for entity, level in parts.items() if level not in needed}
        acts = [_without(act, hidden) for act in seen.acts if act.id not in hidden]
        standing = {name.id for name in seen.names}
        made = {
            models.ActRow: [_act(act, one) for act in acts],
            models.NameRow: [_name(name, one, home.get(name.id, name.id)) for name in seen.names],
            models.PartRow: [
                (document, act.id, p.entity, home.get(p.entity, p.entity), p.role, act.date)
                for act in acts
                for p in act.parties
                if p.entity in standing
            ],
            models.GroupRow: _grouped(one, acts, seen, closed),
        }
        for table, fresh in made.items():
            for row in fresh:
                found[table].setdefault(row, set()).add(audience)
    guards = [(document, entity, "", level.value, 0, 0, "[]") for entity, level in parts.items()]
    guards += [(document, "", "", levels.WITHHELD.value, 0, 0, "[]")] if one.withheld else []
    return {
        **{t: [(*row, *(a in who for a in AUDIENCES)) for row, who in every.items()] for t, every in found.items()},
        models.Guard: [*guards, *(_guard(s) for s in shut)],
        models.MaskRow: sorted({form for s in shut if s.is_name for form in _forms(document, s)}),
    }


def shut_of(one: Derived, home: Mapping[str, str], protected: frozenset[str]) -> list[Shut]:
    """Return what of a document does not travel everywhere: what is withheld, and all ever read of the protected.

    `protected` are the clusters that are.
    """
    people = {n.id for n in one.lines.names if n.kind == "Person" and home.get(n.id, n.id) in protected}
    ids = levels.withheld(one.statements, one.rulings)
    found = [(s, levels.WITHHELD) for s in _whole("id", ids)]
    found += [(s, Sensitivity.PROTECTED) for s in _whole("entity", sorted(people))]
    strangers = _whole("entity", sorted(one.roles.strangers))
    found += [(s, Sensitivity.PROTECTED) for s in strangers if s.prop == "name"]
    rulings = rulings_.load({s.claim for s, _ in found}) if found else {}
    return [one_ for s, level in found for one_ in levels.shut([s], level, rulings)]


def _rewrite(documents: list[str]) -> list[str]:
    """Rewrite one part; returns other documents that name somebody who is protected now, or is no longer."""
    made = list(derive(documents))
    before, had = _stand(documents)
    acts, old = _acts(documents), growth.kept(documents if had else [])
    _drop(documents)
    wanted = {entity: named for one in made for entity, named in one.names.items()}
    loosened = matches.forget(before.keys() - wanted.keys())
    if changed := [entity for entity, named in wanted.items() if before.get(entity, named) != named]:
        loosened |= matches.loosen(changed, clusters.judged())
    home, moved = clusters.place(before, wanted, had, loosened - wanted.keys())
    placed = [(home.get(n.id, n.id), one.release(n.id)) for one in made for n in one.lines.names]
    touched = moved | set(had.values()) | {own for own, _ in placed}
    was = clusters.protected(touched)
    lost = moved | old.protecting
    now = clusters.protected_by_members(lost, placed) | (was - lost)
    rows: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for one in made:
        for table, fresh in written(one, home, shut_of(one, home, now)).items():
            insertion.insert(table, fresh)
            rows[table] += fresh
    new = growth.Fresh(rows[models.NameRow], rows[models.PartRow])
    same = {own for own in old.rows if old.rows[own] == new.rows.get(own)} - moved
    clusters.settle(touched - same - growth.add(touched - moved - set(had.values()), new))
    gone = acts - {act.id for one in made for act in one.lines.acts}
    act_groups.regroup({*acts, *matches.forget(gone)})
    return sorted(set(naming(_turned(moved, was, now))) - set(documents))


def _turned(moved: set[str], was: frozenset[str], now: frozenset[str]) -> set[str]:
    """Return the clusters that became protected or no longer are, or lost or gained members while one of them is."""
    return {*(was ^ now), *(moved if moved & (was | now) else ())}


def _stand(documents: list[str]) -> tuple[dict[str, Named], dict[str, str]]:
    """Return the named things of documents as their rows have them now, and their clusters."""
    found = models.NameRow.objects.filter(document__in=documents, inner=True)
    names: dict[str, Named] = {}
    home: dict[str, str] = {}
    for entity, kind, folded, state, own in found.values_list("entity", "kind", "folded", "state", "cluster"):
        home[entity] = own
        if folded:
            names[entity] = Named(entity, kind, folded, state)
    return names, home


def _acts(documents: list[str]) -> set[str]:
    return set(models.ActRow.objects.filter(document__in=documents).values_list("entity", flat=True))


def _drop(documents: list[str]) -> None:
    models.MaskRow.objects.filter(owner__in=documents).delete()
    for table in _ROWS:
        table._default_manager.filter(document__in=documents).delete()


def _seen(one: Derived, silent: set[str]) -> Lines:
    """Return the lines of a document without some claims."""
    if not silent:
        return one.lines
    left = [s for s in one.statements if s.kind in KINDS and s.claim not in silent]
    return lines(left, one.places, one.rulings, one.gone)


def _grouped(one: Derived, acts: list[ActLine], seen: Lines, closed: list[Shut]) -> list[tuple[str, ...]]:
    kinds = {name.id: name.kind for name in one.lines.names}
    people = {name.id for name in seen.names if name.kind == "Person"}
    words = group_rows.of_words(acts, one.statements, kinds, one.rulings, closed)
    return [*words, *group_rows.of_roles(one.statements, people, one.rulings, closed)]


def _without(act: ActLine, hidden: set[str]) -> ActLine:
    return replace(act, parties=tuple(p for p in act.parties if p.id not in hidden)) if hidden else act


def _whole(field: str, values: list[str]) -> list[Statement]:
    """Return statements with their spans, also those of older readings."""
    found: list[Statement] = []
    for part in chunks(values):
        found += current.statements(models.Statement.objects.filter(**{f"{field}__in": part}))
    return found


def _states(found: Lines, statements: list[Statement], rulings: Rulings) -> dict[str, str]:
    """Return the country that tells each named thing from its namesakes.

    Its own, or, where the bare name means another thing in every country, the one that most acts of the document have.
    """
    counts = Counter(act.country for act in found.acts if act.country)
    most = min(counts, key=lambda c: (-counts[c], c), default="")
    sorts = {
        s.entity: rulings.get(s.claim, NONE).shown(s.value)
        for s in statements
        if s.prop == "type" and not rulings.get(s.claim, NONE).rejected
    }

    def national(name: NameLine) -> bool:
        sort = sorts.get(name.id, "")
        return sort in _OF_A_STATE if name.kind == "Organisation" else name.kind == "Law" and sort != _TREATY

    return {name.id: name.country or (most if national(name) else "") for name in found.names}


def _act(act: ActLine, one: Derived) -> tuple[Any, ...]:
    parties = [[p.id, p.role, p.name, p.entity, p.count] for p in act.parties]
    return (
        act.id, act.document, one.document.published, act.type, act.subtype, act.status, act.date, act.date_end,
        act.country, act.place, act.start, act.end, act.quote, act.claim, act.decided, _packed(parties),
        _packed(act.provisions),
    )  # fmt: skip


def _name(name: NameLine, one: Derived, home: str) -> tuple[Any, ...]:
    return (
        name.id, name.document, one.document.published, name.kind, name.name, _packed(name.others), name.country,
        name.start, name.end, name.quote, name.claim, name.decided, _folded(name), one.states.get(name.id, ""),
        one.release(name.id), home,
    )  # fmt: skip


def _folded(name: NameLine) -> str:
    """Return a name as namesakes are told by it; no index takes one of any length, and nobody is called so."""
    return fold(name.name)[:LONGEST]


def _guard(found: Shut) -> tuple[Any, ...]:
    s = found.statement
    return (
        s.document, s.entity, s.claim, found.level.value, s.spans[0].start, s.spans[0].end, _packed(found.words)
    )  # fmt: skip


def _forms(owner: str, found: Shut) -> Iterator[tuple[str, ...]]:
    for words in found.words:
        person = found.statement.kind in PROTECTING
        yield from clusters.forms(owner, words, found.level) if person else clusters.phrase(owner, words, found.level)


def _packed(found: Iterable[object]) -> str:
    return json.dumps(list(found), ensure_ascii=False, separators=(",", ":"))
