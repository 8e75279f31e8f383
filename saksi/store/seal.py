"""Has the database itself refuse what the model layer refuses: a change to a statement, a span, a text, a decision.

Laid over a real store by `opening`, and not by a migration: the test runner empties its tables between tests.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from saksi.store import engine

TABLES = (
    "store_text", "store_statement", "store_span", "store_tombstone", "store_assessment", "store_alert",
    "store_evidence",
)  # fmt: skip
DECISIONS = "store_decision"
_ERASED = "NEW.salt = '' AND NEW.digest = OLD.digest AND NEW.link = OLD.link AND NEW.id = OLD.id"


def lay() -> None:
    """Create the triggers that are not there yet."""
    for table in (*TABLES, DECISIONS):
        for verb in engine.own().VERBS:
            # An item of the log may lose its salt and content (erasure), never its place in the chain.
            condition = f"NOT ({_ERASED})" if (table, verb) == (DECISIONS, "UPDATE") else ""
            engine.own().lay_trigger(_name(table, verb), table, verb, condition)


def lift() -> None:
    """Take the triggers off; `lay` puts them on again."""
    standing_ = standing()
    for table in (*TABLES, DECISIONS):
        for verb in engine.own().VERBS:
            if _name(table, verb) in standing_:
                engine.own().lift_trigger(_name(table, verb), table)


@contextmanager
def lifted() -> Iterator[None]:
    """Take the triggers off for an erasure, and put them on again where they stood; only inside one transaction."""
    stood = standing()
    lift()
    yield
    if stood:
        lay()


def standing() -> frozenset[str]:
    """Return the names of the triggers that stand in the database."""
    return engine.own().triggers()


def expected() -> frozenset[str]:
    """Return the names of the triggers that should stand."""
    return frozenset(_name(table, verb) for table in (*TABLES, DECISIONS) for verb in engine.own().VERBS)


def _name(table: str, verb: str) -> str:
    return f"append_only_{table}_{verb.lower()}"
