"""Counts: only what is reported, by country, type and year, with the claims behind them."""

from hypothesis import given
from hypothesis import strategies as st

from saksi.assess.indicators import NOWHERE, count_acts
from saksi.model.types import Document, Entity, Span, Statement, Text
from saksi.model.vocabulary import VERSION, act_types, statuses

DOC = Document("d" * 64, "note.txt", "text/plain")
READ = Text(DOC.sha256, "words", "text@1")


def statement(number: int, prop: str, value: str) -> Statement:
    return Statement.make(
        document=DOC.sha256,
        entity=f"{number:032x}",
        kind="Act",
        anchor=f"sentence {number}",
        prop=prop,
        value=value,
        lang="en",
        spans=(Span.of(READ, 0, 5),),
        by="sample@1",
        confidence=0.9,
        vocabulary=VERSION,
    )


def act(number: int, kind: str = "arrest", status: str = "reported", country: str = "KH", date: str = "") -> Entity:
    props = {"type": kind, "status": status, "country": country, "date": date}
    said = tuple(statement(number, prop, value) for prop, value in props.items() if value)
    return Entity(f"{number:032x}", "Act", {prop: (value,) for prop, value in props.items() if value}, said)


def values(acts: list[Entity]) -> dict[str, float]:
    return {measure.id: measure.value for measure in count_acts(acts)}


def test_by_country_type_and_year() -> None:
    acts = [act(1, date="2020-03-02"), act(2, "charge", date="2020"), act(3), act(4, country="TH", date="2021-05")]

    assert values(acts) == {
        "acts:KH:all": 3, "acts:KH:2020": 2, "acts.arrest:KH:all": 2, "acts.arrest:KH:2020": 1,
        "acts.charge:KH:all": 1, "acts.charge:KH:2020": 1,
        "acts:TH:all": 1, "acts:TH:2021": 1, "acts.arrest:TH:all": 1, "acts.arrest:TH:2021": 1,
    }  # fmt: skip


def test_only_what_is_reported_counts() -> None:
    assert values([act(n, status=status) for n, status in enumerate(statuses())]) == {
        "acts:KH:all": 1,
        "acts.arrest:KH:all": 1,
    }


def test_what_has_no_status_does_not_count() -> None:
    assert values([act(1, status="")]) == {}


def test_no_country_is_said_to_be_none() -> None:
    assert f"acts:{NOWHERE}:all" in values([act(1, country="")])


def test_claims_are_those_of_the_types() -> None:
    one = act(1)
    claims = {s.claim for s in one.statements if s.prop == "type"}

    assert all(set(measure.claims) == claims for measure in count_acts([one]))


acts = st.lists(
    st.tuples(
        st.sampled_from(list(act_types())[:4]),
        st.sampled_from(["reported", "alleged"]),
        st.sampled_from(["KH", "TH", ""]),
    )
)


@given(acts)
def test_types_add_up_to_the_whole(drawn: list[tuple[str, str, str]]) -> None:
    counted = values([act(n, *one) for n, one in enumerate(drawn)])
    for place in ("KH", "TH", NOWHERE):
        parts = sum(v for k, v in counted.items() if k.startswith("acts.") and k.endswith(f":{place}:all"))
        assert parts == counted.get(f"acts:{place}:all", 0)


@given(acts, st.randoms())
def test_order_does_not_matter(drawn: list[tuple[str, str, str]], order: object) -> None:
    found = [act(n, *one) for n, one in enumerate(drawn)]
    before = count_acts(found)
    order.shuffle(found)  # type: ignore[attr-defined]

    assert count_acts(found) == before
