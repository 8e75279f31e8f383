"""Erasure: rows go in one transaction, then bytes, index and log files; what is left is a tombstone.

`rows` functions are called inside `erasing()`; `finish` wipes the rest and can be called again after a kill.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.models import Q

from saksi.model.errors import StoreError
from saksi.store import alerts, blobs, cited, derivation, engine, log, models, panel, seal, search, tombstones
from saksi.store.append_only import raw
from saksi.store.write import writing

SHORTEST = 5
"""Characters of a file's name or a title that tell what a row is about: shorter ones stand in anything."""


@contextmanager
def erasing(kind: str, by: str, why: str) -> Iterator[models.Tombstone]:
    """Make one transaction in which rows may go, with its tombstone and the note that files still have to."""
    with writing(), seal.lifted():
        tombstone = tombstones.lay(kind, by, why)
        models.Unfinished.objects.create(tombstone=tombstone)
        yield tombstone


def document(sha256: str, tombstone: models.Tombstone) -> None:
    """Take a document out with everything that was read in it and decided about it, and note its bytes for `finish`.

    Raises StoreError when there is none with this hash.
    """
    row = models.Document.objects.filter(sha256=sha256).first()
    if row is None:
        raise StoreError(f"there is no document {sha256[:12]} to erase")
    log.forget(subjects(sha256), tombstone)
    cited.retell(dict.fromkeys(_claims(sha256), ""), tombstone)
    drop_readings(sha256, tombstone)
    drop_unreadable(row)
    models.Masked.objects.filter(document=sha256).delete()
    row.delete()
    note_blob(sha256, tombstone)


def subjects(sha256: str) -> set[str]:
    """Return what was decided on: a document, its claims, pairs with its entities or with clusters it alone has."""
    statements = models.Statement.objects.filter(document=sha256)
    entities = set(statements.values_list("entity", flat=True).distinct())
    homes = models.Canonical.objects.filter(entity__in=entities).values_list("canonical", flat=True).distinct()
    others = models.Canonical.objects.filter(canonical__in=list(homes)).exclude(entity__in=entities)
    alone = set(homes) - set(others.values_list("canonical", flat=True))
    claims = set(statements.values_list("claim", flat=True).distinct())
    return log.about({sha256, *claims}, entities | alone)


def drop_readings(sha256: str, tombstone: models.Tombstone) -> None:
    """Take out what was read in a document: index, clusters, runs, spans, statements, texts.

    With it go alerts that fall, and what was computed of counts of the record.
    """
    search.drop(sha256)
    derivation.forget(sha256)
    entities = models.Statement.objects.filter(document=sha256).values("entity")
    models.Canonical.objects.filter(entity__in=entities).delete()
    alerts.drop(_claims(sha256), tombstone)
    alerts.drop_by_ratings(panel.drop_counted(), tombstone)
    raw(models.Run.statements.through).filter(run__document=sha256).delete()
    raw(models.Run).filter(document=sha256).delete()
    raw(models.Span).filter(text__document=sha256).delete()
    raw(models.Statement).filter(document=sha256).delete()
    raw(models.Text).filter(document=sha256).delete()


def _claims(sha256: str) -> list[str]:
    return sorted(set(models.Statement.objects.filter(document=sha256).values_list("claim", flat=True)))


def drop_unreadable(document: models.Document) -> None:
    """Take out the rows of inputs that could not be read and name this document: by its path, its file or its title."""
    name = _file_name(document.source)
    named = Q(source=document.source) | Q(source__startswith=f"{document.source}/")
    for words in (name, document.title):
        if len(words) >= SHORTEST:
            named |= Q(source__contains=words) | Q(reason__contains=words)
    models.Unreadable.objects.filter(named).delete()
    same = [row.pk for row in models.Unreadable.objects.all() if _file_name(row.source) == name]
    models.Unreadable.objects.filter(pk__in=same).delete()


def note_blob(sha256: str, tombstone: models.Tombstone) -> None:
    """Note that the bytes with this hash are to be destroyed."""
    row = models.Unfinished.objects.get(tombstone=tombstone)
    row.blobs = " ".join([*row.blobs.split(), sha256])
    row.save(update_fields=["blobs"])


def unfinished() -> list[models.Tombstone]:
    """Return the erasures whose files still have to go: the program was ended, or another had the database open."""
    return list(models.Tombstone.objects.filter(unfinished__isnull=False).order_by("at"))


def finish(folder: Path) -> list[str]:
    """Destroy the bytes and rewrite the database's files; returns a sentence for each thing that could not be done.

    Raises StoreError when another program has the database open; call it again then.
    """
    rows = list(models.Unfinished.objects.all())
    if not rows:
        return []
    for row in rows:
        for sha256 in _gone(row.blobs.split()):
            blobs.destroy(folder, sha256)
        row.blobs = ""
        row.save(update_fields=["blobs"])
    blobs.sweep(folder)
    left = engine.own().scrub()
    models.Unfinished.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return left


def _gone(wanted: Iterable[str]) -> list[str]:
    """Keep the hashes that no document has: one may have come in again since."""
    return [sha256 for sha256 in wanted if not models.Document.objects.filter(sha256=sha256).exists()]


def _file_name(source: str) -> str:
    return source.replace("\\", "/").rstrip("/").rpartition("/")[2]
