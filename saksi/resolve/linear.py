"""A linear model in sight: a weight a feature in a JSON file, a logistic score, and what each feature put in.

The weights are fitted by `python -m bench.matching --fit` on `bench/pairs`; see docs/methods/matching.md.
"""

import json
from dataclasses import dataclass
from functools import cache
from math import exp
from operator import mul
from pathlib import Path

from saksi.resolve.comparison import Thresholds

FOLDER = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights in the order of `features`, the intercept, and the thresholds of the scores."""

    features: tuple[str, ...]
    weights: tuple[float, ...]
    intercept: float
    thresholds: Thresholds

    def score(self, values: tuple[float, ...]) -> float:
        """Return the probability of one and the same from 0 to 1 (logistic function of the weighted sum).

        Raises ValueError when there are not as many values as features.
        """
        if len(values) != len(self.weights):
            raise ValueError(f"{len(values)} values are not those of {len(self.weights)} features")
        total = self.intercept + sum(map(mul, self.weights, values))
        return 1 / (1 + exp(-max(-40.0, min(40.0, total))))

    def shares(self, values: tuple[float, ...]) -> dict[str, float]:
        """Return what each feature that is present put into the sum, the weightiest first."""
        found = {f: w * x for f, w, x in zip(self.features, self.weights, values, strict=True) if w * x}
        return dict(sorted(found.items(), key=lambda item: (-abs(item[1]), item[0])))


@cache
def read_weights(kind: str, features: tuple[str, ...]) -> Linear:
    """Read the weights of a kind of pair; raises KeyError when the file lacks a feature."""
    stored = json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    weights = tuple(float(stored["weights"][feature]) for feature in features)
    return Linear(features, weights, float(stored["intercept"]), Thresholds(**stored["thresholds"]))
