"""The grammar of dates: what words say about time, and what is left open."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_words import claims

from saksi.extract.dates import expressions
from saksi.packs.lexicon import lexicon

CALENDAR = lexicon("en").calendar
NONE = (None, None, None)

DATES = [
    ("on 3 September 2020", "date", (2020, 9, 3), NONE),
    ("on 6th September 2020", "date", (2020, 9, 6), NONE),
    ("on July 10, 2016", "date", (2016, 7, 10), NONE),
    ("July, 25 2023", "date", (2023, 7, 25), NONE),
    ("2021-03-14", "date", (2021, 3, 14), NONE),
    ("in March 2021", "date", (2021, 3, None), NONE),
    ("in late March 2021", "date", (2021, 3, None), NONE),
    ("in 2015", "date", (2015, None, None), NONE),
    ("since 2015", "date", (2015, None, None), NONE),
    ("The 2016 killing", "date", (2016, None, None), NONE),
    ("on 23 March", "date", (None, 3, 23), NONE),
    ("in August", "date", (None, 8, None), NONE),
    ("from 9 to 27 September 2019", "range", (2019, 9, 9), (2019, 9, 27)),
    ("9-27 September", "range", (None, 9, 9), (None, 9, 27)),
    ("from 12 May to 3 June 2021", "range", (2021, 5, 12), (2021, 6, 3)),
    ("between 2013 and 2015", "range", (2013, None, None), (2015, None, None)),
    ("from March to May 2020", "range", (2020, 3, None), (2020, 5, None)),
]
OTHER = [
    ("today", "days", 0),
    ("yesterday", "days", -1),
    ("three days ago", "days", -3),
    ("two weeks ago", "weeks", -2),
    ("last month", "months", -1),
    ("earlier this year", "years", 0),
    ("on Monday", "weekday", 0),
    ("the same day", "same", 0),
    ("the following day", "later", 1),
    ("a day prior", "later", -1),
    ("two days later", "later", 2),
]
SILENT = ["they may 5 times", "1,200 people", "article 2015", "in march order", "a sentence of 18 months", "room 2020"]

# words, published, the date of the only act
RESOLVED = [
    ("Ana Duarte-Invented was arrested in Lima today.", "2021-05-04", "2021-05-04"),
    ("Ana Duarte-Invented was arrested in Lima on Monday.", "2021-05-06", "2021-05-03"),
    ("Ana Duarte-Invented was arrested in Lima on 20 December.", "2021-01-10", "2020-12-20"),
    ("Ana Duarte-Invented was arrested in Lima last month.", "2021-01-10", "2020-12"),
    ("Ana Duarte-Invented was arrested in Lima this past June.", "2021-11-02", "2021-06"),
    ("Ana Duarte-Invented was arrested in Lima on 3 May 2019.", "", "2019-05-03"),
    ("Ana Duarte-Invented was arrested in Lima today.", "", None),
    ("Ana Duarte-Invented was arrested in Lima on 20 December.", "", None),
    ("Ahead of the 2018 election Ana Duarte-Invented was arrested in Lima.", "", None),
    ("Ana Duarte-Invented was arrested in Lima before the election in July 2018.", "", None),
]


@pytest.mark.parametrize(("words", "kind", "start", "end"), DATES)
def test_dates_and_ranges(words, kind, start, end):
    (when,) = expressions(words, CALENDAR)
    assert (when.kind, when.start, when.end) == (kind, start, end)


@pytest.mark.parametrize(("words", "kind", "number"), OTHER)
def test_relative_words(words, kind, number):
    (when,) = expressions(words, CALENDAR)
    assert (when.kind, when.number) == (kind, number)


@pytest.mark.parametrize("words", SILENT)
def test_what_is_no_date(words):
    assert expressions(words, CALENDAR) == []


@pytest.mark.parametrize(("words", "published", "date"), RESOLVED)
def test_the_date_of_an_act(words, published, date):
    (act,) = claims(words, published)
    assert act.values.get("date") == date


def test_the_lead_is_kept():
    (when,) = expressions("held until 3 May 2020", CALENDAR)
    assert when.lead == "until"


def test_the_same_day_is_the_day_told_before():
    words = "Police arrested Ana Duarte-Invented on 3 May 2021. She was released on the same day."
    assert [act.values.get("date") for act in claims(words)] == ["2021-05-03", "2021-05-03"]


def test_detention_until_a_date_has_an_end():
    words = "Ana Duarte-Invented was held in pre-trial detention from 3 May 2019 until 28 November 2019."
    (act,) = claims(words)
    assert (act.values["date"], act.values["date_end"]) == ("2019-05-03", "2019-11-28")


def test_a_year_is_carried_over_inside_a_paragraph_only():
    inside = (
        "On 3 May 2019, police arrested Ana Duarte-Invented. On 6 June, a court sentenced her to two years in prison."
    )
    assert [act.values.get("date") for act in claims(inside)] == ["2019-05-03", "2019-06-06"]
    across = inside.replace(". On 6", ".\n\nOn 6")
    assert [act.values.get("date") for act in claims(across)] == ["2019-05-03", None]


@given(st.text(alphabet="0123456789 ,-./MayJuneto", max_size=60))
def test_every_expression_lies_in_the_text_and_in_order(words):
    found = expressions(words, CALENDAR)
    assert all(0 <= a < b <= len(words) for when in found for a, b in [when.at])
    assert all(one.at[1] <= other.at[0] for one, other in pairwise(found))
