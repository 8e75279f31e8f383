"""The smoother gives what adding up over every path of levels gives."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.assess.latent.chain import NORMAL, Chains, Grid, smooth, steps

SMALL = Grid(-1.5, 1.5, 4)
SERIES = ["a", "a", "a", "b", "b"]
TIMES = [2000, 2001, 2002, 2001, 2000]


def said(seed: int, rows: int = 5, points: int = 4) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 1.5, (rows, points))


@pytest.mark.parametrize("freedom", [NORMAL, 4.0])
def test_posteriors_are_those_of_adding_up_all_paths(freedom: float) -> None:
    chains = Chains.of(SERIES, TIMES)
    matrix, _ = steps(SMALL, 0.7, freedom)
    rows = said(1)
    found = smooth(chains, SMALL, rows[chains.order], matrix)
    path_of_a = [0, 1, 2]
    weight = np.zeros((3, 4))
    whole = 0.0
    for path in product(range(4), repeat=3):
        chance = SMALL.first[path[0]] * matrix[path[0], path[1]] * matrix[path[1], path[2]]
        chance *= np.exp(sum(rows[row, level] for row, level in zip(path_of_a, path, strict=True)))
        whole += chance
        for at, level in enumerate(path):
            weight[at, level] += chance
    assert np.allclose(found.level[:3], weight / whole)
    b_first, b_second = np.exp(rows[4]) * SMALL.first, np.exp(rows[3])
    assert found.evidence == pytest.approx(np.log(whole) + np.log((b_first @ matrix) @ b_second))


def test_a_missing_year_begins_a_new_chain_unless_gaps_are_bridged() -> None:
    apart, through = (Chains.of(["a", "a", "a"], [1990, 1991, 1995], through) for through in (False, True))
    assert len(apart.links[0]) == 1
    assert len(through.links[0]) == 2


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1990, 1999)), min_size=1, max_size=15, unique=True))
def test_every_row_has_one_place_and_its_year_before(keys: list[tuple[str, int]]) -> None:
    series, times = [key[0] for key in keys], [key[1] for key in keys]
    chains = Chains.of(series, times)
    assert sorted(chains.order) == list(range(len(keys)))
    found = {(keys[chains.order[s]], keys[chains.order[t]]) for s, t in zip(*chains.links, strict=True)}
    assert found == {((s, t - 1), (s, t)) for s, t in keys if (s, t - 1) in keys}


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000), st.floats(0.05, 0.95))
def test_posteriors_and_pairs_add_up(seed: int, sigma: float) -> None:
    chains = Chains.of(SERIES, TIMES)
    found = smooth(chains, SMALL, said(seed)[chains.order], steps(SMALL, sigma, 4.0)[0])
    assert np.allclose(found.level.sum(axis=1), 1)
    assert found.pairs.sum() == pytest.approx(len(chains.links[0]))
    joint = found.joint(np.array([0, 0, 1, 1]), 2)
    first = np.isnan(joint[:, 0, 0])
    assert first.tolist() == [True, False, False, False, True]
    assert np.allclose(joint[~first].sum(axis=(1, 2)), 1)
    assert np.allclose(joint[~first].sum(axis=1)[:, 1], found.level[~first][:, 2:].sum(axis=1))


def test_an_empty_panel_has_nothing_to_say() -> None:
    assert Chains.of([], []).size == 0
