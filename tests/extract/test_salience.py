"""Whom a pronoun or a definite noun takes up; nobody where it may be either of two. All names are invented."""

import pytest
from read_words import told

ANA, BO = "Ana Duarte-Invented", "Bo Larsen-Invented"


def suffering(words, type_):
    """The victims of the last act of a type."""
    return [act.victims for act in told(words) if act.type == type_][-1]


EITHER = [
    (f"{ANA} was shot dead on 3 May 2021. Minister {BO} said that all was done. He was charged in Lima.", "charge"),
    (f"Minister {BO} accused {ANA} of incitement. She was arrested on 5 May 2021.", "arrest"),
    (f"{BO} told {ANA} that he had been sentenced to three years in prison.", "conviction"),
    (f"{BO} visited {ANA} in prison before he was released.", "release"),
    (f"Police questioned {ANA} about {BO}, who fled the country. He was charged in absentia.", "charge"),
    (f"Per Olsen-Invented was arrested in May. {ANA} and {BO} were killed. He was beaten by police.", "violence"),
    (f"{BO} was arrested in Florida. Footage of the night she went missing showed {ANA} at a store.", "disappearance"),
    ("Seven nuns were killed. Another 600 monks have arrest warrants issued against them.", "arrest"),
    (f"{ANA} said police arrested her brother on 3 May 2021. He was charged with incitement.", "charge"),
    (f"{ANA} was arrested on 3 May 2021. {BO} is her lawyer. She was charged with incitement.", "charge"),
    (f"Officer Tomas Ekberg-Invented beat {BO}. He was charged in Lima.", "charge"),
    (f"Tomas Ekberg-Invented killed {BO}. He was arrested in Lima.", "arrest"),
    (f"{ANA} married {BO}. He was arrested on 3 May 2021.", "arrest"),
]


@pytest.mark.parametrize(("words", "type_"), EITHER)
def test_nobody_is_named_where_a_pronoun_may_be_either_of_two(words, type_):
    assert suffering(words, type_) == ()


MEANT = [
    (f"Mr. {BO} met Ms. {ANA}. She was arrested the next day.", "arrest", ANA),
    (f"King {BO} pardoned {ANA} after she was convicted of treason.", "conviction", ANA),
    (f"{ANA}, the wife of {BO}, was arrested on 3 May 2021. She was charged with incitement.", "charge", ANA),
    (f"Police arrested {ANA} near the square where {BO} was killed. They charged her with incitement.", "charge", ANA),
    (f"This is not the first time that rapper {BO} has been targeted. He was arrested in Lima.", "arrest", BO),
    (f"{ANA} was arrested on 3 May 2021. The activist was charged on 4 May 2021.", "charge", ANA),
    (f"Police officer {BO} was arrested on 3 May 2021. The officer was charged on 4 May 2021.", "charge", BO),
    (f"{BO} was arrested. {ANA} said that police beat her.", "violence", ANA),
    (f"{ANA} was arrested. {BO} did not respond to the assaults against him in Lima.", "violence", BO),
    (f"Another journalist, war photographer and poet {ANA}, has been abducted.", "disappearance", ANA),
    (f"Among them was {ANA}, an artist and journalist charged in 2017 over a painting.", "charge", ANA),
    ("DUBAI (Reuters) - Two Saudi journalists were detained.", "detention", "Two Saudi journalists"),
    (f"{ANA} said that her husband was arrested. He was beaten by police.", "violence", "her husband"),
    (f"Judge Tomas Ekberg-Invented sentenced {ANA} to two years. She was sent to prison.", "detention", ANA),
    (f"Prosecutor Tomas Ekberg-Invented charged {BO} with incitement. He was sent to prison.", "detention", BO),
    (f"Officer Tomas Ekberg-Invented beat {BO}. He was taken to hospital and later detained.", "detention", BO),
    (f"Judge Tomas Ekberg-Invented convicted {BO}, and he was sent to prison.", "detention", BO),
    (f"General Tomas Ekberg-Invented ordered the arrest of {BO}. He was beaten in custody.", "violence", BO),
]


@pytest.mark.parametrize(("words", "type_", "victim"), MEANT)
def test_who_can_only_be_one_is_still_named(words, type_, victim):
    assert suffering(words, type_) == (victim,)


OTHERS = [
    (f"{ANA} was shot dead on 3 May 2021. The suspect was arrested on 4 May 2021.", "arrest", "suspect"),
    (f"{ANA} was shot dead on 3 May 2021. The officer was charged with murder.", "charge", "officer"),
    (f"{ANA} was shot dead on 3 May 2021. The businessman was arrested.", "arrest", "businessman"),
    ("Two activists were killed on 3 May 2021. The two soldiers were arrested.", "arrest", "two soldiers"),
    ("Two activists were killed on 3 May 2021. The officers were arrested.", "arrest", "officers"),
    (
        f"The journalist {ANA} was killed. {BO} was acquitted. The journalist was abducted.",
        "disappearance",
        "journalist",
    ),
    (f"{ANA} was arrested. The recent arrest of the 45-year-old man led to a raid.", "arrest", "45-year-old man"),
    (f"Per Olsen-Invented was arrested. Police deny that they beat the poet {ANA}.", "violence", ANA),
]


@pytest.mark.parametrize(("words", "type_", "victim"), OTHERS)
def test_who_is_suspected_is_not_who_was_killed(words, type_, victim):
    assert suffering(words, type_) == (victim,)


ONE = [
    (f"Police killed a student with epilepsy, {BO}, on Monday.", (BO,)),
    (f"The killing of an unarmed man with autism, {BO}, shocked Lima.", (BO,)),
    (f"Police killed an unarmed man with autism, {BO}, and a boy.", (BO, "boy")),
    (f"Police killed the brother of the opposition leader, {BO}.", ("brother of the opposition leader",)),
]


@pytest.mark.parametrize(("words", "victims"), ONE)
def test_a_name_behind_more_words_on_somebody_is_theirs_unless_it_may_be_another_s(words, victims):
    assert suffering(words, "killing") == victims


def test_police_who_say_what_they_did_are_who_did_it():
    acts = told("Beijing arrested a student. Lima police said that they had arrested nine men.")
    assert acts[-1].perpetrators == ("Lima police",)


def test_a_name_that_nobody_knows_keeps_a_pronoun_from_those_before():
    words = f"{BO} was held. Inventsen, 26, was a nurse from Oslo who was there when she was abducted in 2013."
    assert BO not in suffering(words, "disappearance")


def test_who_is_called_a_name_is_not_that_name():
    assert suffering(f"{ANA} met officials, prompting Beijing to label him a “traitor”.", "threat") != ("traitor",)


def test_a_fine_is_nobody_who_was_convicted():
    words = (
        f"{ANA}, {BO} and Per Olsen-Invented, a monk also tried in absentia, were given 18 months and the same fine."
    )
    assert not [act for act in told(words) if "same fine" in act.victims]
