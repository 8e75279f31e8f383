"""What is not claimed: calls, fears, rules, denials, habits, questions, and words that only look like acts."""

import pytest
from read_words import claims, told

SILENT = [
    "Was Maria Ressa arrested in 2019?",
    "We call on the authorities to release Narges Mohammadi immediately.",
    "The government must stop harassing journalists.",
    "If convicted, Maria Ressa could be sentenced to six years in prison.",
    "Journalists are often arrested in the country.",
    "Police denied that they had beaten the protesters.",
    "Maria Ressa was not arrested.",
    "Should the police arrest peaceful protesters?",
    "Release all political prisoners and drop the charges against them.",
    "Activists fear being arrested.",
    "The group fights against arbitrary detention and torture.",
    "She risks being sentenced to ten years in prison.",
    "The minister threatened to arrest the editor.",
    "They face up to 15 years in prison.",
    "The company released a statement on Tuesday.",
    "The court case was charged with emotion.",
    "The band released a song in May 2020.",
    "The right to peaceful assembly protects everyone from being arrested for protesting.",
    "A law that bans protests would violate the constitution.",
    "UN experts urged Egypt to end the detention of lawyers.",
    "The report documents how authorities use anti-terror laws to silence critics.",
    "Thousands of people protested in Tbilisi in March 2023.",
    "Narges Mohammadi has yet to be sentenced.",
    "The lawyer asked the judge to release Narges Mohammadi.",
    "In November 2017 the president signed a decree prohibiting courts from using evidence obtained through torture.",
    "The army's seizure of power in Naypyidaw came in February 2021.",
    "The group released figures on 29 June 2021.",
    "Maria Ressa waits to be sentenced.",
    "Maria Ressa has to appear in court.",
    "The campaign goes on until Narges Mohammadi is released.",
    "The interior ministry rejected reports that Maria Ressa had been arrested.",
]


@pytest.mark.parametrize("words", SILENT)
def test_words_that_claim_no_act(words):
    assert claims(words) == []


# words, the status that their only act has
STATUSES = [
    ("We urge the government to release Narges Mohammadi.", "called-for"),
    ("Prosecutors did not charge the editor Ana Ferreyra-Invented.", "denied"),
    ("Maria Ressa could be sentenced to six years in prison.", "hypothetical"),
    ("The trial of Ana Ferreyra-Invented is scheduled for 5 June 2023.", "scheduled"),
    ("Ana Ferreyra-Invented was allegedly tortured in Asmara in 2019.", "alleged"),
    ("The court issued an arrest warrant against Alexandre Petrov-Invented.", "ordered"),
    ("Journalists are routinely arrested in the region.", "general"),
    ("Ana Ferreyra-Invented was arrested in 2019.", "reported"),
]


@pytest.mark.parametrize(("words", "status"), STATUSES)
def test_the_status_that_grammar_gives(words, status):
    assert [act.status for act in told(words)] == [status]


def test_a_call_that_presupposes_an_act_is_no_release():
    words = "We call on the King to release the singer Lola Invented-Mora, who was arrested in Tunis on 3 May 2021."
    assert [act.type for act in claims(words)] == ["arrest"]


def test_a_condition_makes_nothing_happen():
    assert claims("If the police arrest Ana Ferreyra-Invented, the union will strike.") == []


def test_what_an_order_orders_is_one_act():
    found = claims("In May 2022 the ministry ordered Radio Inventa to close.")
    assert [(act.type, act.status) for act in found] == [("media_closure", "ordered")]


@pytest.mark.parametrize(
    "words",
    [
        "Immediately and unconditionally release Narges Mohammadi;",
        "To drop the charges against Nasrin Sotoudeh;",
        "• Lift the ban on protests in Dhaka;",
    ],
)
def test_items_of_a_list_of_demands_claim_nothing(words):
    assert claims(words) == []


def test_what_somebody_is_accused_of_is_only_alleged():
    words = "Ana Ferreyra-Invented was charged with insulting the king and accused of beating two officers in 2019."
    assert {act.type: act.status for act in claims(words)} == {"charge": "reported", "violence": "alleged"}


def test_a_conviction_overturned_is_a_release():
    (act,) = claims("An appeals court overturned the conviction of José Rubén Zamora in October 2023.")
    assert (act.type, act.status) == ("release", "reported")
