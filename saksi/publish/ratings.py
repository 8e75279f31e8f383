"""Ratings as the cards that templates know: what a panel decided, what methods compute, and what it rests on."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from saksi.assess.bands import Band
from saksi.assess.panel import Proposal, State, standing
from saksi.assess.plain import standard
from saksi.publish import charts, labels
from saksi.publish.mask import SIGN, Mask
from saksi.store.read import panel as kept
from saksi.store.read.computed import computed as may_tell
from saksi.store.read.masks import MASK
from saksi.store.read.panel import Assessed
from saksi.store.read.record import Record
from saksi.store.read.unsaid import says_guarded

Address = Callable[[str], str]
Words = Callable[[str], str]
TOLD = 0.05
"""What a driver adds to or takes from the log-odds at least, to be told: less is no reason."""
_BLACK = re.compile(f"{MASK}+")


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A country in the list; `band` is empty where no panel has rated it, `computed` the last computed one."""

    code: str
    to: str
    band: str
    score: float | None
    period: str
    listed: bool
    computed: str


@dataclass(frozen=True, slots=True)
class History:
    """A proposal: what it says, how it came out, and the reasons that were given, in the words that may be read."""

    id: str
    period: str
    band: str
    score: float | None
    listed: bool | None
    state: str
    day: str
    reason: str
    votes: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator as computed both ways: scores, 90 % limits, probabilities of the bands and of a fall."""

    code: str
    plain: float | None
    measured: float | None
    low: float | None
    high: float | None
    bands: tuple[tuple[str, int], ...]
    fell: int | None
    differs: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    """The risk that a space closes, in percent, or why none is said; `record` are earlier years, risk and outcome."""

    label: str
    origin: str
    risk: int | None
    low: int
    high: int
    up: tuple[str, ...]
    down: tuple[str, ...]
    abstains: str
    record: tuple[tuple[str, int, bool], ...]


@dataclass(frozen=True)
class RatingCard:
    """Everything that is known of a country's rating."""

    code: str
    now: History | None
    listed: bool
    scores: tuple[tuple[str, float], ...]
    history: tuple[History, ...]
    computed: Assessed | None
    band: str
    indicators: tuple[Indicator, ...]
    inputs: tuple[dict[str, Any], ...]
    years: tuple[tuple[str, float, str], ...]
    chart: SafeString
    chances: SafeString
    forecasts: tuple[Forecast, ...]

    @property
    def bands(self) -> tuple[tuple[str, int], ...]:
        """Return the bands of the first indicator that was measured, which name those of all; empty where none was."""
        return next((one.bands for one in self.indicators if one.bands), ())


def lines(record: Record, to: Address) -> list[RatingLine]:
    """List the countries that were rated, or computed as far as a visitor may be told, by code."""
    ratings, listed = kept.ratings(), on_watch()
    computed: dict[str, Assessed] = {}
    for row in may_tell(record, "rating"):  # the latest kept comes last, and may be of an earlier year
        if row.place not in computed or row.period >= computed[row.place].period:
            computed[row.place] = row
    newest = {place: one for (place, _), one in sorted(standing(ratings).items())}
    return [
        RatingLine(
            code,
            to(code),
            one.band.name.lower() if (one := newest.get(code)) else "",
            one.score if one else None,
            one.period if one else "",
            code in listed,
            (computed[code].body["plain"]["band"] or "") if code in computed else "",
        )
        for code in sorted(newest.keys() | computed.keys() | listed)
    ]


def latest(record: Record, code: str) -> tuple[str, tuple[Indicator, ...]] | None:
    """Return the last year of a country that was computed, with its indicators; None where none was."""
    by_year = {one.period: one for one in may_tell(record, "rating", code)}
    return (max(by_year), tuple(_indicators(by_year[max(by_year)]))) if by_year else None


def on_watch() -> frozenset[str]:
    """Return the countries on the watchlist."""
    return frozenset(place for (place, _), one in standing(kept.watchlist()).items() if one.motion.listed)


def listed(cards: Iterable[RatingCard], to: Address) -> list[RatingLine]:
    """List the countries of cards, by code."""
    found = (
        RatingLine(
            one.code,
            to(one.code),
            one.now.band if one.now else "",
            one.now.score if one.now else None,
            one.now.period if one.now else "",
            one.listed,
            one.band,
        )
        for one in cards
    )
    return sorted(found, key=lambda line: line.code)


def card(record: Record, code: str) -> RatingCard | None:
    """Return the card of a country in the words that may be read; None where he may see nothing rated or computed.

    Outside the house nothing tells of proposals that no panel adopted. Reasons are left out in which something stands
    that is kept from him (see `unsaid`), and so is what was computed of counts that are no longer public.
    """
    house = record.sight.whole_texts

    def words(text: str) -> str:
        if says_guarded(record.sight, text, labels.country(code)):
            return ""
        masked = _BLACK.sub(SIGN, record.sight.words(text))
        return masked if house else Mask().words(masked)

    ratings, watch = (
        [one for one in found if house or one.state is State.ADOPTED]
        for found in (kept.ratings(code), kept.watchlist(code))
    )
    found = Found(ratings, watch, may_tell(record, "rating", code), may_tell(record, "forecast", code))
    if not (found.ratings or found.watch or found.assessed or found.forecasts):
        return None
    return made(code, found, words, house=house)


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that the card of a country is made of."""

    ratings: Sequence[Proposal] = ()
    watch: Sequence[Proposal] = ()
    assessed: Sequence[Assessed] = ()
    forecasts: Sequence[Assessed] = ()


def has_card(record: Record, code: str) -> bool:
    """Say whether a visitor is shown a card of a country: anything computed, or what a panel adopted of it."""
    if any(may_tell(record, kind, code) for kind in ("rating", "forecast")):
        return True
    found = (*kept.ratings(code), *kept.watchlist(code))
    return any(record.sight.whole_texts or one.state is State.ADOPTED for one in found)


def made(code: str, found: Found, words: Words, *, house: bool) -> RatingCard:
    """Make the card of a country; what is open to votes is shown in the house alone."""
    ratings, watch, assessed, forecasts = found.ratings, found.watch, found.assessed, found.forecasts
    held = sorted(standing(ratings).values(), key=lambda one: one.period)
    last = held[-1] if held else None
    by_year = {one.period: one for one in assessed}
    computed = by_year[max(by_year)] if by_year else None
    indicators = tuple(_indicators(computed)) if computed else ()
    years = tuple(
        (period, float(one.body["plain"]["score"]), one.body["plain"]["band"])
        for period, one in sorted(by_year.items())
        if one.body["plain"]["score"] is not None
    )
    return RatingCard(
        code=code,
        now=_history(words, last) if last else None,
        listed=any(one.motion.listed for one in standing(watch).values()),
        scores=tuple(last.motion.scores.items()) if last else (),
        history=tuple(_seen(words, [*ratings, *watch], house)),
        computed=computed,
        band=(computed.body["plain"]["band"] or "") if computed else "",
        indicators=indicators,
        inputs=tuple(_inputs(computed)) if computed else (),
        years=years,
        chart=charts.ratings(
            [(period, score) for period, score, _ in years],
            [(one.period, one.score) for one in held],
            labels.chart_of_ratings(code),
        ),
        chances=charts.bands(
            [(labels.indicator(one.code), one.bands) for one in indicators if one.bands], labels.chart_of_bands(code)
        ),
        forecasts=tuple(_forecasts(forecasts)),
    )


def _seen(words: Words, found: Iterable[Proposal], house: bool) -> list[History]:
    """Return the proposals that a visitor may see, the latest first: what is open is the group's own affair."""
    shown = [one for one in found if house or one.state is State.ADOPTED]
    return [_history(words, one) for one in sorted(shown, key=lambda one: one.at, reverse=True)]


def _history(words: Words, one: Proposal) -> History:
    rates = one.motion.listed is None
    day = (one.decided or one.at).date().isoformat()
    return History(
        one.id,
        one.period,
        one.band.name.lower() if rates else "",
        one.score if rates else None,
        one.motion.listed,
        one.state.value,
        day,
        words(one.reason),
        tuple((vote.accepts, words(vote.reason)) for vote in one.votes),
    )


def _indicators(computed: Assessed) -> list[Indicator]:
    simple, measured = computed.body["plain"]["indicators"], computed.body["measured"]
    told = computed.body["disagreements"]
    found = []
    for code in standard().indicators:
        one = measured.get(code, {})
        chances = zip(Band, one.get("bands", ()), strict=False)
        fell = one.get("fell")
        found.append(
            Indicator(
                code,
                simple.get(code),
                one.get("score"),
                one.get("low"),
                one.get("high"),
                tuple((band.name.lower(), round(100 * chance)) for band, chance in chances),
                None if fell is None else round(100 * fell),
                any(sentence.startswith(f"{code} ") for sentence in told),
            )
        )
    return [one for one in found if one.plain is not None or one.measured is not None]


def _inputs(computed: Assessed) -> list[dict[str, Any]]:
    """Return what the plain score was made of; counts of the record are named, and told where they are counted."""
    read = computed.body["inputs"]
    parts = computed.body["plain"]["parts"]
    return [
        {"id": part["id"], "indicator": part["indicator"], "value": part["value"], **read.get(part["id"], {})}
        | {"scaled": part["value"]}
        for part in parts
        if part["id"] in read
    ]


def _forecasts(found: Iterable[Assessed]) -> list[Forecast]:
    """Return the forecasts from the latest origin that is kept."""
    listed = list(found)
    last = max((one.period for one in listed), default="")
    made = {one.body["outcome"]: one.body for one in listed if one.period == last}
    return [
        Forecast(
            body["label"],
            last,
            None if body["abstains"] else round(100 * body["risk"]),
            round(100 * min(body["members"].values())),
            round(100 * max(body["members"].values())),
            tuple(one["label"] for one in body["drivers"] if one["share"] >= TOLD),
            tuple(one["label"] for one in body["drivers"] if one["share"] <= -TOLD),
            body["abstains"],
            tuple((str(year), round(100 * said), bool(came)) for year, said, came in body["record"]),
        )
        for body in made.values()
    ]
