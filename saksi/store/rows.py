"""Every table of the database as lines of JSON and back, whatever the database: what backups are made of.

Django's own serializers cut times off at the millisecond, which the log's digests count to the microsecond.
"""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Protocol

from django.db.models import DateTimeField, Model

from saksi.model.errors import StoreError

APART = {
    "sessions.Session": "who is signed in now; everybody signs in again",
    "store.StoreFormat": "says when the database was made",
    "store.Indexed": "made out of the rest, with the search index",
    "store.GroupRow": "derived from the rest, for pages",
    "store.Fitted": "found again from the same inputs",
    **dict.fromkeys(
        [
            f"store.{name}"
            for name in ("ActRow", "ClusterRow", "Guard", "MaskRow", "NameRow", "PartRow", "Revision", "Follower")
        ],
        "derived from the rest, for pages",
    ),
}
"""Tables that no backup holds, and why."""
PART = 8 * 1024 * 1024
"""Bytes of lines after which a part ends."""
LARGEST = 400 * 1024 * 1024
"""Bytes that a part can have: PART, and one row of the longest text that is read (64 MiB), every character escaped."""
CHUNK = 500


class Tables(Protocol):
    """Django's models, of today or of a migration's time."""

    def get_models(self, include_auto_created: bool = False) -> Iterable[type[Model]]:
        """Return every model."""


def tables(apps: Tables) -> dict[str, type[Model]]:
    """Return the tables that a backup holds, by label, those between two models included."""
    found = apps.get_models(include_auto_created=True)
    named = {model._meta.label: model for model in found if model._meta.managed and not model._meta.proxy}
    return {label: named[label] for label in sorted(named) if label not in APART}


def parts(model: type[Model]) -> Iterator[bytes]:
    """Yield a table in packed parts of bounded size; the first line of each names the columns."""
    columns = [field.attname for field in model._meta.concrete_fields]
    head = json.dumps(columns).encode("ascii")
    lines, size = [head], 0
    for row in model._base_manager.order_by("pk").values_list(*columns).iterator(CHUNK):
        lines.append(json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_moment).encode("utf-8"))
        size += len(lines[-1])
        if size > PART:
            yield _pack(lines)
            lines, size = [head], 0
    if len(lines) > 1:
        yield _pack(lines)


def load(model: type[Model], part: bytes) -> int:
    """Insert the rows of a part; returns their number.

    Raises StoreError for bytes that are no part of this table.
    """
    try:
        first, *rest = _unpack(part).split(b"\n")
        columns = json.loads(first)
        moments = [isinstance(model._meta.get_field(name), DateTimeField) for name in columns]
        rows = [_row(model, columns, moments, json.loads(line)) for line in rest]
    except (ValueError, TypeError, LookupError, AttributeError, zlib.error) as error:
        raise StoreError(f"the rows of {model._meta.label} cannot be read: {error}") from error
    model._base_manager.bulk_create(rows, batch_size=CHUNK)
    return len(rows)


def _row(model: type[Model], columns: list[str], moments: list[bool], values: list[Any]) -> Model:
    told = zip(columns, moments, values, strict=True)
    return model(**{name: datetime.fromisoformat(v) if moment and v else v for name, moment, v in told})


def _pack(lines: list[bytes]) -> bytes:
    return gzip.compress(b"\n".join(lines), compresslevel=4, mtime=0)


def _unpack(part: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    found = unpacker.decompress(part, LARGEST)
    if not unpacker.eof:
        raise ValueError("it is cut off, or larger than any part")
    return found


def _moment(value: object) -> str:
    if not isinstance(value, datetime):
        raise TypeError(f"a backup has no way to write {type(value).__name__}")
    return value.astimezone(UTC).isoformat()
