"""Ratings that are kept, proposed and explained down to rows of files and quotes."""

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import product
from pathlib import Path
from statistics import pstdev

import pytest
import samples
from click.testing import CliRunner

from saksi.assess import measured
from saksi.assess.latent import fit
from saksi.assess.latent.chain import Grid
from saksi.assess.measured import MeasuredRating, Outside, Sources
from saksi.assess.outside.read import read
from saksi.assess.plain import Coding
from saksi.cli import main
from saksi.flows import proposals, rating
from saksi.flows.reasons import Reason
from saksi.flows.why import why
from saksi.model.errors import UsageError
from saksi.model.types import Verdict
from saksi.store import models, opening, panel, write
from saksi.store.panel import Said
from saksi.store.read import panel as kept
from saksi.store.read.computed import computed
from saksi.store.read.record import record

pytestmark = pytest.mark.django_db

HEADER = "Country/Territory,C/T,Edition,D,D1,D4,E,E1,E2,E3,F,CL"
SCORES = {"association": 30.0, "assembly": 20.0, "expression": 34.0, "protection": 36.0}


@pytest.fixture
def given(tmp_path: Path) -> rating.Given:
    lands = {"Germany": 4, "Nepal": 2, "Cambodia": 1}
    rows = [
        f"{name},c,{year},{4 * k},{k},{k},{3 * k},{k},{k},{k},{4 * k},{15 * k}"
        for name, k in lands.items()
        for year in range(2020, 2023)
    ]
    file = tmp_path / "house.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return rating.Given(
        Sources(read(file, "freedom-house").values),
    )


@pytest.fixture(autouse=True)
def _coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rate on a coarser grid, which is quicker."""
    coarse = replace(measured.standard(), grid=Grid(-6, 6, 49))
    monkeypatch.setattr(measured, "standard", lambda: coarse)
    monkeypatch.setattr(rating, "measured", lambda: coarse)


@pytest.fixture
def protection_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure one of the four indicators only, by few codes, which is quicker."""
    only = replace(measured.standard(), indicators={"protection": (Outside("freedom-house", "F", 5, 0.1),)})
    monkeypatch.setattr(measured, "standard", lambda: only)
    monkeypatch.setattr(rating, "measured", lambda: only)


def words(reason: Reason) -> str:
    return "\n".join(one.words for one in reason.walk())


def said(user: str) -> Said:
    return Said(user, datetime.now(UTC), "as the record says")


def spoken(*places: str) -> Sources:
    known = date(2022, 3, 1)
    return Sources(codings=tuple(("x", Coding(f"x:{p}", "expression", p, 2021, 40, known)) for p in places))


def report(place: str, year: int, acts: int, number: int) -> None:
    """Lay a document of a year about a country that tells of some arrests there."""
    names = [f"Person{letter} Of{place}{year}x{number}" for letter in "abcdefgh"[:acts]]
    content = "\n".join([*(f"{name} was arrested in {year}." for name in names), f"Number {number} of {place}."])
    doc = samples.document(content, f"{place}{year}-{number}.txt", published=f"{year}-03")
    read_ = samples.text(doc, content)
    write.add(doc, read_, samples.statements(doc, read_, country=place))


def levels(given: rating.Given) -> dict[str, MeasuredRating]:
    today = datetime.now(UTC).date()
    return {one.plain.place: one.measured["protection"] for one in rating.rate(2021, today, given, of_record=True)}


@pytest.mark.usefixtures("protection_alone")
def test_acts_of_the_record_move_the_measured_rating_and_twice_the_reading_does_not(given: rating.Given) -> None:
    """Acts beside what was read make a level lower; twice the documents and acts leave it within a tenth of an sd."""
    acts = {("DE", 2020): 0, ("DE", 2021): 0, ("NP", 2020): 1, ("NP", 2021): 4, ("KH", 2020): 3, ("KH", 2021): 3}
    for number, ((place, year), told) in product(range(3), acts.items()):
        report(place, year, told, number)
    silent = {one.plain.place: one.measured for one in rating.rate(2021, date(2023, 6, 1), given)}
    once = levels(given)
    assert once["NP"].level < silent["NP"]["protection"].level
    assert once["NP"].shifts["events"] < -1
    assert {"acts.closing.liberty:NP:2021", "documents:NP:2021"} <= set(once["NP"].ids)
    for number, ((place, year), told) in product(range(3, 6), acts.items()):
        report(place, year, told, number)
    twice = levels(given)
    spread = pstdev(one.level for one in once.values())
    assert all(abs(twice[place].level - one.level) < 0.1 * spread for place, one in once.items())


@pytest.mark.usefixtures("protection_alone")
def test_the_walk_shows_the_counts_that_were_used_and_not_those_of_now(given: rating.Given) -> None:
    report("KH", 2021, 3, 1)
    found = rating.rate(2021, datetime.now(UTC).date(), given, of_record=True)
    rating.keep(found, given)
    report("KH", 2021, 4, 99)
    told = words(why("rating:KH:2021"))
    below = told.partition("protection measured")[2]
    assert "acts.closing.liberty:KH:2021 = 3 was used\nacts.closing.liberty:KH:2021 = 3: act reports" in below
    assert "KH:2021 = 7" not in told
    assert "freedom-house.F:KH:2021 = 25.75 of 100: line 10 of house.csv" in below


@pytest.mark.usefixtures("protection_alone")
def test_acts_told_of_in_later_years_alone_are_left_out_and_said_to_be(
    given: rating.Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = "\n".join(f"Person{letter} Oflate was arrested in 2020." for letter in "abc")
    doc = samples.document(content, "late.txt", published="2021-03")
    read_ = samples.text(doc, content)
    write.add(doc, read_, samples.statements(doc, read_))
    found = rating.rate(2021, datetime.now(UTC).date(), given, of_record=True)
    assert {one.plain.place: one.left_out for one in found} == {"KH": 3, "DE": 0, "NP": 0}
    assert {one.plain.place: one.counts.get("acts.closing.liberty:KH:2021") for one in found}["KH"] == 0
    rating.keep(found, given)
    assert "left out, told of in no document of their own year: 3" in words(why("rating:KH:2021"))
    monkeypatch.setattr(opening, "connect", lambda _folder: None)
    index = f"freedom-house={tmp_path / 'house.csv'}"
    told = CliRunner().invoke(main, ["rate", "--index", index, "--year", "2021", "--record"])
    assert told.exit_code == 0
    assert "3 closing acts left out, told of in no document published in their own year: KH 3" in told.stderr


@pytest.mark.usefixtures("protection_alone")
def test_a_rating_is_out_of_sight_once_an_act_of_any_of_its_years_is_withheld(given: rating.Given) -> None:
    """The level of a year leans on the years before, so what was counted in those is kept and compared too."""
    report("KH", 2020, 3, 1)
    report("KH", 2022, 2, 2)
    rating.keep(rating.rate(2021, datetime.now(UTC).date(), given, of_record=True), given)
    report("KH", 2020, 1, 3)  # what is read later tells of nothing hidden
    assert {one.place for one in computed(record(None), "rating")} == {"DE", "KH", "NP"}
    write.decide(samples.decision(models.Document.objects.get(source="KH2020-1.txt").sha256, Verdict.WITHHOLD))
    assert {one.place for one in computed(record(None), "rating")} == {"DE", "NP"}


@pytest.mark.usefixtures("protection_alone")
def test_files_of_one_name_keep_each_its_hash(given: rating.Given, tmp_path: Path) -> None:
    more = tmp_path / "other" / "house.csv"
    more.parent.mkdir()
    more.write_text(HEADER + "\nLaos,c,2021,0,0,0,0,0,0,0,0,0\n", "utf-8")
    both = rating.Given(Sources((*given.sources.outside, *read(more, "freedom-house").values)))
    rating.keep(rating.rate(2020, date(2023, 1, 1), both), both)
    hashes = {one.place: {read["sha256"] for read in one.body["inputs"].values()} for one in kept.assessments("rating")}
    assert hashes["KH"] == {sha256((tmp_path / "house.csv").read_bytes()).hexdigest()}
    assert hashes["LA"] == {sha256(more.read_bytes()).hexdigest()}


def test_parameters_are_looked_for_once(given: rating.Given, monkeypatch: pytest.MonkeyPatch) -> None:
    first = rating.rate(2021, date(2023, 1, 1), given)
    assert models.Fitted.objects.count() == 4
    monkeypatch.setattr(fit, "mode", None)
    assert rating.rate(2021, date(2023, 1, 1), given) == first


@pytest.mark.usefixtures("protection_alone")
def test_a_rating_walks_back_to_rows_of_files_and_to_quotes(given: rating.Given) -> None:
    samples.add()
    found = rating.rate(2021, date(2023, 1, 1), given)
    assert (rating.keep(found, given), rating.keep(found, given)) == (3, 0)
    claim = models.Statement.objects.filter(prop="type").order_by("pk")[0].claim
    cited = ["acts.closing:KH:2021", claim]
    identity = proposals.propose("KH", "2021", SCORES, said("ana"), 1, cited)
    panel.vote(identity, True, said("bo"))

    told = words(why("rating:KH:2021"))
    assert told.startswith("rating:KH:2021: 2021 repressed (30), by rating:KH:2021:1\n")
    assert "association = 30\nfreedom-house.E:KH:2021 = 25.75 of 100: line 10 of house.csv (SHA-256 " in told
    assert "vote for by bo" in told
    assert "acts.closing:KH:2021 = 2: act reports" in told
    assert f"[claim {claim}]" in told
    assert any(one.quotes for one in why(identity).walk())
    assert "computed by plain@1+measured@2 as of 2023-01-01: plain" in told


def test_what_counts_nothing_or_is_nowhere_is_not_cited_and_not_explained(given: rating.Given) -> None:
    for one in ("acts.closing:KH:1999", "0" * 32):
        with pytest.raises(UsageError, match="nothing"):
            proposals.propose("KH", "2021", SCORES, said("ana"), 1, [one])
    assert kept.ratings() == []
    with pytest.raises(UsageError, match="nothing was proposed or kept"):
        why("rating:KH:2021")


def test_acts_of_the_record_count_only_as_far_as_everybody_may_see_them() -> None:
    doc = samples.document(published="2021-03")
    read_ = samples.text(doc)
    write.add(doc, read_, samples.statements(doc, read_))
    told_ = rating.told(spoken("KH", "TH"), 2021, 2022)
    live, yearly = told_.live, told_.yearly
    assert told_.left_out == {"KH": 0, "TH": 0}
    assert (live["KH"].acts, live["KH"].documents) == (2, 1)
    assert list(live["KH"].measures.items())[:2] == [("acts.closing:KH:2021", 2), ("documents:KH:2021", 1)]
    told = {one.indicator: (one.place, one.observed, one.acts, one.documents) for one in yearly}
    none = dict.fromkeys(("association", "assembly", "expression"), ("KH", 2021, 0, 1))
    assert told == none | {"protection": ("KH", 2021, 2, 1)}
    claim = models.Statement.objects.filter(prop="type", value="charge").order_by("pk")[0].claim
    write.decide(samples.decision(claim, Verdict.WITHHOLD))
    less = rating.told(spoken("KH"), 2021, 2022)
    assert less.live["KH"].acts == 1
    assert [one.acts for one in less.yearly if one.indicator == "protection"] == [1]


def test_acts_of_the_record_are_those_of_today(given: rating.Given) -> None:
    with pytest.raises(UsageError, match="as they stand today"):
        rating.rate(2021, date(2022, 1, 1), given, of_record=True)


def test_only_what_one_may_see_is_cited_and_counted_as_one_sees_it() -> None:
    samples.add()
    claim = models.Statement.objects.filter(prop="type", value="charge").order_by("pk")[0].claim
    write.decide(samples.decision(claim, Verdict.WITHHOLD))
    for cited in (claim, "acts.charge:KH:2021", "detained:KH:1999"):
        with pytest.raises(UsageError, match="nothing"):
            proposals.propose("KH", "2021", SCORES, said("ana"), 1, [cited], record(None))
    identity = proposals.propose("KH", "2021", SCORES, said("ana"), 1, ["acts.closing:KH:2021"], record(None))
    held = panel.one(identity)
    assert held is not None
    assert [one.value for one in held.motion.basis] == [1.0]
