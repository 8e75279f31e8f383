"""One hash over what a store holds: the same for the same content, on either database, whenever it came in.

Clock columns, row numbers, random ids and salts stay out, and so do accounts; what is hashed stands in TABLES, and a
test holds that every other table is named in APART. Rows come in the order of their own content, one at a time.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import F, Model
from django.db.models.functions import Collate

from saksi.store import engine, models

VERSION = 2
"""Goes up when the same content gets another hash."""

CHUNK = 500
APART = {
    "User": "accounts, with salted passwords",
    "StoreFormat": "says when the database was made",
    "Indexed": "made out of the rest, at any time",
    **dict.fromkeys(("ActRow", "ClusterRow", "GroupRow", "Guard", "MaskRow", "NameRow", "PartRow"), "derived"),
    **dict.fromkeys(("Match", "Compared", "Follower"), "worked out by comparing; what they join stands in Canonical"),
    "Mailed": "which alerts letters told of, not what the record holds",
    "Fitted": "found again from the same inputs",
    "Revision": "a random token, another after every change",
    "Unfinished": "what an erasure has still to do, not what the record holds",
    "Refusal": "fingerprints under a key that each store has for itself",
}
Row = tuple[Any, ...]
BytesOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the digest: its columns, the first `key` of them the order that its rows come in, and those apart."""

    model: type[Model]
    key: int
    columns: tuple[str, ...]
    apart: tuple[str, ...] = ()

    def rows(self, **without: object) -> Iterator[Row]:
        """Yield the rows in the order of their bytes, whatever the database's own order of words."""
        words, *more = self.columns[: self.key]
        found = self.model._default_manager.exclude(**without).order_by(Collate(F(words), engine.own().BYTEWISE), *more)
        yield from found.values_list(*self.columns).iterator(CHUNK)


DOCUMENTS = Table(
    models.Document, 1,
    ("sha256", "source", "mime", "url", "title", "publisher", "published", "lang"), ("retrieved",),
)  # fmt: skip
TABLES = (
    Table(models.Text, 1, ("id", "document", "parser", "content"), ("recorded",)),
    Table(
        models.Statement, 1,
        ("id", "claim", "document", "entity", "kind", "prop", "value", "lang",
         "by", "confidence", "vocabulary", "seal"),
        ("recorded",),
    ),
    Table(models.Canonical, 1, ("entity", "canonical", "kind", "reason")),
    Table(models.Unreadable, 1, ("source", "reason"), ("id", "at")),
    Table(models.Assessment, 1, ("id", "kind", "place", "period", "as_of", "method", "body"), ("at",)),
    Table(models.Alert, 1, ("id", "rule", "place", "period", "value", "threshold"), ("at",)),
    Table(models.Evidence, 2, ("claim", "alert"), ("id",)),
)  # fmt: skip
SPANS = Table(models.Span, 2, ("statement", "position", "text", "start", "end", "quote"), ("id",))
RUNS = Table(models.Run, 1, ("text", "id", "document", "extractor", "version", "digest", "current"), ("at",))
DECISIONS = Table(
    models.Decision, 2,
    ("subject", "id", "verdict", "value", "user", "reason"), ("at", "salt", "digest", "link"),
)  # fmt: skip
TOMBSTONES = Table(models.Tombstone, 1, ("kind", "by", "why"), ("id", "at"))
MASKED = Table(models.Masked, 1, ("document", "tombstone"), ("id",))


def digest(bytes_of: BytesOf) -> str:
    """Hash the open store as it stands at one moment; 64 hexadecimal digits.

    `bytes_of` says which hash the stored bytes of a document have (see `blobs.hash_of`), empty when there are none.
    """
    found = hashlib.sha256(f"saksi digest {VERSION}\n".encode("ascii"))
    with engine.own().still():
        for name, rows in _parts(bytes_of):
            found.update(f"{name}\n".encode("ascii"))
            for row in rows:
                found.update(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n")
    return found.hexdigest()


def _parts(bytes_of: BytesOf) -> Iterator[tuple[str, Iterable[Row]]]:
    yield "Document", ((*row, bytes_of(row[0])) for row in DOCUMENTS.rows())
    for table in TABLES:
        yield table.model.__name__, table.rows()
    yield "Span", SPANS.rows()
    yield "Run", _runs()
    yield "Decision", _decisions()
    yield "Tombstone", sorted(TOMBSTONES.rows())
    yield "Masked", _masked()


def _runs() -> Iterator[Row]:
    """Tell runs with the statements they found; the few of one text are put in order here, since no index does."""
    link = models.Run.statements.through._default_manager
    for text, runs in groupby(RUNS.rows(), key=lambda row: row[0]):
        told = []
        for _, number, *rest in runs:
            told.append((text, *rest, sorted(link.filter(run_id=number).values_list("statement_id", flat=True))))
        yield from sorted(told)


def _decisions() -> Iterator[Row]:
    """Tell what was decided on each subject in the order it was decided in; of erased ones only how many there are."""
    for subject, _, *rest in DECISIONS.rows(salt=""):
        yield (subject, *rest)
    yield (models.Decision.objects.filter(salt="").count(),)


def _masked() -> Iterator[Row]:
    """Tell out of which documents words were taken, and why; the tombstone's own id is random."""
    rows = models.Masked.objects.values_list("document", "tombstone__kind", "tombstone__by", "tombstone__why")
    yield from sorted(rows)
