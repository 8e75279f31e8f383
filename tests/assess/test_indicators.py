"""Counts: only what is reported, by country, region, cut and period, with the claims behind them."""

from random import Random

from counting import act, document, drawn
from hypothesis import given
from hypothesis import strategies as st

from saksi.assess.cells import cut_codes, parse
from saksi.assess.facts import Facts
from saksi.assess.indicators import NOWHERE, acts_of, count, measure
from saksi.model.vocabulary import act_types, statuses

WHOLE = ("acts", "alleged", "victims", "confirmed", "documents")


def values(facts: Facts, what: str = "") -> dict[str, float]:
    return {m.id: m.value for m in count(facts) if m.indicator.split(".")[0] == what or not what}


def of(*acts: object, documents: object = ()) -> Facts:
    return Facts(tuple(acts), tuple(documents) or (document(),))  # type: ignore[arg-type]


def test_by_country_type_year_and_month() -> None:
    found = values(of(act(1, date="2020-03-02"), act(2, "charge", date="2020"), act(3)), "acts")
    plain = {k: v for k, v in found.items() if k.split(":")[0] in ("acts", "acts.arrest", "acts.charge")}

    assert {k: v for k, v in plain.items() if ":KH:" in k} == {
        "acts:KH:all": 3, "acts:KH:2020": 2, "acts:KH:2020-03": 1, "acts:KH:2020-XX": 1, "acts:KH:undated": 1,
        "acts.arrest:KH:all": 2, "acts.arrest:KH:2020": 1, "acts.arrest:KH:2020-03": 1, "acts.arrest:KH:undated": 1,
        "acts.charge:KH:all": 1, "acts.charge:KH:2020": 1, "acts.charge:KH:2020-XX": 1,
    }  # fmt: skip


def test_a_region_is_its_code_or_said_to_be_unknown() -> None:
    found = values(of(act(1, region="KH-8"), act(2), act(3, country="")), "acts")

    assert {k: v for k, v in found.items() if k.startswith("acts:") and k.endswith(":all")} == {
        "acts:KH:all": 2, "acts:KH-8:all": 1, "acts:KH-ZZ:all": 1, "acts:ZZ:all": 1,
    }  # fmt: skip


def test_opening_acts_stand_apart_from_closing_ones() -> None:
    found = values(of(act(1), act(2, "release"), act(3, "release")), "acts")

    assert (found["acts.closing:KH:all"], found["acts.opening:KH:all"]) == (1, 2)
    assert (found["acts.closing.liberty:KH:all"], found["acts.opening.liberty:KH:all"]) == (1, 2)
    assert found["acts.liberty:KH:all"] == 3


def test_severity_is_a_cut() -> None:
    level = act_types()["killing"].severity
    assert values(of(act(1, "killing")), "acts")[f"acts.severity{level}:KH:all"] == 1


def test_only_what_is_reported_counts_and_alleged_has_its_own_count() -> None:
    found = values(of(*(act(n, status=status) for n, status in enumerate(statuses()))))

    assert (found["acts:KH:all"], found["alleged:KH:all"], found["alleged.arrest:KH:all"]) == (1, 1, 1)


def test_what_has_no_status_does_not_count() -> None:
    assert not values(of(act(1, status="")), "acts")


def test_victims_are_people_and_not_acts() -> None:
    found = values(of(act(1, victims=5), act(2, "charge", victims=1), act(3), act(4, victims=9, status="alleged")))

    assert found["victims:KH:all"] == 6
    assert found["victims.charge:KH:all"] == 1


def test_two_known_publishers_confirm() -> None:
    read = [document(f"d{n}", publisher=name) for n, name in enumerate(["delta wire", "delta wire", "forum", ""])]
    one, same, two, unknown = (
        act(n, documents=documents) for n, documents in enumerate([("d0",), ("d0", "d1"), ("d0", "d2"), ("d0", "d3")])
    )
    found = measure(of(one, same, two, unknown, documents=read), "confirmed:KH:all")

    assert found is not None
    assert (found.value, found.claims) == (1, two.claims)


def test_a_type_that_the_vocabulary_lost_still_counts() -> None:
    assert values(of(act(1, "heresy")), "acts")["acts.heresy:KH:all"] == 1


def test_ids_are_read_in_any_order_of_cuts_and_written_in_one() -> None:
    cell = parse("acts.liberty.closing:KH:2020-XX")
    assert cell is not None
    assert cell.indicator == "acts.closing.liberty"
    for wrong in (
        "acts", "acts:KH", "acts:kh:all", "acts.x:KH:all", "acts.arrest.arrest:KH:all", "documents.arrest:KH:all",
        "acts:KH:2020-3", "acts:KH:all:more", "all:KH:all", ":::", "acts:KH-:all", "acts:KH:٢٠٢٠",
    ):  # fmt: skip
        assert parse(wrong) is None, wrong


def test_no_two_cuts_have_one_name() -> None:
    assert len(set(cut_codes())) == len(cut_codes())
    assert not [code for code in cut_codes() if "." in code or ":" in code]


@given(drawn())
def test_periods_add_up(facts: Facts) -> None:
    found = values(facts)
    for what in WHOLE:
        for place in ("KH", "TH", NOWHERE, "KH-1", "KH-ZZ"):
            own = {k.rpartition(":")[2]: v for k, v in found.items() if k.startswith(f"{what}:{place}:")}
            years = {k: v for k, v in own.items() if k.isdigit()}
            assert sum(years.values()) + own.get("undated", 0) == own.get("all", 0)
            for year, number in years.items():
                assert sum(v for k, v in own.items() if k.startswith(f"{year}-")) == number


@given(drawn())
def test_regions_and_types_add_up_to_the_whole(facts: Facts) -> None:
    found = values(facts)
    for what in ("acts", "alleged", "victims"):
        for place in ("KH", "TH"):
            whole = found.get(f"{what}:{place}:all", 0)
            assert sum(v for k, v in found.items() if k.startswith(f"{what}:{place}-") and k.endswith(":all")) == whole
            assert sum(found.get(f"{what}.{code}:{place}:all", 0) for code in act_types()) == whole
            assert sum(found.get(f"{what}.{way}:{place}:all", 0) for way in ("closing", "opening")) == whole


@given(drawn(), st.randoms(use_true_random=False))
def test_order_does_not_matter(facts: Facts, order: Random) -> None:
    acts, documents = list(facts.acts), list(facts.documents)
    order.shuffle(acts)
    order.shuffle(documents)

    assert count(Facts(tuple(acts), tuple(documents))) == count(facts)


@given(drawn())
def test_a_measure_alone_is_the_one_in_the_list(facts: Facts) -> None:
    for one in count(facts):
        assert measure(facts, one.id) == one


@given(drawn())
def test_claims_are_those_of_the_acts_counted(facts: Facts) -> None:
    for one in count(facts):
        cell = parse(one.id)
        assert cell is not None
        assert {claim for a in acts_of(facts, cell) for claim in a.claims} <= set(one.claims)


@given(drawn(), st.sampled_from(["KH", "TH"]), st.sampled_from(["", "2020", "2021-12"]))
def test_a_document_without_acts_changes_exposure_only(facts: Facts, country: str, published: str) -> None:
    more = Facts(facts.acts, (*facts.documents, document("d9", country, published=published, publisher="new")))
    before, after = values(facts), values(more)
    changed = {k for k in before.keys() | after.keys() if before.get(k) != after.get(k)}

    assert after[f"documents:{country}:all"] == before.get(f"documents:{country}:all", 0) + 1
    assert {k.partition(":")[0].partition(".")[0] for k in changed} <= {"documents", "publishers", "rate"}
    assert {k.split(":")[1] for k in changed} == {country}
