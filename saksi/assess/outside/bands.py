"""Puts countries into bands by outside indices alone, as far as bands that others gave teach it.

Ridge regression of the band's number on items between 0 (least freedom) and 1, each centred and scaled; what is missing
stands at the mean of those that are there. The penalty is the one with the least error when each country is left out
(Golub, Heath and Wahba 1979, Technometrics 21(2): 215–223, in the exact form for leaving one out).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from saksi.assess.bands import Band
from saksi.assess.latent.chain import Floats

PENALTIES = (1.0, 3.0, 10.0, 30.0, 100.0)


@dataclass(frozen=True)
class Outside:
    """A fitted regression of band numbers on items."""

    middle: Floats
    scale: Floats
    weights: Floats
    intercept: float
    penalty: float

    def numbers(self, items: Floats) -> Floats:
        """Return the expected band number of each row of items (rows x items, NaN where missing)."""
        return np.asarray(_filled(items, self.middle, self.scale) @ self.weights + self.intercept)

    def bands(self, items: Floats) -> list[Band]:
        """Return the nearest band of each row."""
        return [Band(int(number)) for number in np.clip(np.rint(self.numbers(items)), 0, len(Band) - 1)]


def fitted(items: Floats, bands: Sequence[Band], penalties: Sequence[float] = PENALTIES) -> Outside:
    """Fit the regression; items that every row lacks weigh nothing."""
    known = ~np.isnan(items)
    count = np.maximum(known.sum(axis=0), 1)
    middle = np.where(known, items, 0).sum(axis=0) / count
    spread = np.sqrt(np.where(known, (items - middle) ** 2, 0).sum(axis=0) / count)
    scale = np.where(spread > 0, spread, 1.0)
    filled = _filled(items, middle, scale)
    given = np.array(bands, dtype=float)
    intercept = float(given.mean())
    left, size, right = np.linalg.svd(filled, full_matrices=False)
    pull = left.T @ (given - intercept)

    def error(penalty: float) -> float:
        shrunk = size**2 / (size**2 + penalty)
        leverage = (left**2) @ shrunk + 1 / len(given)
        return float((((given - intercept - left @ (shrunk * pull)) / (1 - leverage)) ** 2).mean())

    best = min(penalties, key=error)
    return Outside(middle, scale, right.T @ (size / (size**2 + best) * pull), intercept, best)


def kappa(given: Sequence[Band], found: Sequence[Band]) -> float:
    """Return Cohen's kappa with quadratic weights: 1 for agreement, 0 for as much as chance gives."""
    table = np.zeros((len(Band), len(Band)))
    for one, other in zip(given, found, strict=True):
        table[one, other] += 1
    place = np.arange(len(Band))
    weight = (place[:, None] - place[None, :]) ** 2
    chance = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    return float(1 - (weight * table).sum() / (weight * chance).sum())


def _filled(items: Floats, middle: Floats, scale: Floats) -> Floats:
    return np.asarray(np.where(np.isnan(items), 0.0, (items - middle) / scale))
