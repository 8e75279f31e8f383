"""What there is to decide: entities of a document with their claims, the words around them, the log of decisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from saksi.assess.indicators import NOWHERE
from saksi.assess.panel import ALERT, is_ours, parsed
from saksi.model.types import Decision, Document, Verdict
from saksi.model.vocabulary import main_prop
from saksi.store import models
from saksi.store.read import alerts, claims, current, subjects
from saksi.store.read.claims import Claim
from saksi.store.read.documents import contents
from saksi.store.read.facts import NAMED_KINDS
from saksi.store.read.listing import Listing
from saksi.store.read.record import Record
from saksi.text.sections import sections

AROUND = 220
LINED = frozenset({"Act", *NAMED_KINDS})
_JUDGED = (Verdict.ACCEPT.value, Verdict.REJECT.value, Verdict.CORRECT.value)


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

    @property
    def rated(self) -> str:
        """Return the country of a proposal that it is about; empty where it is about none."""
        found = parsed(self.decision.subject)
        return found[1] if found else ""

    @property
    def alert(self) -> str:
        """Return the alert that it is about; empty where it is about none."""
        kind, _, identity = self.decision.subject.partition(":")
        return identity if kind == ALERT else ""


def queue(record: Record, wanted: Wanted) -> Sequence[Item]:
    """List the entities whose main claim is open (or decided), by document, then where the words stand."""
    if not wanted.decided and wanted.kind in LINED:
        return _open(record, wanted)
    items = [item for item in _stored(record, wanted) if _decided(record, item) == wanted.decided]
    if wanted.country:
        items = [item for item in items if _country(item) == wanted.country]
    published = dict(
        models.Document.objects.filter(sha256__in={i.document for i in items}).values_list("pk", "published")
    )
    items.sort(key=lambda item: (item.document, item.start, item.entity))
    return sorted(items, key=lambda item: published.get(item.document, ""), reverse=True)


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
    if row is None or not record.may_see(row.entity, claim, row.document_id):
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
    record.rulings({d.subject for d in listed})
    standing = {(one.subject, one.at) for d in listed for one in record.ruling(d.subject).standing}
    stones = set(models.Tombstone.objects.filter(pk__in={d.subject for d in listed}).values_list("pk", flat=True))
    whole = {d.subject for d in listed if len(d.subject) == models.SHA256 and record.has(d.subject)}
    return [
        Entry(
            d,
            by.get(d.subject),
            (d.subject, d.at) in standing and not is_ours(d.subject),
            record.document(d.subject) if d.subject in whole else None,
            d.subject in stones,
        )
        for d in listed
    ]


def log(record: Record) -> Sequence[Decision]:
    """List every decision on what may be seen, the latest first, in the words that may be read."""
    query = models.Decision.objects.order_by("-id")
    if not record.sight.whole:
        every = set(query.order_by().values_list("subject", flat=True).distinct())
        shut = subjects.hidden(record, every) | _unseen_alerts(record, every)
        query = query.exclude(subject__in=shut) if len(shut) < current.CHUNK else query.filter(subject__in=every - shut)
    return Listing(query, lambda found: [subjects.seen(record, row.to_type()) for row in found])


def _unseen_alerts(record: Record, every: Iterable[str]) -> frozenset[str]:
    """Return those of these subjects that are alerts which a visitor is not shown."""
    told = {one for one in every if one.startswith(f"{ALERT}:")}
    return frozenset(told - {f"{ALERT}:{one.id}" for one in alerts.listed(record)}) if told else frozenset()


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


def _open(record: Record, wanted: Wanted) -> Listing[Item]:
    """Return what is open of the kinds whose rows are kept; what was taken out of the rows is decided."""
    narrowed: dict[str, object] = {"document": wanted.document} if wanted.document else {}
    if wanted.country:
        narrowed["country"] = "" if wanted.country == NOWHERE else wanted.country
    query: QuerySet[Any]
    if wanted.kind == "Act":
        query = record.sight.rows(models.ActRow.objects.filter(decided=False, **narrowed))
    else:
        shown = record.sight.rows(models.ClusterRow.objects.filter(kind=wanted.kind)).values("cluster")
        query = record.sight.rows(models.NameRow.objects.filter(kind=wanted.kind, decided=False, **narrowed))
        query = query if record.sight.whole else query.filter(cluster__in=shown)
    order = query.order_by("-published", "document", "start", "id")
    fields = ("entity", "document", "claim", "start")
    return Listing(order.values_list(*fields), lambda found: [Item(*row) for row in found])


def _stored(record: Record, wanted: Wanted) -> list[Item]:
    rows = current.rows().filter(kind=wanted.kind, prop=main_prop(wanted.kind))
    rows = rows.filter(document=wanted.document) if wanted.document else rows
    if wanted.decided:
        decided = sorted(set(models.Decision.objects.filter(verdict__in=_JUDGED).values_list("subject", flat=True)))
        parts = [rows.filter(claim__in=decided[i : i + current.CHUNK]) for i in range(0, len(decided), current.CHUNK)]
    else:
        parts = [rows]
    fields = ("statement__entity", "statement__document", "statement__claim", "start")
    spans = [models.Span.objects.filter(position=0, statement__in=part.values("id")) for part in parts]
    items = [Item(*found) for part in spans for found in part.values_list(*fields)]
    record.rulings(item.claim for item in items)
    hidden = record.sight.hides(item.entity for item in items)
    record.sight.learn({item.document for item in items})
    seen = [item for item in items if item.entity not in hidden]
    return [item for item in seen if not record.sight.silences(item.claim, item.document)]


def _decided(record: Record, item: Item) -> bool:
    return record.ruling(item.claim).judgement is not None


def _country(item: Item) -> str:
    """Return the country of an act; for one that was taken out, the one its document gives it."""
    act = models.ActRow.objects.filter(entity=item.entity, inner=True).first()
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
