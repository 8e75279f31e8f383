"""Puts a backup into an empty place: built beside it, proved, and moved there in one step.

On SQLite everything lies in the new folder. On PostgreSQL the rows come in one transaction, and the folder is moved
after it; when the program was ended between the two, the next run finds both whole and moves the folder.
"""

import os
import shutil
from collections import Counter
from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import partial
from pathlib import Path

from django.apps import apps as today
from django.apps.registry import Apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from saksi.model.errors import SaksiError, StoreError
from saksi.store import archive, blobs, check, derivation, opening, rows, search
from saksi.store.archive import Kind, Manifest, Member
from saksi.store.digest import VERSION, digest

Tables = Mapping[str, type[Model]]


def restore(file: Path, folder: Path) -> Manifest:
    """Make the store that a backup holds, after `opening.begin`; returns what the backup says about itself.

    Raises StoreError when the backup is damaged or of a newer Saksi or the database holds a record already, SaksiError
    when the disk does not take it.
    """
    held = archive.manifest(file)
    _refuse_unknown(file, held)
    beside = opening.beside(folder)
    try:
        if not opening.clear(beside):
            _build(file, held, beside)
        _prove(file, held, beside)
        connection.close()
        beside.rename(folder)
        archive.settle(folder.parent)
    except OSError as error:
        raise SaksiError(f"{folder} was not made ({error.strerror or error}): nothing was restored") from error
    except DatabaseError as error:
        words = " ".join(str(error).split())
        raise StoreError(f"the database does not take what is in {file} ({words}): nothing was restored") from error
    return held


def _build(file: Path, held: Manifest, beside: Path) -> None:
    """Make the whole store; when that fails, nothing stays of it."""
    with ExitStack() as undo:
        undo.callback(shutil.rmtree, beside, ignore_errors=True)
        with _together():
            _fill(file, held, beside)
            opening.settle(beside)
            _prove(file, held, beside)
            os.sync()
        undo.pop_all()


def _refuse_unknown(file: Path, held: Manifest) -> None:
    known = MigrationLoader(None).graph.nodes
    new = [".".join(one) for one in held.migrations if one not in known]
    if held.store > opening.FORMAT or new:
        why = f"its tables are those of {new[0]}" if new else f"its store has format {held.store}"
        raise StoreError(f"{file} was made by a newer Saksi ({held.saksi}; {why}): use that one")


def _together() -> AbstractContextManager[None]:
    """On PostgreSQL one transaction, so that nobody sees half a store; an SQLite file is not in its place yet."""
    return nullcontext() if connection.vendor == "sqlite" else transaction.atomic()


def _fill(file: Path, held: Manifest, folder: Path) -> None:
    """Make the tables as they were when the backup was made, fill them, and bring them up to today's."""
    executor = MigrationExecutor(connection)
    last = _last(held, executor.loader)
    executor.migrate(last)
    tables = rows.tables(executor.loader.project_state(last).apps)
    with transaction.atomic():
        for model in tables.values():
            model._base_manager.all().delete()  # what a migration laid there itself is in the backup too
        found: Counter[str] = Counter()
        for member in archive.read(file):
            found.update(_take(file, member, folder, tables))
        connection.check_constraints()
    for label, number in {**held.rows, Kind.BLOB.name: held.blobs}.items():
        if found[label] != number:
            raise archive.damaged(file, f"it holds {found[label]} of {number} {label}")
    _count_on(executor.loader.project_state(last).apps)  # for what a migration adds
    call_command("migrate", verbosity=0, interactive=False)
    _count_on(today)
    _index()


def _last(held: Manifest, loader: MigrationLoader) -> list[tuple[str, str]]:
    """Return the migrations of the backup that no other one of them follows."""
    there = set(held.migrations)
    followed = {parent.key for key in there for parent in loader.graph.node_map[key].parents if parent.key[0] == key[0]}
    return sorted(there - followed)


def _take(file: Path, member: Member, folder: Path, tables: Tables) -> dict[str, int]:
    """Put a member where its kind belongs; returns what was taken, counted."""
    if member.kind is Kind.TABLE:
        if member.name not in tables:
            raise archive.damaged(file, f"there is no table {member.name}")
        return {member.name: rows.load(tables[member.name], member.content.read())}
    if member.kind is Kind.BLOB:
        blobs.take(folder, member.name, member.content)
        return {Kind.BLOB.name: 1}
    if member.kind is Kind.KEY:
        if member.name in opening.OWN or (folder / member.name).exists():
            raise archive.damaged(file, f"{member.name} is no key")
        (folder / member.name).write_bytes(member.content.read())
        (folder / member.name).chmod(blobs.FILE_MODE)
    return {}


def _count_on(apps: Apps) -> None:
    """Have PostgreSQL number new rows after those that came with their numbers."""
    models_ = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models_):
            cursor.execute(statement)


def _index() -> None:
    """Make the search index and the rows that pages read, which no backup holds."""
    with transaction.atomic():
        search.rebuild()
        derivation.rebuild()


def _prove(file: Path, held: Manifest, folder: Path) -> None:
    """Compare what came out with what went in; a digest of another Saksi's tables cannot be compared."""
    now = {key for key in MigrationLoader(connection).applied_migrations if key[0] == "store"}
    then = {tuple(one) for one in held.migrations if one[0] == "store"}
    if (VERSION, now) == (held.digest_version, then) and digest(partial(blobs.hash_of, folder)) != held.digest:
        raise archive.damaged(file, "what came out of it has another digest than what went in")
    if check.head() != held.head:
        raise archive.damaged(file, "the log of decisions ends elsewhere than it should")
