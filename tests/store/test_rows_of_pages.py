"""Rows kept for pages: always those of the store as it is, whatever changed and however."""

from typing import Any

import pytest
import samples
import scene
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from saksi.flows.resolve import resolve
from saksi.model.types import Verdict
from saksi.store import check_rows, derivation, erase, models, write
from saksi.store.read import acts, current, people, stored
from saksi.store.read.acts import Choice
from saksi.store.read.record import record

TABLES = (
    models.ActRow, models.NameRow, models.PartRow, models.Guard, models.ClusterRow, models.MaskRow, models.Canonical
)  # fmt: skip


def rows() -> dict[str, list[Any]]:
    """Return every derived row but for its number."""
    return {
        table.__name__: sorted(
            table._default_manager.values_list(
                *(f.attname for f in table._meta.concrete_fields if f.name != "id"),
            )
        )
        for table in TABLES
    }


def agrees() -> None:
    """Hold the kept rows against rows made anew, and have the check say the same."""
    assert list(check_rows.problems()) == []
    kept = rows()
    with write.writing():
        derivation.rebuild()
    assert rows() == kept
    assert resolve() == 0


def main(kind: str = "Act", prop: str = "type", value: str = "") -> str:
    found = current.rows().filter(kind=kind, prop=prop)
    return (found.filter(value=value) if value else found).order_by("id")[0].claim


def witness(name: str) -> str:
    """Add a document in which somebody is a witness; returns its hash."""
    content = f"{name} was arrested in Takeo in 2020."
    doc = samples.document(content, "other.txt")
    read = samples.text(doc, content)
    made = samples.statements(doc, read)
    person = next(s for s in made if s.kind == "Person")
    fields = {f: getattr(person, f) for f in person.__slots__ if f not in ("id", "claim", "recorded")}
    role = person.make(**{**fields, "prop": "role", "value": "witness", "anchor": name.split()[0]})
    write.add(doc, read, [*made, role])
    return doc.sha256


@pytest.mark.django_db
class TestRows:
    def test_an_empty_store_has_no_rows(self) -> None:
        assert not any(rows().values())
        assert len(acts.choose(record(None), Choice())) == 0

    def test_they_are_those_of_the_assembled_entities(self) -> None:
        scene.lay()
        assembled = {entity.id: entity for entity in current.entities(kind="Act")}
        found = {row.entity: stored.act(row) for row in models.ActRow.objects.all()}
        assert set(found) == set(assembled)
        for identity, line in found.items():
            entity = assembled[identity]
            assert (line.type, line.status, line.date, line.country) == tuple(
                entity.first(prop) for prop in ("type", "status", "date", "country")
            )

    def test_parties_stand_in_the_order_of_the_words(self) -> None:
        scene.lay()
        arrest = stored.act(models.ActRow.objects.get(type="arrest"))
        assert [party.name for party in arrest.victims] == ["Mira Solan", "four other members"]

    def test_each_change_is_seen(self) -> None:
        scene.lay()
        for verdict, value in (
            (Verdict.REJECT, ""),
            (Verdict.UNDO, ""),
            (Verdict.CORRECT, "detention"),
            (Verdict.WITHHOLD, ""),
        ):
            write.decide(samples.decision(main(), verdict, value))
            agrees()
        samples.add()
        agrees()

    def test_rejecting_a_person_frees_the_acts_of_the_link(self) -> None:
        scene.lay()
        write.decide(samples.decision(main("Person", "name"), Verdict.REJECT))
        agrees()

    def test_a_newer_reading_replaces_the_older_and_back(self) -> None:
        doc = samples.add()
        read = samples.text(doc, samples.LINES[0], "text@2")
        write.add(doc, read, samples.statements(doc, read))
        assert models.ActRow.objects.count() == 1
        sample = samples.text(doc)
        write.add(doc, sample, samples.statements(doc, sample, by="sample@2"))
        agrees()

    def test_a_decision_shows_a_person_at_once_and_hides_him_at_once(self) -> None:
        scene.lay()
        assert len(people.rows(record(None), "Person")) == 0
        claim = main("Person", "name", "Mira Solan")
        write.decide(samples.decision(claim, Verdict.PUBLISH))
        assert [row.name for row in people.rows(record(None), "Person")] == ["Mira Solan"]
        write.decide(samples.decision(claim, Verdict.WITHHOLD))
        assert len(people.rows(record(None), "Person")) == 0
        agrees()

    def test_a_role_that_protects_reaches_every_document_of_the_cluster(self) -> None:
        scene.lay()
        write.decide(samples.decision(main("Person", "name", "Mira Solan"), Verdict.PUBLISH))
        witness("Mira Solan")
        assert len(people.rows(record(None), "Person")) == 0
        assert models.ClusterRow.objects.get(name="Mira Solan").level == "protected"
        assert models.Guard.objects.values("document").distinct().count() == 3
        agrees()

    def test_a_role_that_protects_reaches_whom_a_decision_joins_and_no_longer(self) -> None:
        scene.lay()
        claim = main("Person", "name", "Ana Reyes-Invented")
        write.decide(samples.decision(claim, Verdict.PUBLISH))
        other = witness("Vera Tolm")
        letter = models.Statement.objects.get(claim=claim)
        pair = write.pair(letter.entity, models.NameRow.objects.filter(document=other, kind="Person")[0].entity)
        guards = models.Guard.objects.filter(document=letter.document_id, entity=letter.entity)
        assert not guards.exists()
        write.decide(samples.decision(pair, Verdict.SAME))
        assert guards.filter(level="protected").exists()
        assert not models.NameRow.objects.filter(entity=letter.entity, desk=True).exists()
        agrees()
        write.decide(samples.decision(pair, Verdict.UNDO))
        assert not guards.exists()
        agrees()

    def test_who_was_protected_by_a_document_that_is_erased_no_longer_is(self) -> None:
        scene.lay()
        other = witness("Mira Solan")
        with erase.erasing("Document", "ana", "asked for") as tombstone:
            erase.document(other, tombstone)
        assert not models.Guard.objects.exists()
        agrees()

    def test_a_visitor_gets_the_words_he_may_see(self) -> None:
        scene.lay()
        seen = record(None)
        arrest = stored.act(models.ActRow.objects.get(type="arrest"))
        assert "Mira" not in seen.act(arrest).quote
        assert len(seen.act(arrest).quote) == len(arrest.quote)
        assert seen.act(arrest).victims[0].name == "████ █████"
        assert seen.home(arrest.victims[0]) == ("", "")

    def test_what_was_changed_by_hand_is_named(self) -> None:
        scene.lay()
        models.ActRow.objects.filter(type="arrest").update(date="1999")
        models.ClusterRow.objects.filter(name="Mira Solan").update(level="public")
        models.MaskRow.objects.filter(form="Mira Solan").delete()
        said = "\n".join(check_rows.problems())
        assert "ActRow" in said
        assert "summed up wrongly" in said
        assert "blacked out" in said

    def test_a_list_is_read_page_by_page(self) -> None:
        for number in range(30):
            samples.add("\n".join(samples.LINES) + f"\nNote {number}.", f"{number}.txt")
        listed = acts.choose(record(None), Choice())
        with CaptureQueriesContext(connection) as asked:
            assert len(listed[20:30]) == 10
            assert len(listed) == 90
        assert len(asked) == 2


CHANGES = st.lists(
    st.tuples(
        st.sampled_from([Verdict.REJECT, Verdict.ACCEPT, Verdict.PUBLISH, Verdict.WITHHOLD, Verdict.UNDO]),
        st.integers(0, 40),
    ),
    max_size=6,
)


class TestAnyOrder(TestCase):
    @given(CHANGES, st.permutations(range(4)), st.tuples(st.integers(0, 9), st.integers(0, 9)), st.booleans())
    @settings(max_examples=20)
    def test_of_documents_and_decisions_gives_the_rows_of_the_whole(
        self, changes: list[tuple[Verdict, int]], order: list[int], joined: tuple[int, int], undone: bool
    ) -> None:
        pages = scene.pages()
        for place in order:
            if place == len(pages):
                witness("Mira Solan")
                continue
            page = pages[place]
            write.add(page.document, page.text, list(page.statements()))
        people_ = sorted(models.NameRow.objects.filter(kind="Person").values_list("entity", flat=True))
        pair = write.pair(people_[joined[0] % len(people_)], people_[joined[1] % len(people_)])
        write.decide(samples.decision(pair, Verdict.SAME))
        claims = sorted(set(models.Statement.objects.values_list("claim", flat=True)))
        for verdict, number in changes:
            claim = claims[number % len(claims)]
            if verdict is Verdict.UNDO and not models.Decision.objects.filter(subject=claim).exists():
                continue
            if verdict is Verdict.UNDO and not record(None).ruling(claim).standing:
                continue
            write.decide(samples.decision(claim, verdict))
        if undone:
            write.decide(samples.decision(pair, Verdict.UNDO))
        agrees()
