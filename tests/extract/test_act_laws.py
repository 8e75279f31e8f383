"""Which laws belong to which act of a sentence."""

from read_words import reading, records


def laws(words: str) -> dict[str, list[str]]:
    """Provisions of each act of the words, by its type."""
    out: dict[str, list[str]] = {}
    for record in records(words):
        if record.kind == "Act":
            values = [(value.prop, value.value) for value in record.values]
            out[dict(values)["type"]] = [value for prop, value in values if prop == "provision"]
    return out


def test_the_articles_of_a_charge_are_not_those_of_the_detention_after_it() -> None:
    found = laws(
        "On 6 September 2020 Peter Banda was charged with incitement (articles 494 and 495 of the Criminal Code) and "
        "placed in pre-trial detention."
    )
    assert found["charge"] == ["articles 494 and 495 of the Criminal Code"]
    assert found["detention"] == []


def test_articles_after_a_detention_are_its_own() -> None:
    found = laws("Peter Banda has been detained under Article 12 of the Penal Code since May 2020.")
    assert found["detention"] == ["Article 12 of the Penal Code"]


def test_an_acronym_after_a_law_is_the_same_law() -> None:
    found = laws("On 3 May 2015 parliament adopted the Law on Associations and Non-Governmental Organisations (LANGO).")
    assert len(found["restrictive_law"]) == 1


def test_the_number_of_a_footnote_is_no_part_of_a_law() -> None:
    words = "The government expanded its powers through a vague state of emergency law2 and a broad Covid-19 law."
    assert [cited.words for cited in reading(words).provisions] == ["state of emergency law", "Covid-19 law"]
