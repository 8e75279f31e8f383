"""Raters side by side: who follows what the others see, and who sees everything more freely or more darkly.

From a fit in which each rater is an ordinal item of their own: beta says how strongly their codes follow the level, and
thresholds over beta at which levels they change from code to code.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from saksi.assess.latent.chain import Floats
from saksi.assess.latent.items import Ordinal
from saksi.assess.latent.model import Model

WEAK = 0.33
"""Below this share of the median rater's beta codes hardly follow the level."""
FAR = 0.5
"""So many levels away from the median rater is a bias; a level is the standard deviation of first years."""


@dataclass(frozen=True, slots=True)
class Rater:
    """A rater's beta, how much higher than the median rater they place countries (in levels), and their flags."""

    name: str
    beta: float
    lean: float
    random: bool
    biased: bool


def raters(model: Model, free: Floats) -> list[Rater]:
    """Return every rater of a model in which all ordinal items are raters with the same codes in one period."""
    found = [(one.item, model.of(free, at)) for at, one in enumerate(model.observed) if isinstance(one.item, Ordinal)]
    betas = np.array([item.beta(own) for item, own in found])
    middle = float(np.median(betas))
    sound = betas >= WEAK * middle
    places = np.array([item.thresholds(own)[0] / beta for (item, own), beta in zip(found, betas, strict=True)])
    usual = np.median(places[sound], axis=0)
    return [
        _rater(item.name, float(beta), -float((place - usual).mean()), bool(good))
        for (item, _), beta, place, good in zip(found, betas, places, sound, strict=True)
    ]


def flagged(found: Sequence[Rater]) -> list[str]:
    """Return the names of raters that a person should look at."""
    return [one.name for one in found if one.random or one.biased]


def _rater(name: str, beta: float, lean: float, sound: bool) -> Rater:
    return Rater(name, beta, lean if sound else float("nan"), not sound, sound and abs(lean) > FAR)
