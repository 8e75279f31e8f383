"""Nouns that no list knows, judged by their ending and by the nouns that are used like them."""

import pytest

from saksi.extract.likeness import likeness
from saksi.packs.lexicon import lexicon

PERSONS = ["cricketer", "solicitor", "classmate", "schoolteacher", "shareholder", "swimmer", "admiral"]
THINGS = ["spoon", "galaxy", "kilobyte", "carrot", "thunderstorm", "keyboard", "asteroid"]


@pytest.mark.parametrize("noun", PERSONS)
def test_a_noun_that_is_used_like_persons_is_a_person(noun: str) -> None:
    assert noun not in lexicon("en").agents.listed
    assert likeness().is_person(noun)


@pytest.mark.parametrize("noun", THINGS)
def test_a_noun_that_is_used_like_things_is_none(noun: str) -> None:
    assert noun not in lexicon("en").agents.listed
    assert not likeness().is_person(noun)


def test_the_list_decides_where_it_knows_a_noun() -> None:
    assert likeness().is_person("grandmother")
    assert not likeness().is_person("letter")
    assert likeness().is_person("ex-teacher")


def test_a_word_that_the_model_never_met_is_nobody() -> None:
    assert not likeness().is_person("qzxvqzxv")
