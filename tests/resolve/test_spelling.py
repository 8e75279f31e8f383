import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.resolve.spelling import KINDS, align

WORDS = st.text("aeiouyhrnmkst", min_size=1, max_size=9)


def kinds(left: str, right: str) -> set[str]:
    """Return the kinds of difference between two words."""
    return {kind for kind, count in zip(KINDS, align(left, right)[1], strict=True) if count}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("lorn", "lon"),
        ("sokhar", "sokha"),
        ("zeyar", "zeya"),
        ("park", "pak"),
        ("pornmoni", "ponmoni"),
        ("sarah", "sara"),
    ],
)
def test_an_r_or_h_that_only_closes_a_syllable_is_silent(left: str, right: str) -> None:
    assert kinds(left, right) == {"silent"}


@pytest.mark.parametrize(
    ("left", "right"),
    [("karmal", "kamal"), ("martin", "matin"), ("marzouk", "mazouk"), ("samir", "sami"), ("berk", "bek")],
)
def test_any_other_r_is_a_consonant(left: str, right: str) -> None:
    assert kinds(left, right) & {"consonant_gap", "consonant_far"}


@pytest.mark.parametrize(("left", "right"), [("noor", "nur"), ("mansoor", "mansour"), ("thaar", "thar")])
def test_an_r_on_both_sides_is_no_difference(left: str, right: str) -> None:
    assert align(left, right)[0] == 0


@pytest.mark.parametrize(("left", "right"), [("rahmi", "rami"), ("mahdi", "madi"), ("ohno", "ono")])
def test_an_h_inside_a_word_counts_more_than_at_its_end(left: str, right: str) -> None:
    assert kinds(left, right) == {"silent_inside"}
    assert align(left, right)[0] > align("sarah", "sara")[0]


@pytest.mark.parametrize(("left", "right"), [("duong", "doung"), ("theoun", "thoeun"), ("mideksa", "mideska")])
def test_neighbours_that_clerks_swap_are_transposed(left: str, right: str) -> None:
    assert kinds(left, right) == {"transposed"}


@pytest.mark.parametrize(
    ("left", "right"),
    [("hamdi", "hamid"), ("nasri", "nasir"), ("marian", "marina"), ("said", "siad"), ("maya", "maay")],
)
def test_a_swap_that_makes_other_syllables_or_sounds_is_none(left: str, right: str) -> None:
    assert "transposed" not in kinds(left, right)


@given(WORDS, WORDS)
def test_an_r_on_one_side_only_always_costs_something(left: str, right: str) -> None:
    if ("r" in left) != ("r" in right):
        assert align(left, right)[0] > 0
