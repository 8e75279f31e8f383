"""Keeps the pairs that were compared: which are joined, and which people are asked about.

A pair lives as long as both its ends do; what was refused or accepted stands in the log, not here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from saksi.store import insertion, models
from saksi.store.read.current import chunks

MERGE, SUGGEST = "merge", "suggest"
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What comparing a pair of entities gave; `one` is the smaller id."""

    kind: str
    one: str
    other: str
    score: float
    state: str


def touching(entities: Iterable[str], states: Collection[str] = (MERGE,)) -> Iterator[models.Match]:
    """Yield the pairs in these states that hold one of these entities, each once."""
    seen = set[int]()
    for part in chunks(sorted(set(entities))):
        for row in models.Match.objects.filter(Q(one__in=part) | Q(other__in=part), state__in=states):
            if row.pk not in seen:
                seen.add(row.pk)
                yield row


def loosen(entities: Iterable[str], judged: Collection[Pair]) -> set[str]:
    """Have entities that look otherwise compared again; returns those that they are no longer joined to.

    What a machine joined by the old looks is asked about until then. The pairs that people judged stay as they are, so
    that undoing a judgement leaves what was before it.
    """
    wanted = set(entities)
    rows = [row for row in touching(wanted) if (row.one, row.other) not in judged]
    for numbers in chunks([row.pk for row in rows]):
        models.Match.objects.filter(pk__in=numbers).update(state=SUGGEST)
    for part in chunks(sorted(wanted)):
        models.Compared.objects.filter(entity__in=part).delete()
    return {end for row in rows for end in (row.one, row.other)} - wanted


def forget(entities: Iterable[str]) -> set[str]:
    """Take out the pairs of entities that are gone; returns those that they were joined to."""
    wanted = set(entities)
    left = {end for row in touching(wanted) for end in (row.one, row.other)} - wanted
    for part in chunks(sorted(wanted)):
        models.Match.objects.filter(Q(one__in=part) | Q(other__in=part)).delete()
        models.Compared.objects.filter(entity__in=part).delete()
    return left


def forget_all(judged: Collection[Pair] = ()) -> None:
    """Take out every pair but those that people judged, so that everything is compared again."""
    stale = [pk for pk, *two in models.Match.objects.values_list("pk", "one", "other") if tuple(two) not in judged]
    for numbers in chunks(stale):
        models.Match.objects.filter(pk__in=numbers).delete()
    models.Compared.objects.all().delete()


def put(
    kind: str, looks: Mapping[str, str], near: Iterable[str], found: Iterable[Found], judged: Collection[Pair] = ()
) -> None:
    """Keep what was found about entities that were compared now, in place of what was; `looks` are what they look like.

    `near` are all whose pairs among themselves were compared. The rows of pairs that people judged stay, so that
    undoing a judgement leaves what was before it; what was found about them now takes their place.
    """
    fresh = sorted({(f.one, f.other): f for f in found}.values(), key=lambda f: (f.one, f.other))
    told = set(judged) - {(f.one, f.other) for f in fresh}
    circle = set(near)
    rows = [*touching(looks, (MERGE, SUGGEST))]
    rows += [row for row in touching(circle, (MERGE, SUGGEST)) if circle.issuperset((row.one, row.other))]
    stale = {row.pk for row in rows if (row.one, row.other) not in told}
    for numbers in chunks(sorted(stale)):
        models.Match.objects.filter(pk__in=numbers).delete()
    for part in chunks(sorted(looks)):
        models.Compared.objects.filter(entity__in=part).delete()
    insertion.insert(models.Match, ((f.kind, f.one, f.other, f.score, f.state) for f in fresh))
    insertion.insert(models.Compared, ((entity, kind, own) for entity, own in sorted(looks.items())))


def known(kind: str) -> dict[str, str]:
    """Return what the entities of a kind looked like when they were compared."""
    return dict(models.Compared.objects.filter(kind=kind).values_list("entity", "looks"))


def standing(kind: str) -> QuerySet[models.Match]:
    """Return all pairs of a kind."""
    return models.Match.objects.filter(kind=kind)


def waiting(kind: str, judged: Collection[Pair]) -> int:
    """Count the pairs of a kind that people are asked about and have not judged."""
    rows = standing(kind).filter(state=SUGGEST).values_list("one", "other")
    return sum(two not in judged for two in rows)


def machine(entities: Collection[str] | None = None) -> list[Pair]:
    """Return the pairs that comparison joins, the surest first; given entities, only those that hold one of them."""
    rows = models.Match.objects.filter(state=MERGE) if entities is None else touching(entities)
    return [(row.one, row.other) for row in sorted(rows, key=lambda row: (-row.score, row.one, row.other))]
