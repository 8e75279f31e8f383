"""Levels become scores and bands in one order; probabilities of bands add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.assess.bands import Anchor, Band, banded
from saksi.assess.latent.chain import Chains, Grid, smooth, steps


@pytest.mark.parametrize(
    ("score", "band"),
    [(1, "closed"), (20, "closed"), (21, "repressed"), (40, "repressed"), (41, "obstructed"), (61, "narrowed"),
     (80, "narrowed"), (81, "open"), (100, "open")],
)  # fmt: skip
def test_bands_are_those_of_the_monitor(score: float, band: str) -> None:
    assert Band.of(score) is Band.named(f" {band} ")


@given(st.lists(st.floats(-3, 3), min_size=4, max_size=4, unique=True), st.floats(-9, 9), st.floats(-9, 9))
def test_a_higher_level_never_scores_lower(cuts: list[float], one: float, other: float) -> None:
    anchor = Anchor(tuple(sorted(cuts)))  # type: ignore[arg-type]
    low, high = anchor.score(np.array(sorted([one, other])))
    assert 1 <= low <= high <= 100
    for level in (one, other):
        assert abs(anchor.groups(np.array([level]))[0] - Band.of(float(anchor.score(np.array([level]))[0]))) <= 1


def test_an_anchor_is_fitted_to_bands_that_others_gave() -> None:
    grid = Grid(-3, 3, 61)
    levels = np.repeat(np.linspace(-2.5, 2.5, 51), 2)
    over = np.exp(-0.5 * ((grid.values[None, :] - levels[:, None]) / 0.2) ** 2)
    over /= over.sum(axis=1, keepdims=True)
    given = [Band(int(np.searchsorted([-1.6, -0.4, 0.5, 1.4], level))) for level in levels]
    assert np.allclose(Anchor.fitted(over, grid.values, given).cuts, [-1.6, -0.4, 0.5, 1.4], atol=0.11)
    ends = Anchor.fitted(over, grid.values, [Band.OBSTRUCTED] * len(levels)).cuts
    assert list(ends) == sorted(ends)


def test_what_a_posterior_says_of_bands_adds_up_and_sees_a_fall() -> None:
    grid = Grid(-4, 4, 81)
    chains = Chains.of(["a", "a", "a", "b"], [2000, 2001, 2002, 2000])
    told = np.array([1.8, 1.8, -1.8, 0.0])
    said = -0.5 * ((grid.values[None, :] - told[:, None]) / 0.3) ** 2
    found = banded(smooth(chains, grid, said[chains.order], steps(grid, 0.8, 4.0)[0]), grid.values, Anchor())
    assert np.allclose(found.bands.sum(axis=1), 1)
    assert (found.low <= found.score).all()
    assert (found.score <= found.high).all()
    assert np.isnan(found.moved).tolist() == [True, False, False, True]
    assert found.moved[2] > 0.95
    assert found.fell[2] > 0.95
    assert found.fell[1] < 0.3
    assert (found.fell[1:3] <= found.moved[1:3] + 1e-9).all()
