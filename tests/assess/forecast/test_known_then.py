"""Nothing that was not known at an origin reaches its forecasts, and what would is refused."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import world

from saksi.assess.forecast.features import features
from saksi.assess.forecast.issue import Forecaster, Strict
from saksi.assess.forecast.labels import labels
from saksi.assess.forecast.leaks import planted
from saksi.assess.forecast.models import training
from saksi.assess.forecast.panel import NEVER, Panel
from saksi.model.errors import LeakError, UsageError

ORIGIN = 2005


def rewritten(panel: Panel, origin: int, seed: int = 0) -> Panel:
    """The same panel with another future."""
    chance = np.random.default_rng(seed)
    after = panel.at(origin) + 1
    indices, inputs = panel.indices.copy(), panel.inputs.copy()
    indices[:, :, after:] = chance.uniform(size=indices[:, :, after:].shape)
    inputs[:, :, after:] = chance.normal(size=inputs[:, :, after:].shape)
    return replace(panel, indices=indices, inputs=inputs)


def said(found: Strict) -> list[np.ndarray]:
    return [found.members[name] for name in sorted(found.members)]


@pytest.mark.usefixtures("quick")
def test_another_future_gives_the_same_forecasts() -> None:
    panel = world()
    one, other = Forecaster(panel), Forecaster(rewritten(panel, ORIGIN))
    assert all(np.array_equal(a, b) for a, b in zip(said(one.strict(ORIGIN)), said(other.strict(ORIGIN)), strict=True))
    assert one.forecasts(ORIGIN) == other.forecasts(ORIGIN)


@settings(max_examples=15, deadline=None)
@given(st.integers(1990, 2010), st.integers(0, 100))
def test_features_and_labels_of_an_origin_know_no_later_year(origin: int, seed: int) -> None:
    panel = world(countries=6)
    other = rewritten(panel, origin, seed)
    for make in (features, labels):
        one, two = make(panel.as_of(origin)), make(other.as_of(origin))
        assert np.array_equal(one.values, two.values, equal_nan=True)


@settings(max_examples=15, deadline=None)
@given(st.integers(1990, 2010))
def test_a_year_looks_the_same_from_every_later_origin(origin: int) -> None:
    panel = world(countries=6)
    now, later = features(panel.as_of(origin)), features(panel)
    assert np.array_equal(now.values, later.values[:, :, : now.values.shape[2]], equal_nan=True)


def test_a_slide_that_ends_later_is_not_known() -> None:
    panel = world(countries=1)
    level = np.full(len(panel.years), 0.6)
    at = panel.at(ORIGIN)
    level[at:] -= 0.03
    level[at + 1 :] -= 0.03
    indices = np.broadcast_to(level, panel.indices.shape).copy()
    panel = replace(panel, indices=indices)
    assert labels(panel).values[0, 0, at - 2] == 1
    assert labels(panel.as_of(ORIGIN)).values[0, 0, at - 2] == 0
    assert labels(panel.as_of(ORIGIN + 1)).values[0, 0, at - 2] == 1


class TestRefused:
    def test_labels_that_could_not_be_known(self) -> None:
        panel = world(countries=6)
        rows = features(panel.as_of(ORIGIN))
        for late in (labels(panel), labels(panel.as_of(ORIGIN + 1))):
            with pytest.raises(LeakError, match=f"cannot be used at {ORIGIN}"):
                training(rows, late, ORIGIN, panel.years[0])

    def test_features_that_could_not_be_known(self) -> None:
        panel = world(countries=6)
        with pytest.raises(LeakError, match="features"):
            training(features(panel), labels(panel.as_of(ORIGIN)), ORIGIN, panel.years[0])

    def test_a_panel_that_knows_less_tells_nothing_of_later(self) -> None:
        with pytest.raises(LeakError, match="cannot be told"):
            world(countries=2).as_of(ORIGIN).as_of(ORIGIN + 1)

    @pytest.mark.usefixtures("quick")
    @pytest.mark.parametrize("what", ["next level", "next step", "next step, upside down", "label", "label with noise"])
    def test_a_planted_input(self, what: str) -> None:
        panel = world()
        ahead = np.full(panel.known.shape, np.nan)
        ahead[:, :-1] = panel.indices[0, :, 1:]
        if what == "next step":
            ahead = ahead - panel.indices[0]
        if what == "next step, upside down":
            ahead = -2.0 * (ahead - panel.indices[0]) + 0.3
        if what.startswith("label"):
            ahead = labels(panel).values[0]
        if what == "label with noise":
            ahead = ahead + np.random.default_rng(0).normal(0, 0.2, ahead.shape)
        inputs = np.concatenate([panel.inputs, ahead[None]])
        leaky = replace(panel, columns=(*panel.columns, "tells"), inputs=inputs)
        assert planted(leaky) == ["tells"]
        with pytest.raises(LeakError, match="tells"):
            Forecaster(leaky).strict(ORIGIN)
        assert planted(panel) == []

    def test_a_year_without_values(self) -> None:
        with pytest.raises(UsageError, match="none for 2020"):
            world(countries=2).as_of(2020)


def test_what_was_published_later_is_not_seen() -> None:
    panel = world(countries=4)
    late = panel.known.copy()
    late[1, panel.at(ORIGIN)] = ORIGIN + 1
    panel = replace(panel, known=late)
    assert panel.limit == NEVER
    assert np.isnan(panel.as_of(ORIGIN).indices[:, 1, -1]).all()
    assert not np.isnan(panel.as_of(ORIGIN).indices[:, 0, -1]).any()
    assert not np.isnan(panel.as_of(ORIGIN + 1).indices[:, 1, -2]).any()
