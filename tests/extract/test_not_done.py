"""What nearly happened, was put off, undone, asked for or only feared is not claimed. All names are invented."""

import pytest
from read_words import claims, told

ANA = "Ana Duarte-Invented"

NOT_CLAIMED = [
    (
        f"We call on the authorities to immediately release {ANA}, drop all charges against her and end the abuse.",
        "release",
    ),
    (f"The court found {ANA} not guilty.", "conviction"),
    (f"The police were about to arrest {ANA}.", "arrest"),
    (f"The police came close to killing {ANA}.", "killing"),
    (f"{ANA} was almost killed.", "killing"),
    (f"{ANA} was nearly beaten to death in Lima.", "killing"),
    (f"{ANA} was neither charged nor tried.", "charge"),
    (f"{ANA} was neither charged nor tried.", "trial"),
    (f"There are fears that {ANA} will be sentenced to a long prison term.", "conviction"),
    (f"If she returns {ANA} will be arrested.", "arrest"),
    (f"{ANA} will be arrested if she returns to Peru.", "arrest"),
    (f"A court blocked the deportation of {ANA}.", "expulsion"),
    (f"The deportation of {ANA} was halted by the court.", "expulsion"),
    (f"The court stayed the execution of {ANA}.", "killing"),
    (f"The editor asked that {ANA} be killed in a film.", "killing"),
    (f"The aborted abduction of {ANA} took place in 1984.", "disappearance"),
    ("Elections will follow once a new voting law is passed.", "restrictive_law"),
    ("Protesters kept up their closure of the highway to the offices.", "dissolution"),
    (f"The court heard that {ANA} has two previous convictions.", "conviction"),
    (f"It is not true that {ANA} was killed.", "killing"),
    (f"The claim that {ANA} was beaten is false.", "violence"),
    (f"Rumours that {ANA} had been killed were untrue.", "killing"),
    (f"Reports of the arrest of {ANA} proved false.", "arrest"),
    ("The court ruled against dissolving the Green Party.", "dissolution"),
    ("Her colleagues were barred from entering the courtroom.", "expulsion"),
    (f"The Supreme Court reinstated the conviction of {ANA}.", "enabling_measure"),
]


@pytest.mark.parametrize(("words", "type_"), NOT_CLAIMED)
def test_what_did_not_happen_is_not_claimed(words, type_):
    assert [act for act in claims(words) if act.type == type_] == []


SAID = [
    (f"The court found {ANA} not guilty.", "release", "reported"),
    (f"The judge found {ANA} guilty.", "conviction", "reported"),
    (f"We have received information on the alleged arrest and detention of {ANA}.", "detention", "alleged"),
    (f"The hearing of {ANA} was postponed to 12 March.", "trial", "scheduled"),
    (f"The court ordered the release of {ANA}.", "release", "ordered"),
    (f"A judge ordered the arrest of {ANA}.", "arrest", "ordered"),
    ("Close to 40 workers were arrested on 3 May 2021.", "arrest", "reported"),
    ("Nearly 40 workers were arrested on 3 May 2021.", "arrest", "reported"),
    (f"{ANA} will be tried on 3 May 2021.", "trial", "scheduled"),
    (f"The appeal of Bo against the conviction of {ANA} was dismissed.", "conviction", "reported"),
    ("The court dismissed the lawsuit against the Green Party.", "lawsuit", "reported"),
    (f"The court overturned the conviction of {ANA}.", "release", "reported"),
    (f"{ANA} was not only arrested but also beaten by police.", "arrest", "reported"),
    (f"{ANA} was not only arrested but also beaten by police.", "violence", "reported"),
    (f"{ANA} was not merely arrested on 3 May 2021 but also convicted.", "conviction", "reported"),
    (f"The court not only sentenced {ANA} to two years but also fined her.", "conviction", "reported"),
    (
        "The authorities not only shut down the Daily Invention but also arrested its editor.",
        "media_closure",
        "reported",
    ),
    ("Not only have 20 journalists been arrested since 2019, but many were beaten.", "arrest", "reported"),
    (f"{ANA} was not arrested but only questioned.", "arrest", "denied"),
    (f"The charges against {ANA} are baseless.", "charge", "reported"),
    (f"The lawsuit against {ANA} is groundless.", "lawsuit", "reported"),
    (f"The defamation charge against {ANA} is completely false.", "charge", "reported"),
    (f"The arrest of {ANA} on 3 May 2021 was wrong.", "arrest", "reported"),
    (f"A group said that the conviction of {ANA} was wrong.", "conviction", "reported"),
    (f"It is wrong that {ANA} was arrested.", "arrest", "reported"),
    (f"That {ANA} was arrested is not true.", "arrest", "denied"),
    (f"The trial of {ANA} was suspended on 3 May 2021.", "trial", "reported"),
    (f"The judge adjourned the trial of {ANA}.", "trial", "reported"),
    (f"The court delayed the trial of {ANA}.", "trial", "scheduled"),
    (f"The detention of {ANA} was not lawful, her lawyer said.", "detention", "reported"),
    (f"The arrest of {ANA} on 3 May 2021 was not the first.", "arrest", "reported"),
    (f"The arrest of {ANA} did not stop her work.", "arrest", "reported"),
    (f"The trial of {ANA} did not take place.", "trial", "denied"),
    (f"There was no arrest of {ANA}.", "arrest", "denied"),
]


@pytest.mark.parametrize(("words", "type_", "status"), SAID)
def test_what_is_said_has_its_status(words, type_, status):
    assert [act.status for act in told(words) if act.type == type_] == [status]


def test_what_somebody_writes_against_is_not_their_sentence():
    words = f"A court sentenced {ANA} for campaigning against the death penalty."
    assert [act.values.get("outcome") for act in claims(words)] == [None]


def test_a_bill_that_is_introduced_is_no_law_yet():
    (act,) = claims(f"The deputy {ANA} introduced a bill on protests in 2021.")
    assert act.values["subtype"] == "drafted"


@pytest.mark.parametrize("link", ["when", "after"])
def test_what_nearly_came_of_an_act_leaves_the_act_reported(link):
    (act,) = claims(f"{ANA} was nearly blinded {link} police beat her on 3 May 2021.")
    assert (act.type, act.status, act.values["date"]) == ("violence", "reported", "2021-05-03")


CHARGED = [
    ("insulting the king on 3 May 2021", "2021-05-03"),
    ("spreading false information on 3 May 2021", "2021-05-03"),
    ("sharing a post and detained on 3 May 2021", "2021-05-03"),
    ("insulting the king in 2015", None),
    ("insulting the king from May 2020 to May 2021", None),
]


@pytest.mark.parametrize(("what", "date"), CHARGED)
def test_the_only_time_near_the_writing_is_that_of_the_charge(what, date):
    (act,) = [one for one in claims(f"{ANA} was charged with {what}.", "2021-06-01") if one.type == "charge"]
    assert act.values.get("date") == date


def test_the_time_of_what_somebody_is_charged_with_is_not_that_of_the_charge():
    (act,) = claims(f"{ANA} was charged with sending emails on different dates between May 2019 and June 2020.")
    assert "date" not in act.values


UNDATED = [
    f"{ANA} was summoned to appear at the court in Lima on 12 March.",
    f"An inquiry into the killing of {ANA} was opened on 12 March 2021.",
]


@pytest.mark.parametrize("words", UNDATED)
def test_when_somebody_is_to_appear_or_an_inquiry_was_opened_is_not_when_it_was_done(words):
    assert ["date" in act.values for act in claims(words, "2024-03-01")] == [False]


def test_years_ago_today_is_not_today():
    (act,) = claims(f"Five years ago today, {ANA} disappeared.", "2024-01-15")
    assert act.values["date"] == "2019"


def test_a_sentence_that_is_increased_is_not_reduced():
    (act,) = claims(f"The court increased the sentence of {ANA} to four years.")
    assert act.values.get("subtype") != "reduced"


def test_where_somebody_was_born_is_not_where_it_was_done():
    (act,) = claims(f"The British-born {ANA} was acquitted in Lima.")
    assert act.values["country"] == "PE"


AHEAD = [
    (f"{ANA} will be tried on 3 May.", "2024-05-03"),
    (f"{ANA} is expected to be sentenced on Monday.", "2024-05-06"),
    (f"The trial of {ANA} was postponed to 12 January.", "2025-01-12"),
    (f"{ANA} was arrested on 3 May.", "2023-05-03"),
]


@pytest.mark.parametrize(("words", "date"), AHEAD)
def test_what_is_to_come_has_a_date_after_the_day_of_writing(words, date):
    assert [act.values["date"] for act in claims(words, "2024-04-30")] == [date]
