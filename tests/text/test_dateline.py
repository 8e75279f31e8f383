"""Dates on lines of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.text.dateline import MONTHS, only_date


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3 May 2021", "2021-05-03"),
        ("3rd May, 2021", "2021-05-03"),
        ("May 3, 2021", "2021-05-03"),
        ("May 3rd 2021", "2021-05-03"),
        ("MAY 2021", "2021-05"),
        ("Monday, 3 May 2021", "2021-05-03"),
        ("Mon, 3 May 2021 10:20 GMT", "2021-05-03"),
        ("2021-05-03", "2021-05-03"),
        ("Released: Sept. 3, 2021", "2021-09-03"),
        ("Geneva, 3 May 2021", "2021-05-03"),
        ("New York, United States, 3 May 2021", "2021-05-03"),
        ("• 3 May 2021", "2021-05-03"),
        ("31.12.2021", "2021-12-31"),
        ("3/4/2021", ""),
        ("29 February 2021", ""),
        ("29 February 2020", "2020-02-29"),
        ("On 3 May 2021", ""),
        ("3 May 2021 was a Monday", ""),
        ("Room 3, May 2021 report", ""),
        ("2021", ""),
        ("", ""),
    ],
)
def test_a_line_is_a_date_or_it_is_not(line: str, expected: str) -> None:
    assert only_date(line) == expected


@given(st.dates(), st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "Published: {d} {m} {y}", "Geneva, {d} {m} {y}"]))
def test_every_day_is_read_in_every_form(day, form: str) -> None:  # type: ignore[no-untyped-def]
    line = form.format(d=day.day, m=MONTHS[day.month - 1].title(), y=f"{day.year:04}")
    assert only_date(line) == (day.isoformat() if 1000 <= day.year < 3000 else "")
