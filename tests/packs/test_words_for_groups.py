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
    "LGBTQ+ activists": "defenders", "the wife of a journalist": "women", "media workers": "journalists",
    "human rights lawyer": "defenders lawyers", "student leader": "students", "journalism student": "students",
    "transgender rights activist": "defenders", "gay rights activists": "defenders",
    "LGBT rights lawyer": "defenders lawyers", "LGBT human rights lawyer": "defenders lawyers",
    "indigenous rights activist": "defenders", "indigenous land rights activist": "defenders environmentalists",
    "women rights activist": "defenders", "women's rights activist": "defenders",
    "opposition leader's lawyer": "lawyers", "opposition leader’s wife": "women",
    "opposition newspaper editor": "journalists", "opposition Radio Free Asia journalist": "journalists",
    "opposition party members": "opposition",
    "opposition CNRP members": "opposition", "Opposition Candlelight Party members": "opposition",
    "opposition party activists": "opposition", "opposition MPs": "opposition", "young gay man": "lgbti",
    "indigenous community leader": "indigenous", "indigenous Bunong villagers": "indigenous",
    "female human rights lawyer": "defenders lawyers women", "female university students": "students women",
    "female judge": "women", "two female police officers": "women", "transgender women": "lgbti women",
    "lesbian and gay rights activists": "defenders", "journalists and gay rights activists": "journalists defenders",
    "transgender sex worker": "lgbti workers", "LGBT community lawyer": "lawyers", "LGBT community members": "lgbti",
    "LGBT and women's rights activists": "defenders",
    "supporters of the opposition": "opposition", "members of the LGBT community": "lgbti",
    "More than 20 garment workers": "workers", "Up to 40 students": "students", "Close to 40 workers": "workers",
    "no fewer than 1,000 monks": "clergy", "more than a dozen of the students": "students",
    "wives": "women", "policewomen": "women", "businesswomen": "women", "cameramen": "journalists",
    "editors-in-chief": "journalists", "ex-journalist": "journalists", "journalist-activist": "journalists defenders",
    "pro-democracy activists": "defenders", "anti-corruption activist": "defenders",
    "a land defender": "defenders environmentalists",
    "four detained defenders": "defenders", "environmental defender": "defenders environmentalists",
    "political cartoonist": "artists", "an actor": "artists", "two authors": "artists",
    "defenders in prison": "defenders", "defenders of human rights": "defenders",
    "members of the banned opposition": "opposition",
    "student union leader": "students", "students’ union leader": "students", "garment union leader": "unionists",
    "female public defender": "women",
    "សកម្មជនបក្សប្រឆាំង": "opposition", "សកម្មជនគណបក្សប្រឆាំង២នាក់": "opposition", "កវីម្នាក់": "artists",
    "អ្នកសារព័ត៌មានវិទ្យុ": "journalists", "នារី ៣នាក់": "women", "និស្សិត": "students", "អ្នកសារព័ត៌មាន សុខា": "journalists",
    "អតីតមេធាវី": "lawyers",
    "អ្នកសារព័ត៌មានម្នាក់": "journalists", "សកម្មជនសហជីព៩នាក់": "unionists", "ក្រុមបាតុករ": "protesters",
}  # fmt: skip
OTHERS = (
    "the brother of a journalist", "a journalist's brother", "journalists' union", "the student union",
    "a song of a rapper",
    "opposition newspaper", "the women's group", "families of detained journalists", "workers' protest", "protests",
    "the journalist club",
    "police officers who beat journalists", "monk's supporters", "LGBT group", "LGBT supporters",
    "LGBT community leader", "indigenous Affairs minister", "Women and Children Affairs secretary",
    "actors in the conflict", "Gay Alliance president",
    "Opposition Affairs secretary", "ruling party activists", "party activists of the ruling CPP",
    "activists of the ruling party", "activists from the ruling party",
    "Supporters of the monk", "supporters of women", "Two opponents of the lawyer", "opponents of the LGBT community",
    "opponents of abortion activists", "member of the opposition newspaper", "gay marriage opponents",
    "non-state actors", "armed actor", "political actors", "authors of the report", "authors of the law",
    "public defender", "football defender", "defenders of the regime", "pro-government activists",
    "anti-abortion activists", "anti-LGBT activists", "European Union officials",
    "កវីន", "កវី សុខា", "នារីរតន៍", "លោក កវី សុខា", "លោកស្រី នារី", "សកម្មជនគណបក្សប្រជាជន", "និស្សិតា",
    "people", "", "...", "ការិយាល័យសហជីព", "សារព័ត៌មានឯករាជ្យ",
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


@pytest.mark.parametrize(
    "words", ["Gay Alliance President", "Opposition Affairs Secretary", "លោក កវី សុខា", "European Union Official"]
)
def test_a_role_in_capitals_claims_no_more(words: str) -> None:
    assert groups_of(words) == ()


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
