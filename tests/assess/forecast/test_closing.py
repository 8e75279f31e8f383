"""What a closing year is, and what the label of an origin says."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import OUTCOMES, world

from saksi.assess.forecast.labels import closing, labels
from saksi.assess.forecast.panel import Panel


def panel_of(levels: list[float | None]) -> Panel:
    """One country whose associational space (cutpoint 0.05) has these levels from 1980 on."""
    blank = world(countries=1, last=1979 + len(levels))
    row = np.array([np.nan if level is None else level for level in levels])
    return replace(blank, indices=np.broadcast_to(row, blank.indices.shape).copy())


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([0.6, 0.6, 0.6], [None, 0, 0]),
        ([0.6, 0.54, 0.54], [None, 1, 0]),
        ([0.6, 0.55, 0.55], [None, 0, 0]),  # by the cutpoint, and not by more
        ([0.6, 0.57, 0.54], [None, 1, 1]),  # a slide: both its years
        ([0.6, 0.57, 0.55], [None, 0, 0]),
        ([0.6, 0.596, 0.548], [None, 0, 0]),  # the first step is too small for a slide, the second for itself
        ([0.6, 0.595, 0.544], [None, 1, 1]),
        ([0.6, 0.57, 0.571, 0.54], [None, 0, 0, 0]),
        ([0.6, None, 0.4, 0.39], [None, None, None, 0]),
    ],
)
def test_closing_years(levels: list[float | None], expected: list[int | None]) -> None:
    found = closing(panel_of(levels))[0, 0]
    assert [None if np.isnan(one) else int(one) for one in found] == expected


def test_a_label_looks_two_years_ahead() -> None:
    found = labels(panel_of([0.6, 0.6, 0.6, 0.6, 0.5, 0.5, 0.5, 0.5])).values[0, 0]
    assert [None if np.isnan(one) else int(one) for one in found] == [0, 0, 1, 1, 0, 0, None, None]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=4, max_size=12), st.integers(-20, 20))
def test_a_level_does_not_matter_and_a_fall_is_monotone(levels: list[int], shift: int) -> None:
    row = [level / 100 for level in levels]
    moved = [(level + shift) / 100 for level in levels]
    assert np.array_equal(closing(panel_of(row)), closing(panel_of(moved)), equal_nan=True)
    deeper = [level - 0.01 * place for place, level in enumerate(row)]
    assert np.nansum(closing(panel_of(deeper))) >= np.nansum(closing(panel_of(row)))


def test_every_space_has_its_own_cutpoint() -> None:
    found = closing(panel_of([0.6, 0.555, 0.555]))
    assert [int(one) for one in found[:, 0, 1]] == [int(name == "v2xcl_rol") for name in OUTCOMES]
