"""Reports are gathered into acts: transitively, never over a contradiction, and whatever the order."""

from functools import partial

from act_samples import alike, report
from hypothesis import given
from hypothesis import strategies as st

from saksi.resolve.act import merge
from saksi.resolve.act_blocks import candidates
from saksi.resolve.act_clusters import Gathered, gather
from saksi.resolve.act_report import ActReport
from saksi.resolve.compare_acts import ActComparison, compare_reports
from saksi.resolve.union import ordered as pair

REPORTS = (
    report("a1", date="2020-09-03", victims="Sok Dara|Chan Sophea", place="Kampot"),
    report("a2", date="2020-09", victims="Dara Sok"),
    report("a3", date="2020-09-04", victims="Sok Dara|Chan Sophea", count=5),
    report("b1", date="2020-09-03", victims="Keo Bopha", place="Kampot"),
    report("b2", date="2020-09", victims="Keo Bopha"),
    report("c1", date="2022-06-14", victims="Sok Dara"),
    report("c2", date="2022-06", victims="Sok Dara"),
    report("d1", "charge", date="2020-09-06", victims="Sok Dara"),
)
ONE, TWO = pair("a1", "a2"), pair("a1", "c1")


def gathered(reports: tuple[ActReport, ...], judgements: dict[tuple[str, str], bool] | None = None) -> Gathered:
    """Gather with the project's own blocks and comparison."""
    known = {one.id: one for one in reports}

    def compare(one: str, other: str) -> ActComparison:
        return compare_reports(known[one], known[other], likeness=alike)

    return gather(known, candidates(reports), compare, judgements)


def test_reports_of_one_act_are_gathered_and_those_of_others_are_not() -> None:
    assert gathered(REPORTS).clusters == (("a1", "a2", "a3"), ("b1", "b2"), ("c1", "c2"), ("d1",))


def test_a_refused_pair_stays_apart_and_an_accepted_one_joins() -> None:
    refused = gathered(REPORTS, {ONE: False})
    assert not any({"a1", "a2"} <= set(cluster) for cluster in refused.clusters)
    assert any({"a1", "c1"} <= set(cluster) for cluster in gathered(REPORTS, {TWO: True}).clusters)


def test_judgements_that_contradict_are_named_and_keep_apart() -> None:
    found = gathered(REPORTS, {("a1", "a2"): True, ("a2", "a3"): True, ("a1", "a3"): False})
    assert found.disputed == (("a2", "a3"),)
    assert not any({"a1", "a3"} <= set(cluster) for cluster in found.clusters)


def test_a_new_report_is_compared_with_candidates_only() -> None:
    every, fresh = set(candidates(REPORTS)), set(candidates(REPORTS, new={"c2"}))
    assert fresh == {two for two in every if "c2" in two}
    assert ("c1", "c2") in fresh
    assert ("b1", "c2") not in fresh


def test_a_large_block_is_walked_through_by_date() -> None:
    crowd = [report(f"r{i:04}", date=f"2020-01-{i % 28 + 1:02}", place="Kampot") for i in range(600)]
    assert len(list(candidates(crowd))) < 600 * 300


@given(
    st.permutations(REPORTS),
    st.dictionaries(
        st.sampled_from(sorted({pair(a.id, b.id) for a in REPORTS for b in REPORTS if a.id != b.id})),
        st.booleans(),
        max_size=6,
    ),
)
def test_no_order_changes_the_result(reports: list[ActReport], judgements: dict[tuple[str, str], bool]) -> None:
    turned = dict(reversed(list(judgements.items())))
    found = gathered(tuple(reports), judgements)
    assert found == gathered(REPORTS, turned)
    for (one, other), same in judgements.items():
        together = any({one, other} <= set(cluster) for cluster in found.clusters)
        assert together == same or (same and pair(one, other) in found.disputed)


def test_an_act_shows_what_its_reports_say_differently() -> None:
    act = merge(
        [report("a", date="2021-05-03", count=3), report("b", date="2021-05-04", count=3), report("c", date="2021-05")]
    )
    said = {one.prop: [value.value for value in one.values] for one in act.disagreements}
    assert said == {"date": ["2021-05-03", "2021-05-04", "2021-05"]}
    assert [str(when.start) for when in act.dates] == ["2021-05-03", "2021-05-04", "2021-05"]
    assert act.bounds is not None
    assert (str(act.bounds.start), str(act.bounds.end)) == ("2021-05-01", "2021-05-31")


def test_a_month_that_covers_the_day_is_no_disagreement() -> None:
    act = merge([report("a", date="2021-05-03"), report("b", date="2021-05")])
    assert act.disagreements == ()
    assert act.date == report("x", date="2021-05-03").date


@given(st.permutations(REPORTS[:3]))
def test_merging_does_not_depend_on_order(reports: list[ActReport]) -> None:
    assert merge(reports) == merge(REPORTS[:3])


def test_what_took_place_took_place_whatever_others_call_it() -> None:
    of = partial(report, date="2021-05-03", victims="Sok Dara")
    assert merge([of("a", status="called-for"), of("b", status="called-for"), of("c")]).status == "reported"


def test_an_undated_report_meets_those_of_the_same_sentence_on_as_many_people() -> None:
    told = "18 to 20 months in prison"
    today = report("s1", "conviction", victims="Sok Dara|Chan Sophea|Keo Bopha", outcomes=told)
    later = report("s2", "conviction", date="2021-05", victims="three activists", count=3, outcomes=told)
    other = report("s3", "conviction", date="2021-05", victims="two students", count=2, outcomes="5 years in prison")
    assert set(candidates((today, later, other))) & {("s1", "s2"), ("s1", "s3")} == {("s1", "s2")}
