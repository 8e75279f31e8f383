"""What is simulated is found again; draws agree with each other and widen what the mode is too sure of."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.assess.latent.chain import NORMAL, Chains, Grid
from saksi.assess.latent.fit import curvature, levels, mixed, mode, sample, split_rhat, whitening
from saksi.assess.latent.hidden import chances, chosen, coverage, log_loss
from saksi.assess.latent.items import Ordinal
from saksi.assess.latent.model import Model, Observed
from saksi.assess.latent.release import Way, release
from saksi.assess.raters import flagged, raters

COUNTRIES, YEARS, CUTS = 25, 12, np.array([-1.2, 0.0, 1.2])


def simulated(lean: tuple[float, ...] = (0, 0, 0, 0), blind: tuple[int, ...] = ()) -> tuple[Model, np.ndarray]:
    chance = np.random.default_rng(4)
    moves = chance.normal(0, 0.25, (COUNTRIES, YEARS))
    moves[:, 0] = chance.normal(0, 1, COUNTRIES)
    truth = moves.cumsum(axis=1).ravel()
    observed = []
    for rater, higher in enumerate(lean):
        seen = 2 * (truth + higher) + chance.logistic(0, 1, len(truth))
        codes = (seen[:, None] > 2 * CUTS).sum(axis=1)
        codes = chance.integers(0, 4, len(truth)) if rater in blind else codes
        rows = np.flatnonzero(chance.random(len(truth)) < 0.8)
        observed.append(Observed(Ordinal(f"rater {rater}", 4), rows, codes[rows]))
    series = [str(country) for country in range(COUNTRIES) for _ in range(YEARS)]
    chains = Chains.of(series, [year for _ in range(COUNTRIES) for year in range(YEARS)])
    return Model(chains, tuple(observed), Grid(-5, 5, 61), NORMAL), truth


@pytest.fixture(scope="module")
def fitted() -> tuple[Model, np.ndarray, np.ndarray]:
    model, truth = simulated()
    return model, truth, mode(model)


def test_the_slope_of_the_whole_is_that_of_its_density() -> None:
    model, _ = simulated()
    free = model.start + np.random.default_rng(1).normal(0, 0.2, len(model.start))
    nudges = 1e-5 * np.eye(len(free))
    numeric = [(model.density(free + n)[0] - model.density(free - n)[0]) / 2e-5 for n in nudges]
    assert np.allclose(model.density(free)[1], numeric, atol=1e-4)


def test_levels_and_parameters_are_found_again(fitted: tuple[Model, np.ndarray, np.ndarray]) -> None:
    model, truth, free = fitted
    found = levels(model, free)
    assert np.corrcoef(found.mean, truth)[0, 1] > 0.95
    inside = np.abs(found.mean - truth) < 1.645 * found.sd
    assert 0.82 < inside.mean() < 0.97
    assert 0.15 < model.sigma(free) < 0.4
    assert np.allclose(found.over.sum(axis=1), 1)


def test_draws_agree_and_are_no_surer_than_the_mode(fitted: tuple[Model, np.ndarray, np.ndarray]) -> None:
    model, _, free = fitted
    draws = sample(model.density, free, whitening(curvature(model.density, free)), draws=30, warm=15, seed=2)
    over = mixed(model, draws, most=30)
    assert draws.accepted > 0.5
    assert np.nanmax(draws.rhat) < 1.3
    assert np.corrcoef(over.mean, levels(model, free).mean)[0, 1] > 0.998
    assert over.sd.mean() > levels(model, free).sd.mean()


def test_a_sampler_finds_a_normal_density() -> None:
    covariance = np.array([[2.0, 0.8], [0.8, 0.5]])
    inverse = np.linalg.inv(covariance)

    def target(at: np.ndarray) -> tuple[float, np.ndarray]:
        return -0.5 * float(at @ inverse @ at), -inverse @ at

    root = whitening(curvature(target, np.zeros(2)))
    assert np.allclose(root @ root.T, covariance, atol=1e-3)
    draws = sample(target, np.zeros(2), root, draws=2000, warm=100).chains.reshape(-1, 2)
    assert np.allclose(np.cov(draws.T), covariance, rtol=0.15)
    assert np.allclose(draws.mean(axis=0), 0, atol=0.1)


def test_chains_that_stand_apart_are_told_apart() -> None:
    chance = np.random.default_rng(0)
    together = chance.normal(0, 1, (2, 200, 1))
    apart = together + np.array([0.0, 3.0])[:, None, None]
    assert split_rhat(together)[0] < 1.03
    assert split_rhat(apart)[0] > 1.5
    assert np.isnan(split_rhat(together[:, :2])[0])


def test_a_release_says_what_it_does() -> None:
    model, _ = simulated()
    told: list[str] = []
    quick = release(model, Way.MODE, tell=told.append)
    assert np.isnan(quick.rhat)
    assert told == [f"{COUNTRIES * YEARS} rows, {len(model.start)} parameters: looking for the mode"]


def test_hidden_codes_are_foretold_better_than_by_their_frequencies() -> None:
    model, _ = simulated()
    hidden = chosen(model, 0.15, seed=1)
    seen = model.without(hidden)
    assert sum(len(one.rows) for one in seen.observed) < sum(len(one.rows) for one in model.observed)
    found = chances(seen, mode(seen), hidden, model.observed)
    for one, places, chance in zip(model.observed, hidden, found, strict=True):
        assert np.allclose(chance.sum(axis=1), 1)
        usual = np.bincount(one.cells, minlength=4) / len(one.cells)
        codes = one.cells[places]
        assert log_loss(chance, codes) < log_loss(np.tile(usual, (len(codes), 1)), codes)
    whole = np.concatenate(found), np.concatenate([o.cells[h] for o, h in zip(model.observed, hidden, strict=True)])
    assert 0.8 < coverage(*whole, level=0.9, seed=1) < 0.98


def test_raters_who_lean_or_code_by_chance_are_flagged() -> None:
    model, _ = simulated((0, 0, 1.2, 0, 0), blind=(3,))
    found = raters(model, mode(model))
    assert flagged(found) == ["rater 2", "rater 3"]
    assert found[2].biased
    assert found[2].lean > 0
    assert found[3].random
    assert not flagged(raters(simulated()[0], mode(simulated()[0])))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 3))
def test_a_source_that_is_missing_is_done_without(number: int) -> None:
    model, truth = simulated()
    hidden = [np.arange(len(one.rows) if at == number else 0) for at, one in enumerate(model.observed)]
    less = model.without(hidden)
    found = levels(less, model.start)
    assert np.isfinite(found.mean).all()
    assert np.corrcoef(found.mean, truth)[0, 1] > 0.8
    assert found.sd.mean() > levels(model, model.start).sd.mean()
