"""Says which entities of the whole store are one: compares what is new with its candidates, and joins.

A name or an act report is compared once, and again when it looks otherwise. Acts and organisations that are sure to be
one are joined at once and marked so; what is likely, and every two spellings of a person, is a suggestion that waits
for somebody. What people decided wins over both.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from saksi.packs import Pack, load
from saksi.resolve import act_blocks, block, cluster
from saksi.resolve.act_clusters import gather
from saksi.resolve.act_report import ActReport
from saksi.resolve.compare import compare
from saksi.resolve.compare_acts import THRESHOLDS, ActComparison, compare_reports
from saksi.resolve.comparison import Comparison, Match, Thresholds
from saksi.resolve.mention import Mention
from saksi.resolve.teaching import Judged, Lesson, teach
from saksi.resolve.union import Pair, ordered
from saksi.store import clusters, derivation, matches, models
from saksi.store.matches import Found
from saksi.store.read import looks
from saksi.store.write import writing

PERSON = "Person"
KINDS = (PERSON, "Organisation")
ACT = "Act"
PACKS = ("world", "lang/en", "kh")
_NAMES = Thresholds(0.5, 0.9)
_WRONG = 3  # refused pairs of acts that it takes to ask people more; of persons one is enough
Scored = dict[Pair, Comparison]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a run did: how many entities were compared in how many pairs, how many memberships changed.

    `waiting` counts by kind the pairs that people are asked about, `lessons` say what their judgements teach about
    thresholds.
    """

    compared: int
    pairs: int
    changed: int
    waiting: Mapping[str, int] = field(default_factory=dict)
    lessons: Mapping[str, Lesson] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Step:
    """What comparing the entities of one kind did."""

    compared: int
    pairs: int
    lesson: Lesson


def resolve(pack: Pack | None = None) -> int:
    """Compare what is new and join; returns how many memberships changed."""
    return run(pack).changed


def run(pack: Pack | None = None, *, anew: bool = False) -> Resolved:
    """Compare what is new, or everything `anew`, and join, in one transaction."""
    with writing():
        before = set(_memberships())
        if anew:
            matches.forget_all(clusters.judged())
        steps = {kind: _names(kind) for kind in KINDS}
        derivation.regroup_all()
        steps[ACT] = _acts(pack or load(PACKS))
        derivation.regroup_all()
        changed = len({entity for entity, *_ in before ^ set(_memberships())})
    every = steps.values()
    lessons = {kind: step.lesson for kind, step in steps.items()}
    held = clusters.judged()
    waiting = {kind: matches.waiting(kind, held) for kind in steps}
    return Resolved(sum(s.compared for s in every), sum(s.pairs for s in every), changed, waiting, lessons)


def _memberships() -> Iterable[tuple[str, str, str]]:
    return models.Canonical.objects.values_list("entity", "canonical", "reason")


def _names(kind: str) -> _Step:
    """Compare names of a kind that are new, or look otherwise than when they were compared, with their candidates."""
    own = {one.id: one for one in looks.mentions(kind)}
    judged = _judgements(own)

    def compared(one: str, other: str) -> Comparison:
        return compare(own[one], own[other], told=False)

    lesson = teach(_judged(compared, judged), _NAMES)
    fresh = _fresh(kind, own, lesson)
    if not fresh:
        return _Step(0, 0, lesson)
    near = _near(block.candidates(own.values(), fresh), fresh)
    pairs = [two for two in block.candidates(own.values(), near) if near.issuperset(two)]
    scored = {two: _strict(compared(*two), lesson.taught) for two in pairs}
    matches.put(kind, _signs(own, fresh, lesson), near, _found(kind, own, scored, judged), judged)
    return _Step(len(fresh), len(pairs), lesson)


def _strict(found: Comparison, thresholds: Thresholds) -> Comparison:
    """Ask people where the comparison would merge and their judgements say that its score is not enough."""
    if found.verdict is Match.MERGE and found.score < thresholds.merge > _NAMES.merge:
        return replace(found, verdict=Match.SUGGEST)
    return found


def _found(kind: str, own: Mapping[str, Mention], scored: Scored, judged: Mapping[Pair, bool]) -> list[Found]:
    """Return what to keep of compared names: the links of their clusters, and what to ask."""
    if kind == PERSON:
        # A person's name travels as far as a decision on it lets it, so only people say whose name it is.
        return [
            Found(kind, *two, comparison.score, matches.SUGGEST)
            for two, comparison in scored.items()
            if two not in judged and comparison.verdict is not Match.APART and not _namesakes(own, two)
        ]
    pairs = [cluster.Scored(*two, comparison) for two, comparison in scored.items()]
    decisions = [cluster.Judgement(*two, same) for two, same in judged.items()]
    made = cluster.cluster({end for two in scored for end in two}, pairs, decisions)
    home = {member: place for place, one in enumerate(made) for member in one.members}
    found = []
    for (one, other), comparison in scored.items():
        if (one, other) in judged:
            continue
        if home[one] == home[other]:
            # Every sure pair is kept, so that a cluster holds together when one of its members is taken out.
            if comparison.verdict is Match.MERGE:
                found.append(Found(kind, one, other, comparison.score, matches.MERGE))
        elif comparison.verdict is not Match.APART:
            found.append(Found(kind, one, other, comparison.score, matches.SUGGEST))
    return found


def _namesakes(own: Mapping[str, Mention], two: Pair) -> bool:
    """Say whether two have one folded name, by which they are one already."""
    one, other = (cluster.key(_named(own[end]), several=False) for end in two)
    return one == other


def _named(one: Mention) -> cluster.Named:
    return cluster.Named(one.id, one.kind, one.names[0] if one.names else "")


def _acts(pack: Pack) -> _Step:
    """Compare act reports that are new, or look otherwise than when they were compared, with their candidates."""
    own = {one.id: one for one in looks.reports()}
    judged = _judgements(own)
    known: dict[Pair, ActComparison] = {}

    def compared(one: str, other: str) -> ActComparison:
        two = ordered(one, other)
        if two not in known:
            known[two] = compare_reports(own[two[0]], own[two[1]], pack=pack)
        return known[two]

    lesson = teach(_judged(compared, judged), THRESHOLDS, wrong=_WRONG, may_lower=True)
    fresh = _fresh(ACT, own, lesson)
    if not fresh:
        return _Step(0, 0, lesson)
    near = _near(act_blocks.candidates(own.values(), fresh), fresh)
    pairs = [two for two in act_blocks.candidates(own.values(), near) if near.issuperset(two)]

    def taught(one: str, other: str) -> ActComparison:
        found = compared(one, other)
        return found if found.contradicted else replace(found, verdict=lesson.taught.verdict(found.score))

    gathered = gather(near, pairs, taught, judged, {identity: one.document for identity, one in own.items()})
    home = {member: place for place, members in enumerate(gathered.clusters) for member in members}
    sure = {*gathered.merged, *(two for two in pairs if taught(*two).verdict is Match.MERGE and two not in judged)}
    found = [Found(ACT, *two, compared(*two).score, matches.MERGE) for two in sure if home[two[0]] == home[two[1]]]
    found += [
        Found(ACT, *two, compared(*two).score, matches.SUGGEST)
        for two in pairs
        if two not in judged and home[two[0]] != home[two[1]] and taught(*two).verdict is not Match.APART
    ]
    matches.put(ACT, _signs(own, fresh, lesson), near, found, judged)
    return _Step(len(fresh), len(pairs), lesson)


def _near(candidates: Iterable[Pair], fresh: Iterable[str]) -> set[str]:
    """Return what is new, its candidates, and all that these are joined to, so that clusters are weighed whole."""
    found = {*fresh, *(end for two in candidates for end in two)}
    while more := {end for row in matches.touching(found, (matches.MERGE,)) for end in (row.one, row.other)} - found:
        found |= more
    return found


def _fresh(kind: str, own: Mapping[str, Mention] | Mapping[str, ActReport], lesson: Lesson) -> set[str]:
    """Return those that were not compared as they look now; what is gone is forgotten."""
    known = matches.known(kind)
    matches.forget(known.keys() - own.keys())
    now = _signs(own, own, lesson)
    return {identity for identity, sign in now.items() if known.get(identity) != sign}


def _signs(
    own: Mapping[str, Mention] | Mapping[str, ActReport], wanted: Iterable[str], lesson: Lesson
) -> dict[str, str]:
    """Return what these look like; another threshold makes everything look otherwise."""
    threshold = f"{lesson.taught.merge:.2f}"
    return {identity: looks.sign(own[identity], threshold) for identity in wanted if identity in own}


def _judgements(own: Iterable[str]) -> dict[Pair, bool]:
    """Return which pairs of these entities people hold to be the same, or to be different."""
    there = set(own)
    same, different = clusters.pairs()
    found = {ordered(*two): True for two in same if there.issuperset(two)}
    return found | {ordered(*two): False for two in different if there.issuperset(two)}


def _judged(compared: Callable[[str, str], Comparison], judged: Mapping[Pair, bool]) -> list[Judged]:
    return [Judged(compared(*two).score, same) for two, same in sorted(judged.items())]
