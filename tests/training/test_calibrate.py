"""The curve of confidence, and how far confidence lies from truth."""

from random import Random

import pytest

from saksi.extract.confidence import log_odds
from training.calibrate import Curve, Scored, crossed, curve, error, table


def made(number: int, slope: float, intercept: float) -> list[Scored]:
    """Acts that are right as often as a curve says; half of them in sentences, where fewer are."""
    chance = Random(7)  # noqa: S311  # nothing to guess here
    out = []
    for n in range(number):
        score, whole = chance.uniform(0.3, 0.95), n % 2 == 0
        share = Curve(slope, intercept - (0 if whole else 1.5)).share(score)
        out.append(Scored(f"d{n % 40}", score, chance.random() < share, whole))
    return out


def test_the_curve_of_whole_texts_is_found_among_sentences() -> None:
    found = curve(made(8_000, 1.2, 0.8))

    assert found.slope == pytest.approx(1.2, abs=0.2)
    assert found.intercept == pytest.approx(0.8, abs=0.2)


def test_a_curve_is_a_share() -> None:
    assert Curve(1, 0).share(0.8) == pytest.approx(0.8)
    assert log_odds(Curve(1, 1).share(0.5)) == pytest.approx(1)


def test_what_is_as_sure_as_right_has_no_error() -> None:
    assert error([0.75] * 4, [True, True, True, False]) == 0
    assert error([1.0] * 4, [True, True, False, False]) == 0.5
    assert error([], []) == 0


def test_acts_are_judged_by_curves_of_other_documents() -> None:
    acts = made(4_000, 1.2, 0.8)
    said = crossed(acts)
    whole = [(share, act.right) for share, act in zip(said, acts, strict=True) if act.whole]

    assert error([share for share, _ in whole], [right for _, right in whole]) < 0.05
    assert len(said) == len(acts)


def test_the_table_gathers_by_confidence() -> None:
    rows = table([0.91, 0.94, 0.99, 0.3], [True, False, True, False])

    assert [(name, number, round(said, 3), right) for name, number, said, right, *_ in rows] == [
        ("0.00–0.60", 1, 0.3, 0.0),
        ("0.90–0.95", 2, 0.925, 0.5),
        ("0.95–1.00", 1, 0.99, 1.0),
    ]
