"""How many people words say that there are, and how many when they only say the least. All sentences are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_words import claims

from saksi.extract.numerals import Number, read
from saksi.packs.lexicon import lexicon

NUMBERS = lexicon("en").agents.numbers
ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

COUNTED = [
    ("One hundred and twenty-three workers were arrested in Lima.", "123"),
    ("Police arrested two hundred and fifty marchers in Lima.", "250"),
    ("One thousand two hundred people were arrested in Lima.", "1200"),
    ("Around 1.2 million people were arrested in Lima.", "1200000"),
    ("Two dozen students were arrested in Lima.", "24"),
    ("Half a dozen students were arrested in Lima.", "6"),
    ("More than two thousand people were arrested in Lima.", "2000"),
    ("In 2021 15 people were arrested in Lima.", "15"),
    ("On 12 March 2022 20 activists were arrested in Lima.", "20"),
    ("On March 12, 2022 20 activists were arrested in Lima.", "20"),
    ("12 out of 15 members were arrested in Lima.", "12"),
    ("Three of the 12 members were arrested in Lima.", "3"),
    ("At least 1,200 people, including 14 children, were arrested in Lima.", "1200"),
    ("Police arrested her brother in Lima.", "1"),
    ("Police arrested an activist, a student, a teacher and a monk in Lima.", "4"),
    ("Several hundred students were arrested in Lima.", None),
    ("Between 20 and 30 students were arrested in Lima.", None),
    ("Some 20 to 30 students were arrested in Lima.", None),
    ("Five or six monks were arrested in Lima.", None),
    ("One in five students was arrested in Lima.", None),
]


@pytest.mark.parametrize(("words", "count"), COUNTED)
def test_a_count_is_what_the_words_say_and_none_where_they_say_about(words, count):
    acts = claims(words) if count else [act for act in claims(words) if act.victims]
    assert [act.values.get("count") for act in acts] in ([count], [])
    assert acts or count is None


def test_a_date_right_before_who_acts_counts_nobody_and_dates_the_act():
    (act,) = claims("On 12 March 2022 police officers arrested Ana Duarte-Invented at her home.")
    assert (act.perpetrators, act.values["date"]) == (("police officers",), "2022-03-12")


def test_those_who_are_named_of_a_number_are_not_counted_twice():
    (act,) = claims("Police arrested 40 people, including the poets Ana Duarte-Invented and Bo Larsen-Invented.")
    assert act.values["count"] == "40"
    assert set(act.victims) == {"40 people", "Ana Duarte-Invented", "Bo Larsen-Invented"}


def test_the_number_of_an_article_is_no_victim():
    words = "The court convicted Ana Duarte-Invented of “incitement” under articles 88, 494, and 495 of the Penal Code."
    assert [act.victims for act in claims(words)] == [("Ana Duarte-Invented",)]


@given(st.sampled_from(ONES), st.sampled_from(TENS), st.sampled_from(ONES), st.booleans())
def test_every_hundred_with_tens_and_ones_is_their_sum(hundreds, tens, ones, thousand):
    words = [hundreds, "hundred", "and", tens, "-", ones, *(["thousand"] if thousand else [])]
    value = NUMBERS[hundreds] * 100 + NUMBERS[tens] + NUMBERS[ones]
    assert read(words, NUMBERS) == Number(value * (1000 if thousand else 1))


def test_a_part_of_a_number_is_that_part():
    assert read(["quarter", "of", "a", "million"], NUMBERS) == Number(250_000)


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_digits_are_read_as_they_stand_and_a_range_by_its_least(first, second):
    assert read([f"{first:,}"], NUMBERS) == Number(first)
    assert read([str(first), "to", str(second)], NUMBERS) == Number(first, exact=False)
