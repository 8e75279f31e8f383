"""Monthly counts of civic-space events in 63 countries: false alarms, and planted rises that are found in two months.

The chart's shared spread and its nominal rate of alarms are set on months before `SPLIT`: the rate so that real series,
none of their rises taken for real, give no more than one alarm a country in two years. What is shown are the months
from `SPLIT` on. A planted rise triples a series from a month on: to each count those of two other months of its base
are added, at their rate.

Beside it stands how much of such rises any chart could find that knew the true mean and size of every series: one that
gives an alarm in one of 24 months gives one in at most two of 24 pairs of months, so it finds no more than the most
powerful test of that size (Neyman and Pearson 1933, Philosophical Transactions A 231: 289–337). For true are taken the
moments of the months from `SPLIT` on: of all of them, or of two years at a time, as if a level that moves were known.
"""

import csv
import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.stats import nbinom

from saksi.assess.watch import BASE, GAP, Chart, Month, fitted, shared, watch

FILE = Path(__file__).parents[3] / "shared" / "data" / "forecast" / "civic_events_monthly_63countries_2012_2024.csv.gz"
SPLIT = "2019"
CLOSING = (
    "arrest", "censor", "defamationcase", "legalaction", "legalchange", "martiallaw", "mobilizesecurity", "purge",
    "raid", "threaten", "violencelethal", "violencenonlethal",
)  # fmt: skip
SERIES = {"closing": CLOSING, **{name: (name,) for name in ("arrest", "censor", "legalchange", "violencenonlethal")}}
NOMINAL = tuple(2 ** (-step / 4) / 24 for step in range(14))
ALLOWED = 1 / 24
ONSETS, WITHIN, BEFORE = 3, 2, 15
SEED = 5
_BINS, _RARE = 300, 1e-6


@dataclass(frozen=True)
class Series:
    """Months, counts and articles of a country."""

    months: tuple[str, ...]
    counts: tuple[int, ...]
    read: tuple[float, ...]


def measure() -> dict[str, float] | None:
    """Return alarms in 24 months and the share of planted rises found, for each kind of event; None without data."""
    if not FILE.is_file():
        return None
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    result: dict[str, float] = {}
    for name, columns in SERIES.items():
        whole = _series(rows, columns)
        chart, before = _set(whole)
        after = [month for one in whole for when, month in _charted(one, chart) if when >= SPLIT]
        found = [hit for one in whole for hit in _planted(one, chart)]
        result |= {
            f"{name}.events_a_month": round(float(np.mean([n for one in whole for n in one.counts])), 1),
            f"{name}.nominal_alarms_in_24_months": round(24 * chart.alarms, 3),
            f"{name}.alarms_in_24_months_before_{SPLIT}": round(before * 24, 3),
            f"{name}.alarms_in_24_months": round(24 * _alarms(after), 3),
            f"{name}.planted": len(found),
            f"{name}.found_within_two_months": round(float(np.mean(found)), 4),
            f"{name}.could_be_found": round(float(np.mean([_possible(one, len(one.counts)) for one in whole])), 3),
            f"{name}.could_be_found_by_two_years": round(float(np.mean([_possible(one, BASE) for one in whole])), 3),
            f"{name}.silent_in_24_months": round(24 * float(np.mean([month.silent for month in after])), 3),
        }
    return result


def _series(rows: Sequence[dict[str, str]], columns: Sequence[str]) -> list[Series]:
    by: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by.setdefault(row["country"], []).append(row)
    return [
        Series(
            tuple(row["date"] for row in own),
            tuple(int(sum(float(row[name] or 0) for name in columns)) for row in own),
            tuple(float(row["article_total"] or 0) for row in own),
        )
        for own in by.values()
    ]


def _until(one: Series) -> Series:
    """Return the months before the split."""
    end = sum(when < SPLIT for when in one.months)
    return Series(one.months[:end], one.counts[:end], one.read[:end])


def _charted(one: Series, chart: Chart) -> Iterator[tuple[str, Month]]:
    """Yield the months that could give an alarm."""
    held = zip(one.months, watch(one.counts, one.read, chart), strict=True)
    return ((when, month) for when, month in held if not np.isnan(month.expected))


def _alarms(months: Sequence[Month]) -> float:
    return float(np.mean([month.alarm for month in months]))


def _set(whole: Sequence[Series]) -> tuple[Chart, float]:
    """Return the chart with the most alarms that is within what is allowed before the split, and its rate there."""
    early = [_until(one) for one in whole]
    common = shared((one.counts, one.read) for one in early)
    for nominal in NOMINAL:
        chart = replace(common, alarms=nominal)
        rate = _alarms([month for one in early for _, month in _charted(one, chart)])
        if rate <= ALLOWED:
            break
    return chart, rate


def _planted(one: Series, chart: Chart) -> Iterator[bool]:
    """Yield for some onsets after the split whether an alarm comes in the first two months of the rise."""
    chance = np.random.default_rng([SEED, len(one.counts), sum(one.counts)])
    first = next((at for at, when in enumerate(one.months) if when >= SPLIT), len(one.months))
    first = max(first, BASE + GAP + BEFORE)
    places = range(first, len(one.counts) - WITHIN + 1)
    for onset in sorted(chance.choice(places, min(ONSETS, len(places)), replace=False)):
        start = onset - BASE - GAP - BEFORE
        counts, read = list(one.counts[start : onset + WITHIN]), one.read[start : onset + WITHIN]
        here = onset - start
        if min(read) <= 0:
            continue
        for month in range(here, here + WITHIN):
            others = chance.integers(here - GAP - BASE, here - GAP, 2)
            counts[month] += sum(round(counts[other] * read[month] / read[other]) for other in others)
        yield any(month.alarm for month in watch(counts, read, chart)[here:])


def _possible(one: Series, months: int) -> float:
    """Return how many planted rises a chart finds at most that knows the mean and size of stretches so long."""
    begin = len(_until(one).counts)
    counts, read = np.array(one.counts[begin:], dtype=float), np.array(one.read[begin:])
    starts = range(0, max(1, len(counts) - months + 1), max(1, months // 2))
    found = [fitted(counts[start : start + months], read[start : start + months]) for start in starts]
    mean = float(np.mean([rate for rate, _ in found]) * np.median(read))
    size = float(1 / np.median([1 / size for _, size in found]))
    return _power(mean, size, WITHIN * ALLOWED)


def _power(mean: float, size: float, level: float) -> float:
    """Return the power of the most powerful test of two months, by chance where its threshold is met.

    A month is negative binomial with this mean and size; the planted one is the sum of three.
    """
    last = int(nbinom.ppf(1 - _RARE, 3 * size, size / (size + mean))) + 1
    edges = np.unique(np.linspace(0, last, min(last, _BINS) + 1).astype(int))
    usual, planted = (np.diff(nbinom.cdf(edges, n, size / (size + mean)), prepend=0.0) for n in (size, 3 * size))
    both, raised = np.outer(usual, usual).ravel(), np.outer(planted, planted).ravel()
    order = np.argsort(-raised / np.maximum(both, 1e-300))
    return float(np.interp(level, np.cumsum(both[order]), np.cumsum(raised[order])))
