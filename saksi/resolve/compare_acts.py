"""Compares two reports of acts: whether both tell of one thing done to somebody at one time and place.

Evidence of each question (`act_evidence`, `act_victims`, `act_places`) is added up as log-odds and made a probability.
Only reports of one act type are ever one act: an arrest and the charge that follows are two.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from saksi.packs import Pack, load
from saksi.resolve import act_evidence as evidence
from saksi.resolve.act_evidence import ONCE, VETO, Evidence
from saksi.resolve.act_places import places
from saksi.resolve.act_report import ActReport, of_hints
from saksi.resolve.act_victims import Likeness, names, victims
from saksi.resolve.act_words import read
from saksi.resolve.comparison import Comparison, Match, Thresholds
from saksi.resolve.party_likeness import likeness as likeness_of

ELSEWHERE = -0.5
"""Evidence as heavy as this against two reports, as another town, leaves to a person whether they are one act."""

THRESHOLDS = Thresholds(suggest=0.5, merge=0.9)
_PRIOR = Evidence(-1.0, "reports of one type are seldom of one act")
_TOLD = frozenset({"reported", "alleged", "denied"})
_SET = frozenset({"ordered", "scheduled"})
_NEAR = ({"arrest", "detention"}, {"conviction", "detention"})
"""Types that bare words do not tell apart: detained, jailed."""
_AGAIN = Evidence(0.8, "told twice in one document")
_ONCE = Evidence(1.5, "it can be done to the same one only once")


@dataclass(frozen=True, slots=True)
class ActComparison(Comparison):
    """A comparison of acts; `contradicted` says that no other report may bring the two together."""

    contradicted: bool = False


def compare(
    left: str,
    right: str,
    left_context: str,
    right_context: str,
    *,
    likeness: Likeness = likeness_of,
    pack: Pack | None = None,
) -> Comparison:
    """Compare two reports given as words and hints (see `act_report.of_hints`); without hints the words are read.

    Without a pack, places are looked up in what is known of the whole world.
    """
    known = pack or load(("world", "lang/en"))
    first, second = (read(of_hints(*one), known) for one in ((left, left_context), (right, right_context)))
    return compare_reports(first, second, likeness=likeness, pack=known)


def compare_reports(
    left: ActReport,
    right: ActReport,
    *,
    likeness: Likeness = likeness_of,
    pack: Pack | None = None,
    thresholds: Thresholds = THRESHOLDS,
) -> ActComparison:
    """Compare two reports; symmetric, and the reasons come with the weightiest first."""
    first, second = sorted((left, right), key=repr)
    if first.type != second.type and not (first.loose or second.loose):
        return ActComparison(
            0.0, Match.APART, (f"acts of two types: {first.type} and {second.type}",), contradicted=True
        )
    if not _of_one_kind(first.status, second.status, first.type):
        told = f"one report is {first.status}, the other {second.status}"
        return ActComparison(0.0, Match.APART, (told,), contradicted=True)
    found = list(_weigh(first, second, likeness, pack))
    total = _PRIOR.weight + sum(one.weight for one in found)
    score = round(1 / (1 + math.exp(-total)), 4)
    ordered = sorted(found, key=lambda one: (-abs(one.weight), one.reason))
    contradicted = any(one.weight <= VETO for one in found)
    verdict = Match.APART if contradicted else thresholds.verdict(score)
    if verdict is Match.MERGE and any(one.weight <= ELSEWHERE for one in found):
        verdict = Match.SUGGEST  # two of like names were arrested in two towns: a person decides
    return ActComparison(score, verdict, tuple(one.reason for one in ordered) or (_PRIOR.reason,), contradicted)


def _of_one_kind(one: str, other: str, kind: str) -> bool:
    """Say whether two statuses can be of one act: an order is no arrest; a demand is about what is done only once."""
    told = _TOLD | {"called-for"} if kind in ONCE else _TOLD
    return {one, other} <= told or (one == other and one in _SET)


def _weigh(left: ActReport, right: ActReport, likeness: Likeness, pack: Pack | None) -> Iterator[Evidence]:
    about = victims(left, right, likeness)
    meet = any(one.weight >= 2 for one in about) and bool(names(left)) and bool(names(right))
    yield from about
    if {left.type, right.type} not in _NEAR and left.type != right.type:
        weight = -3.5 if left.type and right.type else -1.2
        yield Evidence(weight, f"words of two types: {left.type or 'unknown'} and {right.type or 'unknown'}")
    when = evidence.dates(left, right)
    yield when
    if meet and left.document and left.document == right.document and when.weight >= evidence.UNDATED:
        yield _AGAIN
    where = places(left, right, pack)
    if where is not None:
        # A village, its district and the prison of the next town: whoever is named decides.
        yield Evidence(max(where.weight, -0.5), where.reason) if meet else where
    for question in (evidence.provisions, evidence.outcomes, evidence.terms, evidence.actors):
        if (found := question(left, right)) is not None:
            yield found
    if meet and left.type in ONCE:
        yield _ONCE
