"""Five simulated raters, one biased and one coding by chance: whether both are found, and what the levels suffer.

Then reporting doubles: twice the documents, and events told of accordingly. Levels should not move.
"""

from dataclasses import replace

import numpy as np

from bench.rating.simulated import events, told, world
from saksi.assess.latent.chain import Floats
from saksi.assess.latent.fit import levels, mode
from saksi.assess.raters import raters

LEAN, BLIND = (0.0, 0.0, 0.0, 1.0, 0.0), (4,)
COUNTRIES, YEARS, SEEDS = 60, 20, 3


def measure() -> dict[str, float]:
    """Return errors, flags and the shift, as means over simulated worlds."""
    runs = [_one(seed) for seed in range(SEEDS)]
    return {name: round(float(np.mean([run[name] for run in runs])), 4) for name in runs[0]}


def _one(seed: int) -> dict[str, float]:
    made = world(COUNTRIES, YEARS, seed, LEAN, BLIND)
    free = mode(made.model)
    found = levels(made.model, free)
    people = raters(made.model, free)
    known = ~np.isnan(made.codes)
    raw = np.where(known, made.codes, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    twice = made.documents * 2
    more = events(told(made.truth, twice, np.random.default_rng(seed + 100)), twice)
    doubled = replace(made.model, observed=(*made.model.observed[:-1], more))
    again = levels(doubled, mode(doubled, None))
    shift = again.mean - found.mean
    return {
        "error_of_levels": _error(found.mean, made.truth),
        "error_of_the_raw_mean": _error(raw, made.truth),
        "biased_is_flagged": float(people[3].biased),
        "random_is_flagged": float(people[4].random),
        "others_flagged": float(sum(one.random or one.biased for one in people[:3])),
        "doubled.mean_shift_in_sd": abs(float(shift.mean())) / float(found.mean.std()),
        "doubled.mean_shift_in_posterior_sd": abs(float(shift.mean())) / float(found.sd.mean()),
        "doubled.typical_shift_in_sd": float(np.abs(shift).mean()) / float(found.mean.std()),
    }


def _error(found: Floats, truth: Floats) -> float:
    """Root mean square error after the best straight line: the raw mean has another scale."""
    slope, intercept = np.polyfit(found, truth, 1)
    return float(np.sqrt(((slope * found + intercept - truth) ** 2).mean()))
