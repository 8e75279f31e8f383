"""Fits the curve that turns the score of an act into the share of such acts that are right.

Labelled sentences were written to be hard, so fewer acts in them are right than in a document. Slope and intercept are
fitted on both together, with an intercept of its own for the sentences; what is kept is the documents' curve.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp

from saksi.extract.confidence import log_odds
from saksi.flows.bench.intervals import ratio

FOLDS = 5
EDGES = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
"""Between which confidences acts are gathered in the table of reliability."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An act that a label speaks of: document, score, whether it is right, and whether a whole text tells it."""

    document: str
    score: float
    right: bool
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve over the log odds of a score."""

    slope: float
    intercept: float

    def share(self, score: float) -> float:
        """Return the share of acts with this score that are right."""
        return 1 / (1 + exp(-(self.intercept + self.slope * log_odds(score))))


def curve(acts: Sequence[Scored]) -> Curve:
    """Fit the curve of whole texts; sentences tell its slope."""
    from sklearn.linear_model import LogisticRegression

    rows = [(log_odds(one.score), float(not one.whole)) for one in acts]
    fitted = LogisticRegression(C=100.0, random_state=0).fit(rows, [one.right for one in acts])
    return Curve(round(float(fitted.coef_[0][0]), 4), round(float(fitted.intercept_[0]), 4))


def crossed(acts: Sequence[Scored]) -> list[float]:
    """Return the confidence of each act by a curve that never saw its document."""
    dealt = {name: number % FOLDS for number, name in enumerate(sorted({one.document for one in acts}))}
    curves = [curve([one for one in acts if dealt[one.document] != fold]) for fold in range(FOLDS)]
    return [curves[dealt[one.document]].share(one.score) for one in acts]


def error(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """Return the expected calibration error: how far confidence and truth lie apart, by EDGES, weighed by numbers.

    Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning" (AAAI 2015).
    """
    total = sum(number * abs(said - true) for _, number, said, true, *_ in table(confidences, right))
    return total / max(len(right), 1)


def table(confidences: Sequence[float], right: Sequence[bool]) -> list[tuple[str, int, float, float, float, float]]:
    """Return a row a range of confidence: its name, number of acts, mean confidence, share right with its interval."""
    out = []
    for low, high in pairwise(EDGES):
        inside = [(said, true) for said, true in zip(confidences, right, strict=True) if low <= said < high]
        if inside:
            said = sum(one for one, _ in inside) / len(inside)
            share = ratio([float(true) for _, true in inside], [1.0] * len(inside))
            out.append((f"{low:.2f}–{min(high, 1):.2f}", len(inside), said, share.value, share.low, share.high))
    return out
