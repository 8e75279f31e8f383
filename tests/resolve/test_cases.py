"""Acts are chained into cases with stages, days in detention between bounds, and the next hearing."""

from datetime import date, timedelta

from act_samples import act
from hypothesis import given
from hypothesis import strategies as st

from saksi.model.dates import Days, PartialDate
from saksi.resolve.act import Act
from saksi.resolve.act_report import Party
from saksi.resolve.cases import Case, chain
from saksi.resolve.stages import Stage, custody

TODAY = date(2023, 1, 1)
CHAIN = (
    act("a", "arrest", "2020-09-03"),
    act("b", "charge", "2020-09-06", provisions="articles 494 and 495", by="Phnom Penh Municipal Court"),
    act("c", "detention", "2020-09-06", outcomes="pre-trial"),
    act("d", "conviction", "2021-05-05", provisions="article 495", outcomes="18 months in prison"),
    act("e", "conviction", "2021-08-12", outcomes="upheld"),
    act("f", "release", "2021-11-10", outcomes="suspended"),
)


def only(acts: tuple[Act, ...]) -> Case:
    """Return the one case of acts."""
    (found,) = chain(acts, TODAY).cases
    return found


def test_a_chain_of_one_person_is_one_case_with_its_stages() -> None:
    case = only(CHAIN)
    assert [stage for step in case.steps for stage in step.stages] == [
        Stage.ARREST, Stage.CHARGE, Stage.DETENTION, Stage.VERDICT, Stage.SENTENCE, Stage.APPEAL, Stage.RELEASE,
    ]  # fmt: skip
    assert case.courts == ("Phnom Penh Municipal Court",)
    assert not case.open
    assert case.defendants[0].days == Days(433, 433)


def test_a_later_arrest_is_another_case() -> None:
    found = chain([*CHAIN, act("g", "arrest", "2022-06-14"), act("h", "charge", "2022-06-16")], TODAY)
    assert [case.acts for case in found.cases] == [("g", "h"), ("a", "b", "c", "d", "e", "f")]
    assert found.cases[0].open


def test_an_earlier_verdict_is_another_case_and_a_verdict_in_absence_is_not() -> None:
    before = chain([act("0", "conviction", "2015"), act("1", "arrest", "2019-07-09")], TODAY)
    absent = chain(
        [act("0", "conviction", "2019-06-01", outcomes="in absentia"), act("1", "arrest", "2019-07-09")], TODAY
    )
    assert len(before.cases) == 2
    assert len(absent.cases) == 1


def test_people_of_one_act_share_a_case() -> None:
    acts = (
        act("a", "arrest", "2020-09-03", "Sok Dara|Chan Sophea"),
        act("b", "release", "2020-10-01", "Chan Sophea", outcomes="bail"),
        act("c", "conviction", "2021-05-05", "Sok Dara"),
    )
    case = only(acts)
    days = {one.party.name: one.held[0].end for one in case.defendants}
    assert days["Sok Dara"] is None
    assert days["Chan Sophea"] is not None
    assert Stage.BAIL in case.steps[1].stages


def test_other_articles_months_later_are_another_case() -> None:
    acts = [
        act("a", "charge", "2017-11-18", provisions="article 445"),
        act("b", "charge", "2018-03-29", provisions="article 39"),
        act("c", "charge", "2017-12-01", provisions="article 494"),
    ]
    assert sorted(case.acts for case in chain(acts, TODAY).cases) == [("a", "c"), ("b",)]


def test_undated_acts_go_where_only_one_case_is_and_else_stay_loose() -> None:
    undated = act("u", "detention")
    assert "u" in only((*CHAIN, undated)).acts
    two = chain([*CHAIN, act("g", "arrest", "2022-06-14"), undated], TODAY)
    assert two.loose == ("u",)


def test_scheduled_hearings_make_the_next_and_no_stage() -> None:
    acts = (
        *CHAIN[:2],
        act("t", "trial", "2023-02-10", status="scheduled"),
        act("s", "trial", "2023-01-15", status="scheduled"),
        act("o", "trial", "2022-01-15", status="scheduled"),
    )
    case = only(acts)
    assert case.next_hearing is not None
    assert str(case.next_hearing.start) == "2023-01-15"
    assert case.stage is Stage.CHARGE


def test_alleged_acts_are_shown_beside_and_make_no_stage() -> None:
    case = only((*CHAIN[:1], act("x", "detention", "2020-09-05", status="alleged")))
    assert [one.id for one in case.claimed] == ["x"]
    assert case.stage is Stage.ARREST


def test_lawyers_come_with_their_acts() -> None:
    lawyer = Party("Ms Invented Lawyer")
    case = chain(CHAIN, TODAY, {"b": [lawyer], "zz": [Party("nobody")]}).cases[0]
    assert case.lawyers == (lawyer,)


def test_an_open_detention_runs_to_today_at_most() -> None:
    (held,) = custody([act("a", "arrest", "2022-12"), act("b", "detention", "2022-12-20")], TODAY)
    assert held.end is None
    assert held.days == Days(0, 31)
    (known,) = custody([act("a", "arrest", "2022-12-01"), act("b", "detention", "2022-12-20")], TODAY)
    assert known.days == Days(19, 31)


def test_a_later_arrest_says_that_somebody_was_out_in_between() -> None:
    first, again = act("a", "arrest", "2020-01-10"), act("d", "arrest", "2020-06-10")
    charge, held = act("b", "charge", "2020-01-12"), act("c", "detention", "2020-02-10")
    freed = act("e", "release", "2020-06-20")
    to_today = (TODAY - date(2020, 6, 10)).days
    assert [one.days for one in custody([first, charge, again], TODAY)] == [Days(0, 152), Days(0, to_today)]
    assert [one.days for one in custody([first, held, again, freed], TODAY)] == [Days(31, 152), Days(10, 10)]
    # One that by its dates can be the first one again, told less exactly, begins nothing.
    (one,) = custody([first, act("f", "arrest", "2020-01"), freed], TODAY)
    assert one.end == freed


def test_an_undated_detention_does_not_hide_a_dated_one() -> None:
    (held,) = custody(
        [act("a", "arrest", "2022-12-01"), act("b", "detention", "2022-12-20"), act("c", "detention")], TODAY
    )
    assert held.days == Days(19, 31)


def test_nothing_is_said_of_an_undated_arrest() -> None:
    case = only((act("a", "arrest"), act("b", "release", "2020-10-01")))
    assert case.defendants[0].days is None


@given(st.permutations([*CHAIN, act("g", "arrest", "2022-06-14"), act("z", "arrest", "2020-09-03", "Ly Veasna")]))
def test_the_order_of_acts_does_not_matter(acts: list[Act]) -> None:
    assert chain(acts, TODAY) == chain(sorted(acts, key=lambda one: one.id), TODAY)


@given(
    st.dates(date(2015, 1, 1), date(2020, 12, 31)),
    st.integers(0, 900),
    st.sampled_from([4, 7, 10]),
    st.sampled_from([4, 7, 10]),
)
def test_the_true_number_of_days_lies_within_the_bounds(start: date, days: int, exact: int, end_exact: int) -> None:
    """Dates cut to a month or a year only widen the bounds."""
    end = start + timedelta(days=days)
    first, last = act("a", "arrest", start.isoformat()[:exact]), act("b", "release", end.isoformat()[:end_exact])
    if (
        PartialDate.parse(start.isoformat()[:exact]).overlaps(PartialDate.parse(end.isoformat()[:end_exact]))
        and exact != end_exact
    ):
        return
    (held,) = custody([first, last], TODAY)
    assert held.days is not None
    assert held.days.least <= days <= held.days.most
    assert held.days.exact or exact < 10 or end_exact < 10


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["arrest", "detention", "charge", "trial", "conviction", "release"]),
            st.sampled_from(["", "2019", "2020-03", "2020-03-04", "2021-07-01"]),
            st.sampled_from(["Sok Dara", "Ly Veasna", "Sok Dara|Ly Veasna", "two monks"]),
        ),
        max_size=8,
    )
)
def test_every_named_act_is_in_one_case_or_loose(rows: list[tuple[str, str, str]]) -> None:
    acts = [act(f"{place:02}", kind, when, who) for place, (kind, when, who) in enumerate(rows)]
    found = chain(acts, TODAY)
    placed = [one for case in found.cases for one in case.acts]
    assert len(placed) == len(set(placed))
    assert {*placed, *found.loose} == {one.id for one in acts if one.victims[0].name != "two monks"}
    for held in (held for case in found.cases for one in case.defendants for held in one.held):
        assert held.days is None or 0 <= held.days.least <= held.days.most


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["arrest", "charge", "conviction", "release", "trial"]),
            st.sampled_from(["", "2015", "2019-05", "2020-09-03", "2020-09-06", "2021-05-05", "2022-06-14"]),
            st.sampled_from(["Sok Dara", "Ly Veasna", "Sok Dara|Ly Veasna"]),
            st.sampled_from(["", "article 494", "article 495"]),
            st.sampled_from(["reported", "alleged", "scheduled"]),
        ),
        max_size=9,
    )
)
def test_the_acts_of_a_case_make_that_case_again(rows: list[tuple[str, ...]]) -> None:
    acts = {
        f"{number:02}": act(f"{number:02}", kind, day, people, provisions=articles, status=status)
        for number, (kind, day, people, articles, status) in enumerate(rows)
    }
    for case in chain(acts.values(), TODAY).cases:
        assert chain([acts[one] for one in case.acts], TODAY).cases == (case,)
