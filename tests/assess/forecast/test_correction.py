"""A correction brings what is said to what came, and leaves alone what is right already."""

import numpy as np
import pytest

from saksi.assess.forecast.calibration import Correction, correction, log_odds
from saksi.assess.forecast.method import Calibration

HOW = Calibration(origins=4, half_life=4.0, slope_rows=200.0, start_rows=30.0)


def past(shift: float, slope: float = 1.0, seed: int = 2) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Forecasts of four origins, two outcomes and a thousand countries; truth has other log-odds than said."""
    chance = np.random.default_rng(seed)
    said = chance.beta(1, 6, size=(4, 2, 1000))
    truth = 1 / (1 + np.exp(-(slope * log_odds(said) + shift)))
    labels = (chance.uniform(size=said.shape) < truth).astype(np.float64)
    return said, labels, np.broadcast_to(np.arange(3.0, -1, -1)[:, None, None], said.shape)


def test_what_is_right_stays() -> None:
    said, labels, ages = past(0.0)
    assert correction(said, labels, ages, HOW).apply(said[-1]) == pytest.approx(said[-1], abs=0.03)


@pytest.mark.parametrize(("shift", "slope"), [(1.0, 1.0), (-0.7, 1.0), (0.3, 0.5)])
def test_what_was_said_too_low_or_too_sure_is_mended(shift: float, slope: float) -> None:
    said, labels, ages = past(shift, slope)
    wanted = 1 / (1 + np.exp(-(slope * log_odds(said[-1]) + shift)))
    assert np.abs(correction(said, labels, ages, HOW).apply(said[-1]) - wanted).mean() < 0.02


def test_each_outcome_has_its_own_start() -> None:
    said, labels, ages = past(0.0)
    _, more, _ = past(1.5)
    mixed = np.stack([labels[:, 0], more[:, 1]], axis=1)
    found = correction(said, mixed, ages, HOW)
    assert found.starts[1] - found.starts[0] == pytest.approx(1.5, abs=0.25)


def test_the_last_origins_count_more() -> None:
    said, labels, ages = past(0.0)
    _, more, _ = past(1.5)
    changed = np.concatenate([labels[:2], more[2:]])
    kept = np.concatenate([more[:2], labels[2:]])
    assert (
        correction(said, changed, ages, HOW).apply(said).mean() > correction(said, kept, ages, HOW).apply(said).mean()
    )


def test_without_anything_known_nothing_is_corrected() -> None:
    said, labels, ages = past(0.0)
    assert correction(said, np.full(labels.shape, np.nan), ages, HOW) == Correction()


def test_order_stays_within_an_outcome() -> None:
    said, labels, ages = past(0.8)
    fitted = correction(said, labels, ages, HOW)
    assert (np.argsort(fitted.apply(said[0])[0]) == np.argsort(said[0, 0])).all()
