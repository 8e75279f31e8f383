"""Where the record lies: an SQLite file in the store's folder, or a PostgreSQL database named by the one setting."""

from pathlib import Path
from typing import Any

from saksi.model.errors import UsageError

FILE = "saksi.sqlite3"
SCHEMES = ("postgresql://", "postgres://")
_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def configuration(address: str, store: Path) -> dict[str, Any]:
    """Return Django's settings of the database at an address; without one, of the SQLite file in the store.

    Raises UsageError for an address that is none of PostgreSQL's, and when the driver is not installed.
    """
    return _postgresql(address) if address else _sqlite(store)


def _sqlite(store: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": store / FILE,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",  # a writer waits at the start instead of failing in the middle
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;"
            "PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=8000; PRAGMA temp_store=MEMORY;"
            "PRAGMA secure_delete=ON;",
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    """Read the address as PostgreSQL's own tools do; what Django has no name for goes to the driver as it is."""
    if not address.startswith(SCHEMES):
        raise UsageError("database is wrong: write it as postgresql://user@host/name, or leave it out for SQLite")
    try:
        import psycopg
        from psycopg import conninfo
    except ImportError as error:
        raise UsageError("PostgreSQL needs its driver: install saksi[postgresql]") from error
    try:
        given = conninfo.conninfo_to_dict(address)
    except psycopg.ProgrammingError as error:
        # The driver's message can repeat the address, and with it a password.
        raise UsageError("database is wrong: it cannot be read as postgresql://user@host/name") from error
    named = {_NAMES[key]: str(value) for key, value in given.items() if key in _NAMES}
    if "NAME" not in named:
        raise UsageError("database is wrong: it names no database, as in postgresql://user@host/name")
    options = {key: value for key, value in given.items() if key not in _NAMES}
    return {"ENGINE": "django.db.backends.postgresql", **named, "OPTIONS": options}
