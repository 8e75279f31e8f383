"""Rates: what was read stands below what was told, and the limits are those of the tables."""

import pytest
from counting import act, document
from hypothesis import given
from hypothesis import strategies as st

from saksi.assess.exposure import publishers, rate
from saksi.assess.facts import Facts
from saksi.assess.indicators import count, measure
from saksi.assess.poisson import interval


@pytest.mark.parametrize(
    ("events", "low", "high"),
    # Exact 95 % limits of a Poisson mean, as printed in tables made from Garwood (1936).
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (2, 0.2422, 7.225), (10, 4.795, 18.390), (100, 81.364, 121.627)],
)
def test_single_events_have_the_exact_limits(events: int, low: float, high: float) -> None:
    assert interval([1] * events) == (pytest.approx(low, abs=6e-4), pytest.approx(high, abs=6e-4))


@given(st.lists(st.integers(1, 40), max_size=30))
def test_limits_hold_the_sum_and_widen_when_one_document_tells_all(weights: list[int]) -> None:
    low, high = interval(weights)
    assert 0 <= low <= sum(weights) < high
    alone = interval([1] * sum(weights))
    assert low <= alone[0] + 1e-9
    assert high >= alone[1] - 1e-9


def test_twice_as_many_documents_of_the_same_kind_leave_the_rate() -> None:
    once = rate([act(1), act(2)], [document(f"d{n}") for n in range(10)])
    twice = rate([act(n) for n in range(4)], [document(f"d{n}") for n in range(20)])

    assert (once.acts, once.documents, once.value, twice.value) == (2, 10, 20.0, 20.0)


def test_where_nothing_was_read_there_is_no_rate() -> None:
    nothing = rate([act(1)], [])

    assert (nothing.acts, nothing.documents, nothing.value, nothing.low, nothing.high) == (1, 0, None, None, None)
    assert not [m for m in count(Facts((act(1, country="TH"),), (document(),))) if m.id.startswith("rate:TH")]


def test_documents_that_tell_of_nothing_make_a_rate_of_zero() -> None:
    found = measure(Facts((), (document(),)), "rate:KH:2021")

    assert found is not None
    assert (found.value, found.claims) == (0.0, ("says KH",))


def test_unknown_publishers_are_one() -> None:
    assert publishers([document(publisher=name) for name in ("", "", "delta wire", "delta wire", "forum")]) == 3


def test_a_region_is_set_beside_what_was_read_about_its_country() -> None:
    facts = Facts((act(1, region="KH-8", date="2021-03"),), tuple(document(f"d{n}") for n in range(4)))
    found = measure(facts, "rate:KH-8:2021")

    assert found is not None
    assert found.value == 25
