"""Closing acts of a year stand beside the documents that tell of them, and beside no others."""

from collections.abc import Mapping

from counting import act, document, drawn
from hypothesis import given
from hypothesis import strategies as st

from saksi.assess.events import left_out, live, yearly
from saksi.assess.facts import DocumentFact, Facts

YEARS = (2019, 2020, 2021)
TOUCHING = {"protection": ("liberty",)}
LATE = tuple(document(f"late{n}", published="2021-03") for n in range(50))
TOLD_LATE = tuple(act(n, date="2020-05", documents=(f"late{n}",)) for n in range(50))
"""Fifty arrests of 2020, each told of by another document of 2021."""


def counted(facts: Facts) -> Mapping[int, tuple[int, int]]:
    """Return acts and documents by year."""
    return {one.observed: (one.acts, one.documents) for one in yearly(facts, "KH", YEARS, TOUCHING)}


def test_reading_later_documents_makes_no_year_worse_and_none_better() -> None:
    early = document("early", published="2020-06")
    facts = Facts(TOLD_LATE, (*LATE, early))
    assert counted(facts) == {2020: (0, 1), 2021: (0, 50)}
    moving = live(facts, "KH", 2021, 2)
    assert moving is not None
    assert (moving.acts, moving.documents, moving.acts_before, moving.documents_before) == (0, 50, 0, 1)
    assert left_out(facts, "KH", YEARS) == 50


def test_acts_of_a_year_without_a_document_are_said_to_be_left_out() -> None:
    facts = Facts(TOLD_LATE, LATE)
    assert counted(facts) == {2021: (0, 50)}
    assert left_out(facts, "KH", YEARS) == 50
    assert left_out(facts, "KH", (2021,)) == 0


def test_an_act_that_was_told_of_in_its_year_counts_whatever_tells_of_it_later() -> None:
    early = document("early", published="2020-06")
    known = (act(99, date="2020-05", documents=("early", "late0")), act(98, date="", documents=("early",)))
    facts = Facts((*TOLD_LATE, *known), (*LATE, early))
    assert counted(facts)[2020] == (1, 1)
    assert left_out(facts, "KH", YEARS) == 50


@given(drawn(), st.integers(0, 5))
def test_documents_of_other_years_move_no_year_that_was_read(facts: Facts, more: int) -> None:
    later: list[DocumentFact] = [document(f"more{n}", published="2022-01") for n in range(more)]
    acts = tuple(act(1000 + n, date="2021", documents=(one.id,)) for n, one in enumerate(later))
    assert counted(Facts((*facts.acts, *acts), (*facts.documents, *later))) == counted(facts)
