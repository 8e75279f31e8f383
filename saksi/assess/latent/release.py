"""Levels of a file of items: at the mode of the parameters, quickly, or over draws of them, for a release."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from saksi.assess.latent.chain import Floats
from saksi.assess.latent.fit import Levels, curvature, levels, mixed, mode, sample, whitening
from saksi.assess.latent.model import Model

DRAWS, WARM, CHAINS = 250, 50, 2


class Way(StrEnum):
    """How uncertainty about the items' parameters is treated."""

    MODE = "mode"
    """The parameters are held at their mode: quick, and intervals a little too narrow."""
    DRAWS = "draws"
    """The parameters are drawn from their posterior: slower, and intervals as wide as they should be."""


@dataclass(frozen=True)
class Released:
    """Levels, the parameters they stand on (their mean, for draws), and how well the chains agree."""

    levels: Levels
    free: Floats
    rhat: float
    accepted: float


def release(model: Model, way: Way = Way.DRAWS, seed: int = 1, tell: Callable[[str], None] | None = None) -> Released:
    """Return the levels of a model; `rhat` is the largest of any parameter, NaN at the mode; `tell` hears of stages."""
    say = tell or (lambda _: None)
    say(f"{model.chains.size} rows, {len(model.start)} parameters: looking for the mode")
    best = mode(model)
    if way is Way.MODE:
        return Released(levels(model, best), best, float("nan"), float("nan"))
    say("curvature at the mode")
    root = whitening(curvature(model.density, best))
    say(f"{CHAINS} chains of {DRAWS} draws")
    found = sample(model.density, best, root, DRAWS, WARM, CHAINS, seed)
    rhat = float(np.max(found.rhat))
    say(f"largest R-hat {rhat:.3f}, {found.accepted:.0%} of moves taken; levels over the draws")
    return Released(mixed(model, found), found.chains.mean(axis=(0, 1)), rhat, found.accepted)
