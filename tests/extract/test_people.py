"""Persons: (text, names) pairs. Well-known public figures, or names invented for the test."""

from collections.abc import Callable

import pytest

from saksi.extract import people
from saksi.extract.reading import Reading

Read = Callable[[str], Reading]

NAMED = [
    # titles, roles, possessives
    ("President Alexander Lukashenko dismissed the charge.", {"Alexander Lukashenko"}),
    ("Prime Minister Hun Sen's speech was broadcast.", {"Hun Sen"}),
    ("The writer Arundhati Roy, 61, spoke in Delhi.", {"Arundhati Roy"}),
    ("“We will appeal,” said Maria Ressa, the head of Rappler.", {"Maria Ressa"}),
    ("Dr. Nabeel Rajab and the blogger Raif Badawi were released.", {"Nabeel Rajab", "Raif Badawi"}),
    ("Police arrested the lawyer Amal Fathy in May 2018.", {"Amal Fathy"}),
    # lists
    ("Ales Bialiatski, Valiantsin Stefanovich and Uladzimir Labkovich were tried in Minsk.",
     {"Ales Bialiatski", "Valiantsin Stefanovich", "Uladzimir Labkovich"}),
    ("Reporters Wa Lone and Kyaw Soe Oo were jailed.", {"Wa Lone", "Kyaw Soe Oo"}),
    # a name in parts, with a hyphen, with particles
    ("Narges Mohammadi was sentenced. Mohammadi had been freed in 2020.", {"Narges Mohammadi"}),
    ("Abdulhadi al-Khawaja is in Jau prison. Al-Khawaja is ill.", {"Abdulhadi al-Khawaja"}),
    ("Senator Leila de Lima was granted bail. De Lima thanked her lawyers.", {"Leila de Lima"}),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), NAMED)
def test_names_of_many_countries(reading: Read, content: str, expected: set[str]) -> None:
    assert {p.name for p in reading(content).people} == expected


@pytest.mark.parametrize(
    "content",
    [
        "In September the Ministry of Justice met in Phnom Penh.",
        "The Constitutional Court dissolved the Move Forward Party.",
        "Civic space in Nicaragua is rated as closed by the CIVICUS Monitor.",
        "On Monday, March 3, the Law on Political Parties was amended.",
        "Vietnamese and Cambodian officials met near Koh Kong province.",
    ],
)
def test_months_places_bodies_and_laws_are_nobody(reading: Read, content: str) -> None:
    assert reading(content).people == ()


def test_spellings_and_orders_of_one_name_are_one_person(reading: Read) -> None:
    words = (
        "The singer Sok Channarith was arrested in Kampot.\n\n"
        "A court later sentenced Channarith Sok to a year.\n\n"
        "The singer Sok Channarit has appealed."
    )
    (person,) = reading(words).people
    assert person.name == "Sok Channarith"
    assert set(person.variants) == {"Channarith Sok", "Sok Channarit"}
    assert len(person.mentions) == 3


def test_names_that_stand_side_by_side_are_two_people(reading: Read) -> None:
    words = "Police arrested the brothers Tola Meng and Tola Men. The activist Tola Meng was freed."
    assert {p.name for p in reading(words).people} == {"Tola Meng", "Tola Men"}


def test_a_pen_name_belongs_to_the_person_who_bears_it(reading: Read) -> None:
    words = "The rapper Tavo Brandt, also known as Rico Solan, was jailed in Havana."
    (person,) = reading(words).people
    assert "Rico Solan" in person.variants


def test_every_mention_is_kept_and_says_the_name(reading: Read) -> None:
    page = reading("Joshua Wong was arrested. Days later Wong was charged. Joshua Wong pleaded guilty.")
    (record,) = people.find(page)
    name = record.values[0]
    assert name.value == "Joshua Wong"
    assert [page.text.content[a:b] for a, b in name.ranges] == ["Joshua Wong", "Wong", "Joshua Wong"]


def test_glued_words_do_not_hide_a_name(reading: Read) -> None:
    page = reading("The rapper Toomaj Salehi wasarrested in Isfahan.")
    (record,) = people.find(page)
    start, end = record.values[0].ranges[0]
    assert page.text.content[start:end] == "Toomaj Salehi"
