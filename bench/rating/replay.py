"""Benchmarks replayed on real ratings: hits, misses, false alarms per country and year, and lead.

Falls are those by a band in the plain rating from Freedom House alone, of each year as of the middle of the next one.
Two kinds of alert are held against them: the measured rating's P(fall) of a year, at several thresholds, in 195
countries, and alarms of the watch on monthly counts of events in the news, in 63 countries.
"""

import csv
import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bench.rating.bands import HOUSE
from bench.rating.watching import FILE, SERIES, _charted, _series, _set
from saksi.assess.bands import Band
from saksi.assess.beside import beside
from saksi.assess.measured import Sources
from saksi.assess.outside.read import IndexValue, read
from saksi.assess.plain import Evidence, rate
from saksi.assess.triggers import Crossing, Replay, benchmarks, drops, replayed
from saksi.packs.codes import country

FIRST, LAST = 2012, 2023
MEASURED = 2019
"""The last year that is rated measured too, since each year is fitted anew; falls of P(fall) are those to this year."""
THRESHOLDS = (0.5, 0.3, 0.2, 0.1)
Years = Mapping[str, Sequence[int]]


def measure() -> dict[str, float] | None:
    """Return what each benchmark was worth; None without the data."""
    if not HOUSE.is_file() or not FILE.is_file():
        return None
    values = read(HOUSE, "freedom-house").values
    falls, known = _falls(values)
    result = dict(_drops(values, _until(falls, MEASURED), _until(known, MEASURED)))
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    for name, columns in SERIES.items():
        found, watched = _alarms(rows, columns)
        own = [{place: years for place, years in of.items() if place in watched} for of in (falls, known)]
        result |= dict(_told(f"watch.{name}", replayed(found, *own)))
    return result


def _drops(values: Sequence[IndexValue], falls: Years, known: Years) -> Iterator[tuple[str, float]]:
    """Yield what P(fall) of the measured rating was worth at each threshold."""
    fell = {
        (one.plain.place, str(year)): {name: m.fell or 0.0 for name, m in one.measured.items()}
        for year in range(FIRST, MEASURED + 1)
        for one in beside(year, date(year + 1, 6, 30), Sources(tuple(values)))
    }
    rule = next(one for one in benchmarks() if one.kind == "drop")
    yield "band_drop.countries", len(known)
    yield "band_drop.country_years", sum(map(len, known.values()))
    for least in THRESHOLDS:
        found = drops(replace(rule, least=least), fell)
        yield from _told(f"band_drop.{least:g}", replayed(found, falls, known))


def _alarms(rows: Sequence[dict[str, str]], columns: Sequence[str]) -> tuple[list[Crossing], set[str]]:
    """Return the alarms of the watch as crossings, and the countries that it was kept on."""
    names = list(dict.fromkeys(row["country"] for row in rows))
    whole = _series(rows, columns)
    chart, _ = _set(whole)
    codes = {name: code for name in names if (code := country("name", name)) is not None}
    found = [
        Crossing("watch", codes[name], when[:7], 1, 1)
        for name, one in zip(names, whole, strict=True)
        if name in codes
        for when, month in _charted(one, chart)
        if month.alarm
    ]
    return found, set(codes.values())


def _falls(values: Sequence[IndexValue]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Return the years in which each country fell by a band, and those of which it is known whether it did."""
    of: dict[str, list[IndexValue]] = {}
    for value in values:
        of.setdefault(value.place, []).append(value)
    falls: dict[str, list[int]] = {}
    known: dict[str, list[int]] = {}
    for place, own in of.items():
        bands: dict[int, Band] = {}
        for year in range(FIRST, LAST + 1):
            band = rate(place, year, date(year + 1, 6, 30), Evidence(tuple(own))).band
            bands |= {year: band} if band is not None else {}
        known[place] = [year for year in bands if year - 1 in bands]
        falls[place] = [year for year in known[place] if bands[year] < bands[year - 1]]
    return falls, known


def _until(years: Years, last: int) -> dict[str, list[int]]:
    return {place: [year for year in own if year <= last] for place, own in years.items()}


def _told(name: str, one: Replay) -> Iterator[tuple[str, float]]:
    yield f"{name}.alerts", one.alerts
    yield f"{name}.hits", one.hits
    yield f"{name}.false_a_country_and_year", round(one.false_a_year or 0.0, 4)
    yield f"{name}.falls", one.events
    yield f"{name}.missed", one.missed
    if one.lead is not None:
        yield f"{name}.lead_in_days", one.lead
