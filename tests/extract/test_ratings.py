"""Ratings: (text, country, rating, body) in our own words."""

from collections.abc import Callable

import pytest

from saksi.extract import ratings
from saksi.extract.reading import Reading

Read = Callable[[str], Reading]

RATINGS = [
    ("Civic space in Uganda is rated as ‘repressed’ by the CIVICUS Monitor.", "UG", "repressed", "CIVICUS Monitor"),
    ("Egypt, which the CIVICUS Monitor rates as closed, held a vote.", "EG", "closed", "CIVICUS Monitor"),
    ("Freedom House rated Georgia partly free.", "GE", "partly free", "Freedom House"),
    ("Tunisia was downgraded to obstructed.", "TN", "obstructed", ""),
    ("Protests shook Sudan. The country is rated as closed.", "SD", "closed", ""),
]  # fmt: skip


@pytest.mark.parametrize(("content", "country", "rating", "body"), RATINGS)
def test_ratings(reading: Read, content: str, country: str, rating: str, body: str) -> None:
    (record,) = ratings.find(reading(content))
    found = {v.prop: v.value for v in record.values}
    assert (found["country"], found["rating"], found.get("body", "")) == (country, rating, body)


@pytest.mark.parametrize("content", ["The border is closed.", "The school was closed in Kenya.", "She is free."])
def test_closed_doors_are_no_ratings(reading: Read, content: str) -> None:
    assert ratings.find(reading(content)) == []
