"""Probabilities add up, follow the level, and have the slopes that they are said to have."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.assess.latent.items import Count, Item, Ordinal, cell_of, counted

LEVELS = np.linspace(-3, 3, 13)
ITEMS: list[Item] = [
    Ordinal("two codes", 2),
    Ordinal("five codes that drift", 5, sign=-1, periods=3, drift=0.7),
    Count("counts", (0, 3, 12), (0.0, 1.0, 2.0)),
    Count("counts with excess zeros", (0, 1, 7), (0.0, 0.5, 2.0), inflated=True),
]


def begun(item: Item) -> np.ndarray:
    return item.start(np.ones(item.cells))


def numeric(function: object, free: np.ndarray) -> np.ndarray:
    nudges = 1e-6 * np.eye(len(free))
    return np.array([(function(free + n) - function(free - n)) / 2e-6 for n in nudges])  # type: ignore[operator]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.name)
def test_slopes_are_those_of_the_table_and_the_prior(item: Item) -> None:
    chance = np.random.default_rng(3)
    free = begun(item) + chance.normal(0, 0.3, len(begun(item)))
    weight = chance.random((item.cells, len(LEVELS)))
    slope = item.slope(free, LEVELS, weight)
    assert np.allclose(slope, numeric(lambda at: (weight * item.table(at, LEVELS)).sum(), free), atol=1e-5)
    assert np.allclose(item.prior(free)[1], numeric(lambda at: item.prior(at)[0], free), atol=1e-5)


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 6), st.integers(1, 4), st.integers(0, 10_000), st.sampled_from([1, -1]))
def test_codes_add_up_to_one_and_follow_the_level(codes: int, periods: int, seed: int, sign: int) -> None:
    item = Ordinal("a", codes, sign, periods)
    free = np.random.default_rng(seed).normal(0, 1, len(begun(item)))
    chances = np.exp(item.table(free, LEVELS)).reshape(periods, codes, -1)
    assert np.allclose(chances.sum(axis=1), 1)
    expected = np.einsum("k,pkg->pg", np.arange(codes), chances)
    assert (sign * np.diff(expected, axis=1) >= -1e-9).all()
    assert (np.diff(item.thresholds(free), axis=1) > 0).all()


def test_counts_add_up_to_one_and_grow_with_exposure() -> None:
    many = tuple(range(400))
    for inflated in (False, True):
        item = Count("a", many, (0.0,) * len(many), inflated=inflated)
        free = begun(item) * 0 + 0.2
        assert np.allclose(np.exp(item.table(free, LEVELS[4:9])).sum(axis=0), 1, atol=1e-4)
    few, much = Count("a", (0,), (0.0,)), Count("a", (0,), (3.0,))
    assert (few.table(begun(few) * 0, LEVELS) > much.table(begun(much) * 0, LEVELS)).all()


def test_more_events_speak_for_less_freedom() -> None:
    item = Count("a", (20,), (0.0,))
    table = item.table(np.array([0.0, 1.0, 0.0]), LEVELS)[0]
    assert table[0] > table[-1]


def test_cells_are_the_different_observations() -> None:
    item, cells = counted("a", [(2, 10.0), (0, 10.0), (2, 10.0), (2, 5.0)])
    assert item.cells == 3
    assert cells[0] == cells[2]
    assert [item.counts[cell] for cell in cells] == [2, 0, 2, 2]
    assert cell_of(Ordinal("b", 3, periods=2), 2, 1) == 5


def test_a_search_begins_at_the_frequencies() -> None:
    item = Ordinal("a", 3, periods=2)
    often = item.start(np.array([90.0, 5.0, 5.0, 90.0, 5.0, 5.0]))
    chances = np.exp(item.table(often, np.array([0.0]))).reshape(2, 3)
    assert (chances.argmax(axis=1) == 0).all()
    assert np.allclose(chances[0], chances[1])
    assert np.isfinite(item.start(np.zeros(6))).all()
