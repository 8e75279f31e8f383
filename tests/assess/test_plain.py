"""The plain rating: every value in sight, nothing that was not known yet, no rating out of too little."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.assess.bands import Band
from saksi.assess.outside.read import IndexValue, formats
from saksi.assess.plain import Coding, Consultation, Events, Evidence, PlainRating, Trend, rate, standard

NOW = date(2022, 6, 1)
SOURCES = (("association", "freedom-house", "E"), ("assembly", "freedom-house", "E1"),
           ("expression", "freedom-house", "D"), ("protection", "freedom-house", "F"))  # fmt: skip


def value(
    item: str, share: float, source: str = "freedom-house", observed: int = 2021, **changes: object
) -> IndexValue:
    one = IndexValue(source, item, "KH", observed, date(observed + 1, 3, 1), share, share, "file.csv", 2)
    return replace(one, **changes)  # type: ignore[arg-type]


def evidence(*shares: float, **more: object) -> Evidence:
    outside = tuple(value(item, share) for (_, _, item), share in zip(SOURCES, shares, strict=False))
    return replace(Evidence(outside), **more)  # type: ignore[arg-type]


def rated(held: Evidence, as_of: date = NOW) -> PlainRating:
    return rate("KH", 2021, as_of, held)


def test_a_rating_is_the_mean_of_its_indicators() -> None:
    found = rated(evidence(0.0, 0.5, 1.0, 0.5))
    assert found.score == pytest.approx(50.5)
    assert found.band is Band.OBSTRUCTED
    assert found.method == "plain@1"
    assert {part.id for part in found.parts} == {f"freedom-house.{item}:KH:2021" for _, _, item in SOURCES}


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4), st.integers(0, 3), st.floats(0, 1))
def test_more_freedom_never_scores_lower(shares: list[float], at: int, more: float) -> None:
    higher = [max(share, more) if place == at else share for place, share in enumerate(shares)]
    low, high = rated(evidence(*shares)).score, rated(evidence(*higher)).score
    assert low is not None
    assert high is not None
    assert 1 <= low <= high + 1e-9
    assert high <= 100


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4), st.lists(st.floats(1, 100), max_size=4))
def test_parts_add_up_to_the_score(shares: list[float], codes: list[float]) -> None:
    codings = tuple(Coding(f"c{n}", "assembly", "KH", 2021, code, NOW) for n, code in enumerate(codes))
    found = rated(evidence(*shares, codings=codings))
    assert found.score == pytest.approx(sum(part.value * part.share for part in found.parts))
    assert sum(part.share for part in found.parts) == pytest.approx(1)


def test_experts_weigh_twice_all_outside_indices() -> None:
    found = rated(evidence(0, 0, 0, 0, codings=(Coding("c", "association", "KH", 2021, 100, NOW),)))
    assert found.indicators["association"] == pytest.approx((2 * 100 + 1) / 3)
    assert found.indicators["assembly"] == pytest.approx(1)


def test_nothing_is_used_before_it_was_known() -> None:
    held = evidence(1, 1, 1, 1, codings=(Coding("late", "assembly", "KH", 2021, 1, date(2022, 7, 1)),))
    assert rated(held).score == pytest.approx(100)
    early = rated(held, date(2022, 2, 1))
    assert early.score is None
    assert early.reason == "nothing known by 2022-02-01 tells of association, assembly, expression, protection in 2021"


def test_an_older_value_stands_in_for_some_years_and_a_newer_one_replaces_it() -> None:
    old = tuple(value(item, 0.2, observed=2018) for _, _, item in SOURCES)
    assert rated(Evidence(old)).score == pytest.approx(1 + 0.2 * 99)
    assert rated(Evidence((*old, value("E", 1.0)))).indicators["association"] == pytest.approx(100)
    assert rated(Evidence(tuple(replace(one, observed=2017) for one in old))).band is None


def test_a_missing_source_is_done_without_and_two_missing_indicators_are_not() -> None:
    assert rated(evidence(1, 1, 1)).score == pytest.approx(100)
    assert rated(evidence(1, 1)).score is None
    assert rated(evidence(1, 1)).indicators


def test_events_move_by_the_rate_and_not_by_the_number() -> None:
    same = Events(acts=40, documents=200, acts_before=60, documents_before=300, measures={"rate:KH:2021": 20.0})
    assert rated(evidence(0.5, 0.5, 0.5, 0.5, events=same)).live == pytest.approx(0, abs=0.1)
    more = replace(same, acts=160)
    found = rated(evidence(0.5, 0.5, 0.5, 0.5, events=more))
    assert found.live == pytest.approx(-8, abs=0.2)
    assert found.parts[-1].id == "rate:KH:2021"
    assert rated(evidence(0.5, 0.5, 0.5, 0.5, events=replace(more, acts=4000))).live == -8
    assert rated(evidence(0.5, 0.5, 0.5, 0.5, events=replace(more, documents=20))).live == 0


@pytest.mark.parametrize(("trend", "points"), [("down", -4), ("stable", 0), ("up", 4)])
def test_consultations_move_by_their_trend(trend: Trend, points: float) -> None:
    heard = tuple(Consultation(f"c{n}", "KH", 2021, trend, NOW) for n in range(3))
    assert rated(evidence(0.5, 0.5, 0.5, 0.5, consultations=heard)).live == pytest.approx(points)


def test_other_countries_and_years_stay_out() -> None:
    others = tuple(value(item, 1.0, place="TH") for _, _, item in SOURCES)
    assert rated(Evidence(others)).score is None
    heard = (Consultation("c", "TH", 2021, "down", NOW), Consultation("d", "KH", 2020, "down", NOW))
    assert rated(evidence(1, 1, 1, 1, consultations=heard)).live == 0


def test_every_weight_names_an_item_that_can_be_read() -> None:
    for weights in standard().indicators.values():
        for one in weights:
            assert one.item in {item.code for item in formats()[one.source].items}
            assert one.weight > 0
