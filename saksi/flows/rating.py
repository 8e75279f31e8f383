"""Rates countries from files and the record, and keeps what came out with its inputs."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
from django.conf import settings

from saksi.assess import beside as rating
from saksi.assess import events
from saksi.assess.beside import Beside
from saksi.assess.latent import chain, fit, items, model
from saksi.assess.latent.chain import Floats
from saksi.assess.latent.model import Model
from saksi.assess.measured import EventYear, Sources
from saksi.assess.measured import standard as measured
from saksi.assess.outside.read import IndexValue
from saksi.assess.plain import Consultation, Events
from saksi.assess.plain import standard as plain
from saksi.model.errors import UsageError
from saksi.model.ids import content_id
from saksi.packs import load
from saksi.store import models, panel
from saksi.store.read import counted
from saksi.store.read.record import record

KIND = "rating"
_MODULES = (chain, items, model, fit)


@dataclass(frozen=True)
class Given:
    """What files gave."""

    sources: Sources
    consultations: tuple[Consultation, ...] = ()


def rate(year: int, as_of: date, given: Given, *, of_record: bool = False) -> list[Beside]:
    """Rate every country of a year both ways, with the parameters found before where the inputs are the same.

    `of_record` has the acts of the record that everybody may see move both scores; how it stood on an earlier day
    cannot be said of what may be seen today, so `as_of` is today then. Raises UsageError where it is not.
    """
    if not of_record:
        return rating.beside(year, as_of, given.sources, given.consultations, find=found_before)
    if as_of < date.today():  # noqa: DTZ011  # a day of the person's own calendar, as in the option
        raise UsageError("acts of the record are counted as they stand today: leave --as-of out, or --record")
    acts = told(given.sources, year, as_of.year)
    sources = replace(given.sources, events=acts.yearly)
    found = rating.beside(year, as_of, sources, given.consultations, acts.live, found_before)
    return [replace(one, left_out=acts.left_out.get(one.plain.place, 0)) for one in found]


@dataclass(frozen=True)
class Told:
    """Closing acts of the record: what moves the plain score of a year, by country; what the measured rating takes of
    every year; and how many acts of all these years neither takes, by country (see `saksi.assess.events`).
    """

    live: Mapping[str, Events]
    yearly: tuple[EventYear, ...]
    left_out: Mapping[str, int]


def told(sources: Sources, year: int, until: int) -> Told:
    """Count the closing acts that everybody may see, beside what was read, of every country that sources speak of.

    Years are counted from the first that any source speaks of.
    """
    spoken = {(one.place, one.observed) for one in sources.outside}
    spoken |= {(one.place, one.observed) for _, one in sources.codings}
    years = range(min((at for _, at in spoken), default=until), until + 1)
    pack, public = load(settings.SAKSI.packs), record(None)
    live: dict[str, Events] = {}
    yearly: list[EventYear] = []
    left_out: dict[str, int] = {}
    for place in sorted({place for place, _ in spoken}):
        facts = counted.of_country(public, place, pack)
        moving = events.live(facts, place, year, plain().live.years_before)
        live |= {place: moving} if moving is not None else {}
        yearly.extend(events.yearly(facts, place, years, measured().acts))
        left_out[place] = events.left_out(facts, place, years)
    return Told(live, tuple(yearly), left_out)


def found_before(wanted: Model) -> Floats:
    """Return the parameters of highest posterior density: those kept under the model's inputs, else found and kept."""
    key = content_id("fitted", _words(), wanted.inputs)
    known = models.Fitted.objects.filter(inputs=key).first()
    if known is not None:
        return np.array(json.loads(known.free), dtype=np.float64)
    free = fit.mode(wanted)
    models.Fitted.objects.update_or_create(inputs=key, defaults={"free": json.dumps(free.tolist())})
    return free


@cache
def _words() -> str:
    """Hash the files that say how a model is fitted: others find other parameters."""
    return content_id(*(Path(str(one.__file__)).read_text(encoding="utf-8") for one in _MODULES))


def keep(found: Iterable[Beside], given: Given) -> int:
    """Keep ratings with where each of their inputs was read; returns how many were not kept before."""
    by = {value.id: value for value in given.sources.outside}
    raters = {coding.id: who for who, coding in given.sources.codings}
    return panel.keep(_row(one, by, raters) for one in found)


def _row(one: Beside, by: Mapping[str, IndexValue], raters: Mapping[str, str]) -> models.Assessment:
    ids = {part.id for part in one.plain.parts}.union(*(held.ids for held in one.measured.values()))
    read = {
        identity: {"value": v.value, "share": v.share, "file": v.file, "line": v.line, "sha256": v.sha256}
        for identity in sorted(ids & by.keys())
        for v in (by[identity],)
    }
    coded = {identity: raters[identity] for identity in sorted(ids & raters.keys())}
    body = json.loads(json.dumps(rating.whole(one) | {"inputs": read, "raters": coded}))
    method = f"{plain().name}+{measured().name}"
    return panel.assessed(KIND, one.plain.place, one.plain.period, one.plain.as_of.isoformat(), method, body)
