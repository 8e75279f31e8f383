"""Acts by the groups of people that they were done to, as one visitor may see it; what is said twice comes twice.

A victim belongs to a group by the words for him in the report, or by a role that any document gives him. Nobody is told
a role that he may not see: a person who is hidden from him has none, and what is withheld puts nobody in a group. It
goes by the victims in the report that an act counts by; other reports lend none.
"""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from saksi.assess.facts import Member
from saksi.store import models
from saksi.store.read.current import chunks
from saksi.store.read.known import NAME, PHRASE
from saksi.store.read.record import Record

_VICTIM = "victim"


def done_to(record: Record, group: str) -> Q:
    """Return the condition on act reports that somebody of a group is among their victims."""
    own = _said(record).filter(group=group)
    named = models.NameRow.objects.filter(entity__in=own.filter(act="").values("party"))
    shown = _shown(record).filter(cluster__in=named.values("cluster"))
    parts = record.sight.rows(models.PartRow.objects.filter(role=_VICTIM, cluster__in=shown.values("cluster")))
    return Q(entity__in=own.exclude(act="").values("act")) | Q(entity__in=parts.values("act"))


def of_acts(record: Record, acts: QuerySet[models.ActRow]) -> dict[str, tuple[Member, ...]]:
    """Return the victims of these act reports who belong to groups, without how many they are."""
    found: dict[str, list[Member]] = {}
    wanted = acts.order_by().values("entity")
    for act, party, group, claim in _by_words(record, wanted):
        found.setdefault(act, []).append(Member(group, party, claims=(claim,)))
    roles = _roles(record)
    for part in chunks(sorted(roles)):
        rows = record.sight.rows(models.PartRow.objects.filter(role=_VICTIM, cluster__in=part, act__in=wanted))
        for act, party, cluster in rows.order_by().values_list("act", "name", "cluster"):
            own = found.setdefault(act, [])
            own += (Member(group, party, claims=(claim,)) for group, claim in roles[cluster])
    return {
        act: tuple(sorted(set(own), key=lambda one: (one.group, one.party, one.claims))) for act, own in found.items()
    }


def _by_words(record: Record, wanted: Iterable[object]) -> Iterator[tuple[str, str, str, str]]:
    rows = _said(record).filter(act__in=wanted).order_by()
    yield from rows.values_list("act", "party", "group", "claim")


def _roles(record: Record) -> dict[str, list[tuple[str, str]]]:
    """Return the groups of each person whom he may see, with the claims that say so."""
    said: dict[str, list[tuple[str, str]]] = {}
    for party, group, claim in _said(record).filter(act="").order_by().values_list("party", "group", "claim"):
        said.setdefault(party, []).append((group, claim))
    found: dict[str, list[tuple[str, str]]] = {}
    for part in chunks(sorted(said)):
        homes = dict(models.NameRow.objects.filter(entity__in=part).order_by().values_list("entity", "cluster"))
        shown = set(_shown(record).filter(cluster__in=set(homes.values())).values_list("cluster", flat=True))
        for party, home in homes.items():
            if home in shown:
                found.setdefault(home, []).extend(said[party])
    return found


def _said(record: Record) -> QuerySet[models.GroupRow]:
    """Return what says of anybody that he is in a group, but for words that are blacked out wherever they stand."""
    rows = record.sight.rows(models.GroupRow.objects.all())
    if record.sight.whole:
        return rows
    allowed = [level.value for level in record.sight.levels]
    same = models.MaskRow.objects.filter(key=OuterRef("key"), form=OuterRef("words"), sort__in=(NAME, PHRASE))
    return rows.exclude(Exists(same.exclude(level__in=allowed)))


def _shown(record: Record) -> QuerySet[models.ClusterRow]:
    return record.sight.rows(models.ClusterRow.objects.filter(kind="Person"))
