"""Forecasts as they would have been made at past origins, beside what is easy, what leaks and what was published.

Leaky figures repeat the split of published walk-forward scores on these data (vdeminstitute/demspaces): training rows
up to the year before the origin, labels from all years. They are printed to be seen, and used for nothing. What is
published can be compared fairly only where its kind of model is learnt as strictly as ours: that stands beside it too.
"""

import csv
import gzip
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from saksi.assess.forecast.features import Features, features
from saksi.assess.forecast.issue import MEMBERS, Forecast, Forecaster
from saksi.assess.forecast.labels import HORIZON, closing, labels
from saksi.assess.forecast.method import method
from saksi.assess.forecast.models import ABSENT, boosting, rows_of, training
from saksi.assess.forecast.panel import Array, Panel
from saksi.assess.forecast.scores import HEAD, Scored, gains, recall_at_top, scores
from saksi.model.errors import UnreadableError, UsageError

Key = tuple[str, str, int]
OURS, LEAKY, PUBLISHED = "average, corrected", "boosting, leaky", "published"
STRICT = "published kind, strict"
_TREES, _TRIED, _SPLIT = 100, 20, 10
"""A random forest on the inputs alone, as published (which has 2,000 trees): inputs tried at, and rows of, a split."""
PAST = 10  # origins of the base rate
COLUMNS = ("outcome", "from_year", "gwcode", "p_down")


def write(path: Path, forecasts: Iterable[Forecast]) -> None:
    """Write a row a forecast, those that abstain too: here every country has its number."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(COLUMNS)
        lines.writerows([one.outcome, one.origin, one.country, f"{one.risk:.6f}"] for one in forecasts)


def published(path: Path) -> dict[Key, float]:
    """Read probabilities that somebody else gave, from a file with the columns of `write`; raises UnreadableError."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        lines = csv.DictReader(file)
        missing = set(COLUMNS) - set(lines.fieldnames or ())
        if missing:
            raise UnreadableError(f"{path}:1: lacks the columns {', '.join(sorted(missing))}")
        try:
            return {(one["outcome"], one["gwcode"], int(one["from_year"])): float(one["p_down"]) for one in lines}
        except ValueError as error:
            raise UnreadableError(f"{path}:{lines.line_num}: {error}") from error


@dataclass(frozen=True)
class Bench:
    """Forecasts of past origins and what came: `said` maps a system to its probability of each row."""

    labels: Array
    keys: tuple[Key, ...]
    said: dict[str, Array]

    def scored(self, system: str, outcome: str = "") -> Scored:
        """Return one system's forecasts with what came, of all outcomes or of one."""
        outcomes, countries, origins = (np.array(column) for column in zip(*self.keys, strict=True))
        whole = Scored(self.labels, self.said[system], countries, outcomes, origins)
        return whole.where(outcomes == outcome) if outcome else whole


def bench(panel: Panel, forecasts: Sequence[Forecast], others: dict[Key, float], civic: bool = True) -> Bench:
    """Put forecasts beside what came and beside other systems; rows that a published file lacks are left out with it.

    Raises UsageError when nothing is known of what came.
    """
    truth = labels(panel).values
    kept = [
        one
        for one in forecasts
        if (method().outcome(one.outcome).civic or not civic)
        and (not others or (one.outcome, one.country, one.origin) in others)
        and not np.isnan(_at(truth, panel, one))
    ]
    if not kept:
        raise UsageError("nothing is known yet of what came after these origins; choose earlier ones")
    said = {OURS: np.array([one.risk for one in kept])}
    said |= {name: np.array([one.members[name] for one in kept]) for name in MEMBERS}
    easy = {origin: _easy(panel.as_of(origin)) for origin in {one.origin for one in kept}}
    for place, name in enumerate(("base rate", "persistence")):
        said[name] = np.array([_at(easy[one.origin][place], panel, one, -1) for one in kept])
    leaky = {origin: _leaky(panel, origin) for origin in easy}
    said[LEAKY] = np.array([_at(leaky[one.origin], panel, one, -1) for one in kept])
    wanted = {one.outcome for one in kept}
    kind = {origin: _published_kind(panel.as_of(origin), wanted) for origin in easy}
    said[STRICT] = np.array([_at(kind[one.origin], panel, one, -1) for one in kept])
    keys = tuple((one.outcome, one.country, one.origin) for one in kept)
    if others:
        said[PUBLISHED] = np.array([others[key] for key in keys])
    return Bench(np.array([_at(truth, panel, one) for one in kept]), keys, said)


def report(found: Bench) -> Iterator[str]:
    """Say how good each system is, by how much ours beats the others, and who finds what in each space."""
    yield f"{'':22}{HEAD}"
    for system in found.said:
        yield f"{system:22}{scores(found.scored(system))}"
    ours = found.scored(OURS)
    for other in ("base rate", "persistence", "logit", STRICT, PUBLISHED):
        if other in found.said:
            apart = gains(ours, found.said[other])
            words = ", ".join(
                f"{name} {one:+.3f} ({low:+.3f} to {high:+.3f})" for name, (one, low, high) in apart.items()
            )
            yield f"ours less {other}: {words}"
    for outcome in dict.fromkeys(key[0] for key in found.keys):
        shown = (f"{name} {recall_at_top(found.scored(name, outcome)):.3f}" for name in found.said)
        yield f"{method().outcome(outcome).label}, recall among the top fifth: {', '.join(shown)}"


def _at(values: Array, panel: Panel, one: Forecast, year: int | None = None) -> float:
    place = panel.outcomes.index(one.outcome), panel.countries.index(one.country)
    return float(values[(*place, panel.at(one.origin) if year is None else year)])


def _easy(seen: Panel) -> tuple[Array, Array]:
    """The base rate of the last ten origins, and that of countries which were closing then as this one is now."""
    known = labels(seen).values[:, :, -HORIZON - PAST : -HORIZON]
    now = np.nan_to_num(closing(seen))
    base = np.nanmean(known, axis=(1, 2))
    rates = np.empty((len(seen.outcomes), 2))
    for outcome, rows in enumerate(known):
        for state in (0, 1):
            alike = rows[(now[outcome, :, -HORIZON - PAST : -HORIZON] == state) & ~np.isnan(rows)]
            rates[outcome, state] = alike.mean() if len(alike) else base[outcome]
    same = np.broadcast_to(base[:, None], now.shape[:2])
    persistent = np.take_along_axis(rates, now[:, :, -1].astype(np.int64), axis=1)
    return same[..., None], persistent[..., None]


def _leaky(panel: Panel, origin: int) -> Array:
    """Boosting as the published split would have it: labels that nobody could know at the origin."""
    rows = features(panel.as_of(origin))
    start = max(method().first_origin - panel.years[0], 0)
    model = boosting(rows_of(rows, labels(panel), slice(start, origin - panel.years[0])))
    now = rows.values[:, :, -1]
    return model(now.reshape(-1, now.shape[-1])).reshape(*now.shape[:2], 1)


def _published_kind(seen: Panel, wanted: Collection[str]) -> Array:
    """Return what a forest of the published kind says of these outcomes, learnt for each from what was known."""
    from sklearn.ensemble import RandomForestClassifier

    origin, known = seen.years[-1], labels(seen)
    inputs = np.nan_to_num(np.moveaxis(seen.inputs, 0, -1).astype(np.float32), nan=ABSENT)
    said = np.full((*seen.indices.shape[:2], 1), np.nan)
    for place in (place for place, outcome in enumerate(seen.outcomes) if outcome in wanted):
        own = replace(known, values=known.values[place : place + 1])
        given = training(Features(seen.columns, inputs[None], seen.limit), own, origin, seen.years[0])
        if not seen.columns or given.labels.min() == given.labels.max():
            said[place] = given.labels.mean()
            continue
        model = RandomForestClassifier(
            _TREES, max_features=min(_TRIED, len(seen.columns)), min_samples_split=_SPLIT, random_state=1, n_jobs=1
        )
        said[place, :, 0] = model.fit(given.rows, given.labels).predict_proba(inputs[:, -1])[:, 1]
    return said


def origins(words: str) -> list[int]:
    """Read one origin or a range of them, as 2015 or 2005-2015; raises UsageError."""
    first, _, last = words.partition("-")
    if not first.isdigit() or (last and not last.isdigit()) or int(last or first) < int(first):
        raise UsageError(f"“{words}” is no origin; give a year as 2015, or years as 2005-2015")
    return list(range(int(first), int(last or first) + 1))


def issued(panel: Panel, years: Sequence[int], forecaster: Forecaster) -> list[Forecast]:
    """Return the forecasts of some origins, each from what was known then."""
    for year in years:
        panel.at(year)
    return [one for year in years for one in forecaster.forecasts(year)]
