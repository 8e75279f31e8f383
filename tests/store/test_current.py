"""Entities under decisions: rejected out, corrected shown, undone back; links follow what they link."""

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from saksi.model.types import Entity, Verdict
from saksi.store import models, write
from saksi.store.read import current


def claim(kind: str, prop: str, value: str) -> str:
    return models.Statement.objects.filter(kind=kind, prop=prop, value=value).values_list("claim", flat=True)[0]


def decide(kind: str, prop: str, value: str, verdict: Verdict, right: str = "") -> None:
    write.decide(samples.decision(claim(kind, prop, value), verdict, right))


def types() -> list[str]:
    return [act.first("type") for act in current.entities(kind="Act")]


@pytest.mark.django_db
class TestDecisions:
    def test_what_documents_say_is_what_there_is(self) -> None:
        samples.add()

        assert types() == ["arrest", "charge", "release"]
        people = current.entities(kind="Person")
        assert [p.first("name") for p in people] == ["Mira Solan", "Teo Brandt"]

    def test_a_rejected_main_claim_takes_the_entity_out(self) -> None:
        samples.add()
        decide("Act", "type", "charge", Verdict.REJECT)

        assert types() == ["arrest", "release"]

    def test_with_an_act_goes_every_part_in_it(self) -> None:
        samples.add()
        acts = current.entities(kind="Act")
        assert len(current.involvements(acts)) == 3
        decide("Act", "type", "charge", Verdict.REJECT)

        assert len(current.entities(kind="Involvement")) == 2
        assert current.involvements([acts[1]]) == []

    def test_a_rejected_value_goes_alone(self) -> None:
        samples.add()
        decide("Act", "date", "2022", Verdict.REJECT)

        assert types() == ["arrest", "charge", "release"]
        assert current.entities(kind="Act")[2].first("date", "none") == "none"

    def test_a_corrected_value_is_shown(self) -> None:
        samples.add()
        decide("Act", "type", "charge", Verdict.CORRECT, "summons")
        decide("Person", "name", "Teo Brandt", Verdict.CORRECT, "Theo Brandt")

        assert types() == ["arrest", "summons", "release"]
        assert [p.first("name") for p in current.entities(kind="Person")] == ["Mira Solan", "Theo Brandt"]

    def test_undo_brings_back_what_was(self) -> None:
        samples.add()
        before = current.entities()
        decide("Act", "type", "charge", Verdict.REJECT)
        decide("Act", "type", "charge", Verdict.UNDO)

        assert current.entities() == before

    def test_a_person_of_two_documents_is_one_in_a_cluster(self) -> None:
        samples.add()
        samples.add("Mira Solan was charged in Takeo on 9 May 2023.", "other.txt")
        said = models.Statement.objects.filter(kind="Person", value="Mira Solan")
        own = sorted(set(said.values_list("entity", flat=True)))
        one = current.entity(own[0])

        assert one is not None
        assert {s.entity for s in one.statements} == set(own)
        assert current.entity(own[0]) == current.entity(own[1]) == one
        assert current.members(own[0]) == own

    def test_rejected_in_one_document_stays_in_the_other(self) -> None:
        samples.add()
        other = samples.add("Mira Solan was charged in Takeo on 9 May 2023.", "other.txt")
        wrong = models.Statement.objects.get(kind="Person", document=other.sha256)
        write.decide(samples.decision(wrong.claim, Verdict.REJECT))

        assert [s.document for p in current.entities(kind="Person") for s in p.statements].count(other.sha256) == 0
        assert len(current.entities(kind="Person")) == 2

    def test_the_better_evidenced_value_comes_first_and_a_decided_one_before_all(self) -> None:
        doc = samples.document()
        read = samples.text(doc)
        write.add(doc, read, [*samples.statements(doc, read), *samples.statements(doc, read, "other@1", country="TH")])
        act = current.entities(kind="Act")[0]
        assert set(act.props["country"]) == {"KH", "TH"}
        thai = next(s for s in act.statements if s.value == "TH")
        write.decide(samples.decision(thai.claim, Verdict.ACCEPT))

        assert current.entities(kind="Act")[0].first("country") == "TH"

    def test_without_words_the_entities_are_the_same(self) -> None:
        samples.add()
        decide("Act", "type", "charge", Verdict.CORRECT, "summons")
        with_words, without = current.entities(), current.entities(spans=False)

        assert [(e.id, e.kind, e.props) for e in without] == [(e.id, e.kind, e.props) for e in with_words]
        assert [[s.id for s in e.statements] for e in without] == [[s.id for s in e.statements] for e in with_words]
        assert not any(s.spans for e in without for s in e.statements)

    def test_an_id_that_is_not_there_is_none(self) -> None:
        assert current.entity("0" * 32) is None


class TestOrder(TestCase):
    """The order of decisions about different claims does not matter."""

    @settings(max_examples=15)
    @given(st.permutations([("type", "arrest"), ("type", "charge"), ("date", "2022"), ("status", "reported")]))
    def test_order_does_not_matter(self, order: list[tuple[str, str]]) -> None:
        samples.add()
        for prop, value in order:
            decide("Act", prop, value, Verdict.REJECT)
        for prop, value in reversed(order[:2]):
            decide("Act", prop, value, Verdict.UNDO)
        for prop, value in order[:2]:
            decide("Act", prop, value, Verdict.REJECT)

        found: list[Entity] = current.entities(kind="Act")
        assert [act.first("type") for act in found] == ["release"]
        assert found[0].first("date", "none") == "none"
