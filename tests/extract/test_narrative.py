"""Dates that a text tells beside an act, before it or again; and where it must say nothing."""

import pytest
from read_words import told

KILLED = "Peter Banda was shot dead on July 10, 2016. "


def dates(words: str, published: str = "") -> list[tuple[str, str | None]]:
    """Type and date of every act of the words."""
    return [(act.type, act.values.get("date")) for act in told(words, published) if act.claimed]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("It has worsened since 2017, as the courts dissolved the main opposition party.", "dissolution 2017"),
        ("The crackdown escalated in May 2019, when police arrested nine students in Lusaka.", "arrest 2019-05"),
        (
            "Following a one-day trial on March 3, 2017, the court found Peter Banda guilty of sedition.",
            "conviction 2017-03-03",
        ),
        (
            "The film shows the 3 January 2014 protests in Lusaka by workers who demanded a wage, during which police "
            "shot four people dead, 38 wounded and a boy missing.",
            "violence 2014-01-03",
        ),
        (
            "In May 2021, the court sentenced Peter Banda to two years in prison. Two others were convicted.",
            "conviction 2021-05",
        ),
        (
            "On July 8, 2020, police blocked a ceremony held by youth activists. The police detained one of the "
            "activists for questioning.",
            "detention 2020-07-08",
        ),
        ("On 5 July 2019, police arrested Peter Banda. They charged him with incitement.", "charge 2019-07"),
        (KILLED + "Soon after his death, his wife and four sons fled Zambia.", "expulsion 2016"),
        (KILLED + "In 2020 we remember him. The killing of Peter Banda was never solved.", "killing 2016-07-10"),
        (
            "On 4 June 2021 police shot two men dead. Nobody answers for the killing of Peter Banda and Mary Phiri.",
            "killing 2021-06-04",
        ),
    ],
)
def test_the_text_around_an_act_dates_it(words: str, act: str) -> None:
    kind, day = act.split()
    assert dates(words)[-1] == (kind, day) or (kind, day) in dates(words)


def test_what_is_told_as_news_or_as_recent_has_the_year_of_writing() -> None:
    assert dates("A court in Lusaka has jailed Peter Banda for ten years.", "2023-03-03") == [("conviction", "2023")]
    recent = "Lusaka is tense.\n\nRecently, six members of Voices were detained."
    assert dates(recent, "2021-08-30") == [("detention", "2021")]


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("On 3 May 2011 police arrested Peter Banda. A decade passed.\n\nPolice arrested Peter Banda at home.", ""),
        ("On 3 May 2011 police arrested Peter Banda. He was arrested again the week after he came home.", ""),
        ("On 6 July 2019, police arrested Peter Banda. He remains in pre-trial detention.", ""),
        ("On 6 July 2019, police arrested Peter Banda. He was denied bail.", ""),
        ("On 6 July 2019, police arrested Peter Banda. After five months he was released on bail.", ""),
        ("On 6 December 2021 a court sentenced Mary Phiri to four years. In all she was sentenced to 33 years.", ""),
        ("Police arrested Peter Banda and Mary Phiri in the capital.", "2023-05-03"),
        ("A court has jailed Peter Banda for ten years.", "2023-01-03"),
        ("Six members of Voices were recently detained.", ""),
        ("Soon after his arrest, Peter Banda's wife fled Zambia.", ""),
    ],
)
def test_a_second_act_a_state_or_a_background_is_left_without_a_date(words: str, published: str) -> None:
    assert dates(words, published)[-1][1] is None


def test_a_date_from_elsewhere_is_shown_with_both_words_and_with_less_certainty() -> None:
    words = "On 5 July 2019, police arrested Peter Banda. They charged him with incitement."
    arrest, charge = told(words)
    own, other = charge.ranges["date"]
    assert words[slice(*own)] == "him"
    assert other == arrest.ranges["date"][0]
