"""What describes a country and outcome at an origin: the index's own past, the past of its neighbours, and the inputs.

Every feature of a year is made of values up to that year alone, so that the same year looks the same from every later
origin. Distances are in cutpoints of the outcome.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from saksi.assess.forecast.labels import closing, cutpoints, steps
from saksi.assess.forecast.panel import Array, Panel
from saksi.model.errors import LeakError

Matrix = npt.NDArray[np.float32]
LAGS = (1, 2, 3, 5, 10)  # years
PAST = 10
LONG_AGO = 50.0
FURTHEST = 6.0  # cutpoints
STILL = 0.02  # cutpoints a year, of an index that never moves
SEEN = (
    *("closing", "closings in five", "closing rate", "years since closing", "all spaces closing"),
    *("world closing", "world closing in three", "world step"),
    *("region closing", "region closing in three", "region step"),
)
REGIONS = (0, 200, 400, 600, 700, 850, 1000)
"""First Gleditsch-Ward codes of: Americas, Europe, Africa, Middle East, South and Central Asia, East Asia."""


@dataclass(frozen=True)
class Features:
    """A row for each outcome, country and year of a panel: shape (outcomes, countries, years, names)."""

    names: tuple[str, ...]
    values: Matrix
    as_of: int

    def check(self, origin: int) -> None:
        """Raise LeakError when these features were made with more than was known at the end of a year."""
        if self.as_of > origin:
            raise LeakError(f"features made with what was known after {origin} cannot be used at {origin}")

    def column(self, name: str) -> Matrix:
        """Return one feature, of the shape (outcomes, countries, years)."""
        out: Matrix = self.values[..., self.names.index(name)]
        return out


def features(panel: Panel) -> Features:
    """Return the features of every outcome, country and year; raw inputs are the same for all outcomes."""
    own = own_features(panel)
    number = len(own) + len(panel.outcomes) + len(panel.columns)
    values = np.empty((*panel.indices.shape, number), dtype=np.float32)
    for place, array in enumerate(own.values()):
        values[..., place] = array
    values[..., len(own) : len(own) + len(panel.outcomes)] = np.eye(len(panel.outcomes))[:, None, None, :]
    values[..., len(own) + len(panel.outcomes) :] = np.moveaxis(panel.inputs, 0, -1)[None]
    names = (*own, *(f"is {name}" for name in panel.outcomes), *panel.columns)
    return Features(names, values, panel.limit)


def own_features(panel: Panel) -> dict[str, Array]:
    """Return what the indices themselves say, by name, each of the shape (outcomes, countries, years)."""
    level, step, cut = panel.indices, steps(panel), cutpoints(panel)[:, None, None]
    past = np.stack([_lag(level, years) for years in range(PAST + 1)])
    moves = np.stack([_lag(step, years) for years in range(PAST)])
    out: dict[str, Array] = {"level": level, "level squared": level**2}
    out |= {f"change over {years}": (level - _lag(level, years)) / cut for years in LAGS}
    out |= {f"step {years} ago": _lag(step, years) for years in (1, 2)}
    out["below peak"] = (level - _most(past, np.fmax)) / cut
    out["below recent peak"] = (level - _most(past[:6], np.fmax)) / cut
    out["above trough"] = (level - _most(past, np.fmin)) / cut
    out["volatility"] = _mean(np.abs(moves), 0)
    out["recent volatility"] = _mean(np.abs(moves[:3]), 0)
    out["falls"] = np.where(np.isnan(moves), 0.0, np.minimum(moves, 0.0)).sum(axis=0)
    out |= _closings(panel, step)
    for name in ("change over 1", "change over 2", "change over 3", "closing", "closings in five", "volatility"):
        out[f"all: {name}"] = np.broadcast_to(_mean(out[name], 0), level.shape)
    return out | _bent(out)


def _bent(own: dict[str, Array]) -> dict[str, Array]:
    """Return what a straight line cannot say: a small fall is half a slide, and a great one is often the end of it."""
    return {
        "fall": np.clip(-own["change over 1"], 0, 1),
        "further fall": np.clip(-own["change over 1"] - 1, 0, FURTHEST),
        "log volatility": np.log(own["volatility"] + STILL),
        "all: log volatility": np.log(own["all: volatility"] + STILL),
        "all: fall": np.clip(-own["all: change over 1"], 0, 1),
    }


def _closings(panel: Panel, step: Array) -> dict[str, Array]:
    """What closed so far, in the country, its region and the world, each year by what was known at its own end."""
    out = {name: np.full(step.shape, np.nan) for name in SEEN}
    regions = _regions(panel)
    bare = replace(panel, columns=(), inputs=panel.inputs[:0])
    for year in panel.years:
        at = panel.at(year)
        seen = closing(bare.as_of(year))
        now, three, five = seen[:, :, at], seen[:, :, max(at - 2, 0) :], seen[:, :, max(at - 4, 0) :]
        out["closing"][:, :, at] = now
        out["closings in five"][:, :, at] = np.nansum(five, axis=2)
        out["closing rate"][:, :, at] = _mean(seen, 2)
        back = np.nan_to_num(seen[:, :, ::-1])
        out["years since closing"][:, :, at] = np.where(back.any(axis=2), back.argmax(axis=2), LONG_AGO)
        out["world closing"][:, :, at] = _mean(now, 1)[:, None]
        out["world closing in three"][:, :, at] = _mean(three.reshape(len(now), -1), 1)[:, None]
        out["all spaces closing"][:, :, at] = _mean(now.reshape(1, -1), 1)[0]
        out["world step"][:, :, at] = _mean(step[:, :, at], 1)[:, None]
        for region in np.unique(regions):
            here = regions == region
            out["region closing"][:, here, at] = _mean(now[:, here], 1)[:, None]
            out["region closing in three"][:, here, at] = _mean(three[:, here].reshape(len(now), -1), 1)[:, None]
            out["region step"][:, here, at] = _mean(step[:, here, at], 1)[:, None]
    return out


def _regions(panel: Panel) -> npt.NDArray[np.int64]:
    """The region of each country by its Gleditsch-Ward code; countries without such a code are one region."""
    codes = [int(country) if country.isdigit() else -1 for country in panel.countries]
    return np.array([next((n for n, (a, b) in enumerate(pairwise(REGIONS)) if a <= c < b), -1) for c in codes])


def _lag(values: Array, years: int) -> Array:
    out = np.full(values.shape, np.nan)
    out[:, :, years:] = values[:, :, : max(values.shape[2] - years, 0)]
    return out


def _most(values: Array, which: np.ufunc) -> Array:
    out: Array = which.reduce(values, axis=0)
    return out


def _mean(values: Array, axis: int) -> Array:
    """The mean of what is there; NaN, and no warning, where nothing is."""
    here = ~np.isnan(values)
    number = here.sum(axis=axis)
    total = np.where(here, values, 0.0).sum(axis=axis)
    out: Array = np.where(number, total / np.maximum(number, 1), np.nan)
    return out
