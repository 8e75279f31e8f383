"""Who suffers and who does it: lists, appositions, groups, pronouns, agents. Names of public figures or invented."""

import pytest
from read_words import claims, told

VICTIMS = [
    ("Police arrested Ana Duarte-Invented, Bo Larsen-Invented and four students in Lima.", 3),
    ("Three reporters, Wa Lone, Kyaw Soe Oo and Aye Invented, were detained in Yangon.", 3),
    ("Four activists were arrested in Baku on 4 May 2021.", 1),
]


def only(words, type_):
    found = [act for act in claims(words) if act.type == type_]
    assert len(found) == 1, [(act.type, act.status, act.victims) for act in told(words)]
    return found[0]


@pytest.mark.parametrize(("words", "number"), VICTIMS)
def test_all_victims_of_a_clause_are_in_one_act(words, number):
    found = claims(words)
    assert len(found) == 1
    assert len(found[0].victims) == number


def test_names_in_apposition_are_the_victims_and_not_the_group():
    act = only("Two reporters, Wa Lone and Kyaw Soe Oo, were arrested in Yangon in 2017.", "arrest")
    assert act.victims == ("Wa Lone", "Kyaw Soe Oo")
    assert act.values["count"] == "2"


def test_a_group_without_names_keeps_its_words_and_number():
    act = only("Soldiers killed at least 30 villagers in Kayah on 24 December 2021.", "killing")
    assert act.victims == ("at least 30 villagers",)
    assert act.values["count"] == "30"
    assert act.perpetrators == ("Soldiers",)


def test_those_who_are_acquitted_in_the_same_breath_are_not_convicted():
    words = "On 30 May 2024 the court convicted 14 of the 16 and acquitted two, a barrister and a social worker."
    assert only(words, "conviction").victims == ("14 of the 16",)
    assert only(words, "release").values["subtype"] == "acquitted"


def test_words_that_name_no_number_give_no_count():
    act = only("Tens of thousands of protesters were arrested in Cairo in August 2013.", "arrest")
    assert act.victims == ("Tens of thousands of protesters",)
    assert "count" not in act.values


def test_active_passive_and_nominal_say_the_same():
    for words in (
        "Police arrested Boniface Mwangi in Nairobi in July 2020.",
        "Boniface Mwangi was arrested by police in Nairobi in July 2020.",
        "The arrest of Boniface Mwangi by police in Nairobi in July 2020 was condemned.",
    ):
        act = only(words, "arrest")
        assert act.victims == ("Boniface Mwangi",)
        assert [name.lower() for name in act.perpetrators] == ["police"]
        assert act.values["date"] == "2020-07"


def test_a_court_is_the_perpetrator_of_its_verdict():
    act = only("The Supreme Court of Bahrain sentenced Nabeel Rajab to five years in prison.", "conviction")
    assert "Supreme Court" in act.perpetrators[0]
    assert act.values["outcome"] == "five years in prison"


def test_they_takes_up_all_victims_of_the_sentence_before():
    words = "Police detained Wa Lone and Kyaw Soe Oo in Yangon on 12 December 2017. They were charged a month later."
    assert only(words, "charge").victims == ("Wa Lone", "Kyaw Soe Oo")


def test_he_takes_up_the_single_victim_before():
    words = "Alexei Navalny was arrested in Moscow in January 2021. He was sentenced to two years in prison."
    assert only(words, "conviction").victims == ("Alexei Navalny",)


def test_the_two_takes_up_a_group_of_that_size():
    words = "Two unionists were arrested in Manila on 4 May 2021. The two unionists were released on 6 May 2021."
    assert only(words, "release").victims == ("Two unionists",)


def test_a_pronoun_points_to_the_words_it_takes_up():
    words = "Alexei Navalny was arrested in Moscow in January 2021. He was sentenced to two years in prison."
    from read_words import reading, records

    page = reading(words)
    names = [
        (value.value, [page.text.content[a:b] for a, b in value.ranges])
        for record in records(words)
        if record.kind == "Involvement" and record.key[0] == "conviction"
        for value in record.values
        if value.prop == "name"
    ]
    assert names == [("Alexei Navalny", ["He", "Alexei Navalny"])]


def test_nobody_is_guessed_for_a_pronoun_without_antecedent():
    assert not [act for act in claims("He was arrested in Lima on 3 May 2021.") if act.victims]


def test_a_killing_has_one_date_in_a_document():
    words = (
        "Berta Cáceres was shot dead in La Esperanza on 2 March 2016.\n\n"
        "Seven years after the killing of Berta Cáceres, her family waits."
    )
    dates = {act.values.get("date") for act in claims(words) if act.type == "killing"}
    assert dates == {"2016-03-02"}


def test_who_takes_up_both_of_two_names_when_its_verb_is_plural():
    words = "We met Wa Lone and Kyaw Soe Oo, who were arrested in Yangon on 12 December 2017."
    assert only(words, "arrest").victims == ("Wa Lone", "Kyaw Soe Oo")


def test_the_offices_of_an_outlet_stand_for_the_outlet():
    assert only("Police raided the offices of Novaya Gazeta in Moscow in 2008.", "threat").victims == ("Novaya Gazeta",)


def test_a_court_holds_for_the_next_verdict_of_the_paragraph_only():
    first = "On 3 May 2019 the Supreme Court of Bahrain sentenced Nabeel Rajab to five years in prison."
    second = "Two others were found guilty in absentia."
    inside = [act.perpetrators for act in claims(f"{first} {second}")]
    across = [act.perpetrators for act in claims(f"{first}\n\n{second}")]
    assert inside[1] == inside[0] != ()
    assert across[1] == ()


def test_where_somebody_goes_is_not_where_it_happens():
    words = "Ugandan police detained the writer Rosa Okello-Invented in 2021. She later fled to Germany."
    assert {act.values.get("country") for act in claims(words)} == {"UG"}


def test_a_disease_kills_nobody_in_this_sense():
    assert claims("The cholera outbreak killed more than 300 people in Lusaka in 2024.") == []


def test_a_list_of_a_thousand_names_is_read():
    names = ", ".join(f"Ana Number{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}" for n in range(1200))
    assert isinstance(told(f"Police arrested {names} and Bo Last in Lima on 3 May 2021."), list)


@pytest.mark.parametrize(
    ("words", "victim"),
    [
        ("Four activists were convicted in Baku on 3 May 2024 and fined four million manat each.", "Four activists"),
        ("Six monks were arrested in Phnom Penh in May 2024 and fined two million riel.", "Six monks"),
        ("A court in Lagos convicted six teachers in May 2024 and fined them $ 200.", "six teachers"),
    ],
)
def test_a_sum_of_money_is_nobody_and_those_who_pay_it_did_nothing(words, victim):
    act = only(words, "fine")
    assert act.victims == (victim,)
    assert victim not in act.perpetrators
