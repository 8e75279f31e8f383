"""Which years closed, and whether the two years after an origin did, as far as a panel knows it.

A closing year is one in which an index fell by more than its cutpoint from the year before, or that belongs to a slide
over two years of more than the cutpoint in which each yearly step is at least a tenth of it (the target of the V-Dem
"democratic spaces" forecasts). The second half of a slide may still be unknown: labels are made anew for each origin.
"""

from dataclasses import dataclass

import numpy as np

from saksi.assess.forecast.method import method
from saksi.assess.forecast.panel import NEVER, Array, Panel
from saksi.model.errors import LeakError

HORIZON = 2  # years
TINY = 1e-9
DIGITS = 6  # indices have three; differences of two of them are compared with a cutpoint of two


@dataclass(frozen=True)
class Labels:
    """For each outcome, country and origin 1 where it closed within two years, 0 where not, NaN where not known yet.

    `as_of` is the origin whose knowledge they were made with: a slide that ends a year later changes labels before it.
    """

    values: Array
    as_of: int

    def check(self, origin: int) -> None:
        """Raise LeakError when these labels were made with more than was known at the end of a year."""
        if self.as_of > origin:
            made = "everything" if self.as_of == NEVER else f"what was known in {self.as_of}"
            raise LeakError(
                f"labels made with {made} cannot be used at {origin}; make them from a panel as of {origin}"
            )


def steps(panel: Panel) -> Array:
    """Return by how much each index moved from the year before, in its cutpoints: -1 is a fall by one cutpoint."""
    out = np.full(panel.indices.shape, np.nan)
    out[:, :, 1:] = np.round(panel.indices[:, :, 1:] - panel.indices[:, :, :-1], DIGITS)
    return out / cutpoints(panel)[:, None, None]


def cutpoints(panel: Panel) -> Array:
    """Return the cutpoint of each outcome of a panel."""
    return np.array([method().outcome(name).cutpoint for name in panel.outcomes])


def closing(panel: Panel) -> Array:
    """Return 1 for closing years, 0 for others and NaN where a value is missing, by what the panel knows."""
    step = steps(panel)
    slide = step <= -method().smallest_step + TINY
    later = np.full(step.shape, np.nan)
    later[:, :, :-1] = step[:, :, 1:]
    first = slide & (later <= -method().smallest_step + TINY) & (step + later < -1 - TINY)
    second = np.zeros(first.shape, dtype=bool)
    second[:, :, 1:] = first[:, :, :-1]
    return np.where(np.isnan(step), np.nan, ((step < -1 - TINY) | first | second).astype(np.float64))


def labels(panel: Panel) -> Labels:
    """Return the label of every origin of a panel; those of its last two years are not known yet."""
    closed = closing(panel)
    values = np.full(closed.shape, np.nan)
    one, other = closed[:, :, 1:-1], closed[:, :, 2:]
    values[:, :, :-HORIZON] = np.where(
        (one == 1) | (other == 1), 1.0, np.where(np.isnan(one) | np.isnan(other), np.nan, 0.0)
    )
    return Labels(values, panel.limit)
