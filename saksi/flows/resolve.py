"""Says which entities of the whole store are one: compares what is new with its candidates, and joins.

A name or an act report is compared once, and again when it looks otherwise. What is sure is joined at once and marked
so; what is likely is a suggestion that waits for a person. What people decided wins over both.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from saksi.packs import Pack
from saksi.resolve import act_blocks, block, cluster
from saksi.resolve.act_clusters import gather
from saksi.resolve.act_report import ActReport
from saksi.resolve.compare import compare
from saksi.resolve.compare_acts import ActComparison, compare_reports
from saksi.resolve.comparison import Comparison, Match
from saksi.resolve.mention import Mention
from saksi.resolve.union import Pair, ordered
from saksi.store import act_groups, clusters, derivation, matches, models
from saksi.store.matches import Found
from saksi.store.read import looks
from saksi.store.read.thresholds import thresholds
from saksi.store.write import writing

KINDS = ("Person", "Organisation")


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a run did: how many entities were compared, in how many pairs, and how many memberships changed."""

    compared: int
    pairs: int
    changed: int


def resolve(pack: Pack | None = None) -> int:
    """Compare what is new and join; returns how many memberships changed."""
    return run(pack).changed


def run(pack: Pack | None = None, *, anew: bool = False) -> Resolved:
    """Compare what is new, or everything `anew`, and join, in one transaction."""
    with writing():
        before = set(_memberships())
        if anew:
            matches.forget_all()
        names = _names()
        derivation.regroup_all()
        acts = _acts(pack)
        derivation.regroup_all()
        return Resolved(names[0] + acts[0], names[1] + acts[1], len(before ^ set(_memberships())))


def _memberships() -> Iterable[tuple[str, str, str]]:
    return models.Canonical.objects.values_list("entity", "canonical", "reason")


def _names() -> tuple[int, int]:
    """Compare names of persons and organisations that are new or look otherwise with their candidates."""
    compared = pairs = 0
    every = {one.id: one for one in looks.mentions()}
    for kind in KINDS:
        own = {identity: one for identity, one in every.items() if one.kind == kind}
        fresh = _fresh(kind, own)
        if fresh:
            judged = judgements(own)
            scored = _scored(own, fresh, judged)
            found = _found_names(kind, own, scored, judged)
            matches.put(kind, fresh, found)
            compared, pairs = compared + len(fresh), pairs + len(scored)
    return compared, pairs


def _fresh(kind: str, own: Mapping[str, Mention] | Mapping[str, ActReport]) -> dict[str, str]:
    """Return those that were not compared as they look now, with what they look like; what is gone is forgotten."""
    known = matches.known(kind)
    matches.forget(known.keys() - own.keys())
    now = {identity: looks.looks(one) for identity, one in own.items()}
    return {identity: sign for identity, sign in now.items() if known.get(identity) != sign}


def judgements(own: Iterable[str]) -> dict[Pair, bool]:
    """Return which pairs of these entities people hold to be the same, or to be different."""
    there = set(own)
    same, different = clusters.pairs()
    found = {ordered(*two): True for two in same if set(two) <= there}
    return found | {ordered(*two): False for two in different if set(two) <= there}
