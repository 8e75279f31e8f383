"""The five bands of civic space on the scale from 1 to 100, and what a posterior of a level says about them.

Open 81–100, narrowed 61–80, obstructed 41–60, repressed 21–40, closed 1–20: the CIVICUS Monitor's bands.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from saksi.assess.latent.chain import Floats, Ints, Smoothed

LOWEST, HIGHEST = 1.0, 100.0
EDGES = (20.5, 40.5, 60.5, 80.5)
"""Between the bands: a score is rounded to a whole number before it is put in one."""
_REACH = 4.0
"""How far beyond the outer cuts of an anchor the scale runs out, in levels."""


class Band(IntEnum):
    """A band of civic space, from the most closed to open."""

    CLOSED = 0
    REPRESSED = 1
    OBSTRUCTED = 2
    NARROWED = 3
    OPEN = 4

    @classmethod
    def of(cls, score: float) -> "Band":
        """Return the band of a score from 1 to 100."""
        return cls(bisect_right(EDGES, score))

    @classmethod
    def named(cls, name: str) -> "Band":
        """Return the band with a name in any case; raises KeyError for none."""
        return cls[name.strip().upper()]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the bands meet on the scale of a measured level: four cuts, ascending; scores run straight between them."""

    cuts: tuple[float, float, float, float] = (-1.5, -0.5, 0.5, 1.5)

    @property
    def _points(self) -> tuple[Floats, Floats]:
        cuts = self.cuts
        levels = np.array([cuts[0] - _REACH / 2, *cuts, cuts[-1] + _REACH / 2])
        return levels, np.array([LOWEST, *EDGES, HIGHEST])

    def score(self, levels: Floats) -> Floats:
        """Return the score from 1 to 100 of each level."""
        return np.asarray(np.interp(levels, *self._points))

    def groups(self, levels: Floats) -> Ints:
        """Return the number of the band of each level."""
        return np.asarray(np.searchsorted(np.array(self.cuts), levels, side="right"), dtype=np.int64)

    @classmethod
    def fitted(cls, over: Floats, grid: Floats, bands: Sequence[Band]) -> "Anchor":
        """Return the cuts that set posteriors of levels (rows x grid values) nearest to bands that others gave.

        Each cut is where the expected number of countries on its wrong side is least; where the bands of one side are
        missing it lies at the end of the grid. Cuts are then put in order.
        """
        given = np.array(bands)
        below = np.cumsum(over, axis=1)
        cuts = []
        for edge in range(len(EDGES)):
            higher = given > edge
            wrong = below[higher].sum(axis=0) + (1 - below[~higher]).sum(axis=0)
            cuts.append(float(grid[int(np.argmin(wrong))]))
        ordered = np.maximum.accumulate(np.array(cuts)) + 1e-6 * np.arange(len(cuts))
        return cls(tuple(ordered.tolist()))


@dataclass(frozen=True)
class Banded:
    """What a posterior says of each row: the score of its median, limits, P(each band), P(moved), P(fell) in a year.

    `bands` is rows x 5 and adds up to 1; `moved` and `fell` are NaN where there is no year before.
    """

    score: Floats
    low: Floats
    high: Floats
    bands: Floats
    moved: Floats
    fell: Floats


def banded(smoothed: Smoothed, grid: Floats, anchor: Anchor, level: float = 0.9) -> Banded:
    """Put posteriors of levels on the scale, with limits that hold `level` of the probability."""
    over = smoothed.level
    groups = anchor.groups(grid)
    joint = smoothed.joint(groups, len(Band))
    below = np.tril(np.ones((len(Band), len(Band))), -1)
    return Banded(
        anchor.score(quantile(over, grid, 0.5)),
        anchor.score(quantile(over, grid, (1 - level) / 2)),
        anchor.score(quantile(over, grid, (1 + level) / 2)),
        over @ np.eye(len(Band))[groups],
        1 - np.trace(joint, axis1=1, axis2=2),
        (joint * below).sum(axis=(1, 2)),
    )


def quantile(over: Floats, grid: Floats, share: float) -> Floats:
    """Return the level below which each row's posterior has a share, straight within a step of the grid."""
    below = np.cumsum(over, axis=1)
    at = np.minimum((below < share).sum(axis=1), over.shape[1] - 1)
    rows = np.arange(len(over))
    inside = (share - below[rows, at]) / np.maximum(over[rows, at], 1e-12) + 0.5
    return np.asarray(grid[at] + np.clip(inside, -0.5, 0.5) * (grid[1] - grid[0]))
