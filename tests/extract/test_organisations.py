"""Organisations: (text, names) pairs in our own words."""

from collections.abc import Callable

import pytest

from saksi.extract import organisations
from saksi.extract.reading import Reading
from saksi.model.vocabulary import check_value

Read = Callable[[str], Reading]

NAMED = [
    (
        "The Belarusian Association of Journalists (BAJ) was dissolved. BAJ appealed.",
        {"Belarusian Association of Journalists"},
    ),
    (
        "The Ministry of Justice revoked the licence of Memorial International Centre.",
        {"Ministry of Justice", "Memorial International Centre"},
    ),
    (
        "Amnesty International and Human Rights Watch condemned the ruling.",
        {"Amnesty International", "Human Rights Watch"},
    ),
    ("The Bangkok Criminal Court acquitted four students.", {"Bangkok Criminal Court"}),
    ("The chair of the Tunisian General Labour Union spoke.", {"Tunisian General Labour Union"}),
    (
        "Officers of the cybercrime police searched the office of the culture ministry.",
        {"cybercrime police", "culture ministry"},
    ),
    ("The Ugandan government suspended the group.", {"Ugandan government"}),
    ("The group RCSS (Restoration Council of Solan State) was not invited.", {"Restoration Council of Solan State"}),
]


@pytest.mark.parametrize(("content", "expected"), NAMED)
def test_names(reading: Read, content: str, expected: set[str]) -> None:
    assert {o.name for o in reading(content).organisations} == expected


@pytest.mark.parametrize(
    "content",
    [
        "The court and the party met the government in March.",
        "The new Law on Associations restricts groups.",
        "She sang “Free Union” at the border.",
        "The Committee said nothing.",
    ],
)
def test_plain_nouns_laws_and_songs_are_no_organisations(reading: Read, content: str) -> None:
    assert reading(content).organisations == ()


def test_acronym_and_full_name_are_one(reading: Read) -> None:
    (named,) = reading("The Solan Farmers Network (SFN) met. Members of SFN left.").organisations
    assert (named.name, named.acronym, len(named.mentions)) == ("Solan Farmers Network", "SFN", 3)


def test_the_council_is_the_council_named_before(reading: Read) -> None:
    page = reading("The UN Human Rights Council met. The Council adopted a resolution.")
    (named,) = page.organisations
    assert [page.content[a:b] for a, b in named.mentions] == ["UN Human Rights Council", "Council"]


def test_a_name_and_the_same_with_its_country_are_one(reading: Read) -> None:
    words = "The Supreme Court of Kenya heard the Solan Network. The Supreme Court then ruled."
    names = {o.name for o in reading(words).organisations}
    assert "Supreme Court of Kenya" in names
    assert "Supreme Court" not in names


def test_values_fit_the_vocabulary(reading: Read) -> None:
    words = "The Cambodian government met the Royal Thai Police, the Communist Party of Vietnam and Radio Free Asia."
    for record in organisations.find(reading(words)):
        for value in record.values:
            check_value(record.kind, value.prop, value.value)
