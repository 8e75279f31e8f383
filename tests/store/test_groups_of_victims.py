"""Acts by the group of their victims: who the victim is, as each visitor may know it, and nothing more."""

from collections.abc import Iterable

import affected
import pytest
import samples

from saksi.assess import indicators
from saksi.flows import house as houses
from saksi.flows.measures import facts, measure
from saksi.flows.resolve import resolve
from saksi.flows.why import why
from saksi.model.groups import groups
from saksi.model.types import Verdict
from saksi.packs import load
from saksi.publish.edition import edition
from saksi.publish.gate import Gate
from saksi.publish.places import CountryPages
from saksi.store import check_rows, erase, models, write
from saksi.store.read import acts, counted, current
from saksi.store.read.acts import Choice
from saksi.store.read.record import record
from saksi.web.access import Guest

pytestmark = pytest.mark.django_db

HOUSE, DESK, INNER = Guest("contributor"), Guest("reviewer"), Guest("coordinator")
OPEN = {"journalists": 1, "defenders": 1, "workers": 1, "women": 1}
WHOLE = OPEN | {"journalists": 2, "lawyers": 1}


@pytest.fixture(autouse=True)
def _laid(db: None) -> None:
    affected.lay()


def told(visitor: Guest | None = None) -> dict[str, int]:
    """Return the reported acts by group that a visitor is told of, having held the lists against them."""
    seen = record(visitor)
    found = {line.key: line.rate.acts for line in counted.told(seen, "KH", load()).groups}
    for group in groups():
        listed = acts.choose(seen, Choice(country="KH", status="reported", group=group), first=True)
        assert len(listed) == found.get(group, 0), group
        assert len(list(listed)) == len(listed)
    return found


def outside(tmp_path: object) -> dict[str, int]:
    """Return the acts by group that leave, having held the frozen lists against them."""
    pages = CountryPages(edition(Gate(houses.house(tmp_path, [])), load()), "KH")  # type: ignore[arg-type]
    found = {line.key: line.rate.acts for line in pages.told.groups}
    lists = {one.path: one.acts for one in pages.listings()}
    assert {key: len(lists[f"countries/KH-group-{key}.html"]) for key in found} == found
    return found


def claim(value: str, prop: str = "role", kind: str = "Person") -> str:
    return current.rows().filter(kind=kind, prop=prop, value=value).order_by("id")[0].claim


def decide(subject: str, verdict: Verdict, value: str = "") -> None:
    write.decide(samples.decision(subject, verdict, value))


def publish(name: str) -> None:
    for one in {s.claim for s in current.rows().filter(kind="Person", prop="name", value=name)}:
        decide(one, Verdict.PUBLISH)


def test_a_count_goes_by_who_the_victim_is() -> None:
    assert told(INNER) == told(HOUSE) == WHOLE
    assert {g: measure(f"acts.{g}:KH:2021").value for g in WHOLE} == WHOLE  # type: ignore[union-attr]


def test_a_journalist_who_tells_of_an_arrest_is_no_victim() -> None:
    (act,) = (one for one in facts().acts if one.date == "2021-03-03")
    assert {one.group for one in act.members} == {"workers"}


def test_what_pages_count_is_what_the_house_counts() -> None:
    pages = counted.of_country(record(INNER), "KH", load())
    groups_ = {a.id: {(m.group, m.party) for m in a.members} for a in pages.acts}
    assert groups_ == {a.id: {(m.group, m.party) for m in a.members} for a in facts().acts}


def test_people_of_a_group_and_of_several_at_once() -> None:
    assert measure("victims.defenders:KH:all").value == 3  # type: ignore[union-attr]
    assert measure("victims.journalists:KH:all").value == 3  # type: ignore[union-attr]
    assert measure("acts.defenders.women:KH:all").value == 1  # type: ignore[union-attr]
    assert measure("acts.journalists.women:KH:all") is None, "the women of that act are others than its journalists"
    assert measure("rate.arrest.lawyers:KH:all") is not None


def test_a_measure_walks_to_the_words_that_say_who_somebody_is() -> None:
    found = measure("acts.lawyers:KH:all")
    assert found is not None
    assert claim("lawyer") in found.claims
    (act,) = why("acts.lawyers:KH:all").below
    (lawyer,) = (one for one in act.walk() if one.words.startswith("Person.role = lawyer"))
    assert [quote.span.quote for quote in lawyer.quotes] == ["lawyer"]


def test_outside_only_public_people_and_words_count(tmp_path: object) -> None:
    assert told() == outside(tmp_path) == OPEN
    publish("Cora Meas-Invented")
    assert told() == outside(tmp_path) == OPEN | {"lawyers": 1}


def test_a_role_that_is_withheld_is_told_to_the_house_alone(tmp_path: object) -> None:
    publish("Cora Meas-Invented")
    decide(claim("lawyer"), Verdict.WITHHOLD)
    assert told() == outside(tmp_path) == OPEN
    assert told(HOUSE) == WHOLE


def test_a_role_in_a_document_that_is_withheld_is_told_to_the_house_alone(tmp_path: object) -> None:
    publish("Cora Meas-Invented")
    decide(affected.pages()[4].document.sha256, Verdict.WITHHOLD)
    assert told() == outside(tmp_path) == OPEN
    assert told(HOUSE) == WHOLE


def test_words_that_are_withheld_are_told_to_the_house_alone(tmp_path: object) -> None:
    again = affected.page("Again police arrested a garment worker on 6 March 2021.", {}, {"a garment worker": ""})
    write.add(again.document, again.text, list(again.statements()))
    assert told()["workers"] == 2
    words = current.rows().filter(kind="Involvement", prop="name", value="a garment worker")
    decide(words.exclude(document=again.document.sha256).get().claim, Verdict.WITHHOLD)
    assert "workers" not in told(), "the same words elsewhere are blacked out too"
    assert outside(tmp_path)["workers"] == 1, "of the other document these words leave"
    assert told(HOUSE)["workers"] == 2


def test_who_is_protected_is_in_no_group_but_for_the_innermost(tmp_path: object) -> None:
    publish("Cora Meas-Invented")
    more = affected.page("Cora Meas-Invented was a witness.", {"Cora Meas-Invented": ("witness",)})
    write.add(more.document, more.text, list(more.statements()))
    resolve()
    assert told() == outside(tmp_path) == OPEN
    assert told(HOUSE) == told(DESK) == OPEN | {"journalists": 2}
    assert told(INNER) == WHOLE


def test_decisions_on_a_role_count() -> None:
    decide(claim("lawyer"), Verdict.REJECT)
    assert "lawyers" not in told(INNER)
    assert measure("acts.lawyers:KH:all") is None
    decide(claim("reporter"), Verdict.CORRECT, "singer")
    assert told(INNER) == {"artists": 1, **OPEN}
    assert measure("acts.artists:KH:all") is not None
    assert not list(check_rows.problems())


def test_a_role_that_was_learnt_later_was_not_known_before() -> None:
    act = current.rows().get(kind="Act", prop="type", document=affected.pages()[3].document.sha256)
    role = current.rows().get(claim=claim("lawyer"))
    assert act.recorded < role.recorded
    before = indicators.measure(facts(act.recorded), "acts.arrest:KH:2021")
    assert before is not None
    assert indicators.measure(facts(act.recorded), "acts.lawyers:KH:2021") is None
    assert indicators.measure(facts(role.recorded), "acts.lawyers:KH:2021") is not None


def test_what_is_erased_is_counted_no_more() -> None:
    found = measure("acts.lawyers:KH:all")
    assert found is not None
    with erase.erasing("Document", "ana", "asked") as stone:
        erase.document(affected.pages()[4].document.sha256, stone)
    assert told(INNER) == OPEN | {"journalists": 2}
    assert measure("acts.lawyers:KH:all") is None
    assert not models.GroupRow.objects.filter(group="lawyers").exists()
    assert not list(check_rows.problems())


def test_organisations_are_in_no_group() -> None:
    held = [*_kinds(["Organisation"])]
    assert not models.GroupRow.objects.filter(party__in=held).exists()


def _kinds(kinds: Iterable[str]) -> Iterable[str]:
    return models.NameRow.objects.filter(kind__in=kinds).values_list("entity", flat=True)


def test_words_that_are_hidden_inside_of_longer_ones_count_for_nobody() -> None:
    more = affected.page(
        "Again police arrested a garment worker of the Blue Plant on 6 March 2021.",
        {},
        {"a garment worker of the Blue Plant": ""},
    )
    write.add(more.document, more.text, list(more.statements()))
    before = told(None)
    assert before["workers"] == 2
    words = current.rows().filter(kind="Involvement", prop="name", value="a garment worker")
    write.decide(samples.decision(words.exclude(document=more.document.sha256).get().claim, Verdict.WITHHOLD))

    assert told(None) == {group: number for group, number in before.items() if group != "workers"}
    seen = record(None)
    assert not list(acts.listed(seen, acts.choose(seen, Choice(country="KH", group="workers"), first=True)))
