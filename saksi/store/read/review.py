"""What there is to decide: entities of a document with their claims, the words around them, the log of decisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saksi.assess.indicators import NOWHERE
from saksi.model.types import Decision, Document
from saksi.model.vocabulary import main_prop
from saksi.store import models
from saksi.store.read import claims, current, subjects
from saksi.store.read.claims import Claim
from saksi.store.read.documents import contents
from saksi.store.read.facts import NAMED_KINDS, ActLine, NameLine
from saksi.store.read.record import Record
from saksi.store.read.rulings import NONE
from saksi.text.sections import sections

AROUND = 220
LINED = frozenset({"Act", *NAMED_KINDS})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims a queue holds: those of one kind, of a document, of a country (acts only), decided or open."""

    kind: str = "Act"
    document: str = ""
    country: str = ""
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One entity in a queue, by its main claim."""

    entity: str
    document: str
    claim: str
    start: int


@dataclass(frozen=True, slots=True)
class Context:
    """Words with those before and after them."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """One entity to decide on: its main claim first, then its other claims, an act's parts included."""

    entity: str
    kind: str
    document: Document
    context: Context
    claims: tuple[Claim, ...]
    links: tuple[tuple[Claim, ...], ...]

    @property
    def main(self) -> Claim:
        """Return the claim whose rejection takes the whole entity out."""
        return next((claim for claim in self.claims if claim.main), self.claims[0])

    @property
    def open(self) -> list[Claim]:
        """Return the claims that nobody has decided on, each once."""
        every = [*self.claims, *(claim for link in self.links for claim in link)]
        return list({claim.id: claim for claim in every if claim.decision is None}.values())


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision of the log with the claim or the document it was taken on, where these still are.

    `erased` says that it was emptied; its subject is then the tombstone.
    """

    decision: Decision
    claim: Claim | None
    stands: bool
    document: Document | None = None
    erased: bool = False


def queue(record: Record, wanted: Wanted) -> list[Item]:
    """List the entities whose main claim is open (or decided), by document, then where the words stand."""
    return record.held.once(("queue", wanted), lambda: _queue(record, wanted))


def cards(record: Record, items: Sequence[Item]) -> list[Card]:
    """Return the cards of these entities, in their order."""
    links = _links(items)
    wanted = [entity for item in items for entity in (item.entity, *links.get(item.entity, ()))]
    found = claims.grouped(record, current.statements(current.rows().filter(entity__in=wanted)))
    words = contents({item.document for item in items})
    read = {document: record.sight.text(content, document) for document, content in words.items()}
    return [
        _card(record, item, found, links.get(item.entity, ()), read.get(item.document, ""))
        for item in items
        if item.entity in found
    ]


def card_of(record: Record, claim: str) -> Card | None:
    """Return the card that a claim belongs to; None when no current statement carries it, or it may not be seen."""
    row = current.rows().filter(claim=claim).first()
    if row is None or not record.may_see(row.entity, claim):
        return None
    entity = row.entity
    if row.kind == "Involvement":
        link = current.rows().filter(entity=row.entity, prop="act").first()
        entity = link.value if link else row.entity
    found = cards(record, [Item(entity, row.document_id, claim, 0)])
    return found[0] if found else None


def entries(record: Record, decisions: Iterable[Decision]) -> list[Entry]:
    """Return decisions with the claims they were taken on."""
    listed = list(decisions)
    rows = current.rows().filter(claim__in={d.subject for d in listed})
    by = {statement.claim: claims.of(record, statement) for statement in current.statements(rows)}
    rulings = record.held.rulings
    standing = {(one.subject, one.at) for d in listed for one in rulings.get(d.subject, NONE).standing}
    stones = set(models.Tombstone.objects.filter(pk__in={d.subject for d in listed}).values_list("pk", flat=True))
    return [
        Entry(d, by.get(d.subject), (d.subject, d.at) in standing, _whole(record, d.subject), d.subject in stones)
        for d in listed
    ]


def _whole(record: Record, subject: str) -> Document | None:
    """Return the document that a decision is about as a whole."""
    return record.document(subject) if subject in record.held.documents else None


def log(record: Record) -> list[Decision]:
    """Return every decision on what may be seen, the latest first, in the words that may be read."""
    found = [row.to_type() for row in models.Decision.objects.order_by("-id")]
    shut = subjects.hidden(record, {decision.subject for decision in found})
    return [subjects.seen(record, decision) for decision in found if decision.subject not in shut]


def context(content: str, start: int, end: int) -> Context:
    """Return words with about two hundred characters on each side, cut between words and inside their paragraphs."""
    inside = [part for part in sections(content) if part.start < end and part.end > start]
    first, last = (inside[0].start, inside[-1].end) if inside else (0, len(content))
    before, after = content[max(first, start - AROUND) : start], content[end : min(last, end + AROUND)]
    if start - AROUND > first:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < last:
        after = after.rpartition(" ")[0] + " …"
    return Context(before, content[start:end], after)


def _queue(record: Record, wanted: Wanted) -> list[Item]:
    if not wanted.decided and wanted.kind in LINED:
        items = _open_lines(record, wanted)
    else:
        items = [item for item in _stored(record, wanted) if _decided(record, item) == wanted.decided]
    if wanted.country:
        items = [item for item in items if _country(record, item) == wanted.country]
    order = {sha256: place for place, sha256 in enumerate(record.held.documents)}
    return sorted(items, key=lambda item: (order.get(item.document, 0), item.start, item.entity))


def _open_lines(record: Record, wanted: Wanted) -> list[Item]:
    """Return what is open of the kinds whose lines are kept; what was taken out of the lines is decided."""
    documents = [wanted.document] if wanted.document else list(record.held.lines)
    lines = [record.held.lines[sha256] for sha256 in documents if sha256 in record.held.lines]
    found: list[ActLine | NameLine] = [act for one in lines for act in one.acts if wanted.kind == "Act"]
    found += [name for one in lines for name in one.names if name.kind == wanted.kind]
    return [Item(line.id, line.document, line.claim, line.start) for line in found if not line.decided]


def _stored(record: Record, wanted: Wanted) -> list[Item]:
    rows = current.rows().filter(kind=wanted.kind, prop=main_prop(wanted.kind))
    rows = rows.filter(document=wanted.document) if wanted.document else rows
    if wanted.decided:
        decided = [claim for claim, ruling in record.held.rulings.items() if ruling.judgement is not None]
        parts = [rows.filter(claim__in=decided[i : i + current.CHUNK]) for i in range(0, len(decided), current.CHUNK)]
    else:
        parts = [rows]
    fields = ("statement__entity", "statement__document", "statement__claim", "start")
    spans = [models.Span.objects.filter(position=0, statement__in=part.values("id")) for part in parts]
    items = [Item(*found) for part in spans for found in part.values_list(*fields)]
    return [item for item in items if record.may_see(item.entity, item.claim)]


def _decided(record: Record, item: Item) -> bool:
    return record.held.rulings.get(item.claim, NONE).judgement is not None


def _country(record: Record, item: Item) -> str:
    """Return the country of an act; for one that was taken out, the one its document gives it."""
    act = record.held.acts.get(item.entity)
    if act is not None:
        return act.country or NOWHERE
    stored = current.rows().filter(entity=item.entity, prop="country").first()
    return stored.value if stored else NOWHERE


def _links(items: Sequence[Item]) -> dict[str, list[str]]:
    """Return the involvements of each act."""
    documents = {item.document for item in items}  # there is an index on documents, and none on values
    rows = current.rows().filter(document__in=documents, kind="Involvement", prop="act")
    rows = rows.filter(value__in=[item.entity for item in items])
    found: dict[str, list[str]] = {}
    for act, link in rows.values_list("value", "entity"):
        if link not in found.setdefault(act, []):
            found[act].append(link)
    return found


def _card(record: Record, item: Item, found: dict[str, list[Claim]], links: Iterable[str], content: str) -> Card:
    own = sorted(found[item.entity], key=lambda claim: not claim.main)
    span = own[0].span
    parts = tuple(tuple(found[link]) for link in links if link in found)
    around = context(content, span.start, span.end) if content else Context("", span.quote, "")
    return Card(item.entity, own[0].statement.kind, record.document(item.document), around, tuple(own), parts)
