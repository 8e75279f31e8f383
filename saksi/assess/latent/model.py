"""The model as one function: parameters in, log-posterior and its derivative out, hidden levels integrated out exactly.

Parameters stand in one vector: first the scale of a year's step as logit of `sigma` (uniform between 0 and 1), then
those of each item. A search for the mode and a sampler need no more than this function.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array
from scipy.special import expit, log_expit

from saksi.assess.latent.chain import Chains, Floats, Grid, Ints, Smoothed, smooth, steps
from saksi.assess.latent.items import Item

SIGMA_START = -1.0
INPUTS = 32
"""Hexadecimal digits of the hash of a model's inputs."""


@dataclass(frozen=True)
class Observed:
    """What one item says: `cells[i]` in row `rows[i]` of the panel."""

    item: Item
    rows: Ints
    cells: Ints

    def without(self, hidden: Ints) -> "Observed":
        """Return the same without the observations at these places."""
        kept = np.setdiff1d(np.arange(len(self.rows)), hidden)
        return Observed(self.item, self.rows[kept], self.cells[kept])


@dataclass(frozen=True)
class Model:
    """A panel, what was observed in it, and how levels move; `freedom` is `chain.NORMAL` for normal steps."""

    chains: Chains
    observed: tuple[Observed, ...]
    grid: Grid = Grid()  # noqa: RUF009  # frozen
    freedom: float = 4.0

    @cached_property
    def start(self) -> Floats:
        """Parameters to begin a search at."""
        return np.concatenate([[SIGMA_START], *self._starts])

    @cached_property
    def _starts(self) -> tuple[Floats, ...]:
        return tuple(
            one.item.start(np.bincount(one.cells, minlength=one.item.cells).astype(float)) for one in self.observed
        )

    @cached_property
    def _places(self) -> tuple[slice, ...]:
        """Where each item's parameters stand."""
        ends = np.cumsum([1, *(len(own) for own in self._starts)])
        return tuple(slice(int(a), int(b)) for a, b in pairwise(ends))

    @cached_property
    def _cells(self) -> tuple[slice, ...]:
        ends = np.cumsum([0, *(one.item.cells for one in self.observed)])
        return tuple(slice(int(a), int(b)) for a, b in pairwise(ends))

    @cached_property
    def _incidence(self) -> "csr_array[np.float64, tuple[int, int]]":
        """How often each position of the chains says each cell."""
        places = np.empty_like(self.chains.order)
        places[self.chains.order] = np.arange(self.chains.size)
        rows = np.concatenate([np.zeros(0, np.int64), *(places[one.rows] for one in self.observed)])
        cells = [one.cells + at.start for one, at in zip(self.observed, self._cells, strict=True)]
        width = self._cells[-1].stop if self._cells else 0
        where = (rows, np.concatenate([np.zeros(0, np.int64), *cells]))
        return csr_array((np.ones(len(rows)), where), shape=(self.chains.size, width))

    @cached_property
    def _turned(self) -> "csr_array[np.float64, tuple[int, int]]":
        return csr_array(self._incidence.T)

    @cached_property
    def inputs(self) -> str:
        """Hash everything that the model's parameters depend on."""
        found = hashlib.sha256(repr((self.grid, self.freedom, self.chains.blocks)).encode("utf-8"))
        for array in (self.chains.order, *(part for one in self.observed for part in (one.rows, one.cells))):
            found.update(repr(array.shape).encode("ascii") + np.ascontiguousarray(array).tobytes())
        found.update(repr([one.item for one in self.observed]).encode("utf-8"))
        return found.hexdigest()[:INPUTS]

    def of(self, free: Floats, number: int) -> Floats:
        """Return the parameters of one item."""
        return free[self._places[number]]

    def sigma(self, free: Floats) -> float:
        """Return the scale of a year's step."""
        return float(expit(free[0]))

    def smoothed(self, free: Floats) -> Smoothed:
        """Return the posterior of every row's level under these parameters."""
        matrix, _ = steps(self.grid, self.sigma(free), self.freedom)
        return smooth(self.chains, self.grid, self._said(free), matrix)

    def density(self, free: Floats) -> tuple[float, Floats]:
        """Return the log-posterior of the parameters, up to a constant, and its derivative."""
        sigma = self.sigma(free)
        matrix, by_sigma = steps(self.grid, sigma, self.freedom)
        found = smooth(self.chains, self.grid, self._said(free), matrix)
        weight = self._turned @ found.placed
        slope = np.empty_like(free)
        # by logit sigma: that of log sigma times 1 - sigma; the prior is the Jacobian of the logit
        slope[0] = float((found.pairs * by_sigma).sum()) * (1 - sigma) + 1 - 2 * sigma
        total = found.evidence + float(log_expit(free[0]) + log_expit(-free[0]))
        for one, place, cells in zip(self.observed, self._places, self._cells, strict=True):
            own = free[place]
            prior, by_prior = one.item.prior(own)
            total += prior
            slope[place] = one.item.slope(own, self.grid.values, weight[cells]) + by_prior
        return total, slope

    def without(self, hidden: Sequence[Ints]) -> "Model":
        """Return the same model with observations hidden: for each item the places of those."""
        kept = tuple(one.without(places) for one, places in zip(self.observed, hidden, strict=True))
        return Model(self.chains, kept, self.grid, self.freedom)

    def _said(self, free: Floats) -> Floats:
        """Return the log-likelihood of each position's observations at each level."""
        levels = self.grid.values
        parts = [one.item.table(free[at], levels) for one, at in zip(self.observed, self._places, strict=True)]
        table = np.concatenate(parts) if parts else np.zeros((0, len(levels)))
        return np.asarray(self._incidence @ table)
