"""Counts of acts: only what a source reports to have taken place counts (see `docs/ontology.md`, status)."""

from collections import defaultdict
from collections.abc import Iterable

from saksi.model.types import Entity, Measure
from saksi.model.vocabulary import counts

INDICATOR = "acts"
NOWHERE = "ZZ"
"""Stands for a country that the text does not give (ISO 3166-1 leaves it to its users; Unicode's CLDR uses it so)."""
_YEAR = 4


def count_acts(acts: Iterable[Entity]) -> list[Measure]:
    """Count acts with a status that counts, by country, type, and year of their date; in order of their ids.

    Yields `acts:KH:all`, `acts.arrest:KH:all`, and for dated acts `acts:KH:2020` and `acts.arrest:KH:2020`. An act that
    runs over several years counts in the first. `claims` are those of the acts' types, one or more an act.
    """
    found: dict[tuple[str, str, str], dict[str, tuple[str, ...]]] = defaultdict(dict)
    for act in acts:
        kind, status = act.first("type"), act.first("status")
        if act.kind != "Act" or not kind or not status or not counts(status):
            continue
        claims = tuple(sorted({s.claim for s in act.statements if s.prop == "type"}))
        year = act.first("date")[:_YEAR]
        for indicator in (INDICATOR, f"{INDICATOR}.{kind}"):
            for period in dict.fromkeys(("", year)):
                found[indicator, act.first("country") or NOWHERE, period][act.id] = claims
    measures = [
        Measure(
            indicator, place, period, float(len(acts_)), tuple(sorted({c for claims in acts_.values() for c in claims}))
        )
        for (indicator, place, period), acts_ in found.items()
    ]
    return sorted(measures, key=lambda measure: measure.id)
