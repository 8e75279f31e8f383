"""The plain and the measured rating of every country, side by side, and what a person should look at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from types import MappingProxyType

import numpy as np

from saksi.assess import measured, plain
from saksi.assess.bands import Anchor, Band
from saksi.assess.latent.chain import Floats
from saksi.assess.latent.fit import mode
from saksi.assess.latent.model import Model
from saksi.assess.measured import MeasuredRating, Sources
from saksi.assess.plain import Consultation, Events, Evidence, PlainRating


@dataclass(frozen=True)
class Beside:
    """Both ratings of a country and year; `measured` by indicator, `disagreements` in sentences.

    `counts` are those of the record that either rating took of the country, of every year, by their ids, as they stood
    when it was made: a level leans on the years around it. `left_out` are closing acts of the record that neither took,
    since no document of their own year tells of them.
    """

    plain: PlainRating
    measured: Mapping[str, MeasuredRating]
    disagreements: tuple[str, ...]
    counts: Mapping[str, float] = field(default_factory=dict)
    left_out: int = 0


def beside(
    year: int,
    as_of: date,
    sources: Sources,
    consultations: Sequence[Consultation] = (),
    events: Mapping[str, Events] = MappingProxyType({}),
    find: Callable[[Model], Floats] = mode,
) -> list[Beside]:
    """Rate every country that something is known of in a year, as of a day, both ways; in order of their codes.

    The measured scale is anchored where its bands differ least from the plain ones over all countries of the year, so
    what is left between the two is about countries and not about scales. `events` are acts told of by country; `find`
    finds a model's parameters, for who keeps those found before.
    """
    known = sources.known_by(as_of)
    codings = tuple(one for _, one in known.codings)
    evidence = Evidence(known.outside, codings, tuple(consultations))
    places = sorted({one.place for one in known.outside} | {one.place for one in codings})
    simple = {place: plain.rate(place, year, as_of, _of(evidence, place, events.get(place))) for place in places}
    found: dict[str, dict[str, MeasuredRating]] = {place: {} for place in places}
    for indicator in measured.standard().indicators:
        for one in _measured(indicator, year, known, simple, find):
            found[one.place][indicator] = one
    return [
        Beside(
            rating,
            found[place],
            tuple(filter(None, (measured.disagreement(rating, m) for m in found[place].values()))),
            _counts(place, events.get(place), known),
        )
        for place, rating in simple.items()
    ]


def whole(one: Beside) -> dict[str, object]:
    """Return both ratings with all that they were made of, as JSON can hold them."""
    simple = asdict(one.plain) | {
        "as_of": one.plain.as_of.isoformat(),
        "band": one.plain.band.name.lower() if one.plain.band is not None else None,
    }
    measured = {name: asdict(rating) for name, rating in one.measured.items()}
    counts = {"counts": dict(one.counts)} if one.counts else {}
    left = {"left_out": one.left_out} if one.left_out else {}
    return {"plain": simple, "measured": measured, "disagreements": list(one.disagreements), **counts, **left}


def _counts(place: str, events: Events | None, known: Sources) -> dict[str, float]:
    told = [one.measures for one in known.events if one.place == place]
    return {name: value for own in (*([events.measures] if events else []), *told) for name, value in own.items()}


def _of(evidence: Evidence, place: str, events: Events | None) -> Evidence:
    outside = tuple(one for one in evidence.outside if one.place == place)
    return Evidence(outside, evidence.codings, evidence.consultations, events)


def _measured(
    indicator: str,
    year: int,
    known: Sources,
    simple: Mapping[str, PlainRating],
    find: Callable[[Model], Floats],
) -> list[MeasuredRating]:
    prepared = measured.prepare(indicator, known)
    if not prepared.model.observed:
        return []
    free = find(prepared.model)
    rows = [
        (row, Band.of(simple[place].indicators[indicator]))
        for row, (place, at) in enumerate(prepared.keys)
        if at == year and indicator in simple[place].indicators
    ]
    anchor = Anchor()
    if rows:
        over = prepared.model.smoothed(free).level[np.array([row for row, _ in rows])]
        anchor = Anchor.fitted(over, prepared.model.grid.values, [band for _, band in rows])
    return measured.measure(indicator, prepared, anchor, free, [key for key in prepared.keys if key[1] == year])
