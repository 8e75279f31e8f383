"""Ratios of counts with bootstrap intervals: documents are drawn anew with replacement, and the ratio is taken again.

Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapters 13 and 16; percentile intervals.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ROUNDS = 2000
SEED = 1
LEVEL = 0.95
Counts = Sequence[float]
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with the ends of its 95 % interval; the three are NaN-free, and 0 where nothing was counted."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:6.3f}  ({self.low:.3f} to {self.high:.3f})"

    def numbers(self) -> dict[str, float]:
        """Return the three numbers by name, rounded to four digits."""
        return {"value": round(self.value, 4), "low": round(self.low, 4), "high": round(self.high, 4)}


def ratio(above: Counts, below: Counts) -> Estimate:
    """Return sum(above) / sum(below) over documents, with its interval; one number a document in each."""
    return _estimate(_ratios(above, below))


def f1(right: Counts, given: Counts, asked: Counts) -> Estimate:
    """Return the micro-averaged F1 of documents: twice what is right, over what is given and what is asked for."""
    return _estimate(_ratios(*_halves(right, given, asked)))


def gain(new: tuple[Counts, Counts, Counts], old: tuple[Counts, Counts, Counts]) -> Estimate:
    """Return by how much the F1 of one run beats that of another on the same documents: a paired bootstrap."""
    return _estimate(_ratios(*_halves(*new)) - _ratios(*_halves(*old)))


def _halves(right: Counts, given: Counts, asked: Counts) -> tuple[Counts, Counts]:
    return [2 * r for r in right], [g + a for g, a in zip(given, asked, strict=True)]


def _ratios(above: Counts, below: Counts) -> Array:
    """Return the ratio itself and then that of every round."""
    one, other = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    size = len(one)
    if not size:
        return np.zeros(ROUNDS + 1)
    drawn = np.random.default_rng(SEED).multinomial(size, np.full(size, 1 / size), size=ROUNDS)
    weights = np.vstack([np.ones(size), drawn])
    sums = weights @ other
    return np.divide(weights @ one, sums, out=np.zeros_like(sums), where=sums > 0)


def _estimate(ratios: Array) -> Estimate:
    low, high = np.quantile(ratios[1:], [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(float(ratios[0]), float(low), float(high))
