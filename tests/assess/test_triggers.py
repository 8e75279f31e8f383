"""Benchmarks: when they are crossed, and what a replay on history says of them."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.assess import triggers
from saksi.assess.triggers import Benchmark, Crossing, Dated
from saksi.model.errors import UsageError

THREE = Benchmark("three", 1, "count", 3, types=("arrest",), days=30)
START = date(2021, 1, 1)
TODAY = date(2026, 1, 1)


def act(day: int, place: str = "KH", kind: str = "arrest", **more: str) -> Dated:
    return Dated(START + timedelta(days=day), place, kind, f"{place}{day}{kind}", **more)


def crossed(rule: Benchmark, *acts: Dated) -> list[Crossing]:
    return triggers.crossings(rule, acts, TODAY)


def test_the_window_is_crossed_on_the_day_of_the_last_act_that_fills_it() -> None:
    (found,) = crossed(THREE, act(0), act(10), act(29), act(30, "TH"), act(31, kind="charge"))
    assert (found.period, found.value, found.place) == ("2021-01-30", 3, "KH")
    assert set(found.claims) == {"KH0arrest", "KH10arrest", "KH29arrest"}
    assert crossed(THREE, act(0), act(10), act(30)) == []


def test_a_crossed_benchmark_rests_for_one_window() -> None:
    days = [act(day) for day in range(0, 62, 2)]
    assert [one.day for one in crossed(THREE, *days)] == [START + timedelta(days=at) for at in (4, 34)]


@given(st.lists(st.integers(0, 400), max_size=60), st.integers(1, 5), st.integers(1, 60))
def test_every_crossing_holds_enough_within_its_window_and_their_order_is_nothing(
    days: list[int], least: int, window: int
) -> None:
    rule = replace(THREE, least=least, days=window)
    acts = [replace(act(day), claim=f"{number}") for number, day in enumerate(days)]
    found = triggers.crossings(rule, acts, TODAY)
    assert found == triggers.crossings(rule, acts[::-1], TODAY)
    by = {one.claim: one.day for one in acts}
    for one in found:
        assert len(one.claims) == one.value >= least
        assert all(0 <= (one.day - by[claim]).days < window for claim in one.claims)
    gaps = [(b.day - a.day).days for a, b in pairwise(found)]
    assert all(gap >= window for gap in gaps)


def test_subtypes_and_words_narrow_what_counts() -> None:
    tabled = Benchmark("tabled", 1, "count", 1, types=("restrictive_law",), subtypes=("drafted",), days=1)
    assert len(crossed(tabled, act(1, kind="restrictive_law", subtype="drafted"))) == 1
    assert crossed(tabled, act(1, kind="restrictive_law", subtype="adopted")) == []
    press = replace(THREE, least=1, words=("journalist",))
    assert len(crossed(press, act(1, words="two Journalists were held"))) == 1
    assert crossed(press, act(1, words="the journalistic union")) == []


def test_what_was_asked_for_by_a_day_is_missed_after_it() -> None:
    asked = Benchmark(
        "free", 1, "missed", 2, types=("release",), place="KH", start=date(2021, 1, 1), due=date(2021, 6, 30)
    )
    done = [act(3, kind="release")]
    (found,) = triggers.crossings(asked, done, date(2021, 7, 1))
    assert (found.period, found.value, found.threshold, found.claims) == ("2021-06-30", 1, 2, ())
    assert triggers.crossings(asked, done, date(2021, 6, 30)) == []
    assert triggers.crossings(asked, [*done, act(4, kind="release")], TODAY) == []


def test_a_likely_fall_of_one_freedom_crosses() -> None:
    rule = Benchmark("fall", 1, "drop", 0.5, indicators=("assembly", "expression"))
    fell = {("KH", "2021"): {"assembly": 0.6, "expression": 0.1}, ("TH", "2021"): {"association": 0.9}}
    assert [(one.place, one.value) for one in triggers.drops(rule, fell)] == [("KH", 0.6)]
    assert crossed(rule, act(1)) == []


def test_a_replay_counts_hits_misses_false_alarms_and_lead() -> None:
    days = [
        ("KH", "2016-11-01"),
        ("KH", "2017-02-01"),
        ("TH", "2015-05-05"),
        ("KH", "2019-06-01"),
        ("XX", "2016-01-01"),
    ]
    found = [Crossing("r@1", place, day, 1, 1) for place, day in days]
    falls = {"KH": [2017], "TH": [2012], "LA": [2016]}
    told = triggers.replayed(found, falls, dict.fromkeys(falls, range(2010, 2021)))
    # The alert of 2019 cannot be judged yet: its two years end in 2021, of which nothing is known.
    assert (told.alerts, told.hits, told.false) == (3, 2, 1)
    assert (told.events, told.caught, told.missed) == (3, 1, 2)
    assert told.lead == (date(2017, 12, 31) - date(2016, 11, 1)).days
    assert told.false_a_year == pytest.approx(1 / 33)
    assert triggers.replayed(found, {}, {}).false_a_year is None


def test_a_rating_of_the_year_of_a_fall_tells_of_nothing_ahead() -> None:
    falls, known = {"KH": [2017]}, {"KH": range(2010, 2021)}
    late, early = (Crossing("fall@1", "KH", year, 0.6, 0.5) for year in ("2017", "2016"))
    told = triggers.replayed([late], falls, known)
    assert (told.hits, told.false, told.caught) == (0, 1, 0)
    told = triggers.replayed([early], falls, known)
    assert (told.hits, told.false, told.caught) == (1, 0, 1)
    assert triggers.replayed([replace(late, period="2017-02-01")], falls, known).hits == 1


@pytest.mark.parametrize(
    ("day", "judged"), [("2009-12-31", 0), ("2010-01-01", 1), ("2013-01-01", 1), ("2014-01-01", 0)]
)
def test_an_alert_is_judged_by_the_years_that_are_known_of_its_own_country(day: str, judged: int) -> None:
    known = {"KH": range(2010, 2016), "TH": range(2000, 2025)}
    told = triggers.replayed([Crossing("r@1", "KH", day, 1, 1)], {}, known)
    assert (told.alerts, told.false) == (judged, judged)
    assert told.years == 6 + 25


def test_benchmarks_are_data_and_a_groups_own_join_them(tmp_path: Path) -> None:
    shipped = triggers.benchmarks()
    assert {one.kind for one in shipped} == {"count", "drop"}
    own = tmp_path / "own.yaml"
    line = "- {{name: x, version: 1, kind: {}, least: 1, types: [{}]{}}}\n"
    own.write_text(line.format("missed", "release", ", place: KH, start: 2021-01-01, due: 2021-06-30"), "utf-8")
    assert triggers.benchmarks(str(own))[-1].due == date(2021, 6, 30)
    for number, (words, problem) in enumerate(
        [
            (line.format("count", "no_type", ""), "no_type is no type of act"),
            (line.format("missed", "release", ", place: KH, start: 2021-01-01"), "start and due"),
            (line.format("count", "", ""), "which types"),
            (line.format("count", "arrest", "").replace("least: 1", "least: 0"), "0 acts are no number to count to"),
            (line.format("count", "arrest", "").replace("least: 1", "least: 0.5"), "write 1 or more"),
            (line.format("count", "arrest", "") * 2, "same name and version"),
        ]
    ):
        wrong = tmp_path / f"{number}.yaml"
        wrong.write_text(words, "utf-8")
        with pytest.raises(UsageError, match=problem):
            triggers.benchmarks(str(wrong))
