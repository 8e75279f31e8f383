"""Documents: the list, the text with what was found in it, and what a document says besides acts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from saksi.model.types import Document, Span
from saksi.store import models
from saksi.store.read import current, stored
from saksi.store.read.assembly import assemble, removed
from saksi.store.read.facts import Lines
from saksi.store.read.listing import Listing
from saksi.store.read.once import once
from saksi.store.read.record import Record

NAMING = ("name", "title", "alias", "acronym", "native_name")
SIDE = ("Endorsement", "Call", "Figure", "StatedRating")


@dataclass(frozen=True, slots=True)
class Row:
    """One document in a list."""

    document: Document
    acts: int
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Words of the text that say something: `kind` Act, Person, Organisation or Law, `id` inside the document."""

    start: int
    end: int
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Said:
    """Something that a document says besides acts and names, with the first words that say it."""

    values: dict[str, tuple[str, ...]]
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    """A document with its current text; without a text `content` is empty."""

    document: Document
    text: str
    content: str
    lines: Lines
    found: tuple[Found, ...]
    said: dict[str, tuple[Said, ...]]


def publishers(record: Record) -> set[str]:
    """Return who published documents, in words that the visitor may see.

    A publisher whose name may be read in one document needs no look at others, which may black out words of it.
    """
    key = ("publishers", record.sight.levels, record.sight.whole)
    plain, covered, rest = once(key, lambda: _publishing(record))
    known = {name for part in current.chunks(plain) for name in _published(part)}
    masked = {name for part in current.chunks(covered) for name in _published(part)}
    record.sight.learn(texts=masked)
    record.learn(rest)
    return {*known, *map(record.sight.words, masked), *(record.document(sha256).publisher for sha256 in rest)} - {""}


def _publishing(record: Record) -> tuple[list[str], list[str], list[str]]:
    """Return documents that tell who publishes: one of each whose name may be read, wholly or in part, then the rest.

    The rest are those that guard something themselves: each of them needs a look of its own.
    """
    guarded = set(record.sight.guarded().values_list("document", flat=True).distinct())
    every = list(record.sight.documents().order_by().values_list("publisher", "sha256"))
    plain = {publisher: sha256 for publisher, sha256 in every if sha256 not in guarded}
    record.sight.learn(texts=plain)
    read = {publisher for publisher in plain if record.sight.words(publisher) == publisher}
    return (
        [sha256 for publisher, sha256 in plain.items() if publisher in read],
        [sha256 for publisher, sha256 in plain.items() if publisher not in read],
        [sha256 for publisher, sha256 in every if publisher not in plain],
    )


def _published(documents: list[str]) -> Iterable[str]:
    return models.Document.objects.filter(sha256__in=documents).values_list("publisher", flat=True)


def listed(record: Record) -> Listing[Row]:
    """List the documents, the newest first."""
    query = record.sight.documents().order_by("-published", "sha256").values_list("sha256", flat=True)
    return Listing(query, lambda found: rows(record, found))


def rows(record: Record, documents: Sequence[str]) -> list[Row]:
    """Sum up documents."""
    record.learn(documents)
    acts = record.sight.rows(models.ActRow.objects.filter(document__in=documents)).values_list("document", "country")
    counts: dict[str, Counter[str]] = {sha256: Counter() for sha256 in documents}
    for sha256, country, number in acts.annotate(Count("id")).order_by("document", "country"):
        counts[sha256][country] += number
    return [
        Row(record.document(sha256), found.total(), tuple(code for code in found if code))
        for sha256, found in counts.items()
    ]


def page(record: Record, sha256: str) -> Page | None:
    """Return a document; None when the store has none with this hash."""
    if not record.has(sha256):
        return None
    acts = record.sight.rows(models.ActRow.objects.filter(document=sha256)).order_by("start", "end", "entity")
    names = record.sight.rows(models.NameRow.objects.filter(document=sha256)).order_by("id")
    lines = Lines(tuple(stored.acts(acts)), tuple(map(stored.name, names)))
    text = current_text(sha256)
    content = record.sight.text(text.content, sha256) if text and record.sight.whole_texts else ""
    found = _found(record, sha256, lines)
    return Page(record.document(sha256), text.id if text else "", content, lines, found, _said(record, sha256))


def current_text(sha256: str) -> models.Text | None:
    """Return the text that the current statements quote, or else the newest one."""
    texts = models.Text.objects.filter(document=sha256)
    return texts.filter(runs__current=True).first() or texts.order_by("-recorded").first()


def contents(documents: Iterable[str]) -> dict[str, str]:
    """Return the current texts of documents by their hashes, whoever asks: mask them before they are shown."""
    found = models.Text.objects.filter(document__in=list(documents), runs__current=True).distinct()
    return dict(found.values_list("document", "content"))


def unreadable() -> list[tuple[str, str]]:
    """List the inputs that could not be read, with the reason."""
    return list(models.Unreadable.objects.order_by("source").values_list("source", "reason"))


def _found(record: Record, sha256: str, lines: Lines) -> tuple[Found, ...]:
    """Return the words of the acts and names that stand and may be seen."""
    acts = [Found(act.start, act.end, "Act", act.id) for act in lines.acts]
    hidden = record.sight.hides(name.id for name in lines.names)
    standing = {name.id for name in lines.names} - hidden
    spans = models.Span.objects.filter(
        position=0, statement__in=current.rows().filter(document=sha256, prop__in=NAMING).values("id")
    ).values_list("start", "end", "statement__kind", "statement__entity")
    names = [Found(*span) for span in spans if span[3] in standing]
    return tuple(sorted({*acts, *names}, key=lambda f: (f.start, -f.end, f.kind, f.id)))


def _said(record: Record, sha256: str) -> dict[str, tuple[Said, ...]]:
    statements = current.statements(current.rows().filter(document=sha256, kind__in=SIDE))
    statements = record.seen(statements)
    rulings = record.rulings({s.claim for s in statements})
    found: dict[str, list[Said]] = {}
    for entity in assemble(statements, {}, rulings, removed(statements, rulings)):
        span = entity.statements[0].spans[0]
        values = {prop: tuple(record.sight.words(v, sha256) for v in found_) for prop, found_ in entity.props.items()}
        found.setdefault(entity.kind, []).append(Said(values, record.span(sha256, span)))
    return {kind: tuple(sorted(said, key=lambda s: s.span.start)) for kind, said in found.items()}
