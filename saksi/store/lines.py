"""Derives the rows that pages read (see `derived.py`) from a document's current statements and the decisions on them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from saksi.model.ids import fold
from saksi.model.policy import Sensitivity, protects
from saksi.model.types import Document, Statement, Verdict
from saksi.model.vocabulary import main_prop
from saksi.store import homes, models, rows
from saksi.store.homes import Named
from saksi.store.read import bare
from saksi.store.read import rulings as rulings_
from saksi.store.read.assembly import removed
from saksi.store.read.facts import KINDS, NAMED_KINDS, ActLine, Lines, NameLine, Place, lines
from saksi.store.read.levels import PROTECTING, WITHHELD, silenced
from saksi.store.read.rulings import NONE, Rulings

BATCH = 50
_OF_A_STATE = frozenset({"court", "ministry", "parliament", "agency", "force", "commission"})
"""Organisations that nearly every country has under the same name; a law that is no treaty is such a thing too."""
_TREATY = "treaty"


@dataclass(frozen=True)
class Derived:
    """What one document gives: lines for the house and for readers (the same where nothing in it is withheld)."""

    document: Document
    house: Lines
    open: Lines
    states: Mapping[str, str]
    releases: Mapping[str, str]
    guards: Mapping[str, str]
    strangers: tuple[tuple[str, str], ...]

    def variants(self) -> Iterator[tuple[Lines, bool, bool]]:
        """Yield the lines, each with whether they are for the house and for readers."""
        if self.house == self.open:
            yield self.house, True, True
        else:
            yield self.house, True, False
            yield self.open, False, True


def rewrite(documents: Iterable[str]) -> None:
    """Derive the rows of these documents again, and what hangs on them; call it inside of `write.writing`."""
    wanted = list(dict.fromkeys(documents))
    for start in range(0, len(wanted), BATCH):
        _rewrite(wanted[start : start + BATCH])
    changed()


def forget(document: str) -> None:
    """Take out what was derived from a document; its statements go next."""
    before = _stand([document])
    _drop([document])
    homes.settle(homes.place(before, {}, {})[1])
    changed()


def rebuild() -> None:
    """Derive everything anew."""
    for table in (models.ActRow, models.NameRow, models.PartRow, models.Guard, models.Home, models.Form):
        table.objects.all().delete()
    models.Canonical.objects.all().delete()
    rewrite(models.Document.objects.order_by("pk").values_list("pk", flat=True))


def changed() -> None:
    """Count a change of the record."""
    if not models.State.objects.filter(pk=1).update(number=F("number") + 1):
        models.State.objects.create(pk=1, number=1)


def derive(documents: list[str]) -> Iterator[Derived]:
    """Work out what documents give now."""
    about = {row.sha256: row.to_type() for row in models.Document.objects.filter(sha256__in=documents)}
    for sha256, statements, places in bare.read(documents):
        rulings = rulings_.load({s.claim for s in statements})
        yield _derive(about[sha256], statements, places, rulings)


def _rewrite(documents: list[str]) -> None:
    made = list(derive(documents))
    before = _stand(documents)
    _drop(documents)
    wanted = {
        name.id: Named(name.id, name.kind, fold(name.name), one.states[name.id])
        for one in made
        for name in one.house.names
        if name.name
    }
    homes_, touched = homes.place(before, wanted, {name.id: one.document.sha256 for one in made for name in one.house.names})
    for one in made:
        _write(one, homes_)
    touched |= {homes_.get(name.id, name.id) for one in made for name in one.house.names}
    homes.settle(touched)


def _stand(documents: list[str]) -> dict[str, Named]:
    """Return the named things of documents as their rows have them now."""
    found = models.NameRow.objects.filter(document__in=documents, house=True)
    fields = found.values_list("entity", "kind", "folded", "state")
    return {entity: Named(entity, kind, folded, state) for entity, kind, folded, state in fields if folded}


def _drop(documents: list[str]) -> None:
    guards = models.Guard.objects.filter(document__in=documents)
    models.Form.objects.filter(home__in=list(guards.values_list("entity", flat=True))).delete()
    for table in (models.Guard, models.ActRow, models.NameRow, models.PartRow):
        table.objects.filter(document__in=documents)._raw_delete("default")


def _derive(document: Document, statements: list[Statement], places: Mapping[str, Place], rulings: Rulings) -> Derived:
    gone = removed(statements, rulings)
    known = [s for s in statements if s.kind in KINDS]
    house = lines(known, places, rulings, gone)
    silent = silenced(statements, rulings)
    open_ = lines([s for s in known if s.claim not in silent], places, rulings, gone) if silent else house
    protected, strangers = _protected([s for s in statements if s.entity not in gone], rulings)
    withheld = {s.entity for s in statements if s.claim in silent and s.prop == main_prop(s.kind)}
    kinds = {s.entity: s.kind for s in statements}
    guards = dict.fromkeys((e for e in withheld if kinds[e] not in NAMED_KINDS), WITHHELD.value)
    guards |= dict.fromkeys((e for e in protected if kinds.get(e) == "Involvement"), Sensitivity.PROTECTED.value)
    releases = _releases(statements, rulings)
    releases |= dict.fromkeys(withheld, WITHHELD.value)
    releases |= dict.fromkeys(protected, Sensitivity.PROTECTED.value)
    states = _states(house, known, rulings)
    return Derived(document, house, open_, states, releases, guards, strangers)


def _releases(statements: list[Statement], rulings: Rulings) -> dict[str, str]:
    """Return the entities that a decision publishes."""
    found = {}
    for statement in statements:
        release = rulings.get(statement.claim, NONE).release
        if release is not None and release.verdict is Verdict.PUBLISH and statement.prop == main_prop(statement.kind):
            found[statement.entity] = Sensitivity.PUBLIC.value
    return found


def _protected(statements: list[Statement], rulings: Rulings) -> tuple[set[str], tuple[tuple[str, str], ...]]:
    """Return persons and parts whose role protects, and the names of those parts that lead to nobody we know."""
    standing = [s for s in statements if not rulings.get(s.claim, NONE).rejected]
    roles = [s for s in standing if s.prop == "role" and s.kind in PROTECTING]
    found = {s.entity for s in roles if protects(s.kind, rulings.get(s.claim, NONE).shown(s.value))}
    people = {s.entity for s in statements if s.kind == "Person"}
    parties = [s for s in statements if s.prop == "party" and s.entity in found]
    tied = {s.entity for s in parties}
    names = {
        (s.entity, s.value)
        for s in statements
        if s.kind == "Involvement" and s.prop == "name" and s.entity in found - tied
    }
    strangers = {(e, n) for e, n in names if any(word[:1] != word[:1].lower() for word in n.split())}
    return found | {s.value for s in parties if s.value in people}, tuple(sorted(strangers))


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


def _write(one: Derived, home: Mapping[str, str]) -> None:
    acts: list[tuple[Any, ...]] = []
    names: list[tuple[Any, ...]] = []
    parts: list[tuple[Any, ...]] = []
    for found, house, open_ in one.variants():
        flags = (house, open_)
        acts += [(*_act(act, one), *flags) for act in found.acts]
        names += [(*_name(name, one), home.get(name.id, name.id), *flags) for name in found.names]
        standing = {name.id for name in found.names}
        parts += [
            (act.id, party.entity, home.get(party.entity, party.entity), party.role, act.date, *flags, act.document)
            for act in found.acts
            for party in act.parties
            if party.entity in standing
        ]
    rows.insert(models.ActRow, acts)
    rows.insert(models.NameRow, names)
    rows.insert(models.PartRow, [(part[-1], *part[:-1]) for part in parts])
    rows.insert(models.Guard, [(entity, one.document.sha256, level) for entity, level in one.guards.items()])
    forms = {form for entity, name in one.strangers for form in homes.forms(entity, name, Sensitivity.PROTECTED)}
    rows.insert(models.Form, sorted(forms))


def _act(act: ActLine, one: Derived) -> tuple[Any, ...]:
    parties = [[p.id, p.role, p.name, p.entity, p.count, one.guards.get(p.id, "")] for p in act.parties]
    return (
        act.id, act.document, one.document.published, act.type, act.subtype, act.status, act.date, act.date_end,
        act.country, act.place, act.start, act.end, act.quote, act.claim, act.decided, _packed(parties),
        _packed(act.provisions),
    )  # fmt: skip


def _name(name: NameLine, one: Derived) -> tuple[Any, ...]:
    return (
        name.id, name.document, one.document.published, name.kind, name.name, _packed(name.others), name.country,
        name.start, name.end, name.quote, name.claim, name.decided, fold(name.name), one.states.get(name.id, ""),
        one.releases.get(name.id, ""),
    )  # fmt: skip


def _packed(found: Iterable[object]) -> str:
    return json.dumps(list(found), ensure_ascii=False, separators=(",", ":"))
