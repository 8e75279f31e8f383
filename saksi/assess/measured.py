"""The measured rating: one hidden level a freedom, country and year, behind raters, outside indices and events.

Every rater is an item with thresholds and a reliability of their own; every outside item has thresholds that may drift;
events are counts beside the documents read. What each source says is weighed by how well it goes with the others. The
method is `measured.yaml`; the model is described in docs/methods/rating-measured.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from saksi.assess.bands import Anchor, Band, Banded, banded, quantile
from saksi.assess.latent.chain import Chains, Floats, Grid
from saksi.assess.latent.fit import mode
from saksi.assess.latent.items import Ordinal, cell_of, counted
from saksi.assess.latent.model import Model, Observed
from saksi.assess.outside.read import IndexValue
from saksi.assess.plain import Coding, PlainRating
from saksi.model.readers import read_yaml

FILE = Path(__file__).parent / "measured.yaml"
UNLIKELY = 0.1
"""A plain band with less than this probability is one that a person should look at."""


@dataclass(frozen=True, slots=True)
class Outside:
    """An outside item, in how many codes it is read, and how its thresholds drift from year to year."""

    source: str
    item: str
    codes: int
    drift: float

    @property
    def name(self) -> str:
        """The name that shifts are given under."""
        return f"{self.source}.{self.item}"


@dataclass(frozen=True, slots=True)
class MeasuredMethod:
    """What the measured rating assumes."""

    method: str
    version: int
    freedom: float
    grid: Grid
    acts: dict[str, tuple[str, ...]]
    """The freedoms that acts under each indicator touch."""
    indicators: dict[str, tuple[Outside, ...]]

    @property
    def name(self) -> str:
        """The name that a rating carries, `method@version`."""
        return f"{self.method}@{self.version}"


@dataclass(frozen=True, slots=True)
class EventYear:
    """Closing acts told of in a country and year that touch an indicator, beside the documents read; counts by id."""

    indicator: str
    place: str
    observed: int
    acts: int
    documents: int
    measures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that may be known of a freedom, all countries and years together."""

    outside: tuple[IndexValue, ...] = ()
    codings: tuple[tuple[str, Coding], ...] = ()
    """Rater and coding."""
    events: tuple[EventYear, ...] = ()

    def known_by(self, day: date) -> "Sources":
        """Return what was known by the end of a day; events are counted as of a day by who counts them."""
        codings = tuple((rater, one) for rater, one in self.codings if one.known <= day)
        return Sources(tuple(one for one in self.outside if one.known <= day), codings, self.events)


@dataclass(frozen=True, slots=True)
class MeasuredRating:
    """A measured level of a country and year, on the scale from 1 to 100 with limits that hold 90 %.

    `bands` are P(closed) … P(open); `moved` and `fell` the probabilities that the band is another, or a lower one, than
    the year before, None for a first year. `shifts` say by how many points each source moves the score: with it minus
    without. `ids` are the values, codings and measures of this country and year.
    """

    method: str
    indicator: str
    place: str
    period: str
    level: float
    sd: float
    score: float
    low: float
    high: float
    bands: tuple[float, ...]
    moved: float | None
    fell: float | None
    shifts: Mapping[str, float] = field(default_factory=dict)
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prepared:
    """A panel of countries and years, its model, and the ids behind each row."""

    keys: tuple[tuple[str, int], ...]
    model: Model
    ids: Mapping[tuple[str, int], tuple[str, ...]]


@cache
def standard() -> MeasuredMethod:
    """Return the method that Saksi comes with; raises PackError naming a wrong line."""
    return read_yaml(FILE, MeasuredMethod)


def prepare(indicator: str, sources: Sources, method: MeasuredMethod | None = None) -> Prepared:
    """Make the model of an indicator; every country has a row for each year from its first to its last value."""
    held = method or standard()
    wanted = {(one.source, one.item): one for one in held.indicators[indicator]}
    values = [one for one in sources.outside if (one.source, one.item) in wanted]
    codings = [(rater, one) for rater, one in sources.codings if one.indicator == indicator]
    events = [one for one in sources.events if one.indicator == indicator and one.documents > 0]
    told: list[IndexValue | Coding | EventYear] = [*values, *(one for _, one in codings), *events]
    keys = _keys((one.place, one.observed) for one in told)
    rows = {key: row for row, key in enumerate(keys)}
    observed = [_index(one, values, rows) for one in wanted.values()]
    raters = sorted({rater for rater, _ in codings})
    observed += [_rater(rater, [one for who, one in codings if who == rater], rows) for rater in raters]
    if events:
        item, cells = counted("events", [(one.acts, float(one.documents)) for one in events])
        observed.append(Observed(item, np.array([rows[one.place, one.observed] for one in events]), cells))
    ids: dict[tuple[str, int], tuple[str, ...]] = {}
    for each in told:
        own = tuple(each.measures) if isinstance(each, EventYear) else (each.id,)
        ids[each.place, each.observed] = (*ids.get((each.place, each.observed), ()), *own)
    chains = Chains.of([place for place, _ in keys], [year for _, year in keys])
    spoken = tuple(one for one in observed if len(one.rows))
    return Prepared(keys, Model(chains, spoken, held.grid, held.freedom), ids)


def measure(
    indicator: str,
    prepared: Prepared,
    anchor: Anchor,
    free: Floats | None = None,
    only: Iterable[tuple[str, int]] | None = None,
    method: MeasuredMethod | None = None,
) -> list[MeasuredRating]:
    """Rate the rows of a panel, or some; `free` are parameters that were found before (else they are looked for)."""
    held, model = method or standard(), prepared.model
    best = mode(model) if free is None else free
    grid = model.grid.values
    smoothed = model.smoothed(best)
    level = smoothed.level @ grid
    spread = np.sqrt(np.maximum(smoothed.level @ grid**2 - level**2, 0))
    whole = banded(smoothed, grid, anchor)
    shifts = leave_one_out(model, best, anchor, whole)
    wanted = set(prepared.keys if only is None else only)
    return [
        MeasuredRating(
            held.name, indicator, place, str(year), float(level[row]), float(spread[row]), float(whole.score[row]),
            float(whole.low[row]), float(whole.high[row]), tuple(whole.bands[row].tolist()), _known(whole.moved[row]),
            _known(whole.fell[row]), {name: float(by[row]) for name, by in shifts.items()},
            prepared.ids.get((place, year), ()),
        )
        for row, (place, year) in enumerate(prepared.keys)
        if (place, year) in wanted
    ]  # fmt: skip


def leave_one_out(model: Model, free: Floats, anchor: Anchor, whole: Banded) -> dict[str, Floats]:
    """Return by how many points each source moves the score of every row; the items' parameters stay as they are."""
    nothing = np.zeros(0, np.int64)
    found = {}
    for number, one in enumerate(model.observed):
        hidden = [np.arange(len(each.rows)) if at == number else nothing for at, each in enumerate(model.observed)]
        less = model.without(hidden).smoothed(free).level
        found[one.item.name] = whole.score - anchor.score(quantile(less, model.grid.values, 0.5))
    return found


def disagreement(plain: PlainRating, measured: MeasuredRating) -> str:
    """Return a sentence where the band of the plain indicator is unlikely by the measured rating; else nothing."""
    score = plain.indicators.get(measured.indicator)
    if score is None:
        return ""
    band = Band.of(score)
    chance = measured.bands[band]
    if chance >= UNLIKELY:
        return ""
    likely = Band(int(np.argmax(measured.bands)))
    return (
        f"{measured.indicator} in {measured.place} {measured.period}: plain {band.name.lower()} ({score:.0f}), "
        f"measured {likely.name.lower()} ({measured.low:.0f}–{measured.high:.0f}); "
        f"the plain band has a probability of {chance:.0%}"
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _keys(told: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    years: dict[str, list[int]] = {}
    for place, year in told:
        years.setdefault(place, []).append(year)
    return tuple((place, year) for place, held in sorted(years.items()) for year in range(min(held), max(held) + 1))


def _index(of: Outside, values: Sequence[IndexValue], rows: Mapping[tuple[str, int], int]) -> Observed:
    own = [one for one in values if (one.source, one.item) == (of.source, of.item)]
    first = min((one.observed for one in own), default=0)
    last = max((one.observed for one in own), default=0)
    item = Ordinal(of.name, of.codes, periods=last - first + 1, drift=of.drift)
    cells = [cell_of(item, min(int(one.share * of.codes), of.codes - 1), one.observed - first) for one in own]
    places = [rows[one.place, one.observed] for one in own]
    return Observed(item, np.array(places, dtype=np.int64), np.array(cells, dtype=np.int64))


def _rater(name: str, codings: Sequence[Coding], rows: Mapping[tuple[str, int], int]) -> Observed:
    item = Ordinal(name, len(Band))
    cells = [cell_of(item, Band.of(one.score)) for one in codings]
    places = [rows[one.place, one.observed] for one in codings]
    return Observed(item, np.array(places, dtype=np.int64), np.array(cells, dtype=np.int64))
