"""Numbers: (text, value, what) in our own words."""

from collections.abc import Callable

import pytest

from saksi.extract import figures
from saksi.extract.reading import Reading

Read = Callable[[str], Reading]

FIGURES = [
    ("At least 1,200 people were killed.", "1200", "people"),
    ("More than 70,000 monitors took part.", "70000", "monitors"),
    ("Police held six union members.", "6", "union members"),
    ("Twenty-three journalists fled.", "23", "journalists"),
    ("Dozens of activists were arrested.", "24", "activists"),
    ("Fundamental freedoms fell in half of the member states.", "0.5", "the member states"),
    ("Some 2.5 million people voted.", "2500000", "people"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "value", "what"), FIGURES)
def test_figures(reading: Read, content: str, value: str, what: str) -> None:
    (record,) = figures.find(reading(content))
    found = {v.prop: v.value for v in record.values}
    assert (found["value"], found["what"]) == (value, what)


@pytest.mark.parametrize(
    ("content", "value", "unit"),
    [
        ("He was fined 4 million riel.", "4000000", "riel"),
        ("The case cost US$ 4,500.", "4500", "US$"),
        ("They owe 1.5 billion rubles.", "1500000000", "rubles"),
    ],
)
def test_sums_of_money(reading: Read, content: str, value: str, unit: str) -> None:
    (record,) = figures.find(reading(content))
    found = {v.prop: v.value for v in record.values}
    assert (found["value"], found["unit"]) == (value, unit)


def test_the_second_span_is_the_number_as_said(reading: Read) -> None:
    page = reading("At least 1,200 people were killed.")
    (record,) = figures.find(page)
    start, end = record.values[0].ranges[1]
    assert page.text.content[start:end] == "At least 1,200"


def test_the_same_number_of_the_same_thing_is_one_figure(reading: Read) -> None:
    words = "We are 30 organisations. As 30 organisations we wait."
    assert len(figures.find(reading(words))) == 1


@pytest.mark.parametrize("content", ["Article 45 members", "On 3 May 2020 members met.", "He got two years in prison."])
def test_dates_articles_and_terms_count_nothing(reading: Read, content: str) -> None:
    assert figures.find(reading(content)) == []
