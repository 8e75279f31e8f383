"""Anniversaries: what they say of when something took place, and of when a text was written."""

from datetime import date

import pytest
from read_words import told

from saksi.extract.anniversaries import anniversaries, upcoming
from saksi.extract.dates import expressions
from saksi.packs.lexicon import lexicon

CALENDAR = lexicon("en").calendar
DIED = " Peter Banda was shot dead on July 10, 2016 in Lusaka."


def found(words: str) -> list[date]:
    return [one.date for one in anniversaries(words, expressions(words, CALENDAR), CALENDAR)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("the fourth anniversary of the killing of Peter Banda", date(2020, 7, 10)),
        ("the 4th anniversary of Banda's death", date(2020, 7, 10)),
        ("the four-year anniversary of Dr. Peter Banda's death", date(2020, 7, 10)),
    ],
)
def test_an_anniversary_is_so_many_years_after_the_day_that_the_text_tells(words: str, day: date) -> None:
    assert found(f"We mark {words}.{DIED}") == [day]


@pytest.mark.parametrize(
    "words",
    [
        "We mark the fourth anniversary of the killing of Mary Phiri." + DIED,
        "We mark the fourth anniversary of our foundation." + DIED,
        "We mark the fourth anniversary of the killing of Peter Banda. He was shot dead in 2016.",
        "We mark the umpteenth anniversary of the killing of Peter Banda." + DIED,
    ],
)
def test_an_event_of_somebody_else_or_without_a_day_gives_none(words: str) -> None:
    assert found(words) == []


def test_the_29th_of_february_has_no_anniversary_in_other_years() -> None:
    assert found("The first anniversary of the coup. The coup took place on 29 February 2024.") == []


def test_so_many_years_ago_says_about_when_a_text_was_written() -> None:
    words = (
        "They recall a protest nine years ago.\n\nIt shows the 3 January 2014 protests by workers.\n\n"
        "Police questioned Peter Banda on 9 January over the song."
    )
    assert [act.values.get("date") for act in told(words) if act.type == "summons"] == ["2023-01-09"]


def test_an_election_to_come_says_about_when_a_text_was_written() -> None:
    words = "The upcoming national election in 2018 is near.\n\nOn 15 September, police arrested Peter Banda."
    assert upcoming(words) is not None
    assert [act.values.get("date") for act in told(words)] == ["2017-09-15"]
    assert upcoming("The election in 2018 was not free.") is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Today, on the fourth anniversary of the killing of Peter Banda, we speak. Yesterday", "2020-07-09"),
        ("In July 2019, a day prior to the third anniversary of the killing of Peter Banda,", "2019-07-09"),
        ("Ahead of the fourth anniversary of the killing of Peter Banda,", "2020-07"),
    ],
)
def test_acts_are_dated_by_an_anniversary(words: str, day: str) -> None:
    acts = told(f"{words} police arrested Mary Phiri.{DIED}")
    assert [act.values.get("date") for act in acts if act.type == "arrest"] == [day]
    assert {act.values.get("date") for act in acts if act.type == "killing" and act.claimed} == {"2016-07-10"}
