"""Laws and provisions: (text, names) pairs in our own words."""

from collections.abc import Callable

import pytest

from saksi.extract import laws
from saksi.extract.reading import Reading

Read = Callable[[str], Reading]

TITLES = [
    (
        "He was charged under articles 494 and 495 of the Cambodian Penal Code.",
        "articles 494 and 495 of the Cambodian Penal Code",
    ),
    ("She was tried under Section 112 of the Criminal Code.", "Section 112 of the Criminal Code"),
    ("Article 301 bis of Tunisia's Penal Code was used.", "Article 301 bis of Tunisia's Penal Code"),
    ("Parliament adopted the Law on Transparency of Foreign Influence.", "Law on Transparency of Foreign Influence"),
    ("The pending Draft Law on Public Gatherings was criticised.", "Draft Law on Public Gatherings"),
    ("The Anti-Terrorism Act was upheld.", "Anti-Terrorism Act"),
    ("Decree No. 54 is vague.", "Decree No. 54"),
    ("The NGO law is vague.", "NGO law"),
    (
        "It violates the International Covenant on Civil and Political Rights.",
        "International Covenant on Civil and Political Rights",
    ),
]


def titles(page: Reading) -> list[str]:
    """Titles of the laws found."""
    return [record.values[0].value for record in laws.find(page) if record.kind == "Law"]


@pytest.mark.parametrize(("content", "expected"), TITLES)
def test_a_law_is_named_as_cited(reading: Read, content: str, expected: str) -> None:
    assert titles(reading(content)) == [expected]


@pytest.mark.parametrize(
    "content",
    [
        "Experts in human rights law spoke about international law.",
        "The group broke no law and will Act Now.",
        "Mayor Bill de Blasio spoke.",
        "They met under martial law.",
    ],
)
def test_law_in_general_is_no_law(reading: Read, content: str) -> None:
    assert titles(reading(content)) == []


def test_one_law_cited_twice_is_one_record_with_the_fuller_citation(reading: Read) -> None:
    words = (
        "The court applied articles 88, 494, and 495 of Cambodia's Penal Code.\n\n"
        "He was charged under articles 494 and 495 of Cambodia's Penal Code."
    )
    assert titles(reading(words)) == ["articles 88, 494, and 495 of Cambodia's Penal Code"]


def test_provisions_hang_on_their_law(reading: Read) -> None:
    page = reading("She was charged under articles 12 and 13(2) of the Solan Press Law.")
    law, *provisions = laws.find(page)
    assert [record.values[0].value for record in provisions] == ["12", "13(2)"]
    assert {record.values[1].value for record in provisions} == {law.entity(page.document.sha256)}


def test_an_acronym_stands_for_the_law_that_it_was_given_to(reading: Read) -> None:
    words = "The Law on Solan Associations (LOSA) is old. The LOSA was amended in 2015."
    assert titles(reading(words)) == ["Law on Solan Associations"]


def test_the_act_is_the_act_named_before(reading: Read) -> None:
    words = "The Unlawful Gatherings (Prevention) Act is old. He was charged under Sections 17 and 18 of the Act."
    cited = reading(words).provisions
    assert [(c.title, c.articles) for c in cited] == [
        ("Unlawful Gatherings (Prevention) Act", ()),
        ("Unlawful Gatherings (Prevention) Act", ("17", "18")),
    ]


def test_cited_provisions_carry_words_title_and_numbers(reading: Read) -> None:
    (cited,) = reading("It was based on Article 19 of the Universal Declaration of Human Rights.").provisions
    assert (cited.title, cited.articles) == ("Universal Declaration of Human Rights", ("19",))
