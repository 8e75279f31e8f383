"""What a text says that persons are: (text, role, organisation) in our own words."""

from collections.abc import Callable

import pytest

from saksi.extract import people
from saksi.extract.reading import Reading
from saksi.extract.roles import parts, singular

Read = Callable[[str], Reading]

ROLES = [
    ("“No,” said Maria Ressa, the head of Rappler.", "head", "Rappler"),
    ("Prime Minister Hun Sen spoke.", "Prime Minister", ""),
    ("Police arrested the human rights lawyer Anon Nampa.", "human rights lawyer", ""),
    ("Tola Meng, operations director at Human Rights Watch, was freed.", "operations director", "Human Rights Watch"),
    ("They questioned Tola Meng from Amnesty International.", "member", "Amnesty International"),
]


@pytest.mark.parametrize(("content", "role", "organisation"), ROLES)
def test_roles(reading: Read, content: str, role: str, organisation: str) -> None:
    page = reading(content)
    (person,) = page.people
    (part,) = parts(page, person)
    assert (part.role, part.organisation.name if part.organisation else "") == (role, organisation)


def test_a_demonym_gives_the_country(reading: Read) -> None:
    (record,) = people.find(reading("The Saudi journalist Jamal Khashoggi was killed."))
    assert ("country", "SA") in {(v.prop, v.value) for v in record.values}


def test_a_membership_ties_person_and_organisation(reading: Read) -> None:
    page = reading("Maria Ressa, the head of Rappler, spoke.")
    person, membership = people.find(page)
    found = {v.prop: v.value for v in membership.values}
    assert found["person"] == person.entity(page.document.sha256)
    assert found["organisation"] == page.entity(page.organisations[0])


def test_several_are_each_one() -> None:
    assert singular("youth activists") == "youth activist"
    assert singular("boss") == "boss"
