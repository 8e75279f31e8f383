"""Bands out of outside items: learnt where there is something to learn; agreement measured as it should be."""

import numpy as np
import pytest

from saksi.assess.bands import Band
from saksi.assess.outside.bands import fitted, kappa


def test_bands_that_items_tell_of_are_found_on_new_rows() -> None:
    chance = np.random.default_rng(1)
    level = chance.uniform(0, 4.99, 160)
    items = level[:, None] / 5 + chance.normal(0, 0.08, (160, 6))
    items[chance.random(items.shape) < 0.1] = np.nan
    given = [Band(int(one)) for one in level]
    found = fitted(items[:100], given[:100])
    assert kappa(given[100:], found.bands(items[100:])) > 0.85
    assert np.corrcoef(found.numbers(items[100:]), level[100:])[0, 1] > 0.95


def test_noise_teaches_the_strongest_penalty_and_the_middle() -> None:
    chance = np.random.default_rng(2)
    given = [Band(int(one)) for one in chance.integers(0, 5, 60)]
    found = fitted(chance.normal(0, 1, (60, 20)), given)
    assert found.penalty == 100
    assert found.intercept == pytest.approx(np.mean(given))


def test_an_item_that_nobody_has_weighs_nothing() -> None:
    items = np.array([[0.0, np.nan], [0.5, np.nan], [1.0, np.nan], [0.7, np.nan]])
    found = fitted(items, [Band.CLOSED, Band.OBSTRUCTED, Band.OPEN, Band.NARROWED])
    assert np.isfinite(found.numbers(np.array([[0.2, 3.0]]))).all()
    assert found.weights[1] == 0


def test_kappa_is_one_for_agreement_zero_for_chance_and_below_for_less() -> None:
    bands = list(Band)
    assert kappa(bands, bands) == 1
    assert kappa(bands * 5, [one for one in bands for _ in bands]) == pytest.approx(0)
    assert kappa(bands, bands[::-1]) == pytest.approx(-1)
