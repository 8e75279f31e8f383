"""Demands: (text, addressee, demand) in our own words."""

from collections.abc import Callable

import pytest

from saksi.extract import calls
from saksi.extract.reading import Reading
from saksi.extract.records import Record

Read = Callable[[str], Reading]

CALLS = [
    ("We call on the government to release all prisoners.", "the government", "release all prisoners"),
    ("The groups urged Egypt to end the trial.", "Egypt", "end the trial"),
    ("The authorities must drop the charges.", "The authorities", "must drop the charges"),
    ("All detainees must be released immediately.", "", "must be released immediately"),
    ("Uganda should repeal the law.", "Uganda", "should repeal the law"),
]  # fmt: skip


def value(record: Record, prop: str) -> str:
    """Value of a property, empty where there is none."""
    return next((v.value for v in record.values if v.prop == prop), "")


@pytest.mark.parametrize(("content", "addressee", "demand"), CALLS)
def test_calls_in_sentences(reading: Read, content: str, addressee: str, demand: str) -> None:
    (record,) = calls.find(reading(content))
    assert (value(record, "addressee"), value(record, "demand")) == (addressee, demand)


@pytest.mark.parametrize(
    "content",
    [
        "The police called on Tuesday.",
        "She asked whether the trial had begun.",
        "He must have known.",
        "The court released two journalists.",
    ],
)
def test_what_asks_nobody_for_anything_is_no_call(reading: Read, content: str) -> None:
    assert calls.find(reading(content)) == []


def test_bullets_are_calls_on_the_one_named_before_them(reading: Read) -> None:
    words = """We call on the Parliament of Georgia to:

• Repeal the Law on Transparency of Foreign Influence;
• Release everybody who was arrested at the rallies.
"""
    found = calls.find(reading(words))
    assert [value(r, "demand") for r in found] == [
        "Repeal the Law on Transparency of Foreign Influence",
        "Release everybody who was arrested at the rallies",
    ]
    assert {value(r, "addressee") for r in found} == {"Parliament of Georgia"}


def test_a_heading_can_demand(reading: Read) -> None:
    words = "Bahrain: Release the doctors\n\nThree doctors have been held since March. Their trial goes on."
    first = calls.find(reading(words))[0]
    assert (value(first, "addressee"), value(first, "demand")) == ("Bahrain", "Release the doctors")
