"""Intervals for rates of events that come in bundles: several acts out of one document.

Fay and Feuer (1997), "Confidence intervals for directly standardized rates: a method based on the gamma distribution",
Statistics in Medicine 16(7): 791–801, for a weighted sum of Poisson counts; here a document that tells of x acts is
one event of weight x. Where every document tells of one, it is the exact interval of Garwood (1936), "Fiducial limits
for the Poisson distribution", Biometrika 28: 437–442.
"""

from collections.abc import Iterable

LEVEL = 0.95


def interval(weights: Iterable[int], level: float = LEVEL) -> tuple[float, float]:
    """Return the limits of the expected sum of these weights, each 1 or more, each one event; none gives 0 and more.

    With y the sum, v the sum of squares and w the largest weight, and G(p, a) the quantile p of the gamma distribution
    of shape a: lower v/y · G(α/2, y²/v), upper (v + w²)/(y + w) · G(1 − α/2, (y + w)²/(v + w²)).
    """
    from scipy.special import gammaincinv  # slow to import, and most verbs show no interval

    found = list(weights)
    total, squares, largest = sum(found), sum(x * x for x in found), max(found, default=1)
    tail = (1 - level) / 2
    low = squares / total * float(gammaincinv(total**2 / squares, tail)) if total else 0.0
    spread, more = squares + largest**2, total + largest
    return low, spread / more * float(gammaincinv(more**2 / spread, 1 - tail))
