"""What counts are made of: publishers, regions, people, countries read about, times of learning."""

from datetime import UTC, datetime

import pytest
import samples
import scene

from saksi.assess.facts import Facts
from saksi.flows.measures import facts, measure, measures
from saksi.model.types import Document, Statement, Verdict
from saksi.packs import load
from saksi.store import models, write
from saksi.store.read import counted, current
from saksi.store.read.facts import Party

PACK = load()


def about(held: Facts) -> dict[str, set[str]]:
    return {document.published: {a.country for a in document.about} for document in held.documents}


@pytest.mark.parametrize(
    ("document", "name", "country"),
    [
        (Document("a", "s", "m", publisher="LICADHO"), "licadho", "KH"),
        (Document("a", "s", "m", url="https://licadho-cambodia.org/a?b"), "licadho", "KH"),
        (Document("a", "s", "m", publisher=" An Invented  Wire "), "an invented wire", ""),
        (Document("a", "s", "m", url="https://www.news.example/a"), "news.example", ""),
        (Document("a", "s", "m", url="http://[broken"), "", ""),
        (Document("a", "s", "m"), "", ""),
    ],
)
def test_a_publisher_is_known_by_name_or_by_address(document: Document, name: str, country: str) -> None:
    assert counted.publisher(document, PACK) == (name, country)


def test_a_document_that_names_no_country_is_about_that_of_its_publisher() -> None:
    licadho = counted.document_fact(Document("a", "s", "m", publisher="LICADHO"), {}, PACK)
    nobody = counted.document_fact(Document("a", "s", "m"), {}, PACK)

    assert [a.country for a in licadho.about] == ["KH"]
    assert nobody.about == ()


@pytest.mark.parametrize(
    ("place", "country", "code"),
    [("Kandal", "KH", "KH-8"), ("Kompong Cham", "KH", "KH-3"), ("Kandal", "TH", ""), ("Nowhere-Invented", "KH", "")],
)
def test_a_place_lies_in_a_region_of_the_packs(place: str, country: str, code: str) -> None:
    assert counted.region(place, country, PACK) == code


def test_people_are_counted_at_least_and_organisations_are_none() -> None:
    kinds = {"union": "Organisation", "ana": "Person"}
    parties = [
        Party("1", "victim", "Ana Reyes-Invented", "ana"),
        Party("2", "victim", "four others", count="4"),
        Party("3", "victim", "protesters"),
        Party("4", "victim", "the union", "union"),
        Party("5", "perpetrator", "two guards", count="2"),
    ]
    assert counted.victims(parties, lambda party: kinds.get(party.entity, "")) == 6


def test_the_scene(db: None) -> None:
    scene.lay()
    found = {m.id: m.value for m in measures()}

    assert found["acts:KH:all"] == 4
    assert found["alleged:KH:all"] == 1
    assert found["acts.opening:KH:all"] == 1
    assert found["acts.arrest:KH-8:2021-03"] == 1
    assert found["victims.arrest:KH:all"] == 5
    assert found["documents:KH:all"] == found["publishers:KH:all"] == 2
    assert found["rate:KH:all"] == 200


def test_rejected_values_make_no_document_one_about_a_country(db: None) -> None:
    samples.add()
    before = about(facts())
    for claim in current.rows().filter(prop="country").values_list("claim", flat=True):
        write.decide(samples.decision(claim, Verdict.REJECT))

    assert (before, about(facts())) == ({"": {"KH"}}, {"": set()})
    assert measure("documents:ZZ:all") is not None


def test_counts_of_a_moment_know_only_what_had_been_learnt_and_decided(db: None) -> None:
    start = datetime.now(UTC)
    samples.add()
    added = datetime.now(UTC)
    claim = current.rows().get(kind="Act", prop="type", value="arrest").claim
    write.decide(samples.decision(claim, Verdict.REJECT))

    def acts(moment: datetime | None) -> float:
        found = measure("acts:KH:all", moment)
        return found.value if found else 0

    assert [acts(moment) for moment in (start, added, datetime.now(UTC), None)] == [0, 3, 2, 2]
    assert measure("documents:KH:all", start) is None


def test_a_better_reading_of_the_same_claim_is_known_since_the_first(db: None) -> None:
    samples.add(by="sample@1")
    first = datetime.now(UTC)
    samples.add(by="sample@2")

    assert models.Statement.objects.filter(kind="Act", prop="type").count() == 6
    found = measure("acts:KH:all", first)
    assert found is not None
    assert found.value == 3


def test_a_value_found_later_is_not_known_before(db: None) -> None:
    doc = samples.document()
    read = samples.text(doc)
    said: list[Statement] = samples.statements(doc, read)
    write.add(doc, read, [s for s in said if (s.kind, s.prop) != ("Act", "date")])
    first = datetime.now(UTC)
    write.add(doc, read, samples.statements(doc, read, by="sample@2"))

    assert measure("acts:KH:all", first) is None
    assert measure("acts:KH:2021") is not None
