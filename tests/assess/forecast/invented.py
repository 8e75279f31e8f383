"""An invented world of countries whose indices fall now and then: more often where courts are weak."""

from dataclasses import replace

import numpy as np

from saksi.assess.forecast.method import Method, method
from saksi.assess.forecast.panel import Panel

OUTCOMES = ("v2xcs_ccsi", "v2x_freexp_altinf", "v2xcl_rol")
COLUMNS = ("lag0_v2x_jucon", "lag0_v2csreprss", "noise")


def world(countries: int = 24, first: int = 1980, last: int = 2012, seed: int = 3) -> Panel:
    """Return a panel in which weak courts and a first small fall come before a closing."""
    chance = np.random.default_rng(seed)
    years = tuple(range(first, last + 1))
    courts = chance.uniform(size=countries)
    indices = np.empty((len(OUTCOMES), countries, len(years)))
    for outcome in range(len(OUTCOMES)):
        level, sliding = chance.uniform(0.4, 0.9, countries), np.zeros(countries, dtype=bool)
        for place in range(len(years)):
            starts = chance.uniform(size=countries) < 0.12 * (1 - courts)
            step = np.where(sliding, -0.08, np.where(starts, -0.03, chance.normal(0.004, 0.004, countries)))
            level = np.clip(level + step, 0.02, 0.98)
            sliding = starts & ~sliding
            indices[outcome, :, place] = np.round(level, 3)
    inputs = np.stack(
        [
            np.repeat(courts[:, None], len(years), axis=1),
            chance.normal(size=(countries, len(years))),
            chance.normal(size=(countries, len(years))),
        ]
    )
    names = tuple(str(20 + 10 * n) for n in range(countries))
    known = np.tile(np.array(years, dtype=np.int64), (countries, 1))
    return Panel(OUTCOMES, names, years, COLUMNS, indices, inputs, known)


def small() -> Method:
    """Return the method with few trees and few past origins, so that tests are quick."""
    whole = method()
    return replace(
        whole,
        boosting=replace(whole.boosting, trees=15, columns=1.0),
        forest=replace(whole.forest, trees=15),
        calibration=replace(whole.calibration, origins=1),
    )
