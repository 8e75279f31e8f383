"""Documents: the list, the text with what was found in it, and what a document says besides acts."""

from collections.abc import Iterable
from dataclasses import dataclass

from saksi.model.types import Document, Span
from saksi.store import models
from saksi.store.read import current
from saksi.store.read.assembly import assemble
from saksi.store.read.facts import Lines
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


def row(record: Record, sha256: str) -> Row:
    """Sum up one document."""
    acts = record.held.lines[sha256].acts if sha256 in record.held.lines else ()
    countries = dict.fromkeys(act.country for act in acts if act.country)
    return Row(record.document(sha256), len(acts), tuple(countries))


def page(record: Record, sha256: str) -> Page | None:
    """Return a document; None when the store has none with this hash."""
    if sha256 not in record.held.documents:
        return None
    lines = record.held.lines.get(sha256, Lines((), ()))
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
    standing = {name.id for name in lines.names if record.shows(name)}
    spans = models.Span.objects.filter(
        position=0, statement__in=current.rows().filter(document=sha256, prop__in=NAMING).values("id")
    ).values_list("start", "end", "statement__kind", "statement__entity")
    names = [Found(*span) for span in spans if span[3] in standing]
    return tuple(sorted({*acts, *names}, key=lambda f: (f.start, -f.end, f.kind, f.id)))


def _said(record: Record, sha256: str) -> dict[str, tuple[Said, ...]]:
    statements = current.statements(current.rows().filter(document=sha256, kind__in=SIDE))
    statements = [s for s in statements if record.may_see(s.entity, s.claim)]
    found: dict[str, list[Said]] = {}
    for entity in assemble(statements, record.held.clusters, record.held.rulings, record.held.gone):
        span = entity.statements[0].spans[0]
        values = {prop: tuple(record.sight.words(v, sha256) for v in found_) for prop, found_ in entity.props.items()}
        found.setdefault(entity.kind, []).append(Said(values, record.span(sha256, span)))
    return {kind: tuple(sorted(said, key=lambda s: s.span.start)) for kind, said in found.items()}
