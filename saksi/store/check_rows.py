"""Compares the rows that pages read with what they are derived from; `saksi check` asks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model

from saksi.resolve import cluster
from saksi.store import act_groups, clusters, derivation, matches, models
from saksi.store.read.current import chunks

REMEDY = "derive them anew with `saksi init`"


def problems() -> Iterator[str]:
    """Yield a sentence for each document and cluster whose rows are not what they should be."""
    yield from _clusters()
    every = list(models.Document.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(every), derivation.BATCH):
        yield from _documents(every[start : start + derivation.BATCH])
    named = set(models.NameRow.objects.values_list("cluster", flat=True).distinct())
    named |= set(models.ClusterRow.objects.values_list("cluster", flat=True).distinct())
    for part in chunks(sorted(named)):
        yield from _homes(part)


def _clusters() -> Iterator[str]:
    """Compare the clusters with those that the names of the whole store make."""
    found = models.NameRow.objects.filter(inner=True).exclude(folded="").order_by("entity")
    named = [cluster.Named(*row) for row in found.values_list("entity", "kind", "folded", "state")]
    made = cluster.clusters(named, *clusters.pairs(), matches.machine())
    wanted = {(m.entity, m.canonical, m.kind, m.reason) for m in made}
    held = models.Canonical.objects.exclude(kind=act_groups.KIND)
    known = set(held.values_list("entity", "canonical", "kind", "reason"))
    for entity in sorted({row[0] for row in wanted ^ known}):
        yield f"{entity} is in another cluster than its name and the decisions on it say: {REMEDY}"
    for problem in act_groups.problems():
        yield f"{problem}: {REMEDY}"


def _documents(part: list[str]) -> Iterator[str]:
    home = dict(models.Canonical.objects.filter(entity__in=_entities(part)).values_list("entity", "canonical"))
    derived = list(derivation.derive(part))
    own = {home.get(name.id, name.id) for one in derived for name in one.lines.names}
    protected = clusters.protected_by_members(own, ())
    for one in derived:
        document = one.document.sha256
        for table, rows in derivation.written(one, home, derivation.shut_of(one, home, protected)).items():
            key = "owner" if table is models.MaskRow else "document"
            if Counter(rows) != Counter(_stored(table, **{key: document})):
                yield f"the {table.__name__} rows of document {document[:12]} are not what it says now: {REMEDY}"


def _homes(part: list[str]) -> Iterator[str]:
    wanted: Counter[tuple[Any, ...]] = Counter()
    forms: Counter[tuple[Any, ...]] = Counter()
    for rows, masks in clusters.summaries(part):
        wanted.update(rows)
        forms.update(masks)
    for row in (wanted - (kept := Counter(_stored(models.ClusterRow, cluster__in=part)))) + (kept - wanted):
        yield f"cluster {row[0]} is summed up wrongly: {REMEDY}"
    for row in (forms - (held := Counter(_stored(models.MaskRow, owner__in=part)))) + (held - forms):
        yield f"the names of cluster {row[0]} that are blacked out are not those that it has: {REMEDY}"


def _entities(part: list[str]) -> Iterable[str]:
    return list(models.NameRow.objects.filter(document__in=part).values_list("entity", flat=True).distinct())


def _stored(table: type[Model], **wanted: object) -> Iterator[tuple[Any, ...]]:
    columns = [field.attname for field in table._meta.concrete_fields if not field.primary_key]
    yield from table._default_manager.filter(**wanted).values_list(*columns)
