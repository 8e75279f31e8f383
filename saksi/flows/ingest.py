"""`saksi ingest`: files into the store, read and extracted; what cannot be read becomes a row with its reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from saksi.extract.extractors import EXTRACTORS
from saksi.flows.extraction.extractor import PATIENCE, Work, extract
from saksi.flows.resolve import resolve
from saksi.ingest.fetch import Raw
from saksi.ingest.inputs import Input, described, inputs
from saksi.ingest.reader import Reader
from saksi.ingest.web import Web
from saksi.model.errors import EvidenceError, SchemaError, StoreError, UnreadableError
from saksi.packs import load
from saksi.store import blobs, models, tombstones, write


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: `state` is new, changed, known or unreadable (then with its reason)."""

    source: str
    state: str
    statements: int = 0
    reason: str = ""


def ingest(
    paths: Sequence[str | Path], store: Path, packs: Sequence[str], web: Web | None = None, patience: int = PATIENCE
) -> Iterator[Outcome]:
    """Read files, folders and archives into the store, one outcome a document, and cluster what they name at the end.

    Nothing is fetched unless `web` is given; `patience` is how long extraction may take (see `flows.extraction`).
    """
    with Reader() as reader:
        yield from _take_all(inputs(paths, reader, web), store, packs, patience)


def ingest_raws(raws: Iterable[Raw], store: Path, packs: Sequence[str], patience: int = PATIENCE) -> Iterator[Outcome]:
    """Read bytes under the names that they came with into the store, each for itself, and cluster at the end."""
    with Reader() as reader:
        found = (described(piece) for raw in raws for piece in reader.pieces(raw, alone=True))
        yield from _take_all(found, store, packs, patience)


def again(store: Path, packs: Sequence[str], patience: int = PATIENCE) -> Iterator[Outcome]:
    """Read every stored document again with today's parsers and extractors; decisions stay where they are."""
    yield from ingest_raws(_stored(store), store, packs, patience)


def take(one: Input, store: Path, work: Work) -> Outcome | None:
    """Take one input into the store; None for an archive that was opened, whose documents come by themselves."""
    if one.document is None or one.text is None:
        if one.reason:
            return _unreadable(one.source, one.reason)
        write.readable(one.source)
        return None
    tombstone = tombstones.refusal(store, one.content)
    if tombstone is not None:
        reason = tombstones.sentence(tombstone)
        write.unreadable(f"erased: {tombstone.pk}", reason)  # the file's name can say what was to be forgotten
        return Outcome(one.source, "unreadable", reason=reason)
    try:
        found = extract(one.document, one.text, work)
        blobs.keep(store, one.content)
        added = write.add(one.document, one.text, found, ran=EXTRACTORS)
    except UnreadableError as error:
        return _unreadable(one.source, str(error))
    except (EvidenceError, SchemaError) as error:
        # An extractor's fault, not the document's: nothing of it is kept, and the others go on.
        return _unreadable(one.source, f"what was extracted is refused: {error}")
    state = "new" if added.document else "changed" if added.changed else "known"
    return Outcome(one.source, state, added.statements)


def _take_all(found: Iterable[Input], store: Path, packs: Sequence[str], patience: int) -> Iterator[Outcome]:
    work = Work(tuple(packs), patience)
    for one in found:
        outcome = take(one, store, work)
        if outcome is not None:
            yield outcome
    resolve(load(tuple(packs)))


def _stored(store: Path) -> Iterator[Raw]:
    # What an erasure masked is not read again: its bytes are no file that came, and claims in it have other ids.
    for document in models.Document.objects.filter(masked__isnull=True).order_by("pk"):
        try:
            content = blobs.fetch(store, document.sha256)
        except StoreError as error:
            yield Raw(document.source, None, str(error))
        else:
            # The type as it was stored: a server may have named the encoding, which the bytes do not tell.
            yield Raw(document.source, content, mime=document.mime)


def _unreadable(source: str, reason: str) -> Outcome:
    write.unreadable(source, reason)
    return Outcome(source, "unreadable", reason=reason)
