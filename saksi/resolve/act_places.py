"""Weighs whether two reports tell of the same place, with what the packs know of places."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from saksi.model.ids import fold
from saksi.packs import Pack
from saksi.resolve.act_evidence import Evidence
from saksi.resolve.act_report import ActReport

_ALIKE = 0.84
_LONG = 5
_KIND = re.compile(r"\b(province|provincial|city|town|district|commune|municipality|capital|the|of|in|central|near)\b")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where words say it was: the words folded, and the regions and countries that the packs give for them."""

    words: frozenset[str]
    regions: frozenset[str]
    countries: frozenset[str]
    wide: bool

    @classmethod
    def of(cls, report: ActReport, pack: Pack | None) -> "Whereabouts":
        """Look up the places of a report; `wide` says that it names no more than a country."""
        words = {folded for place in report.places if (folded := plain(place))}
        regions, countries, wide = set[str](), {report.country} - {""}, True
        for place in report.places:
            country = pack.country_by_name(place) if pack else None
            if country:
                countries.add(country.code)
                words.discard(plain(place))
                continue
            wide = False
            known = pack.places_named(place) if pack else ()
            near = [one for one in known if not report.country or one.country == report.country]
            for one in near[:1]:
                regions.add(one.parent or one.code)
                countries.add(one.country)
        return cls(frozenset(words), frozenset(regions - {""}), frozenset(countries), wide)


def places(left: ActReport, right: ActReport, pack: Pack | None) -> Evidence | None:
    """Weigh the places; None where a report names none, and no two countries contradict each other."""
    ours, theirs = Whereabouts.of(left, pack), Whereabouts.of(right, pack)
    if ours.countries and theirs.countries and not ours.countries & theirs.countries:
        return Evidence(
            -2.5, f"other countries: {', '.join(sorted(ours.countries))} and {', '.join(sorted(theirs.countries))}"
        )
    if not left.places or not right.places:
        return None
    told = f"{', '.join(left.places)} and {', '.join(right.places)}"
    if ours.wide or theirs.wide:
        both = ours.wide and theirs.wide
        return Evidence(0.6 if both else 0.3, f"places that fit: {told}")
    if same_words(ours.words, theirs.words):
        whole = len(ours.words) == len(theirs.words) == 1
        apart = len(ours.words) > 1 and len(theirs.words) > 1 and not _narrow(left, right)
        if apart:
            return Evidence(-0.3, f"places in the same place: {told}")
        return Evidence(1.2 if whole or _narrow(left, right) else 0.8, f"places that agree: {told}")
    if ours.regions & theirs.regions:
        return Evidence(0.6, f"places in the same region: {told}")
    if ours.regions and theirs.regions:
        return Evidence(-1.6, f"other places: {told}")
    return Evidence(-0.8, f"places that are not known to be the same: {told}")


def same_words(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Say whether two sets of place names share one, spelled a little differently at most."""
    return any(_alike(a, b) for a in ours for b in theirs)


def plain(place: str) -> str:
    """Return a place without what says its kind: Mondulkiri province is Mondulkiri."""
    return " ".join(_KIND.sub(" ", fold(place)).split())


def _narrow(left: ActReport, right: ActReport) -> bool:
    """Say whether the narrowest places of two reports are the same."""
    return _alike(plain(left.places[0]), plain(right.places[0]))


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    if not a or not b:
        return False
    if f" {a} " in f" {b} " or f" {b} " in f" {a} ":
        return True
    return min(len(a), len(b)) >= _LONG and SequenceMatcher(None, a, b).ratio() >= _ALIKE
