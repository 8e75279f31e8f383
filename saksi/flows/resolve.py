"""Says again which entities of the whole store are one, from names and from what people decided."""

from saksi.model.types import Verdict
from saksi.resolve.cluster import KINDS, Named, Pair, clusters
from saksi.store.models import Canonical
from saksi.store.read import current
from saksi.store.read import rulings as rulings_
from saksi.store.read.rulings import Rulings
from saksi.store.write import set_clusters

_NAMES = {"Person": "name", "Organisation": "name", "Law": "title"}


def resolve() -> int:
    """Cluster the current named entities; returns how many memberships changed."""
    rulings = rulings_.load()
    named = _named(rulings)
    members = clusters(named, _pairs(rulings, Verdict.SAME), _pairs(rulings, Verdict.DIFFERENT))
    return set_clusters(
        [Canonical(entity=m.entity, canonical=m.canonical, kind=m.kind, reason=m.reason) for m in members]
    )


def _named(rulings: Rulings) -> list[Named]:
    """Read main name and country of every named entity; a corrected name is the name."""
    names: dict[str, Named] = {}
    countries: dict[str, str] = {}
    rows = current.rows().filter(kind__in=KINDS, prop__in=("name", "title", "country")).order_by("id")
    for entity, kind, prop, value, claim in rows.values_list("entity", "kind", "prop", "value", "claim"):
        ruling = rulings.get(claim, rulings_.NONE)
        if ruling.rejected:
            continue
        if prop == "country":
            countries[entity] = ruling.shown(value)
        elif prop == _NAMES[kind]:
            names[entity] = Named(entity, kind, ruling.shown(value))
    return [Named(one.entity, one.kind, one.name, countries.get(one.entity, "")) for one in names.values()]


def _pairs(rulings: Rulings, verdict: Verdict) -> list[Pair]:
    found = []
    for subject, ruling in rulings.items():
        if ruling.pair is not None and ruling.pair.verdict is verdict:
            one, _, other = subject.partition(":")
            found.append((one, other))
    return found
