"""The history of a cluster or an act: who was in it after each judgement, from the first to the last."""

from dataclasses import dataclass

from saksi.model.types import Decision, Verdict
from saksi.resolve import cluster, union
from saksi.store import act_groups, matches, models
from saksi.store.read import rulings as rulings_
from saksi.store.read import subjects
from saksi.store.read.record import Record

_JUDGEMENTS = (Verdict.SAME.value, Verdict.DIFFERENT.value, Verdict.UNDO.value)


@dataclass(frozen=True, slots=True)
class Moment:
    """Who was in a cluster after a decision; the first moment has none, and is what names and matches alone make."""

    decision: Decision | None
    members: tuple[str, ...]


def replay(record: Record, identity: str) -> list[Moment]:
    """Return the moments of the cluster of an entity that a visitor may see: those whose decisions may be seen.

    Of who was in it only those are told whom he may see; of one whom he may not see there is nothing.

    Names and matches are those of today: what was compared before is not kept, what people decided is.
    """
    if not record.there([identity]):
        return []
    taken = models.Decision.objects.filter(verdict__in=_JUDGEMENTS, subject__contains=":").exclude(salt="")
    decisions = [row.to_type() for row in taken.order_by("id")]
    near = _near(identity, decisions)
    own = [one for one in decisions if near.issuperset(one.subject.split(":"))]
    shut = subjects.hidden(record, {one.subject for one in own})
    moments = [Moment(None, _members(record, identity, near, []))]
    for place, decision in enumerate(own):
        members = _members(record, identity, near, own[: place + 1])
        if decision.subject not in shut:
            moments.append(Moment(subjects.seen(record, decision), members))
    return moments


def _near(identity: str, decisions: list[Decision]) -> set[str]:
    """Return all that names, matches or decisions ever joined to an entity or parted from it."""
    found, fresh = set[str](), {identity}
    while fresh:
        found |= fresh
        more = {end for d in decisions if fresh.intersection(ends := d.subject.split(":")) for end in ends}
        more |= {end for row in matches.touching(fresh) for end in (row.one, row.other)}
        folded = models.NameRow.objects.filter(entity__in=fresh).values("folded")
        kinds = models.NameRow.objects.filter(entity__in=fresh).values("kind")
        names = models.NameRow.objects.filter(folded__in=folded, kind__in=kinds, inner=True)
        fresh = (more | set(names.values_list("entity", flat=True))) - found
    return found


def _members(record: Record, identity: str, near: set[str], decisions: list[Decision]) -> tuple[str, ...]:
    standing = {s: r.pair for s, r in rulings_.rule(decisions).items() if r.pair is not None}
    pairs = {subject: tuple(subject.split(":")) for subject in standing}
    same = [(a, b) for s, (a, b) in pairs.items() if standing[s].verdict is Verdict.SAME]
    different = [(a, b) for s, (a, b) in pairs.items() if standing[s].verdict is Verdict.DIFFERENT]
    matched = matches.machine(near)
    rows = models.NameRow.objects.filter(entity__in=near, inner=True).exclude(folded="")
    named = [cluster.Named(*row) for row in rows.values_list("entity", "kind", "folded", "state")]
    if named:
        homes = {m.entity: m.canonical for m in cluster.clusters(named, same, different, matched)}
    else:
        homes = union.join({one: one for one in act_groups.there(near)}, same, different, matched).homes
    return tuple(sorted(record.there(one for one, home in homes.items() if home == homes.get(identity))))
