"""Opens a store: its folder, its database, its format; a store of a newer Saksi is refused with a sentence."""

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from saksi.model.errors import StoreError
from saksi.store import blobs, seal

FORMAT = 1
"""Goes up when an older Saksi could no longer understand the store."""

DATABASE = "saksi.sqlite3"


def create(folder: Path) -> None:
    """Make the folder (mode 0700) and the database in it, or bring both up to this version; the same again is fine."""
    folder.mkdir(mode=blobs.FOLDER_MODE, parents=True, exist_ok=True)
    folder.chmod(blobs.FOLDER_MODE)
    _connect(folder)
    if (folder / DATABASE).exists():
        _refuse_newer(folder)
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        _mark()
        seal.lay()
    for file in folder.glob(f"{DATABASE}*"):
        file.chmod(blobs.FILE_MODE)


def connect(folder: Path) -> None:
    """Open a store that is there; raises StoreError when it is missing, newer, or not yet of this version."""
    if not (folder / DATABASE).is_file():
        raise StoreError(f"there is no store in {folder}: make one with `saksi init --store {folder}`")
    _connect(folder)
    _refuse_newer(folder)
    if _unmigrated():
        raise StoreError(f"the store in {folder} was made by an older Saksi: bring it up with `saksi init`")


def folder() -> Path:
    """Return the folder of the open store."""
    return Path(str(settings.DATABASES["default"]["NAME"])).parent


def _connect(folder: Path) -> None:
    """Set Django up on this folder; one process opens one store."""
    os.environ["SAKSI_STORE"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saksi.settings")
    os.umask(0o077)
    django.setup()
    opened = Path(str(connection.settings_dict["NAME"])).parent
    if opened.resolve() != folder.resolve():
        raise StoreError(f"this process already works on the store in {opened}, not on {folder}")


def _refuse_newer(folder: Path) -> None:
    """Look at the format with SQLite alone: a newer store's tables may be none that this version knows."""
    try:
        with sqlite3.connect(f"file:{folder / DATABASE}?mode=ro", uri=True) as plain:
            row = plain.execute("SELECT version FROM store_storeformat").fetchone()
    except sqlite3.OperationalError:
        return
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{folder / DATABASE} is not a database that Saksi can read: {error}") from error
    if row and row[0] > FORMAT:
        raise StoreError(
            f"the store in {folder} has format {row[0]}, and this Saksi knows formats up to {FORMAT}: use a newer Saksi"
        )


def _unmigrated() -> bool:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _mark() -> None:
    from saksi.store.models import StoreFormat

    StoreFormat.objects.update_or_create(
        pk=1, defaults={"version": FORMAT}, create_defaults={"version": FORMAT, "created": datetime.now(UTC)}
    )
