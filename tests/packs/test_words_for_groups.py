"""Groups by the noun that heads the words for somebody, in English and Khmer; and groups that are what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.model.errors import PackError
from saksi.model.groups import groups
from saksi.packs import grouping
from saksi.packs.grouping import english, groups_of, khmer

HEADED = {
    "a journalist": "journalists", "two radio journalists": "journalists", "Journalists": "journalists",
    "three journalists of the daily": "journalists", "news editors": "journalists",
    "dozens of garment workers": "workers",
    "tens of thousands of students": "students", "one of the reporters": "journalists",
    "over 100 activists": "defenders",
    "30 students, teachers and monks": "students academics clergy", "opposition activists": "opposition",
    "members of the political opposition arrested in May": "opposition", "Leaders of the union": "unionists",
    "activists affiliated with a group": "defenders", "workers protesting land grabs": "workers",
    "four environmental activists": "defenders environmentalists", "women human rights defenders": "defenders women",
    "two female journalists": "journalists women", "indigenous villagers": "indigenous",
    "lawyers for the monks": "lawyers",
    "LGBTQ+ activists": "defenders lgbti", "the wife of a journalist": "women", "media workers": "journalists",
    "អ្នកសារព័ត៌មានម្នាក់": "journalists", "សកម្មជនសហជីព៩នាក់": "unionists", "ក្រុមបាតុករ": "protesters",
}  # fmt: skip
OTHERS = (
    "the brother of a journalist", "a journalist's brother", "journalists' union", "the student union",
    "a song of a rapper",
    "opposition newspaper", "the women's group", "families of detained journalists", "workers' protest", "protests",
    "the journalist club", "people", "", "...", "ការិយាល័យសហជីព", "សារព័ត៌មានឯករាជ្យ",
)  # fmt: skip


@pytest.mark.parametrize(("words", "wanted"), HEADED.items())
def test_the_head_of_the_words_puts_somebody_in_a_group(words: str, wanted: str) -> None:
    assert set(groups_of(words, bare=True)) == set(wanted.split())


@pytest.mark.parametrize("words", OTHERS)
def test_a_word_that_is_no_head_does_not(words: str) -> None:
    assert groups_of(words, bare=True) == ()


@pytest.mark.parametrize("words", ["Student", "Ana Student", "journalist Ana Reyes-Invented", "journalist ███", "Monk"])
def test_what_can_be_a_name_is_none_of_the_words(words: str) -> None:
    assert groups_of(words, bare=True) == ()


def test_roles_may_have_capitals() -> None:
    assert groups_of("Student") == ("students",)
    assert groups_of("Human Rights Lawyer") == ("defenders", "lawyers")


@given(st.text(max_size=60))
def test_any_words_are_read(words: str) -> None:
    for bare in (True, False):
        assert set(groups_of(words, bare=bare)) <= groups().keys()
    assert set(groups_of(words, bare=True)) <= set(groups_of(words))


def test_every_group_has_its_words() -> None:
    assert english().groups.keys() == groups().keys()
    assert all(one.nouns or one.marks for one in english().groups.values())
    assert khmer().groups.keys() <= groups().keys()


def test_words_for_no_group_are_refused() -> None:
    with pytest.raises(PackError, match="heretics is no group"):
        grouping._check(grouping.ENGLISH, {"heretics": ()})
