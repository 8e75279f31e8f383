from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.model.dates import Days, PartialDate, Period, Precision, days_between, parse, period, shift
from saksi.model.errors import SaksiError, SchemaError

days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    return PartialDate.of(draw(days)).cut(draw(st.sampled_from(Precision)))


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        ("2019", Precision.YEAR, date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-11", Precision.MONTH, date(2019, 11, 1), date(2019, 11, 30)),
        ("2020-02", Precision.MONTH, date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-11-28", Precision.DAY, date(2019, 11, 28), date(2019, 11, 28)),
        ("0001", Precision.YEAR, date(1, 1, 1), date(1, 12, 31)),
    ],
)
def test_a_date_is_as_exact_as_its_text(text: str, precision: Precision, earliest: date, latest: date) -> None:
    when = parse(text)
    assert (when.precision, when.earliest, when.latest) == (precision, earliest, latest)
    assert str(when) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "19",
        "2019-",
        "2019-13",
        "2019-00",
        "2019-2",
        "2019-02-30",
        "2019-11-28T10",
        " 2019",
        "2019\n",
        "0000",
        "٢٠١٩",
    ],
)
def test_what_is_no_date_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(SaksiError) as caught:
        parse(text)
    assert "date" in str(caught.value)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(SchemaError, match="needs its month"):
        PartialDate(2019, None, 3)


@given(partial_dates())
def test_reading_what_was_written_gives_the_same_date(when: PartialDate) -> None:
    assert parse(str(when)) == when


@given(partial_dates())
def test_the_earliest_day_is_never_after_the_latest(when: PartialDate) -> None:
    assert when.earliest <= when.latest
    assert when.covers(PartialDate.of(when.earliest))
    assert when.covers(PartialDate.of(when.latest))


@given(partial_dates(), partial_dates())
def test_two_dates_are_in_order_or_overlap(one: PartialDate, other: PartialDate) -> None:
    assert one.before(other) + other.before(one) + one.overlaps(other) == 1
    assert one.overlaps(other) == (one.covers(other) or other.covers(one))
    assert one.overlaps(other) == other.overlaps(one)


@given(partial_dates(), st.sampled_from(Precision))
def test_cutting_never_moves_a_date(when: PartialDate, precision: Precision) -> None:
    cut = when.cut(precision)
    assert cut.covers(when)
    assert cut.cut(precision) == cut


def test_a_date_cut_to_what_it_already_lacks_stays() -> None:
    assert parse("2019").cut(Precision.MONTH) == parse("2019")


@given(partial_dates(), partial_dates())
def test_the_days_between_hold_every_answer(start: PartialDate, end: PartialDate) -> None:
    distance = days_between(start, end)
    assert distance.least <= distance.most
    for first in (start.earliest, start.latest):
        for last in (end.earliest, end.latest):
            assert distance.least <= (last - first).days <= distance.most
    assert distance.exact == (start.precision is end.precision is Precision.DAY)


def test_days_from_a_month_to_a_day() -> None:
    assert days_between(parse("2020-07"), parse("2020-08-01")) == Days(1, 31)


@given(partial_dates(), st.integers(-5000, 5000))
def test_going_on_and_back_returns(when: PartialDate, days: int) -> None:
    try:
        there = shift(when, days)
    except SchemaError:
        assert not date.min + timedelta(5000) < when.earliest <= when.latest < date.max - timedelta(5000)
        return
    assert there.start is not None
    assert there.end is not None
    assert there.earliest - when.earliest == there.latest - when.latest == timedelta(days)
    assert shift(there.start, -days).earliest == when.earliest


def test_no_calendar_goes_past_its_end() -> None:
    with pytest.raises(SchemaError, match="no calendar"):
        shift(parse("9999-12-31"), 1)


def test_a_period_without_an_end_is_as_long_as_its_start_is_inexact() -> None:
    year = period("2021")
    assert (year.earliest, year.latest) == (date(2021, 1, 1), date(2021, 12, 31))
    assert period("2020-07-31", "2021-08").latest == date(2021, 8, 31)


def test_an_open_period_reaches_to_the_ends_of_the_calendar() -> None:
    since = Period(parse("2018"), None)
    assert since.overlaps(period("2030"))
    assert not since.overlaps(period("2017"))
    assert Period(None, None).overlaps(since)


def test_a_period_does_not_end_before_it_starts() -> None:
    with pytest.raises(SchemaError, match="cannot end"):
        period("2020-02", "2020-01-31")
    assert period("2020-02-10", "2020-02").latest == date(2020, 2, 29)


@given(partial_dates(), partial_dates(), partial_dates(), partial_dates())
def test_periods_overlap_both_ways(a: PartialDate, b: PartialDate, c: PartialDate, d: PartialDate) -> None:
    one, other = (Period(*sorted(pair, key=lambda when: when.earliest)) for pair in ((a, b), (c, d)))
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(one)
