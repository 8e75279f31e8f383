"""Scores against their definitions, counted out one by one, and against scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score

from saksi.assess.forecast.scores import (
    Scored,
    area,
    average_precision,
    calibration_error,
    gains,
    recall_at_top,
    scores,
)

ROWS = st.lists(st.tuples(st.booleans(), st.integers(0, 10)), min_size=2, max_size=40).filter(
    lambda rows: len({label for label, _ in rows}) == 2
)


def scored(labels: list[float], probabilities: list[float], countries: list[str] | None = None) -> Scored:
    number = len(labels)
    return Scored(
        np.array(labels, dtype=np.float64),
        np.array(probabilities, dtype=np.float64),
        np.array(countries or [str(n) for n in range(number)]),
        np.array(["space"] * number),
        np.array([2000] * number),
    )


@settings(max_examples=30, deadline=None)
@given(ROWS)
def test_area_and_precision_are_those_of_scikit_learn(rows: list[tuple[bool, int]]) -> None:
    labels = np.array([float(label) for label, _ in rows])
    said = np.array([tenth / 10 for _, tenth in rows])
    assert area(labels, said) == pytest.approx(roc_auc_score(labels, said))
    assert average_precision(labels, said) == pytest.approx(average_precision_score(labels, said))


def test_no_curve_without_both_labels() -> None:
    with pytest.raises(ValueError, match="all labels are the same"):
        area(np.zeros(3), np.array([0.1, 0.2, 0.3]))


@settings(max_examples=30, deadline=None)
@given(ROWS)
def test_the_base_rate_has_no_skill(rows: list[tuple[bool, int]]) -> None:
    labels = [float(label) for label, _ in rows]
    found = scores(scored(labels, [sum(labels) / len(labels)] * len(labels)))
    assert found.skill == pytest.approx(0, abs=1e-9)
    assert found.error == pytest.approx(0, abs=1e-9)
    assert found.auc == pytest.approx(0.5)


def test_calibration_error_is_the_distance_in_each_bin() -> None:
    labels, said = np.array([1.0, 0.0, 1.0, 1.0]), np.array([0.25, 0.25, 0.85, 0.85])
    assert calibration_error(labels, said) == pytest.approx(0.5 * 0.25 + 0.5 * 0.15)
    assert calibration_error(labels, said, equal_counts=True) == pytest.approx((0.75 + 0.25 + 0.15 + 0.15) / 4)


def test_recall_counts_the_top_fifth_of_each_origin() -> None:
    labels = [1.0, 0, 0, 0, 0, 1.0, 0, 0, 0, 0]
    said = [0.9, 0.8, 0.1, 0.1, 0.1, 0.1, 0.2, 0.3, 0.4, 0.05]
    assert recall_at_top(scored(labels, said)) == pytest.approx(0.5)


def test_a_gain_over_itself_is_nothing_and_a_real_one_is_seen() -> None:
    chance = np.random.default_rng(1)
    labels = (chance.uniform(size=300) < 0.3).astype(float)
    good = np.clip(0.3 + 0.4 * (labels - 0.3) + chance.normal(0, 0.1, 300), 0.01, 0.99)
    ours = scored(list(labels), list(good), [str(n // 10) for n in range(300)])
    assert gains(ours, good, 50)["AUC"] == (0, 0, 0)
    value, low, high = gains(ours, chance.uniform(size=300), 50)["AUC"]
    assert 0 < low < value < high
