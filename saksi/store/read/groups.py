"""Acts by the groups of people that they were done to, as one visitor may see it; what is said twice comes twice.

A victim belongs to a group by the words for him in the report, or by a role that any document gives him. Nobody is told
a role that he may not see: a person who is hidden from him has none, and what is withheld puts nobody in a group. It
goes by the victims in the report that an act counts by; other reports lend none.
"""

from collections.abc import Mapping

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from saksi.assess.facts import Member
from saksi.packs.grouping import groups_of
from saksi.store import models
from saksi.store.read.once import once
from saksi.store.read.record import Record

_VICTIM = "victim"
_CHUNK = 2000


def done_to(record: Record, group: str) -> Q:
    """Return the condition on act reports that somebody of a group is among their victims."""
    own = _said(record).filter(group=group)
    named = _named(record, own.filter(act=""))
    parts = record.sight.rows(models.PartRow.objects.filter(role=_VICTIM, cluster__in=named.values("cluster")))
    return Q(entity__in=own.exclude(act="").values("act")) | Q(entity__in=parts.values("act"))


def of_acts(record: Record) -> Mapping[str, tuple[Member, ...]]:
    """Return the victims of each act report who belong to groups, without how many they are."""
    return once(("members of groups", record.sight.audience), lambda: _members(record))


def _members(record: Record) -> Mapping[str, tuple[Member, ...]]:
    found: dict[str, set[Member]] = {}
    roles: dict[str, list[tuple[str, str]]] = {}
    home = _shown(record, models.NameRow.objects.filter(entity=OuterRef("party"))).values("cluster")[:1]
    rows = _said(record).order_by().annotate(home=Case(When(act="", then=Subquery(home)), default=Value("")))
    for act, party, group, claim, person in rows.values_list("act", "party", "group", "claim", "home"):
        if act:
            found.setdefault(act, set()).add(Member(group, party, claims=(claim,)))
        elif person:
            roles.setdefault(person, []).append((group, claim))
    parts = record.sight.rows(models.PartRow.objects.filter(role=_VICTIM)).order_by()
    for act, party, person in parts.values_list("act", "name", "cluster").iterator(_CHUNK) if roles else ():
        for group, claim in roles.get(person, ()):
            found.setdefault(act, set()).add(Member(group, party, claims=(claim,)))
    return {act: tuple(sorted(own, key=_order)) for act, own in found.items()}


def _named(record: Record, said: QuerySet[models.GroupRow]) -> QuerySet[models.NameRow]:
    """Return the names of those persons of whom something is said whom he may see."""
    return _shown(record, models.NameRow.objects.filter(entity__in=said.values("party")))


def _shown(record: Record, names: QuerySet[models.NameRow]) -> QuerySet[models.NameRow]:
    shown = record.sight.rows(models.ClusterRow.objects.filter(cluster=OuterRef("cluster")))
    return names.filter(Exists(shown)).order_by()


def _order(one: Member) -> tuple[str, str, tuple[str, ...]]:
    return one.group, one.party, one.claims


def _said(record: Record) -> QuerySet[models.GroupRow]:
    """Return what says of anybody that he is in a group, as far as the visitor may read the words for it."""
    rows = record.sight.rows(models.GroupRow.objects.all())
    if record.sight.whole:
        return rows
    return rows.exclude(pk__in=once(("hidden groups", record.sight.audience), lambda: _unread(record, rows)))


def _unread(record: Record, rows: QuerySet[models.GroupRow]) -> frozenset[int]:
    """Return the numbers of those rows whose words, with what is blacked out in them, say a group no more."""
    told: dict[tuple[str, str, bool], list[int]] = {}
    for number, words, group, act in rows.order_by().values_list("id", "words", "group", "act").iterator(_CHUNK):
        told.setdefault((words, group, bool(act)), []).append(number)
    record.sight.learn(texts={words for words, _, _ in told})
    return frozenset(
        number
        for (words, group, bare), numbers in told.items()
        if (read := record.sight.words(words)) != words and group not in groups_of(read, bare=bare)
        for number in numbers
    )
