"""Fits a model: the mode of its parameters for every update, draws from their posterior for a release.

Both integrate the hidden levels out exactly, so the sampler moves in the few hundred parameters of the items and not in
the thousands of levels. It is Hamiltonian Monte Carlo (Neal 2011, "MCMC using Hamiltonian dynamics", Handbook of Markov
Chain Monte Carlo, chapter 5) in coordinates where the posterior is about standard normal: those of the curvature at the
mode. Step sizes are set by dual averaging in a warm-up (Hoffman and Gelman 2014, Journal of Machine Learning Research
15: 1593–1623); chains are compared by split R-hat (Gelman et al., Bayesian Data Analysis, 3rd edition, 11.4).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve, cholesky, eigh
from scipy.optimize import minimize

from saksi.assess.latent.chain import Floats
from saksi.assess.latent.model import Model

Target = Callable[[Floats], tuple[float, Floats]]

_NUDGE = 1e-4
_FLOOR = 1e-3
_GAIN = 1e-8
_ACCEPT = 0.8
_LEAP = np.pi / 2
"""Length of a path: a quarter of the way round a standard normal, where the end owes nothing to the start."""


@dataclass(frozen=True)
class Levels:
    """Posterior mean and standard deviation of each row's level, and its density over the grid (rows x points)."""

    mean: Floats
    sd: Floats
    over: Floats


@dataclass(frozen=True)
class Draws:
    """Draws of the parameters (chains x draws x parameters), the share of accepted moves, evaluations spent."""

    chains: Floats
    accepted: float
    evaluations: int

    @property
    def rhat(self) -> Floats:
        """Split R-hat of each parameter; NaN for fewer than four draws a chain."""
        return split_rhat(self.chains)


def mode(model: Model, start: Floats | None = None, most: int = 500) -> Floats:
    """Return the parameters of highest posterior density, by L-BFGS from `start`."""

    def climb(free: Floats) -> tuple[float, Floats]:
        value, slope = model.density(free)
        return -value, -slope

    begin = model.start if start is None else start
    found = minimize(climb, begin, jac=True, method="L-BFGS-B", options={"maxiter": most, "maxcor": 30, "ftol": _GAIN})
    return np.asarray(found.x)


def levels(model: Model, free: Floats) -> Levels:
    """Return the posterior of the levels under one set of parameters."""
    over = model.smoothed(free).level
    return _moments(model, over)


def mixed(model: Model, draws: Draws, most: int = 100) -> Levels:
    """Return the posterior of the levels over draws of the parameters, at most so many, evenly taken."""
    frees = draws.chains.reshape(-1, draws.chains.shape[-1])
    frees = frees[np.unique(np.linspace(0, len(frees) - 1, most).astype(int))]
    over = np.zeros((model.chains.size, model.grid.points))
    for free in frees:
        over += model.smoothed(free).level
    return _moments(model, over / len(frees))


def _moments(model: Model, over: Floats) -> Levels:
    mean = over @ model.grid.values
    square = over @ model.grid.values**2
    return Levels(mean, np.sqrt(np.maximum(square - mean**2, 0.0)), over)


def curvature(target: Target, at: Floats) -> Floats:
    """Return minus the second derivatives of a log-density, by differences of its slope."""
    here = target(at)[1]
    rows = []
    for place in range(len(at)):
        aside = at.copy()
        aside[place] += _NUDGE
        rows.append((here - target(aside)[1]) / _NUDGE)
    whole = np.array(rows)
    return np.asarray((whole + whole.T) / 2)


def whitening(information: Floats) -> Floats:
    """Return the lower triangle L with L @ L.T the covariance that belongs to an information matrix.

    Directions of which the data say next to nothing, or less than nothing, are held to a variance of 1/`_FLOOR`.
    """
    size, axes = eigh(information)
    sound = (axes * np.maximum(size, _FLOOR)) @ axes.T
    triangle = cho_factor(sound, lower=True)
    covariance = cho_solve(triangle, np.eye(len(sound)))
    return np.asarray(cholesky((covariance + covariance.T) / 2, lower=True))


def sample(target: Target, at: Floats, root: Floats, draws: int, warm: int, chains: int = 2, seed: int = 1) -> Draws:
    """Draw from a log-density, from points spread around `at` by `root` (see `whitening`)."""
    chance = np.random.default_rng(seed)
    kept, accepted, spent = [], 0.0, 0

    def white(point: Floats) -> tuple[float, Floats]:
        value, slope = target(at + root @ point)
        return value, root.T @ slope

    for _ in range(chains):
        walk, share, used = _chain(white, chance.standard_normal(len(at)), draws, warm, chance)
        kept.append(at + walk @ root.T)
        accepted += share / chains
        spent += used
    return Draws(np.array(kept), accepted, spent)


def _chain(
    white: Target, point: Floats, draws: int, warm: int, chance: np.random.Generator
) -> tuple[Floats, float, int]:
    """Walk one chain; return its draws in white coordinates, the share of accepted moves, evaluations."""
    here = white(point)
    pace = _Pace(1.2 * len(point) ** -0.25)
    kept, accepted, spent = np.empty((draws, len(point))), 0.0, 1
    for number in range(-warm, draws):
        step = pace.now if number < 0 else pace.settled
        count = max(1, round(float(chance.uniform(0.8, 1.2)) * _LEAP / step))
        push = chance.standard_normal(len(point))
        end, there, chance_of = _leap(white, point, here, push, step, count)
        spent += count
        if chance.random() < chance_of:
            point, here = end, there
        if number < 0:
            pace.learn(chance_of)
        else:
            kept[number] = point
            accepted += chance_of / draws
    return kept, accepted, spent


def _leap(
    white: Target, point: Floats, here: tuple[float, Floats], push: Floats, step: float, count: int
) -> tuple[Floats, tuple[float, Floats], float]:
    """Follow the path of a pushed particle; return its end, the density there, and the chance that it counts."""
    before = here[0] - 0.5 * float(push @ push)
    for _ in range(count):
        push = push + 0.5 * step * here[1]
        point = point + step * push
        here = white(point)
        push = push + 0.5 * step * here[1]
    change = here[0] - 0.5 * float(push @ push) - before
    return point, here, float(np.exp(min(0.0, change))) if np.isfinite(change) else 0.0


class _Pace:
    """Dual averaging of the step size, with the constants of its authors."""

    def __init__(self, first: float) -> None:
        self._toward = np.log(4 * first)
        self._error, self._number, self._mean = 0.0, 0, np.log(first)
        self.now = first

    @property
    def settled(self) -> float:
        """The step size after the warm-up."""
        return float(np.exp(self._mean))

    def learn(self, chance_of: float) -> None:
        """Take in how likely the last move was to count."""
        self._number += 1
        weight = 1 / (self._number + 10)
        self._error += weight * (_ACCEPT - chance_of - self._error)
        log_step = min(self._toward - np.sqrt(self._number) / 0.05 * self._error, np.log(_LEAP))
        share = self._number**-0.75
        self._mean = share * log_step + (1 - share) * self._mean
        self.now = float(np.exp(log_step))


def split_rhat(chains: Floats) -> Floats:
    """Return split R-hat of each parameter of chains x draws x parameters."""
    half = chains.shape[1] // 2
    if half < 2:  # no variance within a half
        return np.full(chains.shape[2], np.nan)
    parts = np.concatenate([chains[:, :half], chains[:, half : 2 * half]])
    within = parts.var(axis=1, ddof=1).mean(axis=0)
    between = parts.mean(axis=1).var(axis=0, ddof=1)
    return np.asarray(np.sqrt((half - 1) / half + between / np.where(within > 0, within, 1)))
