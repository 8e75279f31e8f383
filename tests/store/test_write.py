"""Adding is idempotent and decides what is current; decisions are checked before they enter the log."""

from dataclasses import replace
from datetime import datetime

import pytest
import samples
from django.db import connection

from saksi.model.errors import EvidenceError, SchemaError, StoreError
from saksi.model.ids import content_id
from saksi.model.types import Decision, Span, Verdict
from saksi.store import models, write
from saksi.store.read import current

pytestmark = pytest.mark.django_db


def everything() -> list[list[tuple[object, ...]]]:
    """Return every row of the record, to compare states of the store."""
    tables = (models.Document, models.Text, models.Statement, models.Span, models.Run, models.Indexed)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


def test_the_same_again_changes_nothing() -> None:
    doc = samples.document()
    read = samples.text(doc)
    found = samples.statements(doc, read)
    first = write.add(doc, read, found)
    before = everything()
    second = write.add(replace(doc, source="copy of note.txt"), read, found)

    assert first.document
    assert first.statements == len({s.id for s in found})
    assert not second.changed
    assert everything() == before
    assert models.Document.objects.get().source == "note.txt"


def test_a_newer_extractor_takes_the_place_of_the_older_and_nothing_is_lost() -> None:
    samples.add()
    before = set(models.Statement.objects.values_list("id", flat=True))
    samples.add(by="sample@2")

    assert {s.by for s in current.statements()} == {"sample@2"}
    assert before < set(models.Statement.objects.values_list("id", flat=True))


def test_versions_compare_as_numbers() -> None:
    samples.add(by="sample@10")
    samples.add(by="sample@9")

    assert {s.by for s in current.statements()} == {"sample@10"}


def test_a_newer_extractor_that_finds_nothing_empties_the_record() -> None:
    doc = samples.add()
    write.add(doc, samples.text(doc), [], ran=["sample@2"])

    assert current.statements() == []


def test_extractors_stand_beside_each_other() -> None:
    doc = samples.add()
    other = samples.statements(doc, samples.text(doc), "other@1")
    write.add(doc, samples.text(doc), other)

    assert {s.by for s in current.statements()} == {"sample@1", "other@1"}


def test_statements_of_an_older_text_are_not_current() -> None:
    doc = samples.add()
    moved = samples.text(doc, "HEAD\n\n" + "\n".join(samples.LINES), parser="text@2")
    write.add(doc, moved, samples.statements(doc, moved))

    assert {span.text for s in current.statements() for span in s.spans} == {moved.id}
    assert models.Text.objects.count() == 2


def test_a_result_that_comes_out_again_is_current_again() -> None:
    doc = samples.document()
    read = samples.text(doc)
    found = samples.statements(doc, read)
    write.add(doc, read, found)
    write.add(doc, read, found[:4])
    assert len(current.statements()) == 4
    write.add(doc, read, found)

    assert len(current.statements()) == len({s.id for s in found})


def test_a_newer_reading_fills_in_what_a_document_is() -> None:
    doc = samples.add()
    moved = samples.text(doc, " " + "\n".join(samples.LINES), parser="text@2")
    write.add(replace(doc, source="elsewhere", publisher="Open Docket", title=""), moved, [])
    row = models.Document.objects.get()

    assert (row.source, row.publisher, row.title) == ("note.txt", "Open Docket", "A note")


def test_words_that_the_text_does_not_say_are_refused() -> None:
    doc = samples.document()
    read = samples.text(doc)
    one = samples.statements(doc, read)[0]
    false = replace(one, spans=(Span(read.id, 0, 4, "Nobody"),))

    with pytest.raises(EvidenceError, match="does not say"):
        write.add(doc, read, [false])
    assert models.Document.objects.count() == 0


def test_a_value_outside_the_vocabulary_is_refused_and_nothing_is_written() -> None:
    doc = samples.document()
    read = samples.text(doc)
    found = samples.statements(doc, read)
    with pytest.raises(SchemaError, match=r"Act\.type"):
        write.add(doc, read, [*found, replace(found[0], id="0" * 32, value="abduction by aliens")])

    assert models.Statement.objects.count() == 0


def test_another_documents_statement_is_refused() -> None:
    doc = samples.document()
    other = samples.document("Other words")
    read = samples.text(doc)

    with pytest.raises(StoreError, match="another document"):
        write.add(doc, read, [replace(samples.statements(doc, read)[0], document=other.sha256)])
    with pytest.raises(StoreError, match="not read in"):
        write.add(other, read, [])


def test_an_unreadable_input_stays_visible_until_it_can_be_read() -> None:
    write.unreadable("note.txt", "it is no text")
    write.unreadable("note.txt", "it is still no text")

    assert models.Unreadable.objects.get().reason == "it is still no text"
    samples.add(source="note.txt")
    assert not models.Unreadable.objects.exists()


def test_what_the_database_cannot_keep_is_refused_and_nothing_is_written() -> None:
    content = "Words before a NUL\0 and words after it"
    doc = samples.document(content)
    if connection.vendor == "sqlite":
        assert write.add(doc, samples.text(doc, content), []).document
    else:
        with pytest.raises(EvidenceError, match="cannot keep it"):
            write.add(doc, samples.text(doc, content), [])
        assert models.Document.objects.count() == 0


def refuse(decision: Decision, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        write.decide(decision)
    assert not models.Decision.objects.exists()


def test_decisions_are_checked() -> None:
    samples.add()
    claim = models.Statement.objects.filter(prop="type").first().claim
    unknown = content_id("unknown")

    refuse(samples.decision(unknown, Verdict.ACCEPT), "no statement carries")
    refuse(samples.decision(claim, Verdict.UNDO), "no decision on .* to undo")
    refuse(samples.decision("a\0b", Verdict.UNDO), "no decision on .* to undo")
    refuse(samples.decision(claim, Verdict.SAME), "about two entities")
    refuse(samples.decision(claim, Verdict.CORRECT), "needs the right value")
    refuse(samples.decision(claim, Verdict.ACCEPT, "arrest"), "no other decision has one")
    refuse(samples.decision(claim, Verdict.ACCEPT, user=""), "name of the person")
    naive = datetime(2021, 3, 2)  # noqa: DTZ001
    refuse(Decision(claim, Verdict.ACCEPT, "", "ana", naive, ""), "time with a zone")
    with pytest.raises(SchemaError, match=r"Act\.type"):
        write.decide(samples.decision(claim, Verdict.CORRECT, "picnic"))


def test_nobody_can_be_marked_as_protected_while_the_store_is_not_encrypted() -> None:
    samples.add()
    prop = models.Statement.objects.filter(kind="Involvement", prop="role").first()

    refuse(samples.decision(prop.claim, Verdict.CORRECT, "witness"), "marked as protected .* withhold the name instead")
    write.decide(samples.decision(prop.claim, Verdict.CORRECT, "lawyer"))


def test_undo_needs_something_to_take_back() -> None:
    samples.add()
    claim = models.Statement.objects.first().claim
    for verdict in (Verdict.ACCEPT, Verdict.UNDO):
        write.decide(samples.decision(claim, verdict))

    with pytest.raises(StoreError, match="to undo"):
        write.decide(samples.decision(claim, Verdict.UNDO))


def test_a_pair_has_no_order() -> None:
    assert write.pair("b", "a") == write.pair("a", "b") == "a:b"
