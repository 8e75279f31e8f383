"""Corrects probabilities on past origins: what was forecast then, against what is known of it now.

Only forecasts made as strictly as this one count, each by a model that knew what its own origin knew. Recent origins
count more, because how often spaces close changes faster than what makes them close.
"""

from dataclasses import dataclass

import numpy as np

from saksi.assess.forecast.method import Calibration
from saksi.assess.forecast.panel import Array

STEPS = 50
CLOSE = 1e-8
EDGE = 1e-4
EVEN = 4.0  # rows at even odds that bend a logit as much as one unit of a ridge


@dataclass(frozen=True)
class Correction:
    """Log-odds are multiplied by `slope`, then `start` and the start of the outcome are added.

    Platt's scaling (1999) with an own start for each outcome, all held towards no correction.
    """

    start: float = 0.0
    slope: float = 1.0
    starts: tuple[float, ...] = ()

    def apply(self, probabilities: Array) -> Array:
        """Return the corrected probabilities, of the shape (outcomes, countries)."""
        own = np.array(self.starts)[:, None] if self.starts else 0.0
        out: Array = 1 / (1 + np.exp(-(self.slope * log_odds(probabilities) + self.start + own)))
        return out


def log_odds(probabilities: Array) -> Array:
    """Return log(p / (1 - p)), with p held off 0 and 1."""
    held = np.clip(probabilities, EDGE, 1 - EDGE)
    out: Array = np.log(held / (1 - held))
    return out


def correction(probabilities: Array, labels: Array, ages: Array, how: Calibration) -> Correction:
    """Fit a correction by Newton's method on past forecasts and their labels: 0, 1, or NaN where not known.

    All three have the shape (origins, outcomes, countries). `ages` are years since each origin: after `how.half_life`
    years a forecast counts half. The prior holds the slope at 1 and the outcomes' starts at 0 as firmly as so many
    forecasts would at even odds.
    """
    here = ~(np.isnan(labels) | np.isnan(probabilities))
    if not here.any():
        return Correction()
    number = probabilities.shape[1]
    outcome = np.broadcast_to(np.arange(number)[None, :, None], here.shape)[here]
    x, y, weight = log_odds(probabilities[here]), labels[here], 0.5 ** (ages[here] / how.half_life)
    design = np.concatenate([np.ones((len(x), 1)), x[:, None], np.eye(number)[outcome]], axis=1)
    held = np.array([0.0, how.slope_rows / EVEN, *[how.start_rows / EVEN] * number]) + EDGE
    prior = np.array([0.0, 1.0, *[0.0] * number])
    beta = prior.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(design @ beta)))
        pull = design.T @ (weight * (y - p)) - held * (beta - prior)
        bend = (design * (weight * p * (1 - p))[:, None]).T @ design + np.diag(held)
        step = np.linalg.solve(bend, pull)
        beta = beta + np.clip(step, -1, 1)
        if np.abs(step).max() < CLOSE:
            break
    return Correction(float(beta[0]), float(beta[1]), tuple(float(one) for one in beta[2:]))
