"""Documents: the list, the text with what was found in it, and what a document says besides acts."""

from dataclasses import dataclass

from saksi.model.types import Document, Entity, Span
from saksi.store import models
from saksi.store.read import current
from saksi.store.read.assembly import assemble
from saksi.store.read.facts import Lines
from saksi.store.read.snapshot import Snapshot

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

    entity: Entity
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


def rows(snapshot: Snapshot) -> list[Row]:
    """List the documents, the newest first; those without a date last."""
    return [row(snapshot, document) for document in snapshot.documents.values()]


def row(snapshot: Snapshot, document: Document) -> Row:
    """Sum up one document."""
    acts = snapshot.lines[document.sha256].acts if document.sha256 in snapshot.lines else ()
    countries = dict.fromkeys(act.country for act in acts if act.country)
    return Row(document, len(acts), tuple(countries))


def page(snapshot: Snapshot, sha256: str) -> Page | None:
    """Return a document; None when the store has none with this hash."""
    document = snapshot.documents.get(sha256)
    if document is None:
        return None
    lines = snapshot.lines.get(sha256, Lines((), ()))
    text = _text(sha256)
    content = text.content if text else ""
    return Page(document, text.id if text else "", content, lines, _found(sha256, lines), _said(sha256, snapshot))


def unreadable() -> list[tuple[str, str]]:
    """List the inputs that could not be read, with the reason."""
    return list(models.Unreadable.objects.order_by("source").values_list("source", "reason"))


def _text(sha256: str) -> models.Text | None:
    texts = models.Text.objects.filter(document=sha256)
    return texts.filter(runs__current=True).first() or texts.order_by("-recorded").first()


def _found(sha256: str, lines: Lines) -> tuple[Found, ...]:
    """Return the words of the acts and names that stand."""
    acts = [Found(act.start, act.end, "Act", act.id) for act in lines.acts]
    standing = {name.id for name in lines.names}
    spans = models.Span.objects.filter(
        position=0, statement__in=current.rows().filter(document=sha256, prop__in=NAMING).values("id")
    ).values_list("start", "end", "statement__kind", "statement__entity")
    names = [Found(*span) for span in spans if span[3] in standing]
    return tuple(sorted({*acts, *names}, key=lambda f: (f.start, -f.end, f.kind, f.id)))


def _said(sha256: str, snapshot: Snapshot) -> dict[str, tuple[Said, ...]]:
    statements = current.statements(current.rows().filter(document=sha256, kind__in=SIDE))
    found: dict[str, list[Said]] = {}
    for entity in assemble(statements, snapshot.clusters, snapshot.rulings, snapshot.gone):
        found.setdefault(entity.kind, []).append(Said(entity, entity.statements[0].spans[0]))
    return {kind: tuple(sorted(said, key=lambda s: s.span.start)) for kind, said in found.items()}
