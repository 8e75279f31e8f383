"""Charts: what they draw, under which name, and that nothing in them comes from elsewhere."""

import re

import pytest
from django.utils import translation

from saksi.publish import charts
from saksi.publish.provinces import provinces
from saksi.publish.tables import NO_PROVINCE, by_province, in_province
from saksi.store.read.countries import Count

MONTHS = [Count("2021-03", 2, 1), Count("2022-01", 1, 0)]


def test_bars_stand_for_reported_and_alleged_acts_by_month() -> None:
    drawn = charts.months(MONTHS, "Acts & <months>")
    bars = re.findall(r'<path[^>]*transform="translate[^>]*d="M[^"]+"', drawn.partition("mark-rect")[2])
    assert drawn.startswith("<svg")
    assert 'role="img" aria-label="Acts &amp; &lt;months&gt;"' in drawn
    assert drawn.count("role=") == 1, "a chart is one picture to a screen reader"
    assert bars or drawn.partition("mark-rect")[2].count("<path") >= 3
    assert "2022" in drawn


def test_a_chart_asks_nobody_and_has_no_style_or_script_of_its_own() -> None:
    for drawn in (charts.months(MONTHS, "x"), charts.provinces(provinces("KH"), {"KH-8": 2}, "x")):  # type: ignore[arg-type]
        assert not re.findall(r"(?:href|src|style|on\w+)=", drawn)
        assert set(re.findall(r"https?://[^\"]+", drawn)) <= {
            "http://www.w3.org/2000/svg",
            "http://www.w3.org/1999/xlink",
        }


def test_the_digits_of_a_chart_are_those_of_the_page() -> None:
    with translation.override("km"):
        assert "២០២២" in charts.months(MONTHS, "x")


def test_the_same_numbers_give_the_same_picture() -> None:
    assert charts.months(MONTHS, "x") == charts.months(list(reversed(MONTHS)), "x")


def test_without_numbers_there_is_no_picture() -> None:
    known = provinces("KH")
    assert known is not None
    assert charts.months([], "x") == charts.provinces(known, {}, "x") == ""


def test_every_province_is_drawn_and_the_darkest_has_the_most() -> None:
    known = provinces("KH")
    assert known is not None
    drawn = charts.provinces(known, {"KH-8": 4, "KH-12": 1}, "x")
    shades = re.findall(r'fill-opacity="([\d.]+)"', drawn)
    assert drawn.partition("mark-shape")[2].count("<path") >= 24
    assert max(map(float, shades)) == pytest.approx(0.8, abs=0.06)
    assert ">4</text>" in drawn
    assert ">1</text>" in drawn


def test_a_province_that_the_shapes_do_not_know_is_drawn_in_the_one_around_it() -> None:
    known = provinces("KH")
    assert known is not None
    codes = {shape["properties"]["code"] for shape in known.shapes["objects"]["provinces"]["geometries"]}
    held = {
        code for s in known.shapes["objects"]["provinces"]["geometries"] for code in s["properties"].get("holds", ())
    }
    assert codes | held == {place.code for place in known.all}
    assert charts.provinces(known, {"KH-25": 1}, "x")


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Kandal", "KH-8"),
        ("Phnom Penh", "KH-12"),
        ("ភ្នំពេញ", "KH-12"),
        ("Chamkarmon", "KH-12"),
        ("Sihanoukville", "KH-18"),
        ("Mekong", ""),
        ("", ""),
    ],
)
def test_a_place_lies_in_its_province(place: str, code: str) -> None:
    known = provinces("KH")
    assert known is not None
    assert known.code(place) == code
    assert in_province(known, place, code or NO_PROVINCE)


def test_acts_are_counted_by_province_and_nobody_is_lost() -> None:
    acts = [("Kandal", "reported"), ("Ta Khmau", "alleged"), ("nowhere", "reported"), ("Kep", "denied")]
    counted = by_province(provinces("KH"), acts)
    assert [(count.key, count.reported, count.alleged) for count in counted] == [("KH-8", 1, 1), (NO_PROVINCE, 1, 0)]
    assert by_province(provinces("KH"), [("nowhere", "reported")]) == []


def test_a_country_without_a_pack_has_no_provinces() -> None:
    assert provinces("FR") is None
    assert by_province(None, [("Paris", "reported")]) == []
