"""Writes a backup: the whole store as it stands at one moment, while others go on working on it.

Every document's bytes are stored before its row, so each row of that moment has its bytes in the folder.
"""

import re
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import saksi
from saksi.store import archive, blobs, check, engine, models, opening, rows
from saksi.store.digest import VERSION, digest

_KEY = re.compile(r"[a-z][a-z-]{0,40}")


def backup(folder: Path, file: Path) -> archive.Manifest:
    """Write the open store to a file, whole or not at all; returns what it says about itself.

    Raises StoreError when a document's bytes are gone or changed, UsageError and SaksiError for the file.
    """
    with archive.writing(file) as writer, engine.own().still():
        held = _manifest()
        writer.manifest(held)
        for key in keys(folder):
            writer.key(key.name, key.read_bytes())
        for label, model in rows.tables(apps).items():
            for number, part in enumerate(rows.parts(model)):
                writer.part(label, number, part)
        for sha256 in models.Document.objects.order_by("pk").values_list("pk", flat=True).iterator():
            writer.blob(sha256, blobs.path(folder, sha256))
    return held


def keys(folder: Path) -> list[Path]:
    """Return the key files of a store: whatever small file of a plain name lies in its folder beside the database."""
    return sorted(
        file
        for file in folder.iterdir()
        if file.is_file() and not file.is_symlink() and _KEY.fullmatch(file.name) and file.name not in opening.OWN
    )


def _manifest() -> archive.Manifest:
    """Say what is in the store; that documents have their bytes is proved while they are copied."""
    return archive.Manifest(
        format=archive.FORMAT,
        saksi=saksi.__version__,
        store=opening.FORMAT,
        migrations=tuple(sorted(MigrationRecorder(connection).applied_migrations())),
        digest_version=VERSION,
        digest=digest(lambda sha256: sha256),
        head=check.head(),
        rows={label: model._base_manager.count() for label, model in rows.tables(apps).items()},
        blobs=models.Document.objects.count(),
    )
