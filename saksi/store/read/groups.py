"""Acts by the groups of people that they were done to, as one visitor may see it; what is said twice comes twice.

A victim belongs to a group by the words for him in the report, or by a role that any document gives him. Nobody is told
a role that he may not see: a person who is hidden from him has none, and what is withheld puts nobody in a group. It
goes by the victims in the report that an act counts by; other reports lend none.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from saksi.assess.facts import Member
from saksi.store import models
from saksi.store.read.known import NAME, PHRASE
from saksi.store.read.record import Record

_VICTIM = "victim"


def done_to(record: Record, group: str) -> Q:
    """Return the condition on act reports that somebody of a group is among their victims."""
    own = _said(record).filter(group=group)
    named = _named(record, own.filter(act=""))
    parts = record.sight.rows(models.PartRow.objects.filter(role=_VICTIM, cluster__in=named.values("cluster")))
    return Q(entity__in=own.exclude(act="").values("act")) | Q(entity__in=parts.values("act"))


def of_acts(record: Record, acts: QuerySet[models.ActRow]) -> dict[str, tuple[Member, ...]]:
    """Return the victims of these act reports who belong to groups, without how many they are."""
    wanted = acts.order_by().values("entity")
    found: dict[str, list[Member]] = {}
    roles: dict[str, list[tuple[str, str]]] = {}
    rows = _said(record).filter(Q(act="") | Q(act__in=wanted)).order_by()
    home = _shown(record, models.NameRow.objects.filter(entity=OuterRef("party"))).values("cluster")[:1]
    columns = rows.annotate(home=Subquery(home)).values_list("act", "party", "group", "claim", "home")
    for act, party, group, claim, person in columns:
        if act:
            found.setdefault(act, []).append(Member(group, party, claims=(claim,)))
        elif person:
            roles.setdefault(person, []).append((group, claim))
    named = _named(record, _said(record).filter(act=""))
    parts = record.sight.rows(models.PartRow.objects.filter(role=_VICTIM, act__in=wanted))
    victims = parts.filter(cluster__in=named.values("cluster")).order_by().values_list("act", "name", "cluster")
    for act, party, person in victims.distinct() if roles else ():
        found.setdefault(act, []).extend(Member(group, party, claims=(claim,)) for group, claim in roles[person])
    return {act: tuple(sorted(set(own), key=_order)) for act, own in found.items()}


def _named(record: Record, said: QuerySet[models.GroupRow]) -> QuerySet[models.NameRow]:
    """Return the names of those persons of whom something is said whom he may see."""
    return _shown(record, models.NameRow.objects.filter(entity__in=said.values("party")))


def _shown(record: Record, names: QuerySet[models.NameRow]) -> QuerySet[models.NameRow]:
    shown = record.sight.rows(models.ClusterRow.objects.filter(kind="Person"))
    return names.filter(cluster__in=shown.values("cluster")).order_by()


def _order(one: Member) -> tuple[str, str, tuple[str, ...]]:
    return one.group, one.party, one.claims


def _said(record: Record) -> QuerySet[models.GroupRow]:
    """Return what says of anybody that he is in a group, but for words that are blacked out wherever they stand."""
    rows = record.sight.rows(models.GroupRow.objects.all())
    if record.sight.whole:
        return rows
    allowed = [level.value for level in record.sight.levels]
    same = models.MaskRow.objects.filter(key=OuterRef("key"), form=OuterRef("words"), sort__in=(NAME, PHRASE))
    return rows.exclude(Exists(same.exclude(level__in=allowed)))
