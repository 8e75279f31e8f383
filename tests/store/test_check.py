"""A store that holds proves itself; whatever is tampered with is named."""

from pathlib import Path

import pytest
import samples
from django.db import DatabaseError, connection, transaction

from saksi.model.types import Verdict
from saksi.store import blobs, check, engine, models, seal, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    samples.add()
    blobs.keep(tmp_path, "\n".join(samples.LINES).encode())
    for statement in models.Statement.objects.order_by("pk")[:3]:
        write.decide(samples.decision(statement.claim, Verdict.ACCEPT))
    seal.lay()
    return tmp_path


def tamper(sql: str, *values: object) -> None:
    """Do what somebody with the database would do: take the triggers off, change a row, and lay them again."""
    seal.lift()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    seal.lay()


def named(folder: Path) -> str:
    return "\n".join(check.problems(folder))


def test_a_whole_store_has_no_problems(folder: Path) -> None:
    assert named(folder) == ""
    assert check.counted()["documents"] == 1
    assert check.counted()["decisions"] == 3


def test_the_database_refuses_changes_too(folder: Path) -> None:
    connection.check_constraints()
    for sql in (
        *(["TRUNCATE store_span"] if connection.vendor == "postgresql" else []),
        "UPDATE store_statement SET value = 'x'",
        "DELETE FROM store_span",
        "UPDATE store_text SET content = 'x'",
        "DELETE FROM store_decision",
        "UPDATE store_decision SET value = 'x'",
    ):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


@pytest.mark.parametrize(
    ("column", "value"),
    [("value", "charge"), ("claim", "0" * 32), ("confidence", 0.1), ("entity", "0" * 32), ("by", "other@1")],
)
def test_a_changed_statement_is_named(folder: Path, column: str, value: object) -> None:
    one = models.Statement.objects.filter(prop="type", value="arrest").get()
    tamper(f"UPDATE store_statement SET {column} = %s WHERE id = %s", value, one.pk)  # noqa: S608

    assert f"statement {one.pk} has been changed" in named(folder)


@pytest.mark.parametrize(("column", "value"), [("start", 1), ("end", 60), ("quote", "Nobody was arrested")])
def test_a_changed_span_is_named(folder: Path, column: str, value: object) -> None:
    span = models.Span.objects.filter(statement__value="arrest", position=0).get()
    tamper(f'UPDATE store_span SET "{column}" = %s WHERE id = %s', value, span.pk)  # noqa: S608

    assert f"statement {span.statement_id}: text {span.text_id} does not say" in named(folder)
    assert f"statement {span.statement_id} has been changed" in named(folder)


def test_a_span_put_in_or_taken_out_is_named(folder: Path) -> None:
    span = models.Span.objects.filter(statement__value="arrest", position=1).get()
    tamper("DELETE FROM store_span WHERE id = %s", span.pk)

    assert f"statement {span.statement_id} has been changed" in named(folder)


def test_a_statement_without_words_is_named(folder: Path) -> None:
    span = models.Span.objects.filter(statement__value="2022").get()
    tamper("DELETE FROM store_span WHERE id = %s", span.pk)

    assert f"statement {span.statement_id} has no words" in named(folder)


def test_a_changed_text_is_named(folder: Path) -> None:
    one = models.Text.objects.get()
    tamper("UPDATE store_text SET content = replace(content, 'Mira', 'Nina') WHERE id = %s", one.pk)

    assert f"text {one.pk}" in named(folder)
    assert "does not say" in named(folder)


def test_a_statement_slipped_out_of_its_run_is_named(folder: Path) -> None:
    one = models.Statement.objects.first()
    tamper("DELETE FROM store_run_statements WHERE statement_id = %s", one.pk)

    assert "has lost or gained statements" in named(folder)


@pytest.mark.parametrize("column", ["subject", "verdict", "value", "user", "at", "reason", "digest", "salt"])
def test_a_changed_decision_is_named(folder: Path, column: str) -> None:
    one = models.Decision.objects.order_by("id")[1]
    value = "2020-01-01 00:00:00" if column == "at" else "reject" if column == "verdict" else "f" * 32
    tamper(f'UPDATE store_decision SET "{column}" = %s WHERE id = %s', value, one.pk)  # noqa: S608

    assert f"decision {one.pk}" in named(folder)


def test_a_decision_taken_out_is_noticed_at_the_next(folder: Path) -> None:
    _, one, following = models.Decision.objects.order_by("id")
    tamper("DELETE FROM store_decision WHERE id = %s", one.pk)

    assert f"decision {following.pk}" in named(folder)


def test_the_head_of_the_log_shows_a_cut_end(folder: Path) -> None:
    before = check.head()
    tamper("DELETE FROM store_decision WHERE id = (SELECT max(id) FROM store_decision)")

    assert named(folder) == ""
    assert check.head() != before


def test_an_erased_decision_leaves_a_tombstone_in_a_chain_that_holds(folder: Path) -> None:
    one = models.Decision.objects.order_by("id")[1]
    blank = "salt = '', subject = %s, value = '', \"user\" = '', reason = ''"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE store_decision SET {blank} WHERE id = %s", ["0" * 32, one.pk])  # noqa: S608

    assert f"decision {one.pk} was emptied, and no tombstone says" in named(folder)
    models.Tombstone(id="0" * 32, kind="Document", at=one.at, by="ana", why="asked for").save()
    assert named(folder) == ""


def test_losing_the_salt_alone_is_no_erasure(folder: Path) -> None:
    tamper("UPDATE store_decision SET salt = ''")

    assert "lost its salt but not its content" in named(folder)


def test_changed_bytes_are_named(folder: Path) -> None:
    sha256 = models.Document.objects.get().sha256
    blobs.path(folder, sha256).write_bytes(b"other words")
    assert f"stored bytes {sha256[:12]} have changed" in named(folder)
    blobs.path(folder, sha256).unlink()
    assert f"document {sha256[:12]} (note.txt) has no stored bytes" in named(folder)


def test_missing_triggers_are_named(folder: Path) -> None:
    engine.own().lift_trigger("append_only_store_span_update", "store_span")

    assert "append_only_store_span_update is gone" in named(folder)
