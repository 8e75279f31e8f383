"""`saksi why ID`: from a rating, a number, an act, a person, a claim or a document to the words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from saksi.assess import indicators
from saksi.assess.cells import ALLEGED, DETAINED, LASTING, Cell, members, parse
from saksi.assess.exposure import rate
from saksi.assess.facts import DocumentFact, Facts
from saksi.assess.panel import ALERT, RATING, WATCH
from saksi.flows import lasting
from saksi.flows.measures import facts
from saksi.flows.reasons import Quote, Reason
from saksi.flows.why_rating import rating
from saksi.model.dates import Days
from saksi.model.errors import UsageError
from saksi.model.types import Entity, Statement
from saksi.model.vocabulary import PropertyType, kind_of, main_prop, property_of
from saksi.resolve.act import Act
from saksi.resolve.act_evidence import said
from saksi.store import models
from saksi.store.read import cases, current
from saksi.store.read import rulings as rulings_
from saksi.store.read.rulings import NONE, Rulings

SHORTEST = 6
CASE = "case:"
"""Before the id of an act, it asks for the case that the act belongs to."""
_HEX = re.compile(r"[0-9a-f]+")


@dataclass(frozen=True)
class _Record:
    """What every line of an answer needs, read once."""

    rulings: Rulings
    log: Mapping[str, list[models.Decision]]
    documents: Mapping[str, models.Document]

    @classmethod
    def read(cls) -> "_Record":
        log: dict[str, list[models.Decision]] = {}
        for row in models.Decision.objects.order_by("id"):
            log.setdefault(row.subject, []).append(row)
        ruled = rulings_.rule(row.to_type() for taken in log.values() for row in taken)
        return cls(ruled, log, models.Document.objects.in_bulk())


@dataclass(frozen=True)
class _Walk:
    """Walks on from a rating or an alert: down a count as it was known at a moment, and down claims."""

    record: _Record

    def measure(self, identity: str, moment: datetime | None) -> Reason:
        """Return what stands behind a count; raises UsageError when nothing counts there."""
        return _measure(identity, facts(moment), self.record)

    def claim(self, claim: str) -> Reason | None:
        """Return a claim with its words; None where no statement carries it now."""
        statements = current.statements(models.Statement.objects.filter(claim=claim))
        return _claim(statements, self.record) if statements else None


def why(identity: str) -> Reason:
    """Return what stands behind an id; ids of 32 digits may be cut to their first six when only one begins so.

    Raises UsageError when nothing has the id, or several things have.
    """
    record = _Record.read()
    if identity.startswith(CASE):
        return _case(whole(identity.removeprefix(CASE)), record)
    if identity.partition(":")[0] in (RATING, WATCH, ALERT):
        return rating(identity, _Walk(record))
    if ":" in identity:
        return _measure(identity, facts(), record)
    return _by_hash(whole(identity), record)


def _by_hash(identity: str, record: _Record) -> Reason:
    entity = current.entity(identity, record.rulings)
    if entity is not None:
        return _entities([entity], record)[0]
    stored = models.Statement.objects.filter(id=identity) or models.Statement.objects.filter(claim=identity)
    statements = current.statements(stored)
    if statements:
        return _claim(statements, record)
    document = record.documents.get(identity)
    if document is not None:
        return _document(document, record)
    return _taken_out(identity, record)


def _case(identity: str, record: _Record) -> Reason:
    """Put the acts of a case below it in the order of time, each with all its reports and their quotes."""
    page = cases.case(lasting.everything(), identity)
    if page is None:
        raise UsageError(f"the act {identity} belongs to no case: nobody is named in it, or it is no judicial act")
    below = []
    for step in page.case.steps:
        made = " and ".join(step.stages)
        acts = current.entities(kind="Act", ids=[step.act.id], rulings=record.rulings)
        below.append(Reason(f"{made}, {_when(step.act)}", tuple(_entities(acts, record))))
    for act in page.case.claimed:
        acts = current.entities(kind="Act", ids=[act.id], rulings=record.rulings)
        below.append(Reason(f"{act.status}: {act.type}, {_when(act)}", tuple(_entities(acts, record))))
    return Reason(_told(page), tuple(below))


def _told(page: cases.CasePage) -> str:
    case = page.case
    people = ", ".join(one.party.name for one in case.defendants)
    held = [f"{one.party.name} held {_days(one.days)}" for one in case.defendants if one.days is not None]
    state = "open" if case.open else "closed"
    told = f"case of {people}: {state}, come to {case.stage or 'no stage'} [{CASE}{case.id}]"
    loose = [one.party.name for one in case.defendants if one.party.home in page.by_name]
    named = [f"put together by the same name only, which nobody has confirmed: {', '.join(loose)}"] if loose else []
    cut = ["more acts may belong to it: not all that hang together were looked at"] if page.cut else []
    return "; ".join([told, *held, *named, *cut])


def _days(days: Days) -> str:
    return f"{days.least} days" if days.exact else f"{days.least} to {days.most} days"


def _when(act: Act) -> str:
    dates = [said(one) for one in act.dates]
    return f"{' or '.join(dates) or 'undated'}, {len(act.documents)} documents"


def _measure(identity: str, held: Facts, record: _Record) -> Reason:
    """Put the acts behind a count below it, and the documents behind one of documents; a rate has both."""
    cell = parse(identity)
    if cell is not None and cell.what in LASTING:
        return _lasting(cell, record)
    found = indicators.measure(held, identity)
    if cell is None or found is None:
        raise UsageError(f"nothing counts under {identity}: a count's id looks like acts:KH:all or acts.arrest:KH:2020")
    documents = indicators.documents_of(held, cell)
    ids = [act.id for act in indicators.acts_of(held, cell)]
    acts = current.entities(kind="Act", ids=ids, rulings=record.rulings) if ids else []
    below = (*_with_roles(_entities(acts, record), acts, cell, held, record), *_about(documents, cell, record))
    return Reason(f"{found.id} = {found.value:g}: {_meaning(cell, held)}", below)


def _with_roles(
    said: Sequence[Reason], acts: Sequence[Entity], cell: Cell, held: Facts, record: _Record
) -> Iterator[Reason]:
    """Put below each act of a count by group the roles of its victims, with the words that say them."""
    if not cell.groups:
        yield from said
        return
    told = {act.id: {c for one in members(act, cell.groups) for c in one.claims} for act in held.acts}
    roles = _roles(sorted({claim for act in acts for claim in told.get(act.id, ())}), record)
    for reason, act in zip(said, acts, strict=True):
        own = (roles[claim] for claim in sorted(told.get(act.id, ())) if claim in roles)
        yield replace(reason, below=(*reason.below, *own))


def _roles(claims: list[str], record: _Record) -> dict[str, Reason]:
    """Say who is what, by the claims of roles among these."""
    said: dict[str, list[Statement]] = {}
    for part in current.chunks(claims):
        for statement in current.statements(current.rows().filter(claim__in=part, kind="Person", prop="role")):
            said.setdefault(statement.claim, []).append(statement)
    people = current.entities(ids=sorted({found[0].entity for found in said.values()}), rulings=record.rulings)
    named = {s.entity: f"Person {_title(one)} [{one.id}]" for one in people for s in one.statements}
    return {claim: Reason(named[found[0].entity], (_claim(found, record),)) for claim, found in said.items()}


def _lasting(cell: Cell, record: _Record) -> Reason:
    """Put below a measure of what lasts what it adds up, each with its acts and laws as they stand now."""
    made = lasting.measure(cell, lasting.everything())
    if made is None:
        raise UsageError(f"nothing counts under {cell.id}: what lasts is asked for as detained:KH:2021 or laws:KH:2021")
    found, parts = made
    below = (
        Reason(
            part.words + (f" {part.value} days at least" if cell.what == DETAINED else ""),
            tuple(_entities(current.entities(ids=part.entities, rulings=record.rulings), record)),
        )
        for part in parts
    )
    meaning = "days that people were surely held" if cell.what == DETAINED else "laws that the record has in force"
    return Reason(f"{found.id} = {found.value:g}: {meaning}", tuple(below))


def _meaning(cell: Cell, held: Facts) -> str:
    """Say what a measure counts."""
    if cell.what == "rate":
        seen = rate(indicators.acts_of(held, cell), indicators.documents_of(held, cell))
        limits = f"95 % limits {seen.low or 0:.1f} to {seen.high or 0:.1f}"
        return f"reported acts per 100 documents, {limits} (acts: {seen.acts}, documents: {seen.documents})"
    return {
        "acts": "act reports with status reported",
        ALLEGED: "act reports with status alleged, which do not count",
        "victims": "people at least, to whom reported acts were done",
        "share": "percent of reported acts that two or more publishers report",
        "confirmed": "reported acts that two or more publishers report",
        "documents": "documents read about the country",
        "publishers": "publishers of documents read about the country; those unknown are one",
    }[cell.what]


def _about(documents: Sequence[DocumentFact], cell: Cell, record: _Record) -> Iterator[Reason]:
    """Say documents, each with the words that give its country."""
    said: dict[str, list[Statement]] = {}
    for start in range(0, len(documents), current.CHUNK):
        part = [one.id for one in documents[start : start + current.CHUNK]]
        for statement in current.statements(current.rows().filter(document__in=part, prop="country")):
            said.setdefault(statement.document, []).append(statement)
    for document in documents:
        row = record.documents[document.id]
        own = {claim for about in document.about if about.country == cell.country for claim in about.claims}
        below = tuple(_claim([statement], record) for statement in said.get(row.sha256, ()) if statement.claim in own)
        told = ", ".join(filter(None, (row.publisher, row.published))) or "publisher and date unknown"
        yield Reason(f"document {row.title or row.source} ({told}) [{row.sha256}]", below)


def _entities(entities: Sequence[Entity], record: _Record) -> list[Reason]:
    """Say entities with their claims, and below an act everybody's part in it."""
    parts: dict[str, list[Reason]] = {}
    acts = [entity for entity in entities if entity.kind == "Act"]
    for link in current.involvements(acts, record.rulings) if acts else ():
        parts.setdefault(link.first("act"), []).append(_entity(link, record))
    return [_entity(entity, record, parts.get(entity.id, ())) for entity in entities]


def _entity(entity: Entity, record: _Record, parts: Sequence[Reason] = ()) -> Reason:
    order = list(kind_of(entity.kind).properties)
    said = sorted((s for s in entity.statements if not _links(s)), key=lambda s: order.index(s.prop))
    below = tuple(_claim([statement], record) for statement in said)
    return Reason(f"{entity.kind} {_title(entity)} [{entity.id}]", (*below, *parts))


def _claim(statements: list[Statement], record: _Record) -> Reason:
    """Say a claim with its decisions; statements of several versions carry the same claim."""
    first = statements[0]
    shown = record.rulings.get(first.claim, NONE).shown(first.value)
    corrected = f", corrected from “{first.value}”" if shown != first.value else ""
    by = ", ".join(dict.fromkeys(f"{s.by} {s.confidence:g}" for s in statements))
    words = f"{first.kind}.{first.prop} = {shown}{corrected} (by {by}) [claim {first.claim}]"
    log = tuple(_decision(decision) for decision in record.log.get(first.claim, ()))
    return Reason(words, log, tuple(quote for statement in statements for quote in _quotes(statement, record)))


def _document(document: models.Document, record: _Record) -> Reason:
    found = current.entities(document=document.sha256, rulings=record.rulings)
    named = f"document {document.title or document.source} [{document.sha256}]"
    log = [_decision(decision) for decision in record.log.get(document.sha256, ())]
    return Reason(named, (*log, *_entities([entity for entity in found if entity.kind != "Involvement"], record)))


def _taken_out(identity: str, record: _Record) -> Reason:
    """Answer for an entity that is not in the record now: its old statements, with the decisions that took it out."""
    members = current.members(identity)
    statements = current.statements(models.Statement.objects.filter(entity__in=members))
    if not statements:
        raise UsageError(f"nothing in this store has the id {identity}")
    claims: dict[str, list[Statement]] = {}
    for statement in statements:
        claims.setdefault(statement.claim, []).append(statement)
    first = statements[0]
    return Reason(
        f"{first.kind} {first.value} [{identity}] is not in the record now: rejected, or no longer said",
        tuple(_claim(found, record) for found in claims.values()),
    )


def _decision(row: models.Decision) -> Reason:
    """Say a decision, with the number by which its words can be erased."""
    decision = row.to_type()
    value = f" to “{decision.value}”" if decision.value else ""
    reason = f": {decision.reason}" if decision.reason else ""
    taken = f"by {decision.user}, {decision.at:%Y-%m-%d %H:%M}{reason}"
    return Reason(f"decision: {decision.verdict}{value} {taken} [decision:{row.pk}]")


def _quotes(statement: Statement, record: _Record) -> Iterator[Quote]:
    row = record.documents[statement.document]
    for number, span in enumerate(statement.spans):
        yield Quote(span, number, row.sha256, row.source, row.title)


def _links(statement: Statement) -> bool:
    return property_of(statement.kind, statement.prop).type is PropertyType.ENTITY


def _title(entity: Entity) -> str:
    more = {"Act": ("subtype", "status", "date", "country"), "Involvement": ("name", "count")}.get(entity.kind, ())
    words = (entity.first(prop) for prop in (main_prop(entity.kind), *more))
    return " · ".join(word for word in words if word)


def whole(identity: str) -> str:
    """Complete the beginning of an id."""
    if not _HEX.fullmatch(identity) or len(identity) < SHORTEST:
        raise UsageError(f"“{identity}” is no id: give a count like acts:KH:all, or six or more digits of an id")
    if len(identity) in (models.ID, models.SHA256):
        return identity
    found = set(_beginning_with(identity))
    if not found:
        raise UsageError(f"nothing in this store has an id that begins with {identity}")
    if len(found) > 1:
        raise UsageError(f"{len(found)} ids begin with {identity}: give more of it")
    return found.pop()


def _beginning_with(start: str) -> Iterable[str]:
    statements = models.Statement.objects
    yield from models.Document.objects.filter(sha256__startswith=start).values_list("sha256", flat=True)
    yield from models.Canonical.objects.filter(canonical__startswith=start).values_list("canonical", flat=True)
    for column in ("id", "claim", "entity"):
        yield from statements.filter(**{f"{column}__startswith": start}).values_list(column, flat=True).distinct()
