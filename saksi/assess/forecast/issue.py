"""Forecasts at an origin: three models on what was known then, their average, corrected on past origins."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from saksi.assess.forecast.calibration import Correction, correction
from saksi.assess.forecast.features import Features, features
from saksi.assess.forecast.labels import HORIZON, labels
from saksi.assess.forecast.leaks import planted
from saksi.assess.forecast.method import method
from saksi.assess.forecast.models import Transparent, boosting, forest, training, transparent
from saksi.assess.forecast.panel import Array, Panel
from saksi.model.errors import LeakError, UsageError

MEMBERS = ("boosting", "forest", "logit")
FEWEST = 10
SHOWN = 3  # drivers in each direction


@dataclass(frozen=True)
class Strict:
    """What the models say at one origin: `members` by name, each (outcomes, countries); what the logit's rests on."""

    origin: int
    members: dict[str, Array]
    logit: Transparent
    rows: Features

    @property
    def average(self) -> Array:
        """The mean of the members."""
        out: Array = np.mean([self.members[name] for name in MEMBERS], axis=0)
        return out


@dataclass(frozen=True)
class Driver:
    """A variable of the small logit, what it adds to a country's log-odds, and what its value here means in words."""

    variable: str
    share: float
    label: str


@dataclass(frozen=True)
class Forecast:
    """The risk that a space closes within two years of an origin.

    `members` are the probabilities of the models before correction; `abstains` is the reason why the number is not to
    be shown, empty where it is.
    """

    outcome: str
    country: str
    origin: int
    risk: float
    members: dict[str, float]
    drivers: tuple[Driver, ...] = ()
    abstains: str = ""


@dataclass
class Forecaster:
    """Forecasts from one panel; models of an origin are fitted once. `tell` hears which origin is at work.

    Raises LeakError for a panel with a planted input.
    """

    panel: Panel
    tell: Callable[[int], None] = lambda _: None
    _strict: dict[int, Strict] = field(default_factory=dict)

    def strict(self, origin: int) -> Strict:
        """Fit on what was known at an origin and return what the models say of it."""
        if origin not in self._strict:
            self.tell(origin)
            self._strict[origin] = _fitted(self.panel.as_of(origin))
        return self._strict[origin]

    def correction(self, origin: int) -> Correction:
        """Return how the average is to be corrected at an origin, by past forecasts whose labels were known then."""
        how = method().calibration
        known = labels(self.panel.as_of(origin)).values
        last = origin - HORIZON
        first = max(last - how.origins + 1, self.panel.years[0] + method().abstaining.years + HORIZON + 1)
        past = range(first, last + 1)
        if not past:
            return Correction()
        said = np.stack([self.strict(year).average for year in past])
        truth = np.stack([known[:, :, self.panel.at(year)] for year in past])
        ages = np.broadcast_to(last - np.array(past, dtype=np.float64)[:, None, None], said.shape)
        return correction(said, truth, ages, how)

    def past(self, origin: int) -> dict[tuple[str, str], list[tuple[int, float, bool]]]:
        """Return, by outcome and country, what was said at past origins, uncorrected, and what came; oldest first.

        These are the origins that correct a forecast (see `correction`), whose labels were known at this one.
        """
        how = method().calibration
        known = labels(self.panel.as_of(origin)).values
        first = max(origin - HORIZON - how.origins + 1, self.panel.years[0] + method().abstaining.years + HORIZON + 1)
        found: dict[tuple[str, str], list[tuple[int, float, bool]]] = {}
        for year in range(first, origin - HORIZON + 1):
            said, came = self.strict(year).average, known[:, :, self.panel.at(year)]
            for number, place in np.argwhere(~np.isnan(said) & ~np.isnan(came)):
                key = (self.panel.outcomes[number], self.panel.countries[place])
                found.setdefault(key, []).append((year, float(said[number, place]), bool(came[number, place])))
        return found

    def forecasts(self, origin: int) -> list[Forecast]:
        """Return a forecast for every outcome and every country that has a value in the year of the origin."""
        found = self.strict(origin)
        risk = self.correction(origin).apply(found.average)
        reasons = abstentions(self.panel.as_of(origin))
        at = self.panel.at(origin)
        here = ~(np.isnan(self.panel.indices[:, :, at]).all(axis=0) & np.isnan(self.panel.inputs[:, :, at]).all(axis=0))
        out = []
        for number, outcome in enumerate(self.panel.outcomes):
            shares = found.logit.shares(found.rows.values[number, :, at])[:, : len(found.logit.variables)]
            for place in np.flatnonzero(here):
                members = {name: float(found.members[name][number, place]) for name in MEMBERS}
                drivers = _drivers(found.logit, shares[place])
                one = Forecast(
                    outcome, self.panel.countries[place], origin, float(risk[number, place]), members, drivers
                )
                out.append(replace(one, abstains=reasons[number][place]))
        return out


def _fitted(seen: Panel) -> Strict:
    """Fit the members on a panel that knows no more than its last year."""
    leaks = planted(seen)
    if leaks:
        raise LeakError(f"these inputs tell what an index does later: {', '.join(leaks[:5])}; take them out")
    origin = seen.years[-1]
    rows = features(seen)
    given = training(rows, labels(seen), origin, seen.years[0])
    if min(given.labels.sum(), (1 - given.labels).sum()) < FEWEST:
        raise UsageError(
            f"nothing can be learnt before {origin}: it takes {FEWEST} origins with closing and as many without"
        )
    small = transparent(given, rows.names)
    shape = seen.indices.shape[:2]
    now = rows.values[:, :, -1].reshape(-1, len(rows.names))
    said = {"boosting": boosting(given)(now), "forest": forest(given)(now), "logit": small.predict(now)}
    return Strict(origin, {name: values.reshape(shape) for name, values in said.items()}, small, rows)


def abstentions(seen: Panel) -> list[list[str]]:
    """Return, for each outcome and country, why its forecast is not to be shown at a panel's last year, or nothing."""
    how = method().abstaining
    missing = np.isnan(seen.inputs[:, :, -1])
    out = []
    for index in seen.indices:
        history = (~np.isnan(index)).sum(axis=1)
        row = []
        for place in range(len(seen.countries)):
            if np.isnan(index[place, -1]):
                row.append("the index has no value in this year")
            elif history[place] < how.years:
                row.append(f"the index has {history[place]} years of history, and it takes {how.years}")
            elif len(missing) and missing[:, place].mean() > how.missing:
                row.append(f"{missing[:, place].mean():.0%} of the inputs are missing")
            else:
                row.append("")
        out.append(row)
    return out


def _drivers(logit: Transparent, shares: Array) -> tuple[Driver, ...]:
    """The variables that move a country's odds most, up and down, the strongest first.

    A share has the sign of its weight where the value is above the mean, and the other sign where it is below.
    """
    known = {variable.name: variable for variable in method().logit.variables}
    named = zip(logit.variables, shares, logit.weights, strict=False)  # weights of the outcomes come after them
    found = [
        Driver(name, float(share), known[name].label if share * weight > 0 else known[name].low)
        for name, share, weight in named
    ]
    ranked = sorted(found, key=lambda one: -abs(one.share))
    up = [one for one in ranked if one.share > 0][:SHOWN]
    down = [one for one in ranked if one.share < 0][:SHOWN]
    return (*up, *down)


def last_origin(panel: Panel) -> int:
    """Return the last year that any index has a value in; raises UsageError when there is none."""
    there = ~np.isnan(panel.indices).all(axis=(0, 1))
    if not there.any():
        raise UsageError("no index has any value")
    return panel.years[int(np.flatnonzero(there)[-1])]
