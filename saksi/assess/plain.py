"""The plain rating: a weighted mean of expert codings and outside indices, moved a little by events and consultations.

    outside_i = sum of weight * scaled value / sum of weights, over the sources of indicator i that are there
    base_i    = (experts * mean coding_i + outside_i) / (experts + 1), or the one of the two that is there
    base      = mean of base_i over the indicators that are there
    live      = events + consultations, each within its bounds
    events    = - points * log2(closing acts per document, this year to the years before), half an act added to both
    score     = base + live, within 1 and 100

Scaled values run from 1 to 100. The method is `plain.yaml`; changing a weight there makes a new version of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from math import log2
from pathlib import Path
from statistics import mean
from typing import Literal

from saksi.assess.bands import HIGHEST, LOWEST, Band
from saksi.assess.outside.read import IndexValue
from saksi.model.readers import read_yaml

FILE = Path(__file__).parent / "plain.yaml"
HALF_AN_ACT = 0.5

Trend = Literal["down", "stable", "up"]


@dataclass(frozen=True, slots=True)
class Weight:
    """An outside value and what it weighs in its indicator."""

    source: str
    item: str
    weight: float


@dataclass(frozen=True, slots=True)
class Live:
    """Bounds and weights of the live adjustment, in points of the scale."""

    points_a_doubling: float
    most_by_events: float
    least_documents: int
    years_before: int
    consultation: dict[Trend, float]
    most: float


@dataclass(frozen=True, slots=True)
class Method:
    """Everything that the plain rating depends on beside its evidence."""

    method: str
    version: int
    indicators: dict[str, tuple[Weight, ...]]
    experts: float
    oldest: int
    least_indicators: int
    live: Live

    @property
    def name(self) -> str:
        """The name that a rating carries, `method@version`."""
        return f"{self.method}@{self.version}"


@dataclass(frozen=True, slots=True)
class Coding:
    """A score from 1 to 100 that an expert gave an indicator of a country and year, known since a day."""

    id: str
    indicator: str
    place: str
    observed: int
    score: float
    known: date


@dataclass(frozen=True, slots=True)
class Consultation:
    """Where a country is heading in the view of people consulted there, known since a day."""

    id: str
    place: str
    observed: int
    trend: Trend
    known: date


@dataclass(frozen=True, slots=True)
class Events:
    """Closing acts and documents read: of a year and of the years before it, with the counts by their ids."""

    acts: int
    documents: int
    acts_before: int
    documents_before: int
    measures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about one country."""

    outside: tuple[IndexValue, ...] = ()
    codings: tuple[Coding, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    events: Events | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One value that went into a rating: its id, on the scale from 1 to 100 (or in points), its share of the score."""

    indicator: str
    id: str
    value: float
    share: float


@dataclass(frozen=True, slots=True)
class PlainRating:
    """A proposal of a rating; a person proposes it, a panel decides.

    `indicators` are the base scores of those that are there, `live` the points added, `parts` everything that it was
    made of. Where too little is known `score` and `band` are None and `reason` says what is missing.
    """

    method: str
    place: str
    period: str
    as_of: date
    score: float | None
    band: Band | None
    indicators: Mapping[str, float] = field(default_factory=dict)
    live: float = 0.0
    parts: tuple[Part, ...] = ()
    reason: str = ""


@cache
def standard() -> Method:
    """Return the method that Saksi comes with; raises PackError naming a wrong line."""
    return read_yaml(FILE, Method)


def rate(place: str, year: int, as_of: date, evidence: Evidence, method: Method | None = None) -> PlainRating:
    """Rate a country in a year from what was known by the end of a day; `evidence` may hold other countries' too."""
    held = method or standard()
    latest = _latest(place, year, as_of, evidence.outside, held.oldest)
    codings = [one for one in evidence.codings if _holds(one, place, year, as_of)]
    scores: dict[str, float] = {}
    parts: list[Part] = []
    for indicator, weights in held.indicators.items():
        own = _indicator(indicator, weights, latest, codings, held.experts)
        if own:
            scores[indicator] = sum(part.value * part.share for part in own)
            parts.extend(own)
    if len(scores) < held.least_indicators:
        lacking = ", ".join(name for name in held.indicators if name not in scores)
        reason = f"nothing known by {as_of} tells of {lacking} in {year}"
        return PlainRating(held.name, place, str(year), as_of, None, None, scores, parts=tuple(parts), reason=reason)
    share = 1 / len(scores)
    whole = [Part(part.indicator, part.id, part.value, part.share * share) for part in parts]
    moves = _live(place, year, as_of, evidence, held.live)
    live = _within(sum(part.value for part in moves), held.live.most)
    score = min(HIGHEST, max(LOWEST, mean(scores.values()) + live))
    band = Band.of(score)
    return PlainRating(held.name, place, str(year), as_of, score, band, scores, live, (*whole, *moves))


def _holds(one: Coding | Consultation, place: str, year: int, as_of: date) -> bool:
    return one.place == place and one.observed == year and one.known <= as_of


def _latest(
    place: str, year: int, as_of: date, values: Iterable[IndexValue], oldest: int
) -> dict[tuple[str, str], IndexValue]:
    """Return the newest value of each item that was known and is not too old."""
    found: dict[tuple[str, str], IndexValue] = {}
    for value in values:
        key = (value.source, value.item)
        fits = value.place == place and value.known <= as_of and year - oldest <= value.observed <= year
        if fits and (key not in found or found[key].observed < value.observed):
            found[key] = value
    return found


def _indicator(
    indicator: str,
    weights: Sequence[Weight],
    latest: Mapping[tuple[str, str], IndexValue],
    codings: Sequence[Coding],
    experts: float,
) -> list[Part]:
    """Return the parts of one indicator, with shares that add up to 1; none where nothing is known."""
    present = [(latest[key], one.weight) for one in weights if (key := (one.source, one.item)) in latest]
    own = [one for one in codings if one.indicator == indicator]
    total = sum(weight for _, weight in present)
    for_outside = (1.0 if not own else 1 / (experts + 1)) if present else 0.0
    parts = [
        Part(indicator, value.id, LOWEST + value.share * (HIGHEST - LOWEST), for_outside * weight / total)
        for value, weight in present
    ]
    return parts + [Part(indicator, one.id, one.score, (1 - for_outside) / len(own)) for one in own]


def _live(place: str, year: int, as_of: date, evidence: Evidence, live: Live) -> list[Part]:
    """Return what moves the base score, in points."""
    parts = []
    told = evidence.events
    if told and min(told.documents, told.documents_before) >= live.least_documents:
        now = (told.acts + HALF_AN_ACT) / told.documents
        before = (told.acts_before + HALF_AN_ACT) / told.documents_before
        points = _within(-live.points_a_doubling * log2(now / before), live.most_by_events)
        parts.append(Part("live", " ".join(told.measures) or "events", points, 1.0))
    heard = [one for one in evidence.consultations if _holds(one, place, year, as_of)]
    parts += [Part("live", one.id, live.consultation[one.trend] / len(heard), 1.0) for one in heard]
    return parts


def _within(points: float, most: float) -> float:
    return min(most, max(-most, points))
