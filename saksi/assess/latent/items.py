"""Items: what a source says of a hidden level, as codes in order or as counts, with parameters and their priors.

Every item lists *cells*: the different things that it can say (a code in a period, a count at an exposure). An
observation is one cell; the log-probability of a cell is a function of the level and of the item's parameters. So the
work of a fit grows with the cells and not with the observations.

A code k of an ordinal item has P(code >= k) = logistic(sign * beta * level - c_k) with thresholds c_1 < c_2 < … that
may drift from period to period (Samejima 1969, Psychometrika Monograph 17; drifting standards after Fariss 2014,
American Political Science Review 108(2): 297–318). A count is negative binomial with mean
exp(alpha + sign * beta * level + log exposure) and size r, and with excess zeros where an item says so.

Parameters are kept free of bounds: logarithms of what is positive, the first threshold and logarithms of the gaps.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma, expit, gammaln, log_expit

from saksi.assess.latent.chain import Floats

SHAPE, RATE = 4.0, 3.0
"""Prior of every beta: gamma with this shape and rate (Schnakenberg and Fariss 2014)."""
SPREAD = 4.0
"""Standard deviation of the prior of a first threshold and of an intercept."""
SIZE_RATE = 0.5
"""Prior of the size of a negative binomial: exponential with this rate (Fariss, Kenwick and Reuning 2020)."""

_BORROWED = 10.0
_FLATTER = 1.3


class Item(Protocol):
    """What a model asks of an item; `free` is its vector of parameters, tables are cells x grid values."""

    @property
    def name(self) -> str:
        """The name of the source and what it rates."""

    @property
    def cells(self) -> int:
        """How many different things it can say."""

    def start(self, said: Floats) -> Floats:
        """Parameters to begin a search at, where each cell was said so many times."""

    def table(self, free: Floats, levels: Floats) -> Floats:
        """Return the log-probability of every cell at every level."""

    def slope(self, free: Floats, levels: Floats, weight: Floats) -> Floats:
        """Return the derivative by the parameters of the sum of `weight` times the table."""

    def prior(self, free: Floats) -> tuple[float, Floats]:
        """Return the log-density of the parameters, with the Jacobian of their transformation, and its derivative."""


def _log_gamma(log_beta: float) -> tuple[float, float]:
    """Log-density of log(beta) where beta is gamma; and its derivative."""
    beta = float(np.exp(log_beta))
    return SHAPE * log_beta - RATE * beta, SHAPE - RATE * beta


@dataclass(frozen=True)
class Ordinal:
    """Codes 0 to `codes` - 1 in one or more periods; `sign` is -1 where higher codes mean a lower level.

    `drift` is the standard deviation of a threshold's step from one period to the next. Cell `period * codes + code`.
    Parameters: log beta, then for each period its first threshold and the logarithms of the gaps.
    """

    name: str
    codes: int
    sign: int = 1
    periods: int = 1
    drift: float = SPREAD
    spread: float = SPREAD

    @property
    def cells(self) -> int:
        """How many different things it can say."""
        return self.periods * self.codes

    def start(self, said: Floats) -> Floats:
        """A beta of one, and thresholds at which the middle level has the codes' frequencies."""
        own = said.reshape(self.periods, self.codes)
        usual = (own.sum(axis=0) + 0.5) / (own.sum() + 0.5 * self.codes)
        share = (own + _BORROWED * usual) / (own.sum(axis=1, keepdims=True) + _BORROWED)
        below = np.cumsum(share, axis=1)[:, :-1]
        # a logistic curve averaged over levels with a spread of about one is flatter, so thresholds lie further out
        cuts = _FLATTER * np.log(below / (1 - below))
        raw = np.concatenate([cuts[:, :1], np.log(np.maximum(np.diff(cuts, axis=1), 0.05))], axis=1)
        return np.concatenate([np.zeros(1), raw.ravel()])

    def beta(self, free: Floats) -> float:
        """Return how strongly the codes follow the level."""
        return float(np.exp(free[0]))

    def thresholds(self, free: Floats) -> Floats:
        """Return the thresholds: periods x (codes - 1), ascending."""
        raw = free[1:].reshape(self.periods, self.codes - 1)
        steps = np.concatenate([raw[:, :1], np.exp(raw[:, 1:])], axis=1)
        return np.asarray(np.cumsum(steps, axis=1))

    def table(self, free: Floats, levels: Floats) -> Floats:
        """Return the log-probability of every cell at every level."""
        cuts = self.thresholds(free)
        lean = self.sign * self.beta(free) * levels
        above = lean[None, None, :] - cuts[:, :, None]
        logs = np.zeros((self.periods, self.codes, len(levels)))
        logs[:, 1:] += log_expit(above)
        logs[:, :-1] += log_expit(-above)
        if self.codes > 2:  # a code between two thresholds loses what lies outside them
            logs[:, 1:-1] += np.log(-np.expm1(-np.diff(cuts, axis=1)))[:, :, None]
        return logs.reshape(self.cells, len(levels))

    def slope(self, free: Floats, levels: Floats, weight: Floats) -> Floats:
        """Return the derivative by the parameters of the sum of `weight` times the table."""
        cuts, beta = self.thresholds(free), self.beta(free)
        over = expit(self.sign * beta * levels[None, None, :] - cuts[:, :, None])
        heavy = weight.reshape(self.periods, self.codes, len(levels))
        upper, lower = heavy[:, 1:], heavy[:, :-1]
        # by the lean of code k: 1 - P(>= k) - P(>= k + 1); by threshold k: -(1 - P(>= k)) above it, P(>= k) below it
        pull = (upper * (1 - over) - lower * over).sum(axis=(0, 1))
        by_cut = -(upper * (1 - over)).sum(axis=2) + (lower * over).sum(axis=2)
        if self.codes > 2:
            middle = heavy[:, 1:-1].sum(axis=2) / np.expm1(np.diff(cuts, axis=1))
            by_cut[:, :-1] -= middle
            by_cut[:, 1:] += middle
        return np.concatenate([[self.sign * beta * float(pull @ levels)], self._chain(free, by_cut).ravel()])

    def prior(self, free: Floats) -> tuple[float, Floats]:
        """Return the log-density: beta gamma, first thresholds normal, later ones a normal random walk."""
        density, by_beta = _log_gamma(float(free[0]))
        cuts = self.thresholds(free)
        walk = np.diff(cuts, axis=0)
        density -= float((cuts[0] ** 2).sum()) / (2 * self.spread**2) + float((walk**2).sum()) / (2 * self.drift**2)
        by_cut = np.zeros_like(cuts)
        by_cut[0] -= cuts[0] / self.spread**2
        by_cut[1:] -= walk / self.drift**2
        by_cut[:-1] += walk / self.drift**2
        by_free = self._chain(free, by_cut)
        by_free[:, 1:] += 1
        density += float(free[1:].reshape(self.periods, -1)[:, 1:].sum())
        return density, np.concatenate([[by_beta], by_free.ravel()])

    def _chain(self, free: Floats, by_cut: Floats) -> Floats:
        """Turn derivatives by thresholds into derivatives by the free parameters."""
        raw = free[1:].reshape(self.periods, self.codes - 1)
        later = np.cumsum(by_cut[:, ::-1], axis=1)[:, ::-1]
        return np.concatenate([later[:, :1], later[:, 1:] * np.exp(raw[:, 1:])], axis=1)


@dataclass(frozen=True)
class Count:
    """Counts with an exposure each; cell i is `counts[i]` events where `log_exposure[i]` was read.

    `sign` is -1 where more events mean a lower level. Parameters: log beta, alpha, log size; with `inflated` zeros two
    more, for P(certain zero) = logistic(a - sign * b * level): log b, a.
    """

    name: str
    counts: tuple[int, ...]
    log_exposure: tuple[float, ...]
    sign: int = -1
    inflated: bool = False
    spread: float = SPREAD

    @property
    def cells(self) -> int:
        """How many different things it can say."""
        return len(self.counts)

    def start(self, said: Floats) -> Floats:
        """A mean like that of the counts, and a size of one."""
        rate = np.log((said @ self._counts[:, 0] + 0.5) / (said @ np.exp(self._exposure[:, 0]) + 0.5))
        return np.array([0.0, float(rate), 0.0, *([0.0, 0.0] if self.inflated else [])])

    @cached_property
    def _counts(self) -> Floats:
        return np.array(self.counts, dtype=float)[:, None]

    @cached_property
    def _exposure(self) -> Floats:
        return np.array(self.log_exposure, dtype=float)[:, None]

    def table(self, free: Floats, levels: Floats) -> Floats:
        """Return the log-probability of every cell at every level."""
        logs = self._plain(free, levels)[0]
        if not self.inflated:
            return logs
        lean = free[4] - self.sign * np.exp(free[3]) * levels[None, :]
        zero = np.where(self._counts == 0, log_expit(lean), -np.inf)
        return np.asarray(np.logaddexp(zero, log_expit(-lean) + logs))

    def slope(self, free: Floats, levels: Floats, weight: Floats) -> Floats:
        """Return the derivative by the parameters of the sum of `weight` times the table."""
        logs, by_eta, by_size = self._plain(free, levels)
        extra: list[float] = []
        if self.inflated:
            lean = free[4] - self.sign * np.exp(free[3]) * levels[None, :]
            real = np.where(self._counts == 0, expit(logs + log_expit(-lean) - log_expit(lean)), 1.0)
            pull = (weight * (1 - real - expit(lean))).sum(axis=0)
            weight = weight * real
            extra = [float(-self.sign * np.exp(free[3]) * (pull @ levels)), float(pull.sum())]
        pull = (weight * by_eta).sum(axis=0)
        beta = self.sign * np.exp(free[0])
        return np.array([beta * (pull @ levels), pull.sum(), (weight * by_size).sum(), *extra])

    def prior(self, free: Floats) -> tuple[float, Floats]:
        """Return the log-density: betas gamma, intercepts normal, the size exponential."""
        density, slope = 0.0, np.zeros_like(free)
        for place in (0, 3) if self.inflated else (0,):
            value, slope[place] = _log_gamma(float(free[place]))
            density += value
        for place in (1, 4) if self.inflated else (1,):
            density -= float(free[place] ** 2) / (2 * self.spread**2)
            slope[place] = -free[place] / self.spread**2
        size = float(np.exp(free[2]))
        slope[2] = 1 - SIZE_RATE * size
        return density + float(free[2]) - SIZE_RATE * size, slope

    def _plain(self, free: Floats, levels: Floats) -> tuple[Floats, Floats, Floats]:
        """Return log-probabilities without excess zeros, and their derivatives by log mean and by log size."""
        size = np.exp(free[2])
        eta = free[1] + self.sign * np.exp(free[0]) * levels[None, :] + self._exposure
        odds = eta - free[2]
        fail, hit = log_expit(-odds), log_expit(odds)
        count = self._counts
        logs = gammaln(count + size) - gammaln(size) - gammaln(count + 1) + size * fail + count * hit
        share = np.exp(hit)
        by_eta = count * (1 - share) - size * share
        by_size = digamma(count + size) - digamma(size) + fail + share - count * (1 - share) / size
        return logs, by_eta, size * by_size


def cell_of(item: Ordinal, code: int, period: int = 0) -> int:
    """Return the cell of a code in a period."""
    return period * item.codes + code


def counted(name: str, observed: Sequence[tuple[int, float]], **kinds: object) -> tuple[Count, NDArray[np.int64]]:
    """Return a count item whose cells are the different (count, exposure) pairs, and each observation's cell."""
    pairs = sorted(set(observed))
    number = {pair: at for at, pair in enumerate(pairs)}
    item = Count(name, tuple(c for c, _ in pairs), tuple(float(np.log(e)) for _, e in pairs), **kinds)  # type: ignore[arg-type]
    return item, np.array([number[pair] for pair in observed], dtype=np.int64)
