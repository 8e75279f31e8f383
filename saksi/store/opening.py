"""Opens a store: its folder, its database, its format; a store of a newer Saksi is refused with a sentence."""

import os
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError, connection, transaction

from saksi.database import FILE
from saksi.model.errors import StoreError, UsageError
from saksi.store import blobs, modes, seal

FORMAT = 1
"""Goes up when an older Saksi could no longer understand the store."""

MARK = "postgresql"
"""File in the folder of a store on PostgreSQL: when its database was made, so that each knows the other."""

OWN = frozenset({FILE, MARK, "blobs"})
"""Names in a store's folder that are the database's or the documents'; what else lies there are keys."""

_FORMAT = "SELECT version, created FROM store_storeformat"


def create(folder: Path) -> None:
    """Make the folder (mode 0700) and the database in it, or bring both up to this version; the same again is fine."""
    folder.mkdir(mode=blobs.FOLDER_MODE, parents=True, exist_ok=True)
    _connect(folder)
    _refuse_newer(folder)
    call_command("migrate", verbosity=0, interactive=False)
    settle(folder)
    _derive()


def begin(folder: Path) -> None:
    """Set Django up for a store that is to be built beside its place; raises UsageError when something lies there."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()) or (folder.is_dir() and any(folder.iterdir())):
        raise UsageError(f"{folder} is not empty: restore a backup into a folder that is empty or not there")
    _connect(beside(folder))


def beside(folder: Path) -> Path:
    """Return where a store is built before it comes to its place in one step."""
    return folder.with_name(f".{folder.name}.restoring")


def clear(building: Path) -> bool:
    """Empty the folder in which a store is to be built; returns True when an earlier try has built it whole.

    That is so when PostgreSQL has its rows for good, and only the folder has still to come to its place. Raises
    StoreError when the database holds another record.
    """
    row = _postgresql_row() if connection.vendor != "sqlite" else None
    if row:
        if _made(row) == _marked(building):
            return True
        raise StoreError("the database holds a record already: restore a backup into a database that is empty")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(mode=blobs.FOLDER_MODE, parents=True)
    return False


def settle(folder: Path) -> None:
    """Write the format down, lay the triggers and keep others out of the files, once all tables stand."""
    with transaction.atomic():
        _mark(folder)
        seal.lay()
        _index()
    for file in [*folder.glob(f"{FILE}*"), *folder.glob(MARK)]:
        file.chmod(blobs.FILE_MODE)


def _derive() -> None:
    """Derive the rows that pages read, also where they stand: this is the remedy that `saksi check` names."""
    from saksi.store import derivation, models, write

    if models.Document.objects.exists():
        with write.writing():
            derivation.rebuild()


def connect(folder: Path) -> None:
    """Open a store that is there; raises StoreError when it is missing, newer, or not yet of this version."""
    if not any((folder / name).is_file() for name in (FILE, MARK)):
        raise StoreError(f"there is no store in {folder}: make one with `saksi init --store {folder}`")
    _connect(folder)
    _refuse_newer(folder)
    if _unmigrated() or _outdated():
        raise StoreError(f"the store in {folder} was made by an older Saksi: bring it up with `saksi init`")


def folder() -> Path:
    """Return the folder of the open store."""
    return Path(settings.STORE)


def _connect(folder: Path) -> None:
    """Set Django up on this folder; one process opens one store."""
    os.environ["SAKSI_STORE"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saksi.settings")
    os.umask(0o077)
    django.setup()
    opened = Path(settings.STORE)
    if opened.resolve() != folder.resolve():
        raise StoreError(f"this process already works on the store in {opened}, not on {folder}")
    modes.close(folder)
    _refuse_two_databases(folder)


def _refuse_two_databases(folder: Path) -> None:
    """Keep a setting that was changed, or forgotten, from opening another record than the one of this folder."""
    if connection.vendor == "sqlite" and (folder / MARK).is_file():
        raise StoreError(f"the record of {folder} lies in PostgreSQL: name it with the setting `database`")
    if connection.vendor != "sqlite" and (folder / FILE).is_file():
        raise StoreError(
            f"the record of {folder} lies in {FILE}: leave out the setting `database`, or name a new folder"
        )


def _refuse_newer(folder: Path) -> None:
    """Look at the format with plain SQL: a newer store's tables may be none that this version knows."""
    row = _sqlite_format(folder) if connection.vendor == "sqlite" else _postgresql_format(folder)
    if row and row[0] > FORMAT:
        raise StoreError(
            f"the store in {folder} has format {row[0]}, and this Saksi knows formats up to {FORMAT}: use a newer Saksi"
        )


def _sqlite_format(folder: Path) -> tuple[int, object] | None:
    try:
        with sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True) as plain:
            row: tuple[int, object] | None = plain.execute(_FORMAT).fetchone()
    except sqlite3.OperationalError:
        return None
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{folder / FILE} is not a database that Saksi can read: {error}") from error
    return row


def _postgresql_format(folder: Path) -> tuple[int, object] | None:
    """Read the format, and hold the folder and the database to be of one store."""
    row = _postgresql_row()
    if row and _made(row) != _marked(folder):
        raise StoreError(f"the database holds the record of another folder than {folder}: name its own with --store")
    return row


def _postgresql_row() -> tuple[int, datetime] | None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(_FORMAT)
            row: tuple[int, datetime] | None = cursor.fetchone()
    except ProgrammingError:
        return None
    except OperationalError as error:
        raise StoreError(f"the database does not answer: {' '.join(str(error).split())}") from error
    return row


def _made(row: tuple[int, datetime]) -> str:
    return row[1].astimezone(UTC).isoformat()


def _marked(folder: Path) -> str:
    mark = folder / MARK
    return mark.read_text(encoding="ascii").strip() if mark.is_file() else ""


def _unmigrated() -> bool:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _outdated() -> bool:
    """Say whether the index is of other terms, or the rows for pages of other rules, than those of this Saksi."""
    from saksi.store import revision, search

    return search.outdated() or revision.outdated()


def _index() -> None:
    """Index all documents again where the index is of older terms: a new store has none, and is done at once."""
    from saksi.store import search

    if search.outdated():
        search.rebuild()


def _mark(folder: Path) -> None:
    """Write the format down; on PostgreSQL also in the folder, before the database says so for good."""
    from saksi.store.models import StoreFormat

    row, _ = StoreFormat.objects.update_or_create(
        pk=1, defaults={"version": FORMAT}, create_defaults={"version": FORMAT, "created": datetime.now(UTC)}
    )
    if connection.vendor != "sqlite":
        (folder / MARK).write_text(f"{row.created.astimezone(UTC).isoformat()}\n", encoding="ascii")
