"""Words that look like an act and are none, or are one that was not done. All sentences and names are invented."""

import pytest
from read_words import claims, told

NOTHING_DONE = [
    "Under the deal the drivers will be given a three percent rise for 2024, followed by two percent a year later.",
    "The minister has given 48,000 bus drivers until midnight to end the longest strike of the year.",
    "The courts have given strong support to the governor this year.",
    "The regulator gave Radio Invented two years to comply.",
    "Members of parliament condemned Monday's sentence as a mockery of justice.",
    "The killers of the reporters walk free while the families wait.",
    "The young man was last seen leaving a hotel in Andorra and is now believed to be dead.",
    "Police were able to track down the businessman.",
    "The gunman fled the scene before the police came.",
    "The union called off the strike at the university.",
]


@pytest.mark.parametrize("words", NOTHING_DONE)
def test_words_that_only_sound_like_an_act_are_none(words):
    assert told(words) == []


SAID_OTHERWISE = [
    ("Bo Larsen-Invented spoke on the eve of his expected acquittal.", "release", "hypothetical"),
    (
        "She works so that a critic is not killed in London, abducted in Toronto or beaten in Rome.",
        "violence",
        "denied",
    ),
    ("His lawyers were unable to secure the release of Bo Larsen-Invented.", "release", "denied"),
]


@pytest.mark.parametrize(("words", "type_", "status"), SAID_OTHERWISE)
def test_what_is_only_expected_or_denied_is_not_claimed(words, type_, status):
    assert [act.status for act in told(words) if act.type == type_] == [status]
    assert [act for act in claims(words) if act.type == type_] == []


DONE = [
    ("The court condemned Ana Duarte-Invented to life in prison on 5 May 2024.", "conviction", "Ana Duarte-Invented"),
    ("Bo Larsen-Invented was tried in absentia and given the same sentence.", "conviction", "Bo Larsen-Invented"),
    ("Ana Duarte-Invented walked free from a prison in Lima on 6 May 2021.", "release", "Ana Duarte-Invented"),
    ("The lawyers were able to secure the release of Ana Duarte-Invented.", "release", "Ana Duarte-Invented"),
    ("Bo Larsen-Invented was reported missing on 8 May 2021.", "disappearance", "Bo Larsen-Invented"),
    ("Union leader Ana Duarte-Invented walks free after two years in prison.", "release", "Ana Duarte-Invented"),
    ("The court gave Ana Duarte-Invented two years in prison.", "conviction", "Ana Duarte-Invented"),
    ("The court condemned Ana Duarte-Invented to hang.", "conviction", "Ana Duarte-Invented"),
    ("The court outlawed the strike on 4 May 2021.", "assembly_restriction", "strike"),
    ("Ana Duarte-Invented remains behind bars in Lima.", "detention", "Ana Duarte-Invented"),
]


@pytest.mark.parametrize(("words", "type_", "victim"), DONE)
def test_what_was_done_is_still_claimed_and_names_who_suffers_it(words, type_, victim):
    found = [act for act in claims(words) if act.type == type_]
    assert [act.victims for act in found] == [(victim,)]
    assert found[0].perpetrators in ((), ("court",))


def test_who_reports_somebody_missing_is_not_the_one_who_is_missing():
    found = claims("The wife of Bo Larsen-Invented reported him missing the next morning.")
    assert [act.victims for act in found] == [("Bo Larsen-Invented",)]


def test_he_is_the_nearest_person_who_is_told_of_and_not_the_last_who_has_a_name():
    words = "President Bo Larsen-Invented spoke. One video showed a suspect sobbing in court, saying he was beaten."
    assert [act.victims for act in claims(words)] == [("suspect",)]


HE_IS_THE_ONE_WHO_HAS_A_NAME = [
    ("Bo Larsen-Invented met a journalist before he was arrested on 3 May 2021.", "arrest"),
    ("Bo Larsen-Invented guided a journalist through the forest until he was shot dead.", "killing"),
    ("Bo Larsen-Invented was jailed after a complaint by a businessman; he was later released.", "release"),
    ("Bo Larsen-Invented was visited by a doctor after he was beaten by police.", "violence"),
]


@pytest.mark.parametrize(("words", "type_"), HE_IS_THE_ONE_WHO_HAS_A_NAME)
def test_he_is_the_one_who_has_a_name_where_the_sentence_names_somebody(words, type_):
    assert [act.victims for act in claims(words) if act.type == type_] == [("Bo Larsen-Invented",)]


def test_she_is_the_woman_who_speaks_and_not_the_child_that_she_carries():
    assert [act.victims for act in claims("A woman carrying a baby said she was beaten by guards.")] == [("woman",)]


@pytest.mark.parametrize(
    "words",
    [
        "Bo Larsen-Invented was reported missing by his family on 3 May 2021.",
        "Police reported Bo Larsen-Invented missing on 3 May 2021.",
    ],
)
def test_who_reports_a_disappearance_did_not_do_it(words):
    (act,) = claims(words)
    assert (act.victims, act.perpetrators) == (("Bo Larsen-Invented",), ())


def test_who_is_shot_fatally_is_killed():
    assert [act.type for act in claims("On 30 May police in Lima fatally shot Bo Larsen-Invented.")] == ["killing"]


@pytest.mark.parametrize(("words", "number"), [("Sixty-three", "63"), ("Twenty-two", "22"), ("Twenty", "20")])
def test_numbers_in_words_are_read_whole(words, number):
    (act,) = claims(f"{words} students were arrested in Baku on 9 May 2021.")
    assert act.values["count"] == number
