"""Glued words: only what is no word is cut, and only into words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.text.glue import cuts, glue
from saksi.text.words import NONE, Words

FORMS = (
    "the of to and a in is for that on it with was are by at from his her their they were has have been arrested "
    "charged report police court government detained released journalist activists website sentenced order newsletter "
    "Cambodia facts ruled party parties rated"
)
ENGLISH = Words.of(FORMS.split())


@pytest.mark.parametrize(
    ("token", "parts"),
    [
        ("wasarrested", "was arrested"),
        ("werecharged", "were charged"),
        ("areport", "a report"),
        ("thepolice", "the police"),
        ("ordersentenced", "order sentenced"),
        ("inCambodia", "in Cambodia"),
        ("inCambodiais", "in Cambodia is"),
        ("LICADHOreleased", "LICADHO released"),
        ("CCHRis", "CCHRis"),
        ("theCIVICUS", "the CIVICUS"),
        ("journalistTuesday", "journalist Tuesday"),
        ("Cambodiaand", "Cambodia and"),
    ],
)
def test_a_lost_space_is_found(token: str, parts: str) -> None:
    assert split(token, ENGLISH) == parts


@pytest.mark.parametrize(
    "token",
    ["police", "Police", "POLICE", "YouTube", "iPhone", "eSwatini", "McDonald", "LGBTIQ", "NagaWorld", "Sothearin",
     "karisma", "reportable", "overcharged", "asthma", "aaa", "overt", "Charter", "atcourt1"],
)  # fmt: skip
def test_words_names_and_brands_stay_whole(token: str) -> None:
    assert split(token, ENGLISH) == token


def test_without_a_word_list_nothing_is_cut() -> None:
    assert split("wasarrested", NONE) == "wasarrested"


@given(st.text("abcdeghinorstwAC", min_size=1, max_size=16))
def test_cuts_lie_inside_in_order_and_only_in_unknown_tokens(token: str) -> None:
    found = cuts(token, ENGLISH)
    assert list(found) == sorted(set(found))
    assert all(0 < cut < len(token) for cut in found)
    assert not (found and ENGLISH.known(token))


def test_the_function_words_are_a_set_of_words() -> None:
    assert all(word.isalpha() and word.islower() for word in glue().short | glue().closing | glue().never_last)


def split(token: str, words: Words) -> str:
    edges = [0, *cuts(token, words), len(token)]
    return " ".join(token[a:b] for a, b in pairwise(edges))
