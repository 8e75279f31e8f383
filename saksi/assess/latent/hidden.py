"""Hides codes and asks a fit for them: its probability for each, and whether its intervals hold as many as they say."""

from collections.abc import Sequence

import numpy as np

from saksi.assess.latent.chain import Floats, Ints
from saksi.assess.latent.items import Ordinal
from saksi.assess.latent.model import Model, Observed


def chosen(model: Model, share: float, seed: int) -> list[Ints]:
    """Choose a share of the observations of every ordinal item, by chance; none of counts."""
    chance = np.random.default_rng(seed)
    return [
        np.flatnonzero(chance.random(len(one.rows)) < share) if isinstance(one.item, Ordinal) else np.zeros(0, np.int64)
        for one in model.observed
    ]


def chances(model: Model, free: Floats, hidden: Sequence[Ints], whole: Sequence[Observed]) -> list[Floats]:
    """Return for each item P(each code) of its hidden observations: places x codes.

    `model` has them hidden, `whole` has not.
    """
    level = model.smoothed(free).level
    found = []
    for number, (one, places) in enumerate(zip(whole, hidden, strict=True)):
        if not isinstance(one.item, Ordinal):
            found.append(np.zeros((0, 1)))
            continue
        item = one.item
        table = np.exp(item.table(model.of(free, number), model.grid.values))
        table = table.reshape(item.periods, item.codes, -1)[one.cells[places] // item.codes]
        found.append(np.einsum("icg,ig->ic", table, level[one.rows[places]]))
    return found


def log_loss(chance: Floats, codes: Ints) -> float:
    """Return the mean of minus the logarithm of the probability that each code was given."""
    return float(-np.log(np.maximum(chance[np.arange(len(codes)), codes], 1e-12)).mean())


def coverage(chance: Floats, codes: Ints, level: float, seed: int) -> float:
    """Return the share of codes within central intervals of this level.

    Codes jump, so an interval's ends are drawn: a code stands at a random place of its own share of the probability
    (Czado, Gneiting and Held 2009, "Predictive model assessment for count data", Biometrics 65(4): 1254–1261).
    """
    chances_of = np.random.default_rng(seed)
    below = np.cumsum(chance, axis=1) - chance
    rows = np.arange(len(codes))
    place = below[rows, codes] + chances_of.random(len(codes)) * chance[rows, codes]
    return float((np.abs(place - 0.5) <= level / 2).mean())
