"""Bootstrap intervals of ratios."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.flows.bench.intervals import f1, gain, ratio

COUNTS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=20)


def test_a_ratio_is_that_of_the_sums() -> None:
    one = ratio([1, 3], [2, 6])

    assert (one.value, one.low, one.high) == (0.5, 0.5, 0.5)


def test_an_interval_is_that_of_the_normal_approximation() -> None:
    one = ratio([1, 0] * 200, [1] * 400)

    assert one.value == 0.5
    assert one.low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.006)
    assert one.high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.006)


def test_nothing_counted_is_zero() -> None:
    assert ratio([], []).value == 0
    assert ratio([0, 0], [0, 0]).numbers() == {"value": 0, "low": 0, "high": 0}


def test_f1_of_known_counts() -> None:
    assert f1([3, 0], [4, 1], [3, 2]).value == pytest.approx(0.6)


def test_runs_are_compared_on_the_same_draws() -> None:
    old = ([1, 0, 2, 1], [1, 1, 3, 1], [2, 1, 2, 1])
    better = ([2, 1, 2, 1], [2, 1, 2, 1], [2, 1, 2, 1])

    assert gain(old, old).numbers() == {"value": 0, "low": 0, "high": 0}
    assert gain(better, old).value == pytest.approx(1 - f1(*old).value)


@given(COUNTS)
def test_the_value_lies_within_zero_and_one_and_repeats(counts: list[tuple[int, int]]) -> None:
    above, below = [a for a, _ in counts], [a + b for a, b in counts]
    one = ratio(above, below)

    assert 0 <= one.low <= one.high <= 1
    assert one == ratio(above, below)
