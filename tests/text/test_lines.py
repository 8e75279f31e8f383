"""Lines: which line ends are the page's and which the writer's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.text.lines import units
from saksi.text.wrapping import page_width

WRAPPED = """\
Police arrested three members of the union on 3 May 2021 near the market, and they were
charged with incitement two days later by the court of the province, said the union in a
statement to the press. The government has since closed two radio stations, citing taxes.
Background
Nobody was let into the hearing, and the lawyers of the union were told of the ruling by
telephone only. The union has asked the court of appeal for a hearing in public since then.
Signatories:
Alpha Human Rights Network (AHRN)
Beta Union of Workers
Epsilon Media Alliance, within the framework of the Observatory for the Protection of the
Defenders
Zeta Watch
"""

LISTED = """\
Alpha Human Rights Network (AHRN), which has its seat in the capital of the country
Beta Union of Workers
Civil Rights Example, a body of lawyers of the whole of the example region
Delta Centre for Law (DCL)
"""


def words(text: str) -> list[str]:
    return [text[unit.body : unit.end].replace("\n", " ") for unit in units(text)]


def test_wrapped_paragraphs_headings_and_long_entries_are_told_apart() -> None:
    found = words(WRAPPED)
    assert [line.split()[0] for line in found] == [
        "Police", "Background", "Nobody", "Signatories:", "Alpha", "Beta", "Epsilon", "Zeta",
    ]  # fmt: skip
    assert found[6].endswith("Protection of the Defenders")


def test_a_list_whose_lines_are_long_stays_a_list() -> None:
    assert words(LISTED) == LISTED.splitlines()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("• One\n• Two", ["One", "Two"]),
        ("(a) One;\n(b) Two", ["One;", "Two"]),
        ("1. One\n2) Two", ["One", "Two"]),
        ("- [3] A note\n²Another", ["A note", "Another"]),
        ("1In May it ruled.", ["In May it ruled."]),
        ("7amleh Centre\n1990 was a year\nNo. 5", ["7amleh Centre", "1990 was a year", "No. 5"]),
        ("The Press and Quick Reaction Unit of the Council said\nthat it had been so.", None),
        ("*", ["*"]),
        ("\ufeffWith a mark", ["With a mark"]),
    ],
)
def test_markers_stay_outside_the_words(text: str, expected: list[str] | None) -> None:
    assert words(text) == (expected or [text.replace("\n", " ")])


def test_a_note_keeps_its_number() -> None:
    assert [unit.note for unit in units("[12] See it.\n\n³ Also it.\n\n2In May.\n\nNo note")] == [12, 3, 2, 0]


def test_the_width_of_a_page_is_read_off_its_lines() -> None:
    assert page_width([(0, 90)] * 8 + [(0, 12)] * 8) == 90
    assert page_width([(0, 90)] * 7) == 0
    assert page_width([(0, 30)] * 20) == 0
    assert page_width([(0, length) for length in range(1, 160)]) == 0


@given(st.lists(st.sampled_from([*WRAPPED.splitlines(), "", "\f", "• x", "a-", "b"]), max_size=30).map("\n".join))
def test_units_come_in_order_and_lose_nothing(text: str) -> None:
    last = 0
    for unit in units(text):
        assert last <= unit.start <= unit.body < unit.end
        assert not text[last : unit.start].strip()
        last = unit.end
    assert not text[last:].strip()
