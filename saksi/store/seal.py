"""Has SQLite itself refuse what the model layer refuses: a change to a statement, a span, a text or a decision.

Laid over a real store by `opening`, and not by a migration: the test runner empties its tables between tests.
"""

from django.db import connection

TABLES = ("store_text", "store_statement", "store_span")
DECISIONS = "store_decision"
_ERASED = "NEW.salt = '' AND NEW.digest = OLD.digest AND NEW.link = OLD.link AND NEW.id = OLD.id"


def lay() -> None:
    """Create the triggers that are not there yet; does nothing on other databases."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for table in (*TABLES, DECISIONS):
            cursor.execute(_trigger(table, "DELETE", ""))
        for table in TABLES:
            cursor.execute(_trigger(table, "UPDATE", ""))
        # An item of the log may lose its salt and content (erasure), never its place in the chain.
        cursor.execute(_trigger(DECISIONS, "UPDATE", f"WHEN NOT ({_ERASED})"))


def standing() -> frozenset[str]:
    """Return the names of the triggers that stand in the database."""
    if connection.vendor != "sqlite":
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'append_only_%%'")
        return frozenset(name for (name,) in cursor.fetchall())


def expected() -> frozenset[str]:
    """Return the names of the triggers that should stand."""
    return frozenset(_name(table, verb) for table in (*TABLES, DECISIONS) for verb in ("DELETE", "UPDATE"))


def _name(table: str, verb: str) -> str:
    return f"append_only_{table}_{verb.lower()}"


def _trigger(table: str, verb: str, condition: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {_name(table, verb)} BEFORE {verb} ON {table} {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    )
