"""Days in detention, laws in force and the share that is confirmed: counted, walked back to words, and guarded."""

from datetime import date

import one_case
import pytest
import samples
import scene

from saksi.assess.cells import Cell, parse
from saksi.flows import lasting
from saksi.flows.lasting import in_force, nights
from saksi.flows.why import why
from saksi.model.dates import Days, period
from saksi.model.errors import UsageError
from saksi.model.types import Verdict
from saksi.resolve.act import merge
from saksi.resolve.act_report import ActReport
from saksi.resolve.laws import Life, Stage
from saksi.resolve.stages import Held
from saksi.store import models, write
from saksi.store.read import cases
from saksi.store.read.record import record

ARREST = merge([ActReport("a" * 32, "arrest", date=period("2020-12-20"), country="KH")])


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ((2020, 1, 1), (2020, 12, 31), 12),
        ((2021, 1, 1), (2021, 12, 31), 8),
        ((2022, 1, 1), (2022, 12, 31), 0),
        ((1, 1, 1), (2026, 1, 1), 20),
    ],
)
def test_nights_fall_into_the_periods_that_they_were_in(
    first: tuple[int, int, int], last: tuple[int, int, int], wanted: int
) -> None:
    assert nights(Held(ARREST, None, Days(20, 400)), date(*first), date(*last)) == wanted


def test_what_is_not_dated_counts_no_night() -> None:
    assert nights(Held(ARREST, None, None), date.min, date.max) == 0


def test_a_law_is_in_force_until_it_is_repealed() -> None:
    stages = tuple(
        Stage(stage, period(day)) for stage, day in (("adopted", "2014"), ("in force", "2015-08"), ("repealed", "2019"))
    )
    law = Life("a law", ("A law",), "KH", "law", (), stages, ())
    years = [year for year in range(2013, 2022) if in_force(law, date(year, 12, 31))]
    assert years == [2015, 2016, 2017, 2018]
    assert not in_force(Life("a law", ("A law",), "KH", "law", (), (Stage("in force", None),), ()), date(2020, 1, 1))


def life(*stages: Stage) -> Life:
    return Life("a law", ("A law",), "KH", "law", (), stages, ())


@pytest.mark.parametrize("status", ["denied", "scheduled", "alleged", "called-for", ""])
def test_a_step_that_was_not_taken_puts_no_law_in_force_and_repeals_none(status: str) -> None:
    day = date(2021, 12, 31)
    begun = Stage("in force", period("2015"))
    assert not in_force(life(Stage("in force", period("2015"), status=status)), day)
    assert in_force(life(begun, Stage("repealed", period("2019"), status=status)), day)


def test_a_repeal_that_may_have_been_since_leaves_a_law_not_surely_in_force() -> None:
    begun, day = Stage("in force", period("2015-08")), date(2021, 12, 31)
    assert in_force(life(begun), day)
    assert in_force(life(begun, Stage("repealed", period("2014"))), day)
    assert not in_force(life(begun, Stage("repealed", None)), day)
    assert not in_force(life(begun, Stage("repealed", period("2015"))), day)


def test_only_whole_countries_have_what_lasts() -> None:
    assert parse("detained:KH:2021") == Cell("detained", (), "KH", "2021")
    assert parse("share.arrest:KH:2021") == Cell("share", ("arrest",), "KH", "2021")
    assert [parse(one) for one in ("laws:KH-8:2021", "laws.closing:KH:2021", "detained.arrest:KH:all")] == [None] * 3


def told(identity: str) -> str:
    return "\n".join(one.words for one in why(identity).walk())


@pytest.mark.django_db
def test_days_in_detention_walk_back_to_the_acts_and_leave_out_whom_one_may_not_see() -> None:
    one_case.lay()
    vague = models.ActRow.objects.filter(quote=one_case.VAGUE)[0].claim
    write.decide(samples.decision(vague, Verdict.REJECT))
    cell = Cell("detained", (), "KH", "2020")
    assert lasting.measure(cell, record(None)) is None  # four documents of one name may tell of two people
    for page in cases.rows(record(None)):
        for pair in [one for pairs in page.by_name.values() for one in pairs]:
            write.decide(samples.decision(pair, Verdict.SAME))
    found = lasting.measure(cell, record(None))
    assert found is not None
    assert found[0].value == 36  # from 4 September, the later of two dates, to 10 October
    assert found[0].claims
    words = told("detained:KH:2020")
    assert words.startswith("detained:KH:2020 = 36: days that people were surely held\nMira Solan held 36 days")
    assert "Act release · reported · 2020-10-10" in words
    release = models.Statement.objects.filter(kind="Person", prop="name", value="Mira Solan")
    for claim in set(release.values_list("claim", flat=True)):
        write.decide(samples.decision(claim, Verdict.WITHHOLD))
    assert lasting.measure(cell, record(None)) is None
    with pytest.raises(UsageError, match="nothing counts under detained:KH:2019"):
        why("detained:KH:2019")


@pytest.mark.django_db
def test_a_second_arrest_adds_no_nights_that_nobody_knows_of() -> None:
    content = "Mira Solan was arrested on 10 January 2020.\nMira Solan was arrested on 10 June 2020."
    w = scene.Writer(content, title="Two arrests", publisher="North Post", published="2020-12-01")
    for line, day in zip(content.split("\n"), ("2020-01-10", "2020-06-10"), strict=True):
        act = w.act(line, line[11:], "arrest", status=("reported", line), date=(day, line), country=("KH", line))
        w.part(act, "victim", "Mira Solan", w.named("Person", "Mira Solan"))
    page = w.page()
    write.add(page.document, page.text, list(page.statements()))
    (case,) = cases.rows(lasting.everything())
    assert not case.by_name
    assert [one.days for one in case.case.defendants[0].held][:1] == [Days(0, 152)]
    assert lasting.measure(Cell("detained", (), "KH", "2020"), lasting.everything()) is None


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "counts"), [("reported", True), ("denied", False), ("scheduled", False)])
def test_a_law_counts_where_its_coming_into_force_was_reported(status: str, counts: bool) -> None:
    content = "The Law on Invented Things has entered, or not entered, into force in 2015."
    w = scene.Writer(content, title="A law", publisher="North Post", published="2015-12-01")
    law = (content[4:26], content[4:26])
    more = {"country": ("KH", content), "subtype": ("in force", "into force"), "provision": law}
    w.act(content, "entered", "restrictive_law", status=(status, content), date=("2015", "2015"), **more)
    page = w.page()
    write.add(page.document, page.text, list(page.statements()))
    found = lasting.measure(Cell("laws", (), "KH", "2021"), lasting.everything())
    assert (found is not None) is counts


@pytest.mark.django_db
def test_the_share_that_is_confirmed_walks_back_to_acts() -> None:
    one_case.lay()
    words = told("share.arrest:KH:2020")
    assert words.startswith("share.arrest:KH:2020 = ")
    assert "percent of reported acts that two or more publishers report" in words
    assert "Act arrest" in words
