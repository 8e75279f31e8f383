"""What methods computed, as far as a visitor may be told.

A rating that took counts of the record tells of them: who has the outside values and the formula can solve it for
them. So it is shown while everybody may still count as many. To who sees the whole record all of it is shown.
"""

from collections.abc import Iterable, Mapping
from functools import partial

from django.conf import settings

from saksi.assess import indicators
from saksi.assess.cells import LASTING, parse
from saksi.packs import load
from saksi.store.read import counted, panel
from saksi.store.read.once import once
from saksi.store.read.panel import Assessed
from saksi.store.read.record import Record, record


def computed(seen: Record, kind: str, place: str = "", period: str = "") -> list[Assessed]:
    """Return what was kept of one kind and may be shown, the latest kept last."""
    found = panel.assessments(kind, place, period)
    if seen.sight.whole:
        return found
    wanted: dict[str, set[str]] = {}
    for one in found:
        wanted.setdefault(one.place, set()).update(one.body.get("counts", ()))
    today = {place: _today(ids) for place, ids in wanted.items()}
    return [one for one in found if _still(one.body.get("counts", {}), today[one.place])]


def _still(then: Mapping[str, float], today: Mapping[str, float]) -> bool:
    """Say whether nothing that was counted is gone: what has become known since tells of nothing hidden."""
    return all(name in today and today[name] >= value for name, value in then.items())


def _today(ids: Iterable[str]) -> dict[str, float]:
    """Count again what everybody may see; an id that can not be counted so is left out."""
    cells = {one: cell for one in sorted(ids) if (cell := parse(one)) and cell.what not in LASTING}
    places = sorted({cell.country for cell in cells.values()})
    found: dict[str, float] = {}
    for country in places:
        own = tuple(one for one, cell in cells.items() if cell.country == country)
        found |= once(("counted again", country, settings.SAKSI.packs, own), partial(_counts, country, own))
    return found


def _counts(country: str, ids: Iterable[str]) -> dict[str, float]:
    facts = counted.of_country(record(None), country, load(settings.SAKSI.packs))
    made = {one: indicators.measure(facts, one) for one in ids}
    return {one: measure.value if measure else 0.0 for one, measure in made.items()}
