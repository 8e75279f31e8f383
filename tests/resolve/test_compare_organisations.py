import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.resolve.compare_organisations import compare_organisations
from saksi.resolve.comparison import Match

NAMES = st.lists(
    st.sampled_from(["Cambodian", "Centre", "for", "Human", "Rights", "CCHR", "Ministry", "of", "(CCHR)", "Ltd."]),
    min_size=1,
    max_size=5,
).map(" ".join) | st.text(min_size=1, max_size=20)  # fmt: skip


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("CCHR", "Cambodian Center for Human Rights"),
        ("Cambodian Centre for Human Rights", "Cambodian Center for Human Rights (CCHR)"),
        ("Interior Ministry", "Ministry of Interior"),
        ("Sam Rainsy Party", "Candlelight Party"),
        ("Example Sugar Co., Ltd.", "Example Sugar Company Limited"),
        ("Riverside Farmers' Union", "Riverside Farmers Union"),
    ],
)
def test_acronyms_spellings_order_new_names_and_forms_are_one(left: str, right: str) -> None:
    assert compare_organisations(left, right, "Cambodia", "Cambodia").same


@pytest.mark.parametrize(
    ("left", "right", "before", "after"),
    [
        ("Ministry of Interior", "Ministry of Justice", "Cambodia", "Cambodia"),
        ("Ministry of Interior", "Ministry of Interior", "Cambodia", "Thailand"),
        ("Kandal Provincial Court", "Kampot Provincial Court", "", ""),
        ("Example Watch Canada", "Example Watch", "", ""),
        ("Cambodia National Rescue Party", "Cambodia National Rescue Movement", "", ""),
        ("Brigade 70", "Brigade 911", "", ""),
    ],
)
def test_other_countries_places_parts_and_followers_are_two(left: str, right: str, before: str, after: str) -> None:
    assert compare_organisations(left, right, before, after).verdict is Match.APART


@given(NAMES, NAMES)
@settings(max_examples=150, deadline=None)
def test_comparing_bodies_is_symmetric_and_says_why(left: str, right: str) -> None:
    one = compare_organisations(left, right)
    assert one == compare_organisations(right, left)
    assert 0 <= one.score <= 1
    assert all(one.reasons)
