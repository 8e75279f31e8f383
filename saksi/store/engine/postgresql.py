"""PostgreSQL: tsvectors over our own terms for search, triggers that raise, and an advisory lock for the one writer.

The vectors are what configuration `simple` makes of terms that are cut already. They are written out here, because
PostgreSQL's parser would cut again, at marks (Khmer) or into numbers and host names, and keeps diacritics.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from django.db import ProgrammingError, connection, transaction

if TYPE_CHECKING:
    from saksi.store.engine import Words

PART = 10_000
"""Terms in one vector: PostgreSQL counts positions up to 16,383 and holds 1 MiB a vector."""
OVERLAP = 50
"""Terms that a vector shares with the next, so that a phrase over the seam is found."""
LONGEST = 60
"""Characters of a term that count, so that PART terms fit into a vector whatever they are."""
WRITER = 0x5A4B51
"""Number of our advisory lock."""
VERBS: tuple[str, ...] = ("DELETE", "UPDATE", "TRUNCATE")
"""What triggers can refuse."""
BYTEWISE = "C"
"""Collation that orders words by their bytes in UTF-8."""
REFUSE = "append_only_refuse"
COMMENT = "terms "
"""Before the version of the terms in the comment on the index."""
WAL = (
    "PostgreSQL's write-ahead log holds the old rows until the server recycles it, and archives, replicas and dumps "
    "keep them: see docs/operations.md"
)


def keep_words(rows: Iterable[tuple[int, list[str]]]) -> None:
    """Index terms under the numbers of their rows, long ones in several vectors."""
    vectors = [(number, part, vector) for number, words in rows for part, vector in enumerate(_vectors(words))]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO search (indexed, part, words) VALUES (%s, %s, %s::tsvector)", vectors)


def drop_words(numbers: Iterable[int]) -> None:
    """Take rows out of the index."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search WHERE indexed = ANY(%s)", [list(numbers)])


def find(
    wanted: Sequence["Words"], unwanted: Sequence["Words"], kinds: Sequence[str], most: int
) -> list[tuple[str, str, str]]:
    """Return kind, ref and document of what fits, of the `most` that came last those with many hits in few words first.

    Every part is looked up for itself, since the parts of one query may stand in different vectors of a long text.
    """
    one = "SELECT indexed FROM search WHERE words @@ %s::tsquery"
    sets = [*(f"i.id IN ({one})" for _ in wanted), *(f"i.id NOT IN ({one})" for _ in unwanted)]
    if kinds:
        sets.append("i.kind = ANY(%s)")
    statement = (
        "SELECT i.kind, i.ref, i.document FROM (SELECT i.id, i.kind, i.ref, i.document FROM store_indexed i "  # noqa: S608
        f"WHERE {' AND '.join(sets)} ORDER BY i.id DESC LIMIT %s) i JOIN search s ON s.indexed = i.id "
        "GROUP BY i.id, i.kind, i.ref, i.document ORDER BY max(ts_rank(s.words, %s::tsquery, 1)) DESC, i.id"
    )
    any_of = " | ".join(map(_query, wanted))
    values = [_query(part) for part in chain(wanted, unwanted)]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *([list(kinds)] if kinds else []), most, any_of])
        return list(cursor.fetchall())


def marked_terms() -> int:
    """Return the version of the terms that the index was made of; it stands in the comment on the table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('search'::regclass, 'pg_class')")
        (comment,) = cursor.fetchone()
    return int(comment.removeprefix(COMMENT)) if comment and comment.startswith(COMMENT) else 0


def mark_terms(version: int) -> None:
    """Write down the version of the terms that the index is made of."""
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON TABLE search IS '{COMMENT}{int(version)}'")


def triggers() -> frozenset[str]:
    """Return the names of the append-only triggers that stand and are switched on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE tgname LIKE 'append_only_%%' AND tgenabled <> 'D' AND pg_table_is_visible(pg_class.oid)"
        )
        return frozenset(name for (name,) in cursor.fetchall())


def lay_trigger(name: str, table: str, verb: str, condition: str) -> None:
    """Have PostgreSQL raise on a verb on a table; emptying it at once (TRUNCATE) is a verb of its own."""
    each = "STATEMENT" if verb == "TRUNCATE" else "ROW"
    when = f"WHEN ({condition})" if condition else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {REFUSE}() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '%% only grows', TG_TABLE_NAME; END $$",
            [],
        )
        cursor.execute(
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {verb} ON {table} "
            f"FOR EACH {each} {when} EXECUTE FUNCTION {REFUSE}()"
        )


def lift_trigger(name: str, table: str) -> None:
    """Take a trigger off, after what still waits for the end of the transaction on its table."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")


def scrub() -> list[str]:
    """Rewrite every table of the record with its indexes and statistics, and have the server let go of the old files.

    The write-ahead log cannot be cleaned from here: old segments go when the server recycles them, archives never do.
    """
    left = [WAL]
    with connection.cursor() as cursor:
        every = connection.introspection.table_names(cursor)
        tables = [name for name in every if name.startswith(("store_", "search"))]
        # Planner statistics hold the commonest values of a column, so they are made anew and their old rows vacuumed.
        for table in [*tables, "pg_catalog.pg_statistic"]:
            cursor.execute(f"VACUUM (FULL{', ANALYZE' if table in tables else ''}) {table}")
        for statement in ("CHECKPOINT", "SELECT pg_switch_wal()", "CHECKPOINT"):
            try:
                cursor.execute(statement)
            except ProgrammingError:
                left.append(f"the role of Saksi may not run {statement}: have the server's administrator run it")
    return left


def write_alone() -> None:
    """Hold other writers off until the transaction ends; readers go on. Without it two decisions could follow one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER])


@contextmanager
def still() -> Iterator[None]:
    """Show the database as it stands now until the block ends; writers go on."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _vectors(words: list[str]) -> Iterator[str]:
    """Write out the vectors of a list of terms: `'term':1,7 'other':2`."""
    for start in range(0, max(len(words), 1), PART):
        places: dict[str, list[str]] = {}
        for place, word in enumerate(words[start : start + PART + OVERLAP], 1):
            places.setdefault(_lexeme(word), []).append(str(place))
        yield " ".join(f"{word}:{','.join(found[:255])}" for word, found in places.items())


def _query(part: "Words") -> str:
    """Write a part out for PostgreSQL, every word quoted: `('mira' <-> 'sol':*)`."""
    words = list(map(_lexeme, part.words))
    return "(" + " <-> ".join(words) + (":*" if part.prefix else "") + ")"


def _lexeme(word: str) -> str:
    """Quote a term without the diacritics that FTS5 takes off: those of Latin letters with one mark."""
    bare = word if word.isascii() else "".join(map(_bare, word))
    return "'" + bare[:LONGEST].replace("\\", "\\\\").replace("'", "''") + "'"


def _bare(character: str) -> str:
    apart = unicodedata.normalize("NFD", character)
    return apart[0] if apart[0].isascii() and len(apart) == 2 else character
