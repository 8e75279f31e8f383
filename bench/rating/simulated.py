"""A simulated world whose levels are known: raters who code it, events that are told of where documents are read."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saksi.assess.latent.chain import Chains, Floats
from saksi.assess.latent.items import Ordinal, counted
from saksi.assess.latent.model import Model, Observed

CODES = 5
SIGMA = 0.2
COVER = 0.8
CUTS = np.array([-2.0, -0.7, 0.7, 2.0])
BETA, RATE, SIZE = 2.0, -3.0, 2.0


@dataclass(frozen=True)
class World:
    """Levels that are true, the model of what is seen of them, and the codes of raters (NaN where they gave none)."""

    truth: Floats
    model: Model
    codes: Floats
    documents: Floats
    counts: NDArray[np.int64]


def world(countries: int, years: int, seed: int, lean: Sequence[float] = (0,) * 5, blind: Sequence[int] = ()) -> World:
    """Simulate; rater j sees every level `lean[j]` higher than it is, raters in `blind` give codes by chance."""
    chance = np.random.default_rng(seed)
    steps = chance.normal(0, SIGMA, (countries, years))
    steps[:, 0] = chance.normal(0, 1, countries)
    truth = np.cumsum(steps, axis=1).ravel()
    series = [f"c{number:03}" for number in range(countries) for _ in range(years)]
    times = [year for _ in range(countries) for year in range(years)]
    codes = np.full((len(truth), len(lean)), np.nan)
    observed = []
    for rater, higher in enumerate(lean):
        seen = BETA * (truth + higher) + chance.logistic(0, 1, len(truth))
        given = (seen[:, None] > BETA * CUTS / 2).sum(axis=1)
        if rater in blind:
            given = chance.integers(0, CODES, len(truth))
        rows = np.flatnonzero(chance.random(len(truth)) < COVER)
        codes[rows, rater] = given[rows]
        observed.append(Observed(Ordinal(f"rater {rater}", CODES), rows, given[rows].astype(np.int64)))
    documents = np.round(np.exp(chance.normal(4, 1, len(truth)))) + 1
    counts = told(truth, documents, chance)
    chains = Chains.of(series, times)
    return World(truth, Model(chains, (*observed, events(counts, documents))), codes, documents, counts)


def told(truth: Floats, documents: Floats, chance: np.random.Generator) -> NDArray[np.int64]:
    """Draw how many events are told of."""
    mean = np.exp(RATE - truth) * documents
    return chance.negative_binomial(SIZE, SIZE / (SIZE + mean)).astype(np.int64)


def events(counts: NDArray[np.int64], documents: Floats) -> Observed:
    """Return counts as what an item says."""
    item, cells = counted("events", [(int(n), float(e)) for n, e in zip(counts, documents, strict=True)])
    return Observed(item, np.arange(len(counts)), cells)
