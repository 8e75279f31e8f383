"""Who signs: lists, sentences, capacities, and the count that a text claims."""

from collections.abc import Callable

from saksi.extract import endorsements
from saksi.extract.reading import Reading
from saksi.extract.records import Record

Read = Callable[[str], Reading]

LETTER = """Joint statement on Solania

We, the 5 undersigned organizations, call on the authorities to free all prisoners.

Amnesty International
Solan Press Union (SPU)
Mira Solan Foundation
International Federation for Human Rights (FIDH), within the framework of the Observatory for Defenders

For more information, please contact:
Teo Brandt, teo@example.org
"""


def values(records: list[Record], kind: str, prop: str) -> list[str]:
    """Values of a property over all records of a kind."""
    return [v.value for r in records if r.kind == kind for v in r.values if v.prop == prop]


def test_a_list_under_a_statement(reading: Read) -> None:
    found = endorsements.find(reading(LETTER))
    assert values(found, "Endorsement", "name") == [
        "Amnesty International",
        "Solan Press Union (SPU)",
        "Mira Solan Foundation",
        "International Federation for Human Rights (FIDH), within the framework of the Observatory for Defenders",
    ]
    assert values(found, "Endorsement", "position") == ["1", "2", "3", "4"]
    assert values(found, "Endorsement", "capacity") == ["within the framework of the Observatory for Defenders"]


def test_the_count_claimed_stands_beside_the_count_listed(reading: Read) -> None:
    found = endorsements.find(reading(LETTER))
    assert values(found, "Publication", "endorsers_claimed") == ["5"]
    assert values(found, "Publication", "endorsers_listed") == ["4"]


def test_names_in_the_opening_sentence(reading: Read) -> None:
    words = (
        "We, Solan Foundation, ALTSEAN-Burma, The 88 Project, and Women's Peace Network, as the Regional Coalition, "
        "stand in solidarity with the press."
    )
    assert values(endorsements.find(reading(words)), "Endorsement", "name") == [
        "Solan Foundation",
        "ALTSEAN-Burma",
        "The 88 Project",
        "Women's Peace Network",
    ]


def test_groups_that_take_one_stand(reading: Read) -> None:
    words = (
        "The Asian Forum for Human Rights and Development (FORUM-ASIA) and CIVICUS: World Alliance for Citizen "
        "Participation condemn the arrests."
    )
    names = values(endorsements.find(reading(words)), "Endorsement", "name")
    assert names == [
        "Asian Forum for Human Rights and Development (FORUM-ASIA)",
        "CIVICUS: World Alliance for Citizen Participation",
    ]


def test_reports_and_single_groups_sign_nothing(reading: Read) -> None:
    words = "Human Rights Watch condemned the arrests. Noting the ruling of June 5, 2022, we are worried."
    assert values(endorsements.find(reading(words)), "Endorsement", "name") == []


def test_a_signer_is_tied_to_its_organisation(reading: Read) -> None:
    page = reading(LETTER)
    by_name = {o.name: page.entity(o) for o in page.organisations}
    found = [r for r in endorsements.find(page) if r.values[0].value.startswith("Solan Press")]
    assert values(found, "Endorsement", "organisation") == [by_name["Solan Press Union"]]
