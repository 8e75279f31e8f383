"""Two reports of acts are compared: what joins them, what keeps them apart, and that reasons come with the score."""

from dataclasses import replace

import pytest
from act_samples import alike, report
from hypothesis import given
from hypothesis import strategies as st

from saksi.packs import load
from saksi.resolve.act_report import ActReport, of_hints
from saksi.resolve.compare_acts import ActComparison, compare, compare_reports
from saksi.resolve.comparison import Match

PACK = load(("world", "lang/en", "kh"))


def compared(left: ActReport, right: ActReport) -> ActComparison:
    """Compare with names judged by their words alone."""
    return compare_reports(left, right, likeness=alike, pack=PACK)


ARREST = report("a", date="2020-09-03", victims="Sok Dara|Chan Sophea|Heng Visal", place="Phnom Penh", count=3)


@pytest.mark.parametrize(
    "other",
    [
        report("b", date="2020-09", victims="Dara Sok"),
        report("b", date="2020-09-03", victims="Sok Dara|Heng Visal", count=5),
        report("b", date="2020-09-04", victims="Sok Dara", place="Phnom Penh"),
        report("b", date="2020-09-03", place="Phnom Penh", count=3),
    ],
    ids=["a month, another order", "five instead of three", "a day later", "a number for the names"],
)
def test_reports_of_one_arrest_are_one(other: ActReport) -> None:
    assert compared(ARREST, other).verdict is Match.MERGE


@pytest.mark.parametrize(
    "other",
    [
        report("b", date="2020-09-03", victims="Keo Bopha|Mao Sophal", place="Phnom Penh", count=2),
        report("b", "charge", date="2020-09-06", victims="Sok Dara|Chan Sophea|Heng Visal"),
        report("b", date="2022-06", victims="Sok Dara"),
        report("b", date="2020-09-03", place="Kampot", count=40),
    ],
    ids=["others on the same day", "another type", "another year", "a crowd elsewhere"],
)
def test_other_acts_stay_apart(other: ActReport) -> None:
    assert compared(ARREST, other).verdict is Match.APART


def test_strangers_contradict_whatever_else_agrees() -> None:
    left = report("a", date="2020-09-03", victims="Sok Dara", place="Kampot", by="police", provisions="article 495")
    found = compared(left, replace(left, id="b", victims=report("b", victims="Ly Veasna").victims))
    assert found.contradicted
    assert found.verdict is Match.APART


def test_who_can_be_killed_once_needs_no_exact_date() -> None:
    killed = report("a", "killing", "2014-04-20", "Prak Sovannara"), report("b", "killing", "2014", "Prak Sovannara")
    arrested = report("a", "arrest", "2014-04-20", "Prak Sovannara"), report("b", "arrest", "2014", "Prak Sovannara")
    assert compared(*killed).verdict is Match.MERGE
    assert compared(*arrested).verdict is Match.SUGGEST


def test_an_appeal_is_no_first_verdict_even_in_the_same_month() -> None:
    first = report("a", "conviction", "2021-08", "Sok Dara", by="Phnom Penh Municipal Court")
    second = report("b", "conviction", "2021-08", "Sok Dara", by="Phnom Penh Court of Appeal", outcomes="upheld")
    assert compared(first, second).verdict is not Match.MERGE


def test_a_law_is_known_by_its_acronym() -> None:
    adopted = report("a", "restrictive_law", "2015-07-13", provisions="LANGO", outcomes="adopted")
    passed = report(
        "b", "restrictive_law", "2015-07", provisions="Law on Associations and Non-Governmental Organisations"
    )
    in_force = replace(adopted, id="c", outcomes=("in force",))
    assert compared(adopted, passed).same
    assert not compared(adopted, in_force).same


def test_reasons_say_what_weighed_most_first() -> None:
    found = compared(ARREST, report("b", date="2020-09-04", victims="Sok Dara"))
    assert found.reasons[0].startswith("both name Sok Dara")
    assert any("2020-09-04" in reason for reason in found.reasons)


def test_hints_and_bare_words_are_read() -> None:
    hints = "type=arrest; date=2020-09-03; victims=A Bora", "type=arrest; date=2020-09; victims=A Bora"
    hinted = compare("", "", *hints, likeness=alike, pack=PACK)
    bare = compare(
        "Police arrested Sok Dara in Kampot on 3 September 2020.", "Sok Dara was arrested in September 2020.", "", "",
        likeness=alike, pack=PACK,
    )  # fmt: skip
    other = compare(
        "Police arrested Sok Dara in Kampot on 3 September 2020.", "Sok Dara was arrested in May 2023.", "", "",
        likeness=alike, pack=PACK,
    )  # fmt: skip
    assert hinted.same
    assert bare.same
    assert not other.same


def test_a_context_without_hints_gives_a_bare_report() -> None:
    assert of_hints("words", "a town by the river") == ActReport(id="", type="", words="words")


@given(st.data())
def test_comparing_is_symmetric_and_a_report_is_like_itself(data: st.DataObject) -> None:
    names = st.lists(st.sampled_from(["Sok Dara", "Ly Veasna", "garment workers", "three monks"]), max_size=3)
    made = st.builds(
        lambda i, date, victims, count, place: report(
            i, date=date, victims="|".join(victims), count=count, place=place
        ),
        st.sampled_from("abc"),
        st.sampled_from(["", "2020", "2020-09", "2020-09-03", "2021-01-31"]),
        names,
        st.none() | st.integers(1, 300),
        st.sampled_from(["", "Kampot", "Phnom Penh", "Cambodia"]),
    )
    left, right = data.draw(made), data.draw(made)
    assert compared(left, right) == compared(right, left)
    assert compared(left, left).score >= compared(left, right).score - 1e-9 or not left.victims
    assert compared(left, right).reasons
