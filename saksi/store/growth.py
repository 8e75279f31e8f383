"""Adds the rows of fresh documents to the sums of clusters, without reading again all that the clusters have.

A ministry is named by thousands of documents: summing it up from its rows (`clusters.settle`) with each that comes
would make every document dearer than the last. What is added here comes to the same, as `saksi check` proves.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from saksi.model.policy import Sensitivity
from saksi.store import insertion, models
from saksi.store.read.current import chunks
from saksi.store.read.visibility import AUDIENCES

_ALL = (True,) * len(AUDIENCES)
_TOLD = ("document_id", "kind", "name", "others", "country", "release", "cluster")
_SUMS = ("pk", "cluster", "kind", "name", "others", "words", "documents", "acts", "country", "level", *AUDIENCES)


class Name(NamedTuple):
    """What a fresh row of `derived.NameRow` says that sums are made of."""

    document: str
    kind: str
    name: str
    others: tuple[str, ...]
    country: str
    plain: bool
    """Seen by everybody, and it says nothing about how far its cluster travels."""


class Fresh:
    """Rows of some documents by the clusters that they go to; `add` takes those of documents that had none."""

    def __init__(self, names: Iterable[tuple[Any, ...]], parts: Iterable[tuple[Any, ...]]) -> None:
        self.names: dict[str, list[Name]] = defaultdict(list)
        self.acts: dict[str, set[str]] = defaultdict(set)
        self.seldom: set[str] = set()
        self.protecting: set[str] = set()
        self.rows: dict[str, Counter[tuple[Any, ...]]] = defaultdict(Counter)
        place = {field.attname: at - 1 for at, field in enumerate(models.NameRow._meta.concrete_fields)}
        for row in names:
            document, kind, name, others, country, release, cluster = (row[place[one]] for one in _TOLD)
            plain = row[-len(_ALL) :] == _ALL and not release
            self.names[cluster].append(Name(document, kind, name, tuple(json.loads(others)), country, plain))
            self.rows[cluster][row] += 1
            if release == Sensitivity.PROTECTED.value:
                self.protecting.add(cluster)
        for row in parts:
            _, act, _, cluster, _, _, *seen = row
            self.acts[cluster].add(act)
            self.rows[cluster][row] += 1
            if tuple(seen) != _ALL:
                self.seldom.add(cluster)


def kept(documents: list[str]) -> Fresh:
    """Return the rows that these documents have now."""
    names, parts = (
        table._default_manager.filter(document__in=documents).values_list(
            *(field.attname for field in table._meta.concrete_fields if not field.primary_key)
        )
        for table in (models.NameRow, models.PartRow)
    )
    return Fresh(names, parts)


def add(clusters: Iterable[str], fresh: Fresh) -> set[str]:
    """Add fresh rows to the sums of clusters that only grew; returns those that this is enough for.

    It is where all whom the cluster travels to see it already, every fresh row is for everybody and has the name that
    the cluster goes by, since counts of names then change for the better of that name, and where no new name of a
    person has to be masked.
    """
    done: set[str] = set()
    for part in chunks(sorted(set(clusters) - fresh.seldom)):
        sums: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for row in models.ClusterRow.objects.filter(cluster__in=part).values_list(*_SUMS):
            sums[row[1]].append(row)
        grown = {
            one: [(row[0], _sum(row, fresh.names[one], len(fresh.acts[one]))) for row in own]
            for one, own in sums.items()
            if _open(own) and all(_fits(row, fresh.names[one]) for row in own)
        }
        models.ClusterRow.objects.filter(pk__in=[number for own in grown.values() for number, _ in own]).delete()
        insertion.insert(models.ClusterRow, (row for own in grown.values() for _, row in own))
        done |= grown.keys()
    return done


def _open(own: list[tuple[Any, ...]]) -> bool:
    """Whether each audience that the cluster travels to has a sum of it, to which something can be added."""
    level = Sensitivity(own[0][_SUMS.index("level")])
    seen = [any(row[_SUMS.index(audience)] for row in own) for audience in AUDIENCES]
    return all(one or level not in needed for one, needed in zip(seen, AUDIENCES.values(), strict=True))


def _fits(row: tuple[Any, ...], names: list[Name]) -> bool:
    _, _, kind, name, others, *_ = row
    known = {name, *json.loads(others)} if kind == "Person" else None
    return all(
        one.plain and (one.kind, one.name) == (kind, name) and (known is None or known.issuperset(one.others))
        for one in names
    )


def _sum(row: tuple[Any, ...], names: list[Name], acts: int) -> tuple[Any, ...]:
    """Return the sums of a cluster with fresh rows, as `clusters.summaries` would make them."""
    _, cluster, kind, name, known, words, documents, had, country, *rest = row
    others = json.loads(known)
    new = {other for one in names for other in one.others} - {name, *others}
    if new:
        others = sorted({*others, *new})
        known, words = json.dumps(others, ensure_ascii=False), "\n".join([name, *others]).casefold()
    number = len({(one.document, one.others, one.country) for one in names})
    country = min((one for one in (country, *(one.country for one in names)) if one), default="")
    return cluster, kind, name, known, words, documents + number, had + acts, country, *rest
