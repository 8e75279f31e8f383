"""`saksi ingest`: files into the store, read and extracted; what cannot be read becomes a row with its reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from saksi.extract.pipeline import EXTRACTORS, extract
from saksi.flows.resolve import resolve
from saksi.ingest.fetch import Raw, collect
from saksi.ingest.read import read
from saksi.model.errors import EvidenceError, SchemaError, StoreError, UnreadableError
from saksi.packs import Pack, load
from saksi.store import blobs, models, write


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: `state` is new, changed, known or unreadable (then with its reason)."""

    source: str
    state: str
    statements: int = 0
    reason: str = ""


def ingest(paths: Sequence[Path], store: Path, packs: Sequence[str]) -> Iterator[Outcome]:
    """Read files and folders into the store, one outcome a file, and cluster what they name at the end."""
    yield from ingest_raws(collect(paths), store, packs)


def ingest_raws(raws: Iterable[Raw], store: Path, packs: Sequence[str]) -> Iterator[Outcome]:
    """Read bytes under the names that they came with into the store, and cluster what they name at the end."""
    pack = load(tuple(packs))
    for raw in raws:
        yield take(raw, store, pack)
    resolve()


def again(store: Path, packs: Sequence[str]) -> Iterator[Outcome]:
    """Read every stored document again with today's parsers and extractors; decisions stay where they are."""
    yield from ingest_raws(_stored(store), store, packs)


def _stored(store: Path) -> Iterator[Raw]:
    for document in models.Document.objects.order_by("pk"):
        try:
            yield Raw(document.source, blobs.fetch(store, document.sha256))
        except StoreError as error:
            yield Raw(document.source, None, str(error))


def take(raw: Raw, store: Path, pack: Pack) -> Outcome:
    """Read one input into the store."""
    try:
        document, text = read(raw)
        blobs.keep(store, raw.content or b"")
        added = write.add(document, text, extract(document, text, pack), ran=EXTRACTORS)
    except UnreadableError as error:
        return _unreadable(raw, str(error).removeprefix(f"{raw.source}: "))
    except (EvidenceError, SchemaError) as error:
        # An extractor's fault, not the document's: nothing of it is kept, and the others go on.
        return _unreadable(raw, f"what was extracted is refused: {error}")
    state = "new" if added.document else "changed" if added.changed else "known"
    return Outcome(raw.source, state, added.statements)


def _unreadable(raw: Raw, reason: str) -> Outcome:
    write.unreadable(raw.source, reason)
    return Outcome(raw.source, "unreadable", reason=reason)
