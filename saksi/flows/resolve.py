"""Says again which entities of the whole store are one, from names and from what people decided."""

from collections import Counter, defaultdict

from saksi.model.types import Verdict
from saksi.resolve.cluster import KINDS, Named, Pair, clusters
from saksi.store.models import Canonical
from saksi.store.read import current
from saksi.store.read import rulings as rulings_
from saksi.store.read.rulings import NONE, Rulings
from saksi.store.write import set_clusters

_MAIN = {"Person": "name", "Organisation": "name", "Law": "title"}
# What nearly every country has under the same name: a Supreme Court, a Ministry of Interior, a Cybercrime Law.
_OF_A_STATE = frozenset({"court", "ministry", "parliament", "agency", "force", "commission"})
_TREATY = "treaty"
Values = dict[tuple[str, str], str]


def resolve() -> int:
    """Cluster the current named entities; returns how many memberships changed."""
    rulings = rulings_.load()
    members = clusters(_named(rulings), _pairs(rulings, Verdict.SAME), _pairs(rulings, Verdict.DIFFERENT))
    rows = [Canonical(entity=m.entity, canonical=m.canonical, kind=m.kind, reason=m.reason) for m in members]
    return set_clusters(rows)


def _named(rulings: Rulings) -> list[Named]:
    """Read main name and country of every named entity; a corrected value is the value."""
    values: Values = {}
    kinds: dict[str, tuple[str, str]] = {}
    props = ("name", "title", "country", "type")
    rows = current.rows().filter(kind__in=KINDS, prop__in=props).order_by("id")
    for entity, document, kind, prop, value, claim in rows.values_list(
        "entity", "document", "kind", "prop", "value", "claim"
    ):
        ruling = rulings.get(claim, NONE)
        if not ruling.rejected:
            kinds[entity] = (kind, document)
            values.setdefault((entity, prop), ruling.shown(value))
    homes = _homes(rulings)
    found = []
    for entity, (kind, document) in kinds.items():
        name = values.get((entity, _MAIN[kind]))
        own = values.get((entity, "country"), "")
        home = homes.get(document, "") if _national(entity, kind, values) else ""
        if name:
            found.append(Named(entity, kind, name, own or home))
    return found


def _national(entity: str, kind: str, values: Values) -> bool:
    """Say whether the bare name means another thing in every country: then the document's own country tells which."""
    sort = values.get((entity, "type"), "")
    return sort in _OF_A_STATE if kind == "Organisation" else kind == "Law" and sort != _TREATY


def _homes(rulings: Rulings) -> dict[str, str]:
    """Return the country that most acts of a document took place in, by document."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    rows = current.rows().filter(kind="Act", prop="country").order_by("id")
    for document, value, claim in rows.values_list("document", "value", "claim"):
        ruling = rulings.get(claim, NONE)
        if not ruling.rejected:
            found[document][ruling.shown(value)] += 1
    return {document: min(counts, key=lambda c: (-counts[c], c)) for document, counts in found.items()}


def _pairs(rulings: Rulings, verdict: Verdict) -> list[Pair]:
    found = []
    for subject, ruling in rulings.items():
        if ruling.pair is not None and ruling.pair.verdict is verdict:
            one, _, other = subject.partition(":")
            found.append((one, other))
    return found
