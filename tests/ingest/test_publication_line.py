"""The date of publication: read where a text names it, and nowhere else."""

import pytest

from saksi.ingest.dateline import published, publisher

BODY = "\n\nThe court heard the case of the union on 3 May 2019 and put it off to the autumn of that year.\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("25 July 2023", "2023-07-25"),
        ("July, 25 2023", "2023-07-25"),
        ("July 25, 2023", "2023-07-25"),
        ("Published: 25 July 2023", "2023-07-25"),
        ("Posted on Tuesday, 25th of July 2023 at 10:30 am", "2023-07-25"),
        ("Date: 2023-07-25", "2023-07-25"),
        ("2023-07-25T10:30:00Z", "2023-07-25"),
        ("(Phnom Penh, 25 July 2023)", "2023-07-25"),
        ("Geneva, Switzerland, 25 Jul. 2023", "2023-07-25"),
        ("25/07/2023", "2023-07-25"),
        ("07/25/2023", "2023-07-25"),
        ("05/05/2023", "2023-05-05"),
        ("12/03/2020", ""),
        ("July 2023", "2023-07"),
        ("31 February 2023", ""),
        ("By a reporter | Published 25 July 2023", "2023-07-25"),
        ("A heading of 2023", ""),
    ],
)
def test_a_line_gives_its_date(line: str, expected: str) -> None:
    assert published(f"A title of a text\n\n{line}{BODY}") == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("PHNOM PENH, 25 July 2023 – The court sat.", "2023-07-25"),
        ("(Bangkok, July 25, 2023) – Rights groups called for his release.", "2023-07-25"),
        ("Geneva (25 July 2023) — UN experts urged the government to stop.", "2023-07-25"),
        ("On 25 July 2023, the court sat.", ""),
        ("Bangkok, where on 25 July 2023 the court sat, is a city.", ""),
    ],
)
def test_an_opening_gives_its_date(opening: str, expected: str) -> None:
    assert published(f"A title of a text\n\n{opening}{BODY}") == expected


def test_the_first_date_counts_and_an_update_last() -> None:
    assert published(f"Title of it\n\nUpdated: 26 July 2023\n\nPublished: 25 July 2023{BODY}") == "2023-07-25"
    assert published(f"Title of it\n\nLast updated: 26 July 2023{BODY}") == "2023-07-26"


def test_a_letter_is_dated_at_its_foot() -> None:
    assert published(f"Title of it{BODY}\n\nGeneva, 25 July 2023") == "2023-07-25"


def test_a_text_without_a_dateline_has_no_date() -> None:
    assert published(f"Title of it{BODY}") == ""
    assert published("") == ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Publisher: Tonle Ledger", "Tonle Ledger"),
        ("published by:  Tonle Ledger (invented) ", "Tonle Ledger (invented)"),
        ("The publisher: a friend of the minister.", ""),
        ("Publisher:", ""),
    ],
)
def test_a_line_among_the_first_names_the_publisher(line: str, expected: str) -> None:
    assert publisher("A title\n\n" + line + BODY) == expected
    assert publisher("A title" + BODY * 20 + "\n" + line) == ""
