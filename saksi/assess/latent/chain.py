"""Chains of years on a grid: the exact smoother of a hidden level that moves from year to year.

The level takes values on an even grid. In the first year of a chain it is normal with mean 0 and standard deviation 1,
which fixes the scale; each later year moves it by a step whose size has scale `sigma`, normal or Student-t. Given what
each observation says about each grid value, the forward-backward algorithm (Rabiner 1989, "A tutorial on hidden Markov
models", Proceedings of the IEEE 77(2): 257–286) gives the posterior of every year without sampling, and the derivative
of its likelihood by Fisher's identity: that of the complete data, averaged over the posterior.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NORMAL = 0.0
"""Degrees of freedom that stand for normal steps."""


@dataclass(frozen=True)
class Grid:
    """An even grid of levels from `low` to `high`; posteriors must die out well inside it."""

    low: float = -6.0
    high: float = 6.0
    points: int = 121

    @cached_property
    def values(self) -> Floats:
        """The levels, ascending."""
        return np.linspace(self.low, self.high, self.points)

    @cached_property
    def first(self) -> Floats:
        """The prior of a chain's first year: standard normal, made to add up to 1."""
        weights = np.exp(-0.5 * self.values**2)
        return np.asarray(weights / weights.sum())


@dataclass(frozen=True)
class Chains:
    """Rows of a panel in chains; position `blocks[s]` to `blocks[s + 1]` holds the rows that are number s in theirs.

    `order[p]` is the row at position p. Longer chains come first in every block, so that the chains that go on are
    the beginning of the block before; a step is one matrix product over them.
    """

    order: Ints
    blocks: tuple[int, ...]

    @classmethod
    def of(cls, series: Sequence[str], times: Sequence[int], through_gaps: bool = False) -> "Chains":
        """Chain the rows of each series by time; a year that is missing begins a new chain, unless `through_gaps`."""
        rows = sorted(range(len(series)), key=lambda row: (series[row], times[row]))
        chains: list[list[int]] = []
        for number, row in enumerate(rows):
            before = rows[number - 1]
            follows = number > 0 and series[before] == series[row]
            if follows and (through_gaps or times[row] == times[before] + 1):
                chains[-1].append(row)
            else:
                chains.append([row])
        chains.sort(key=len, reverse=True)
        order: list[int] = []
        blocks = [0]
        for step in range(len(chains[0]) if chains else 0):
            order.extend(chain[step] for chain in chains if len(chain) > step)
            blocks.append(len(order))
        return cls(np.array(order, dtype=np.int64), tuple(blocks))

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.order)

    @cached_property
    def links(self) -> tuple[Ints, Ints]:
        """Positions of all steps: from, to."""
        blocks = self.blocks
        target = np.arange(blocks[1] if len(blocks) > 1 else 0, blocks[-1])
        source = np.empty_like(target)
        for step in range(1, len(blocks) - 1):
            start, end = blocks[step], blocks[step + 1]
            source[start - blocks[1] : end - blocks[1]] = np.arange(blocks[step - 1], blocks[step - 1] + end - start)
        return source, target


@dataclass(frozen=True)
class Smoothed:
    """What the smoother found; arrays over rows stand by position in the chains, see `Chains.order`.

    `evidence` is the log-likelihood of all observations. `ahead` is each level's probability by the observations so
    far, `behind` how much those that follow speak for it, `onward` the same with the row's own; `step` are the steps.
    """

    chains: Chains
    evidence: float
    ahead: Floats
    behind: Floats
    onward: Floats
    step: Floats

    @property
    def placed(self) -> Floats:
        """The posterior of each position over the grid."""
        return self.ahead * self.behind

    @property
    def level(self) -> Floats:
        """The posterior of each row of the panel over the grid."""
        found = np.empty_like(self.ahead)
        found[self.chains.order] = self.placed
        return found

    @property
    def pairs(self) -> Floats:
        """The expected number of steps from each grid value to each other."""
        source, target = self.chains.links
        return (self.ahead[source].T @ self.onward[target]) * self.step

    def joint(self, groups: Ints, count: int) -> Floats:
        """Return P(group of the row before, group of the row): rows x `count` x `count`, NaN for first rows.

        `groups` maps each grid value to one of `count` groups, as bands.
        """
        source, target = self.chains.links
        found = np.full((self.chains.size, count, count), np.nan)
        member = np.eye(count)[groups]
        come, gone, rows = self.ahead[source], self.onward[target], self.chains.order[target]
        for group in range(count):
            found[rows, group] = ((come * member[:, group]) @ self.step * gone) @ member
        return found


def steps(grid: Grid, sigma: float, freedom: float) -> tuple[Floats, Floats]:
    """Return the probabilities of steps between grid values and the derivative of their logarithm by log `sigma`.

    Rows add up to 1: what would leave the grid stays in it. `freedom` are the degrees of freedom of Student's t,
    `NORMAL` for a normal step.
    """
    distance = (grid.values[None, :] - grid.values[:, None]) / sigma
    square = distance**2
    if freedom == NORMAL:
        logs, slope = -0.5 * square, square
    else:
        logs = -0.5 * (freedom + 1) * np.log1p(square / freedom)
        slope = (freedom + 1) * square / (freedom + square)
    weights = np.exp(logs)
    matrix = weights / weights.sum(axis=1, keepdims=True)
    return matrix, slope - (matrix * slope).sum(axis=1, keepdims=True)


def smooth(chains: Chains, grid: Grid, said: Floats, matrix: Floats) -> Smoothed:
    """Smooth a panel: `said` is the log-likelihood of each position's observations at each level (rows x points)."""
    highest = said.max(axis=1, keepdims=True)
    likely = np.exp(said - highest)
    ahead, scale = _forward(chains.blocks, likely, grid.first, matrix)
    behind, onward = _backward(chains.blocks, likely, scale, matrix)
    return Smoothed(chains, float(np.log(scale).sum() + highest.sum()), ahead, behind, onward, matrix)


def _forward(blocks: Sequence[int], likely: Floats, first: Floats, matrix: Floats) -> tuple[Floats, Floats]:
    """Return P(level | observations so far) and the probability of each row's observations given those before."""
    ahead, scale = np.empty_like(likely), np.empty(len(likely))
    for step in range(len(blocks) - 1):
        start, end = blocks[step], blocks[step + 1]
        if step:
            before = blocks[step - 1]
            ahead[start:end] = ahead[before : before + end - start] @ matrix
        else:
            ahead[start:end] = first
        ahead[start:end] *= likely[start:end]
        scale[start:end] = ahead[start:end].sum(axis=1)
        ahead[start:end] /= scale[start:end, None]
    return ahead, scale


def _backward(blocks: Sequence[int], likely: Floats, scale: Floats, matrix: Floats) -> tuple[Floats, Floats]:
    """Return what later observations say of each level, and the same with the row's own, per probability of those."""
    behind, onward = np.ones_like(likely), np.empty_like(likely)
    for step in range(len(blocks) - 2, -1, -1):
        start, end = blocks[step], blocks[step + 1]
        if step + 2 < len(blocks):
            going = blocks[step + 2] - end
            behind[start : start + going] = onward[end : end + going] @ matrix.T
        onward[start:end] = behind[start:end] * likely[start:end] / scale[start:end, None]
    return behind, onward
