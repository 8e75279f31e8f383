"""Watches monthly counts: an alarm when more is told of than chance allows, and when nothing is told of at all.

Each country is its own control. Month t is negative binomial with mean exposure_t * rate and size r, both from the
`base` months before a gap of one, so that a rise does not hide in its own measure. Two years say little of 1/r, so it
is held towards what the countries of a file share (`shared`). The CUSUM adds the log-likelihood ratio of a mean `rise`
times as large and starts again at zero after an alarm (Höhle and Paul 2008, "Count data regression charts for the
monitoring of surveillance time series", Computational Statistics and Data Analysis 52(9): 4357–4368). Its threshold is
the one at which series without a rise give the stated number of alarms. Silence is the other way round: a month whose
count is so low that it comes up by chance no more often than that.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
_HELD = 100.0
"""Months that the shared spread counts for beside those of a base."""
_LEAST_SPREAD, _TURNS = 1e-3, 20


@dataclass(frozen=True, slots=True)
class Chart:
    """How a series is watched: length of the base in months, the rise it waits for, false alarms a month.

    `spread` is the 1/size that series share (see `shared`); None where a series has only itself to go by.
    """

    base: int = BASE
    gap: int = GAP
    rise: float = RISE
    alarms: float = ALARMS_A_MONTH
    spread: float | None = None


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
        rate, size = fitted(events[start:end], read[start:end], chart.spread)
        expected = float(rate * read[month])
        total = max(0.0, total + gain(float(events[month]), expected, size, chart.rise))
        limit = threshold(_rounded(expected, 0.1), _rounded(size, 0.2), chart.rise, chart.alarms)
        alarm = total > limit
        silent = _at_most(int(counts[month]), expected, size) < chart.alarms
        found.append(Month(int(counts[month]), expected, total, limit, alarm, silent))
        total = 0.0 if alarm else total
    return found


def shared(series: Iterable[tuple[Sequence[int], Sequence[float]]], chart: Chart = Chart()) -> Chart:
    """Return the chart with the spread that these series (counts, exposure) share; as it is where they are too short.

    It is the mean of the 1/size of all stretches as long as a base, by moments, each weighed by how well it tells it.
    """
    stretches = [one for counts, read in series for one in _stretches(counts, read, chart.base)]
    if not stretches:
        return chart
    means, spreads = np.array(stretches).T
    spread = 1.0
    for _ in range(_TURNS):
        weight = _told(means, spread)
        spread = max(_LEAST_SPREAD, float((weight * spreads).sum() / weight.sum()))
    return replace(chart, spread=spread)


def _stretches(counts: Sequence[int], exposure: Sequence[float], base: int) -> Iterator[tuple[float, float]]:
    """Yield mean and 1/size of each whole stretch, half a stretch apart."""
    events, read = np.array(counts, dtype=float), np.array(exposure, dtype=float)
    for start in range(0, len(events) - base + 1, max(1, base // 2)):
        part = slice(start, start + base)
        if read[part].sum() > 0:
            rate, spread = _moments(events[part], read[part])
            yield rate * float(read[part].mean()), spread


def _told(mean: Floats, spread: float) -> Floats:
    """Return how exactly months with this mean tell 1/size, beside months of very many events."""
    return np.asarray((mean / (mean + 1 / spread)) ** 2)


def fitted(counts: Floats, exposure: Floats, spread: float | None = None) -> tuple[float, float]:
    """Return the rate and the size of a negative binomial by moments; the rate is never below half an event in all.

    `spread` is a shared 1/size, towards which that of these months is held as if it stood on `_HELD` months.
    """
    rate, own = _moments(counts, exposure)
    if spread is not None:
        months = len(counts) * float(_told(np.array(rate * exposure.mean()), spread))
        own = (months * own + _HELD * spread) / (months + _HELD)
    return rate, min(_LARGEST, max(_SMALLEST, 1 / max(own, 1 / _LARGEST)))


def _moments(counts: Floats, exposure: Floats) -> tuple[float, float]:
    """Return the rate and 1/size; 1/size is below 0 where counts differ less than chance would have it.

    With m the expected counts of n months, 1/size = sum of ((x - m) squared - m) / sum of m squared, times n / (n - 1).
    """
    rate = max(float(counts.sum()), 0.5) / float(exposure.sum())
    means = rate * exposure
    excess = float(((counts - means) ** 2 - means).sum()) * len(counts) / max(len(counts) - 1, 1)
    return rate, excess / float((means**2).sum())


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
