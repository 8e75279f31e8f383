"""SQLite: FTS5 for search, triggers that abort, and transactions that begin as the only writer.

The tokenizer keeps marks inside words (`categories`, see migration 0002): the stock one shreds Khmer at vowel signs.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import OperationalError, connection

from saksi.model.errors import StoreError

if TYPE_CHECKING:
    from saksi.store.engine import Words

VERBS: tuple[str, ...] = ("DELETE", "UPDATE")
"""What triggers can refuse."""
BYTEWISE = "binary"
"""Collation that orders words by their bytes in UTF-8."""
BUSY = (
    "what was erased is out of the record, but still in the database's files while another program has them open: "
    "end `saksi serve`, then run `saksi erase --finish`"
)


def keep_words(rows: Iterable[tuple[int, list[str]]]) -> None:
    """Index terms under the numbers of their rows."""
    with connection.cursor() as cursor:
        for number, words in rows:
            cursor.execute("INSERT INTO search (rowid, words) VALUES (%s, %s)", [number, " ".join(words)])


def drop_words(numbers: Iterable[int]) -> None:
    """Take rows out of the index."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search WHERE rowid = %s", [(number,) for number in numbers])


def find(
    wanted: Sequence["Words"], unwanted: Sequence["Words"], kinds: Sequence[str], most: int
) -> list[tuple[str, str, str]]:
    """Return kind, ref and document of what fits, best first by BM25 among the `most` that came last."""
    of_kind = f"WHERE i.kind IN ({', '.join(['%s'] * len(kinds))})" if kinds else ""
    statement = (
        "SELECT i.kind, i.ref, i.document FROM (SELECT rowid AS number, bm25(search) AS score "  # noqa: S608
        "FROM search WHERE search MATCH %s ORDER BY rowid DESC LIMIT %s) "
        f"JOIN store_indexed i ON i.id = number {of_kind} ORDER BY score, i.id"
    )
    expression = " AND ".join(map(_quoted, wanted)) + "".join(f" NOT {_quoted(part)}" for part in unwanted)
    with connection.cursor() as cursor:
        cursor.execute(statement, [expression, most, *kinds])
        return list(cursor.fetchall())


def marked_terms() -> int:
    """Return the version of the terms that the index was made of; it stands in the head of the file."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA user_version")
        return int(cursor.fetchone()[0])


def mark_terms(version: int) -> None:
    """Write down the version of the terms that the index is made of."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA user_version = {int(version)}")


def triggers() -> frozenset[str]:
    """Return the names of the append-only triggers that stand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'append_only_%%'")
        return frozenset(name for (name,) in cursor.fetchall())


def lay_trigger(name: str, table: str, verb: str, condition: str) -> None:
    """Have SQLite abort a verb on a table."""
    when = f"WHEN {condition}" if condition else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
        )


def lift_trigger(name: str, table: str) -> None:
    """Take a trigger off; SQLite knows its table."""
    del table
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def scrub() -> list[str]:
    """Build the index anew, rewrite the file without its free pages, and empty the write-ahead log.

    FTS5 only marks deleted terms in its segments, so they must be merged away; `secure_delete` is on in every
    connection (see `saksi.database`), but pages that were freed before it was may still hold words.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search (search) VALUES ('rebuild')")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()[0]
    except OperationalError as error:
        raise StoreError(BUSY) from error
    if busy:
        raise StoreError(BUSY)
    return []


def write_alone() -> None:
    """Do nothing: every transaction begins IMMEDIATE (see `saksi.database`), so there is one writer."""


@contextmanager
def still() -> Iterator[None]:
    """Show the database as it stands now until the block ends; writers go on, unlike in Django's own transactions."""
    connection.ensure_connection()
    if connection.connection.in_transaction:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            cursor.execute("SELECT count(*) FROM sqlite_master")  # the first look fixes the moment
            yield
        finally:
            cursor.execute("ROLLBACK")


def _quoted(part: "Words") -> str:
    """Quote a part for FTS5, so that none of its words is syntax."""
    return '"' + " ".join(part.words).replace('"', "") + '"' + ("*" if part.prefix else "")
