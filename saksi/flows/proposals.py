"""Proposes ratings to the panel from what was kept, and says what a kept rating was made of."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings

from saksi.assess import indicators
from saksi.assess.bands import HIGHEST, LOWEST
from saksi.assess.cells import LASTING, Cell, parse
from saksi.assess.facts import Facts
from saksi.assess.panel import RATING, Basis, Motion
from saksi.flows import lasting, measures
from saksi.model.errors import UsageError
from saksi.model.types import Measure
from saksi.packs import load
from saksi.store import models, panel
from saksi.store.read import counted, subjects
from saksi.store.read import panel as kept
from saksi.store.read.computed import computed
from saksi.store.read.record import Record


def propose(
    place: str,
    period: str,
    scores: Mapping[str, float],
    said: panel.Said,
    needed: int,
    cited: Sequence[str] = (),
    seen: Record | None = None,
) -> str:
    """Propose a rating that rests on what was kept of the country and year, and on counts and claims that are named.

    With `seen` only what that visitor may see can be cited, and is counted as he sees it; else it is all of the record.
    Returns its id. Raises UsageError for what counts nothing, and what `panel.propose_rating` raises.
    """
    made = computed(seen, RATING, place, period) if seen else kept.assessments(RATING, place, period)
    own = basis_of(made[-1].body) if made else ()
    motion = Motion(needed, dict(scores), None, (*own, *_cited(cited, seen)))
    return panel.propose_rating(place, period, motion, said)


def basis_of(body: Mapping[str, Any]) -> Iterator[Basis]:
    """Yield what the plain rating of a kept assessment was made of, with the file and line of each outside value."""
    read, used = body.get("inputs", {}), body.get("counts", {})
    for part in body["plain"]["parts"]:
        identity, value, indicator = part["id"], float(part["value"]), part["indicator"]
        if identity in read:
            yield _value(identity, read[identity], value, indicator)
        elif identity.startswith(("coding ", "consultation ")):
            yield Basis(identity.partition(" ")[0], identity, value, indicator)
        else:
            yield from (Basis("measure", one, used.get(one), indicator) for one in identity.split())


def measured_basis(body: Mapping[str, Any], indicator: str) -> Iterator[Basis]:
    """Yield what a measured indicator of a kept assessment came from in its year: values, codings and counts."""
    read, counts = body.get("inputs", {}), body.get("counts", {})
    for identity in body["measured"][indicator].get("ids", ()):
        if identity in counts:
            yield Basis("measure", identity, counts[identity], indicator)
        elif identity in read:
            share = float(read[identity]["share"])
            yield _value(identity, read[identity], LOWEST + share * (HIGHEST - LOWEST), indicator)
        elif identity in body.get("raters", {}):
            yield Basis("coding", identity, None, indicator)


def _value(identity: str, read: Mapping[str, Any], value: float, indicator: str) -> Basis:
    return Basis("value", identity, value, indicator, read["file"], int(read["line"]), read["sha256"])


def _cited(cited: Sequence[str], seen: Record | None) -> Iterator[Basis]:
    hidden = subjects.hidden(seen, [one for one in cited if ":" not in one]) if seen else frozenset()
    facts: dict[str, Facts] = {}
    for one in cited:
        if ":" in one:
            cell = parse(one)
            if cell and cell.what not in LASTING and cell.country not in facts:
                facts[cell.country] = _facts(cell.country, seen)
            found = _counted(cell, facts, seen) if cell else None
            if found is None:
                raise UsageError(f"nothing counts under {one}: a count's id looks like acts.closing:KH:2021")
            yield Basis("measure", found.id, found.value)
        elif one not in hidden and models.Statement.objects.filter(claim=one).exists():
            yield Basis("claim", one)
        else:
            raise UsageError(f"nothing in this store has the id {one}: cite a count or a whole claim's id")


def _counted(cell: Cell, facts: Mapping[str, Facts], seen: Record | None) -> Measure | None:
    if cell.what not in LASTING:
        return indicators.measure(facts[cell.country], cell.id)
    made = lasting.measure(cell, seen or lasting.everything())
    return made[0] if made else None


def _facts(country: str, seen: Record | None) -> Facts:
    return measures.facts() if seen is None else counted.of_country(seen, country, load(settings.SAKSI.packs))
