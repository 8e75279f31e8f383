"""Intervals for rates of events that come in bundles: several acts out of one document.

Fay and Feuer (1997), "Confidence intervals for directly standardized rates: a method based on the gamma distribution",
Statistics in Medicine 16(7): 791–801, for a weighted sum of Poisson counts; here a document that tells of x acts is
one event of weight x. Where every document tells of one, it is the exact interval of Garwood (1936), "Fiducial limits
for the Poisson distribution", Biometrika 28: 437–442.
"""

import math
from collections.abc import Iterable
from statistics import NormalDist

LEVEL = 0.95
_LARGE = 500.0
"""From this shape on, the cube-root approximation is right to six digits and quicker."""
_STEPS = 100
_PRECISION = 1e-12


def interval(weights: Iterable[int], level: float = LEVEL) -> tuple[float, float]:
    """Return the limits of the expected sum of these weights, each 1 or more, each one event; none gives 0 and more.

    With y the sum, v the sum of squares and w the largest weight, and G(p, a) the quantile p of the gamma distribution
    of shape a: lower v/y · G(α/2, y²/v), upper (v + w²)/(y + w) · G(1 − α/2, (y + w)²/(v + w²)).
    """
    found = list(weights)
    total, squares, largest = sum(found), sum(x * x for x in found), max(found, default=1)
    tail = (1 - level) / 2
    low = squares / total * gamma_quantile(tail, total**2 / squares) if total else 0.0
    spread, more = squares + largest**2, total + largest
    return low, spread / more * gamma_quantile(1 - tail, more**2 / spread)


def gamma_quantile(p: float, shape: float) -> float:
    """Return the quantile of the gamma distribution with this shape and scale 1, for 0 < p < 1 and a shape > 0.

    Newton's method on the logarithm, from the approximation of Wilson and Hilferty (1931), which is all there is for
    large shapes.
    """
    z = NormalDist().inv_cdf(p)
    start = shape * max(1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape)), 0.0) ** 3
    if shape >= _LARGE:
        return start
    x = max(start, math.exp((math.log(p) + math.lgamma(shape + 1)) / shape))
    for _ in range(_STEPS):
        density = math.exp(shape * math.log(x) - x - math.lgamma(shape))  # of the logarithm of x
        step = max(-1.0, min(1.0, (gamma_cdf(x, shape) - p) / density)) if density else -1.0
        x *= math.exp(-step)
        if abs(step) < _PRECISION:
            break
    return x


def gamma_cdf(x: float, shape: float) -> float:
    """Return the probability of less than x: the series of the lower incomplete gamma function (DLMF 8.11.4)."""
    term = total = 1.0
    number = shape
    while term > total * 1e-16:
        number += 1
        term *= x / number
        total += term
    return total * math.exp(shape * math.log(x) - x - math.lgamma(shape + 1))
