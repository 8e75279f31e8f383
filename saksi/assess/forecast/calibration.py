"""Corrects probabilities on past origins: what was forecast then, against what is known of it now.

Only forecasts made as strictly as this one count, each by a model that knew what its own origin knew. Recent origins
count more, because how often spaces close changes faster than what makes them close.
"""

from dataclasses import dataclass

import numpy as np

from saksi.assess.forecast.panel import Array

STEPS = 50
CLOSE = 1e-8
EDGE = 1e-4


@dataclass(frozen=True)
class Correction:
    """Log-odds are multiplied by `slope`, then `start` is added: Platt's scaling with a prior at no correction."""

    start: float = 0.0
    slope: float = 1.0

    def apply(self, probabilities: Array) -> Array:
        """Return the corrected probabilities."""
        out: Array = 1 / (1 + np.exp(-(self.slope * log_odds(probabilities) + self.start)))
        return out


def log_odds(probabilities: Array) -> Array:
    """Return log(p / (1 - p)), with p held off 0 and 1."""
    held = np.clip(probabilities, EDGE, 1 - EDGE)
    out: Array = np.log(held / (1 - held))
    return out


def correction(probabilities: Array, labels: Array, ages: Array, half_life: float, rows: float) -> Correction:
    """Fit a correction by Newton's method on forecasts and labels 0 or 1.

    `ages` are years since each origin; after `half_life` years a forecast counts half. The prior holds the slope at 1
    as firmly as `rows` forecasts would at even odds.
    """
    here = ~(np.isnan(labels) | np.isnan(probabilities))
    if not here.any():
        return Correction()
    x, y = log_odds(probabilities[here]), labels[here]
    weight = 0.5 ** (ages[here] / half_life)
    design = np.stack([np.ones(len(x)), x], axis=1)
    held = np.array([0.0, rows / 4])
    beta = np.array([0.0, 1.0])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(design @ beta)))
        pull = design.T @ (weight * (y - p)) - held * (beta - [0.0, 1.0])
        bend = (design * (weight * p * (1 - p))[:, None]).T @ design + np.diag(held + EDGE)
        step = np.linalg.solve(bend, pull)
        beta = beta + np.clip(step, -1, 1)
        if np.abs(step).max() < CLOSE:
            break
    return Correction(float(beta[0]), float(beta[1]))
