"""What each database does in its own way: full text, triggers, one writer at a time. One module a database.

Everything else is portable ORM. `own()` returns the module of the database that is open.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from django.db import connection

from saksi.store.engine import postgresql, sqlite


@dataclass(frozen=True, slots=True)
class Words:
    """One part of a query: words that stand side by side, at least one; `prefix` says that the last is a beginning."""

    words: tuple[str, ...]
    prefix: bool = False


class Engine(Protocol):
    """What the store asks of a database."""

    VERBS: tuple[str, ...]
    BYTEWISE: str

    def keep_words(self, rows: Iterable[tuple[int, list[str]]]) -> None:
        """Index terms under the numbers of their rows of `store_indexed`."""

    def drop_words(self, numbers: Iterable[int]) -> None:
        """Take rows out of the index."""

    def find(
        self, wanted: Sequence[Words], unwanted: Sequence[Words], kinds: Sequence[str], most: int
    ) -> list[tuple[str, str, str]]:
        """Return kind, ref and document of the rows with all wanted and no unwanted parts, best first.

        Only the `most` rows that came last are weighed against each other.
        """

    def marked_terms(self) -> int:
        """Return the version of the terms that the index was made of; 0 where nobody wrote it down."""

    def mark_terms(self, version: int) -> None:
        """Write down the version of the terms that the index is made of."""

    def triggers(self) -> frozenset[str]:
        """Return the names of the append-only triggers that stand."""

    def lay_trigger(self, name: str, table: str, verb: str, condition: str) -> None:
        """Have the database refuse a verb on a table where the condition holds; a trigger that stands may stay."""

    def lift_trigger(self, name: str, table: str) -> None:
        """Take a trigger off."""

    def scrub(self) -> list[str]:
        """Leave nothing of deleted rows in any file of the database, outside a transaction.

        Returns a sentence for each thing that could not be done; raises StoreError when somebody is in the way.
        """

    def still(self) -> AbstractContextManager[None]:
        """Show the database as it stands now until the block ends, while writers go on."""

    def write_alone(self) -> None:
        """Hold other writers off until the transaction ends."""


_ENGINES: dict[str, Engine] = {"sqlite": sqlite, "postgresql": postgresql}


def own() -> Engine:
    """Return the engine of the open database."""
    return _ENGINES[connection.vendor]
