"""The measured rating: sources that agree count, a source that is missing is done without, disagreement is told."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from saksi.assess.bands import Anchor, Band
from saksi.assess.latent.chain import Grid
from saksi.assess.latent.fit import mode
from saksi.assess.measured import EventYear, MeasuredRating, Sources, disagreement, measure, prepare, standard
from saksi.assess.outside.read import IndexValue, formats
from saksi.assess.plain import Coding, PlainRating

PLACES = ("AA", "BB", "CC", "DD", "EE", "FF")
YEARS = range(2013, 2020)
WIDE = Anchor((-3, -0.3, 1.5, 3))
COARSE = replace(standard(), grid=Grid(-7, 7, 57))
BASE = {"AA": 0.95, "BB": 0.8, "CC": 0.6, "DD": 0.4, "EE": 0.2, "FF": 0.05}


def openness(place: str, year: int) -> float:
    """CC falls by half in 2016, the others stand."""
    return BASE[place] * (0.4 if place == "CC" and year >= 2016 else 1.0)


def value(source: str, item: str, place: str, year: int, share: float) -> IndexValue:
    return IndexValue(source, item, place, year, date(year + 1, 3, 1), share, share, "file.csv", 2)


def everything() -> Sources:
    chance = np.random.default_rng(3)
    outside, codings, events = [], [], []
    for place in PLACES:
        for year in YEARS:
            true = openness(place, year)
            for source, item in (("freedom-house", "D1"), ("freedom-house", "D4"), ("v-dem", "expression")):
                share = float(np.clip(true + chance.normal(0, 0.07), 0, 1))
                outside.append(value(source, item, place, year, share))
            score = float(np.clip(1 + 99 * true + chance.normal(0, 8), 1, 100))
            coding = Coding(f"x:{place}:{year}", "expression", place, year, score, date(year + 1, 1, 15))
            codings.append(("rater x", coding))
            acts = int(chance.poisson(200 * 0.1 * np.exp(-2 * true)))
            events.append(
                EventYear("expression", place, year, acts, 200, {f"acts.closing.expression:{place}:{year}": acts})
            )
    return Sources(tuple(outside), tuple(codings), tuple(events))


@pytest.fixture(scope="module")
def rated() -> list[MeasuredRating]:
    return measure("expression", prepare("expression", everything(), COARSE), WIDE)


def of(rated: list[MeasuredRating], place: str, year: int) -> MeasuredRating:
    return next(one for one in rated if (one.place, one.period) == (place, str(year)))


def test_freer_countries_score_higher(rated: list[MeasuredRating]) -> None:
    scores = [of(rated, place, 2013).score for place in PLACES]
    assert scores == sorted(scores, reverse=True)
    assert all(one.low <= one.score <= one.high for one in rated)
    assert all(sum(one.bands) == pytest.approx(1) for one in rated)


def test_a_fall_is_seen_in_its_year(rated: list[MeasuredRating]) -> None:
    fall = of(rated, "CC", 2016)
    assert fall.fell is not None
    assert fall.fell > 0.6
    assert of(rated, "CC", 2013).moved is None
    quiet = of(rated, "CC", 2015).fell
    assert quiet is not None
    assert quiet < fall.fell - 0.3


def test_a_rating_names_what_it_came_from(rated: list[MeasuredRating]) -> None:
    one = of(rated, "DD", 2014)
    assert set(one.ids) == {
        "freedom-house.D1:DD:2014", "freedom-house.D4:DD:2014", "v-dem.expression:DD:2014", "x:DD:2014",
        "acts.closing.expression:DD:2014",
    }  # fmt: skip
    assert set(one.shifts) == {"freedom-house.D1", "freedom-house.D4", "v-dem.expression", "rater x", "events"}
    assert one.method == "measured@2"


def test_a_source_that_stands_alone_shifts_the_score_by_what_it_says(rated: list[MeasuredRating]) -> None:
    held = everything()
    odd = [value("freedom-house", "D1", "BB", 2019, 0.0) if one.id == "freedom-house.D1:BB:2019" else one
           for one in held.outside]  # fmt: skip
    moved = prepare("expression", Sources(tuple(odd), held.codings, held.events), COARSE)
    found = measure("expression", moved, WIDE, only=[("BB", 2019)])
    assert len(found) == 1
    assert found[0].shifts["freedom-house.D1"] < -1
    assert found[0].shifts["freedom-house.D1"] < found[0].shifts["freedom-house.D4"]


def test_missing_sources_and_years_are_done_without() -> None:
    held = everything()
    some = tuple(one for one in held.outside if one.place != "BB" or one.observed in (2013, 2019))
    prepared = prepare("expression", Sources(some), COARSE)
    assert ("BB", 2015) in prepared.keys
    free = mode(prepared.model)
    found = measure("expression", prepared, WIDE, free)
    gap, told = of(found, "BB", 2016), of(found, "BB", 2013)
    assert gap.ids == ()
    assert gap.sd > told.sd


def test_nothing_is_used_before_it_was_known() -> None:
    held = everything().known_by(date(2015, 2, 1))
    assert {one.observed for one in held.outside} == {2013}
    assert max(one.observed for _, one in held.codings) == 2014


def test_an_unlikely_plain_band_is_told(rated: list[MeasuredRating]) -> None:
    one = of(rated, "FF", 2015)
    likely = PlainRating("plain@1", "FF", "2015", date(2016, 6, 1), 10, Band.CLOSED, {"expression": one.score})
    assert disagreement(likely, one) == ""
    other = PlainRating("plain@1", "FF", "2015", date(2016, 6, 1), 90, Band.OPEN, {"expression": 90.0})
    assert disagreement(other, one).startswith("expression in FF 2015: plain open (90), measured ")
    assert disagreement(PlainRating("plain@1", "FF", "2015", date(2016, 6, 1), None, None), one) == ""


def test_every_item_of_the_method_can_be_read() -> None:
    for items in standard().indicators.values():
        for one in items:
            assert one.item in {item.code for item in formats()[one.source].items}
