"""Rates countries from files and the record, keeps what came out with its inputs, and proposes from it to a panel."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
from django.conf import settings

from saksi.assess import beside as rating
from saksi.assess import indicators
from saksi.assess.beside import Beside
from saksi.assess.latent import chain, fit, items, model
from saksi.assess.latent.chain import Floats
from saksi.assess.latent.model import Model
from saksi.assess.measured import Sources
from saksi.assess.measured import standard as measured
from saksi.assess.outside.read import IndexValue
from saksi.assess.panel import Basis, Motion
from saksi.assess.plain import Consultation, Events
from saksi.assess.plain import standard as plain
from saksi.flows import measures
from saksi.model.errors import UsageError
from saksi.model.ids import content_id
from saksi.packs import load
from saksi.store import models, panel
from saksi.store.read import counted
from saksi.store.read import panel as kept
from saksi.store.read.record import record

KIND = "rating"
CLOSING = "acts.closing"
_MODULES = (chain, items, model, fit)


@dataclass(frozen=True)
class Given:
    """What files gave; `hashes` has the SHA-256 of each index file by its name."""

    sources: Sources
    consultations: tuple[Consultation, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)


def rate(year: int, as_of: date, given: Given, *, of_record: bool = False) -> list[Beside]:
    """Rate every country of a year both ways, with the parameters found before where the inputs are the same.

    `of_record` has the acts of the record that everybody may see move the plain score; how it stood on an earlier day
    cannot be said of what may be seen today, so `as_of` is today then. Raises UsageError where it is not.
    """
    events = {}
    if of_record:
        if as_of < date.today():  # noqa: DTZ011  # a day of the person's own calendar, as in the option
            raise UsageError("acts of the record are counted as they stand today: leave --as-of out, or --record")
        places = {value.place for value in given.sources.outside} | {one.place for _, one in given.sources.codings}
        events = {place: found for place in sorted(places) if (found := told(place, year)) is not None}
    return rating.beside(year, as_of, given.sources, given.consultations, events, found_before)


def told(place: str, year: int) -> Events | None:
    """Count the closing acts of a country that everybody may see, and what was read, of a year and of those before."""
    facts = counted.of_country(record(None), place, load(settings.SAKSI.packs))
    before = plain().live.years_before
    ids = [[f"{what}:{place}:{at}" for what in (CLOSING, "documents")] for at in range(year - before, year + 1)]
    values = [[int(found.value) if (found := indicators.measure(facts, one)) else 0 for one in own] for own in ids]
    if not values[-1][1]:
        return None
    then = [sum(column) for column in zip(*values[:-1], strict=True)]
    names = tuple(one for own in reversed(ids) for one in own)
    return Events(values[-1][0], values[-1][1], then[0], then[1], names)


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
    return panel.keep(_row(one, by, raters, given.hashes) for one in found)


def _row(
    one: Beside, by: Mapping[str, IndexValue], raters: Mapping[str, str], hashes: Mapping[str, str]
) -> models.Assessment:
    ids = {part.id for part in one.plain.parts}.union(*(held.ids for held in one.measured.values()))
    read = {
        identity: {"value": v.value, "share": v.share, "file": v.file, "line": v.line, "sha256": hashes.get(v.file, "")}
        for identity in sorted(ids & by.keys())
        for v in (by[identity],)
    }
    coded = {identity: raters[identity] for identity in sorted(ids & raters.keys())}
    body = json.loads(json.dumps(rating.whole(one) | {"inputs": read, "raters": coded}))
    method = f"{plain().name}+{measured().name}"
    return panel.assessed(KIND, one.plain.place, one.plain.period, one.plain.as_of.isoformat(), method, body)


def hash_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def propose(
    place: str, period: str, scores: Mapping[str, float], said: panel.Said, needed: int, cited: Sequence[str] = ()
) -> str:
    """Propose a rating that rests on what was kept of the country and year, and on counts and claims that are named.

    Returns its id. Raises UsageError for what counts nothing, and what `panel.propose_rating` raises.
    """
    last = kept.latest(KIND, place, period)
    own = basis_of(last.body) if last is not None else ()
    motion = Motion(needed, dict(scores), None, (*own, *_cited(cited)))
    return panel.propose_rating(place, period, motion, said)


def basis_of(body: Mapping[str, object]) -> Iterator[Basis]:
    """Yield what the plain rating of a kept assessment was made of, with the file and line of each outside value."""
    held: dict[str, dict[str, object]] = body.get("inputs", {})  # type: ignore[assignment]
    simple: dict[str, list[dict[str, object]]] = body["plain"]  # type: ignore[assignment]
    for part in simple["parts"]:
        identity, value, indicator = str(part["id"]), float(str(part["value"])), str(part["indicator"])
        read = held.get(identity)
        if read is not None:
            place = (str(read["file"]), int(str(read["line"])), str(read["sha256"]))
            yield Basis("value", identity, value, indicator, *place)
        elif identity.startswith(("coding ", "consultation ")):
            yield Basis(identity.partition(" ")[0], identity, value, indicator)
        else:
            yield from (Basis("measure", one, None, indicator) for one in identity.split())


def _cited(cited: Sequence[str]) -> Iterator[Basis]:
    facts = measures.facts() if any(":" in one for one in cited) else None
    for one in cited:
        if ":" in one and facts is not None:
            found = indicators.measure(facts, one)
            if found is None:
                raise UsageError(f"nothing counts under {one}: a count's id looks like acts.closing:KH:2021")
            yield Basis("measure", found.id, found.value)
        elif models.Statement.objects.filter(claim=one).exists():
            yield Basis("claim", one)
        else:
            raise UsageError(f"nothing in this store has the id {one}: cite a count or a whole claim's id")
