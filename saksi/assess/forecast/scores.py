"""How good probabilities are: whether they order, whether they find, whether they are as often right as they say."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saksi.assess.forecast.panel import Array

Bools = npt.NDArray[np.bool_]
Strings = npt.NDArray[np.str_]
BINS = 10
TOP = 0.2
ROUNDS = 500
SEED = 1


@dataclass(frozen=True)
class Scored:
    """Forecasts with what came: each array has a row a forecast; `group` tells outcome and origin together."""

    labels: Array
    probabilities: Array
    country: Strings
    outcome: Strings
    origin: npt.NDArray[np.int64]

    def where(self, rows: Bools) -> "Scored":
        """Return some of the rows."""
        return Scored(
            self.labels[rows], self.probabilities[rows], self.country[rows], self.outcome[rows], self.origin[rows]
        )


@dataclass(frozen=True)
class Scores:
    """Area under the ROC curve, average precision, Brier score, its skill against the base rate, calibration error."""

    number: int
    base: float
    mean: float
    auc: float
    precision: float
    brier: float
    skill: float
    error: float
    recall: float

    def __str__(self) -> str:
        return (
            f"{self.auc:.3f}  {self.precision:.3f}  {self.brier:.4f}  {self.skill:+.3f}  {self.error:.3f}  "
            f"{self.recall:.3f}  {self.mean:.3f}  {self.base:.3f}  {self.number}"
        )


HEAD = "AUC    AP     Brier   skill   error  recall mean   base   n"


def scores(given: Scored) -> Scores:
    """Score forecasts; raises ValueError where all labels are the same."""
    y, p = given.labels, given.probabilities
    base = float(y.mean())
    loss = float(((y - p) ** 2).mean())
    return Scores(
        len(y),
        base,
        float(p.mean()),
        area(y, p),
        average_precision(y, p),
        loss,
        1 - loss / (base * (1 - base)),
        calibration_error(y, p),
        recall_at_top(given),
    )


def area(labels: Array, probabilities: Array) -> float:
    """Area under the ROC curve: how often a closing has the higher probability of a pair (Mann and Whitney 1947)."""
    positive = int(labels.sum())
    if not 0 < positive < len(labels):
        raise ValueError("there is no curve where all labels are the same")
    _, place, counts = np.unique(probabilities, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    above = ranks[labels == 1].sum() - positive * (positive + 1) / 2
    return float(above / (positive * (len(labels) - positive)))


def average_precision(labels: Array, probabilities: Array) -> float:
    """Precision at each closing found, averaged over closings; equal probabilities are found together."""
    values, place = np.unique(-probabilities, return_inverse=True)
    found = np.cumsum(np.bincount(place, labels, len(values)))
    asked = np.cumsum(np.bincount(place, minlength=len(values)))
    gained = np.diff(found, prepend=0.0)
    return float((gained * found / asked).sum() / labels.sum())


def calibration_error(labels: Array, probabilities: Array, equal_counts: bool = False) -> float:
    """How far said and seen shares of closing are apart, over ten bins, weighted by what is in them.

    Bins are tenths of the scale, or hold equally many forecasts.
    """
    if equal_counts:
        place = np.argsort(np.argsort(probabilities, kind="stable"), kind="stable") * BINS // len(labels)
    else:
        place = np.minimum((probabilities * BINS).astype(np.int64), BINS - 1)
    apart = np.bincount(place, labels - probabilities, BINS)
    return float(np.abs(apart).sum() / len(labels))


def recall_at_top(given: Scored, share: float = TOP) -> float:
    """Return which part of the closings stands in the top fifth of its outcome and origin."""
    found = 0.0
    for outcome in np.unique(given.outcome):
        for origin in np.unique(given.origin):
            here = (given.outcome == outcome) & (given.origin == origin)
            number = int(np.ceil(here.sum() * share))
            best = np.argsort(-given.probabilities[here], kind="stable")[:number]
            found += float(given.labels[here][best].sum())
    return found / float(given.labels.sum())


def gains(ours: Scored, theirs: Array, rounds: int = ROUNDS) -> dict[str, tuple[float, float, float]]:
    """Return by how much ours beat other probabilities of the same rows, with 95 % intervals, by measure.

    Countries are drawn anew with replacement, with all their rows (a cluster bootstrap): years and spaces of one
    country are not independent.
    """
    measures: dict[str, Callable[[Array, Array], float]] = {
        "AUC": area,
        "AP": average_precision,
        "Brier": lambda y, p: float(((y - p) ** 2).mean()),
    }
    names = np.unique(ours.country)
    members = [np.flatnonzero(ours.country == name) for name in names]
    chance = np.random.default_rng(SEED)
    drawn = [np.arange(len(ours.labels))]
    drawn += [np.concatenate([members[n] for n in chance.integers(len(names), size=len(names))]) for _ in range(rounds)]
    out = {}
    for name, measure in measures.items():
        apart = [
            measure(ours.labels[rows], ours.probabilities[rows]) - measure(ours.labels[rows], theirs[rows])
            for rows in drawn
            if 0 < ours.labels[rows].sum() < len(rows)
        ]
        low, high = np.quantile(apart[1:], [0.025, 0.975])
        out[name] = (apart[0], float(low), float(high))
    return out
