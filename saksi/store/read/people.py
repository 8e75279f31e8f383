"""Named things: lists of people, organisations and laws, and the page of one of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Min

from saksi.model.types import Document
from saksi.store import models
from saksi.store.read import claims, current, stored
from saksi.store.read.claims import Claim
from saksi.store.read.facts import ActLine, NameLine, Party
from saksi.store.read.listing import Listing
from saksi.store.read.record import Record

LATEST = 50
"""Mentions of a cluster that a page looks at: a ministry has thousands."""
_NAMES = frozenset({"name", "title", "alias", "acronym", "native_name"})


@dataclass(frozen=True, slots=True)
class Row:
    """One cluster in a list; `acts` counts the reports that it has a part in."""

    id: str
    name: str
    others: tuple[str, ...]
    documents: int
    acts: int
    country: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A document that names it, with the first words that do."""

    document: Document
    line: NameLine


@dataclass(frozen=True, slots=True)
class Page:
    """Everything about one person, organisation or law; `mentions` are the latest, `facts` claims of theirs.

    `facts` has no names; `acts` are read as they are asked for.
    """

    row: Row
    kind: str
    mentions: tuple[Mention, ...]
    acts: Listing[tuple[ActLine, Party]]
    facts: tuple[Claim, ...]


def rows(record: Record, kind: str, wanted: str = "") -> Sequence[Row]:
    """List the clusters of a kind that may be shown: first those with the most acts, then the most documents.

    `wanted` keeps those with these letters in a name, as it may be read. Equals come by name in each part of the list,
    and part by part by their ids: the place of a name that is blacked out must not tell with which letter it begins.
    """
    folded = wanted.casefold()
    query = record.sight.rows(models.ClusterRow.objects.filter(kind=kind)).order_by("-acts", "-documents", "cluster")
    if not folded:
        return Listing(query, lambda found: summed(record, found))
    query = query.filter(words__contains=folded)
    if record.sight.whole:
        return Listing(query, lambda found: summed(record, found))
    found = summed(record, list(query))
    return [row for row in found if any(folded in name.casefold() for name in (row.name, *row.others))]


def summed(record: Record, found: Sequence[models.ClusterRow]) -> list[Row]:
    """Return clusters as they may be read: first those with the most acts, then the most documents, then by name."""
    words = record.sight.words
    others: dict[str, list[str]] = {row.others: json.loads(row.others) for row in found}
    record.sight.learn(texts=[name for row in found for name in (row.name, *others[row.others])])
    rows_ = (
        Row(
            id=row.cluster,
            name=words(row.name),
            others=tuple(map(words, others[row.others])),
            documents=row.documents,
            acts=row.acts,
            country=row.country,
        )
        for row in found
    )
    return sorted(rows_, key=lambda row: (-row.acts, -row.documents, row.name, row.id))


def ordered(record: Record, homes: Sequence[str]) -> list[str]:
    """Return those of these clusters that may be seen in the order of lists (see `rows`), to be summed part by part."""
    found: list[tuple[int, int, str]] = []
    for part in current.chunks(list(homes)):
        seen = record.sight.rows(models.ClusterRow.objects.filter(cluster__in=part))
        found += seen.order_by().values_list("acts", "documents", "cluster")
    return [home for *_, home in sorted(found, key=lambda one: (-one[0], -one[1], one[2]))]


def of_homes(record: Record, homes: Sequence[str]) -> list[Row]:
    """Return those of these clusters that may be seen: first those with the most acts, then the most documents."""
    found: list[models.ClusterRow] = []
    for part in current.chunks(list(homes)):
        found += record.sight.rows(models.ClusterRow.objects.filter(cluster__in=part))
    return summed(record, found)


def page(record: Record, identity: str, kind: str) -> Page | None:
    """Return the page of a cluster or of one of its members; None when it is not there or of another kind."""
    home = models.NameRow.objects.filter(entity=identity).values_list("cluster", flat=True).first() or identity
    found = record.sight.rows(models.ClusterRow.objects.filter(cluster=home, kind=kind)).first()
    if found is None:
        return None
    named = record.sight.rows(models.NameRow.objects.filter(cluster=home)).order_by("-published", "document", "id")
    names = [stored.name(row) for row in named[:LATEST]]
    record.learn([line.document for line in names], texts=[line.quote for line in names])
    mentions = tuple(Mention(record.document(line.document), record.name(line)) for line in names)
    return Page(summed(record, [found])[0], kind, mentions, _acts(record, home), tuple(_facts(record, names)))


def _acts(record: Record, home: str) -> Listing[tuple[ActLine, Party]]:
    """List the acts of a cluster with its part in each, every act once and the latest first."""
    parts = record.sight.rows(models.PartRow.objects.filter(cluster=home))
    order = parts.values("date", "act").annotate(role=Min("role"), name=Min("name")).order_by("-date", "act")

    def read(found: list[dict[str, str]]) -> list[tuple[ActLine, Party]]:
        wanted = record.sight.rows(models.ActRow.objects.filter(entity__in=[one["act"] for one in found]))
        lines = {line.id: line for line in stored.acts(wanted)}
        return [(line, Party("", one["role"], "", one["name"])) for one in found if (line := lines.get(one["act"]))]

    return Listing(order, read)


def _facts(record: Record, names: list[NameLine]) -> list[Claim]:
    """Return one claim for each different value, names left out."""
    members = [line.id for line in names]
    found: dict[tuple[str, str], Claim] = {}
    statements = current.statements(current.rows().filter(entity__in=members).exclude(prop__in=_NAMES))
    for listed in claims.grouped(record, statements).values():
        for claim in listed:
            if not claim.ruling.rejected:
                found.setdefault((claim.statement.prop, claim.value.casefold()), claim)
    return sorted(found.values(), key=lambda c: (c.statement.prop, c.value))
