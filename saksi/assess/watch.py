"""Watches monthly counts: an alarm when more is told of than chance allows, and when nothing is told of at all.

Each country is its own control. Month t is negative binomial with mean exposure_t * rate and size r, both from the
`base` months before a gap of one, so that a rise does not hide in its own measure. The CUSUM adds the log-likelihood
ratio of a mean `rise` times as large and starts again at zero after an alarm (Höhle and Paul 2008, "Count data
regression charts for the monitoring of surveillance time series", Computational Statistics and Data Analysis 52(9):
4357–4368). Its threshold is the one at which series without a rise give the stated number of alarms. Silence is the
other way round: a month whose count is so low that it comes up by chance no more often than that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ALARMS_A_MONTH = 1 / 24
"""One false alarm per country in two years."""
BASE, GAP = 24, 1
RISE = 3.0
_LEAST_BASE = 12
_SMALLEST, _LARGEST = 0.2, 1000.0
_STATES, _COUNTS, _HALVINGS = 25, 150, 11
_TAIL, _HIGHEST = 1e-6, 25.0


@dataclass(frozen=True, slots=True)
class Chart:
    """How a series is watched: length of the base in months, the rise it waits for, false alarms a month."""

    base: int = BASE
    gap: int = GAP
    rise: float = RISE
    alarms: float = ALARMS_A_MONTH


@dataclass(frozen=True, slots=True)
class Month:
    """What the chart says of a month: what was expected, the sum, its threshold, and whether it is an alarm.

    Until there is a base of a year `expected` is NaN and nothing is an alarm. `silent` marks a month in which less was
    told of than chance allows: of what is done, or of what can be told.
    """

    count: int
    expected: float
    total: float
    threshold: float
    alarm: bool
    silent: bool


def watch(counts: Sequence[int], exposure: Sequence[float], chart: Chart = Chart()) -> list[Month]:
    """Return the chart of a monthly series; `exposure` is what was read each month (documents, articles), above 0.

    Raises ValueError where the two differ in length.
    """
    if len(counts) != len(exposure):
        raise ValueError(f"{len(counts)} counts have {len(exposure)} exposures; give one each")
    events, read = np.array(counts, dtype=float), np.array(exposure, dtype=float)
    total, found = 0.0, []
    for month in range(len(events)):
        start, end = max(0, month - chart.gap - chart.base), month - chart.gap
        if end - start < _LEAST_BASE or read[month] <= 0 or read[start:end].sum() <= 0:
            found.append(Month(int(counts[month]), float("nan"), total, float("nan"), False, False))
            continue
        rate, size = fitted(events[start:end], read[start:end])
        expected = float(rate * read[month])
        total = max(0.0, total + gain(float(events[month]), expected, size, chart.rise))
        limit = threshold(_rounded(expected, 0.1), _rounded(size, 0.2), chart.rise, chart.alarms)
        alarm = total > limit
        silent = _at_most(int(counts[month]), expected, size) < chart.alarms
        found.append(Month(int(counts[month]), expected, total, limit, alarm, silent))
        total = 0.0 if alarm else total
    return found


def fitted(counts: Floats, exposure: Floats) -> tuple[float, float]:
    """Return the rate and the size of a negative binomial by moments; the rate is never below half an event in all.

    With m the expected counts, size = sum of m squared / sum of ((x - m) squared - m), within wide bounds.
    """
    rate = max(float(counts.sum()), 0.5) / float(exposure.sum())
    means = rate * exposure
    excess = float(((counts - means) ** 2 - means).sum()) * len(counts) / max(len(counts) - 1, 1)
    size = float((means**2).sum()) / excess if excess > 0 else _LARGEST
    return rate, min(_LARGEST, max(_SMALLEST, size))


def gain(count: float, expected: float, size: float, rise: float) -> float:
    """Return the log-likelihood ratio of a mean `rise` times as large, for one month."""
    return float(count * np.log(rise) - (count + size) * np.log((size + rise * expected) / (size + expected)))


def _at_most(count: int, expected: float, size: float) -> float:
    """Return the probability of so few."""
    from scipy.stats import nbinom

    return float(nbinom.cdf(count, size, size / (size + expected)))


def _rounded(value: float, step: float) -> float:
    """Round to a step of the logarithm, so that a threshold is found once for many months."""
    return float(np.exp(np.round(np.log(value) / step) * step))


@cache
def threshold(expected: float, size: float, rise: float, alarms: float) -> float:
    """Return the sum above which series without a rise give `alarms` a month: from zero again after each."""
    from scipy.stats import nbinom

    share = size / (size + expected)
    last = int(nbinom.ppf(1 - _TAIL, size, share)) + 1
    edges = np.unique(np.linspace(0, last, min(last, _COUNTS) + 1).astype(int))
    below = nbinom.cdf(edges, size, share)
    weight = np.diff(below, prepend=0.0)
    weight[-1] += 1 - below[-1]
    gains = edges * np.log(rise) - (edges + size) * np.log((size + rise * expected) / (size + expected))
    low, high = 0.0, _HIGHEST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if 1 / _run_length(gains, weight, middle) > alarms else (low, middle)
    return high


def _run_length(gains: Floats, weight: Floats, limit: float) -> float:
    """Return the mean number of months to an alarm, by a Markov chain of the sum (Brook and Evans 1972, Biometrika 59).

    The sum is held in `_STATES` steps from 0 to the limit; `gains` of a month have these weights.
    """
    width = limit / (_STATES - 1)
    sums = np.arange(_STATES) * width
    reached = np.maximum(0.0, sums[:, None] + gains[None, :])
    under = reached <= limit
    state = np.minimum(np.rint(reached / width), _STATES - 1).astype(int)
    place = (np.arange(_STATES)[:, None] * _STATES + state)[under]
    weights = np.broadcast_to(weight, reached.shape)[under]
    moves = np.bincount(place, weights, _STATES**2).reshape(_STATES, _STATES)
    return float(np.linalg.solve((1 + 1e-9) * np.eye(_STATES) - moves, np.ones(_STATES))[0])
