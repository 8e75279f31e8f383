"""Acts with all the reports of each that a visitor may see: what they agree on, and what they say differently."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from saksi.model.types import Document
from saksi.resolve.act import Act, merge
from saksi.resolve.cluster import DECIDED
from saksi.resolve.union import Pair
from saksi.store import clusters, models
from saksi.store.read import looks, stored
from saksi.store.read.current import chunks
from saksi.store.read.facts import ActLine
from saksi.store.read.record import Record


@dataclass(frozen=True, slots=True)
class Source:
    """One report of an act as it may be read, with its document."""

    line: ActLine
    document: Document


@dataclass(frozen=True, slots=True)
class Joined:
    """One act as a visitor may see it, with its reports; `automatic` says that no person joined those that he sees."""

    act: Act
    sources: tuple[Source, ...]
    automatic: bool

    @property
    def documents(self) -> int:
        """Count the documents that report it."""
        return len({source.document.sha256 for source in self.sources})


def homes(entities: Iterable[str]) -> dict[str, str]:
    """Return the act of each of these act reports: itself for one that stands alone."""
    found: dict[str, str] = {}
    for part in chunks(sorted(set(entities))):
        rows = models.Canonical.objects.filter(kind="Act", entity__in=part).values_list("entity", "canonical")
        found |= {entity: entity for entity in part} | dict(rows)
    return found


def documents(record: Record, entities: Iterable[str]) -> dict[str, set[str]]:
    """Return for each of these reports the documents that tell of its act, by reports that may be seen."""
    of = homes(entities)
    members = dict(of)
    for part in chunks(sorted(set(of.values()))):
        rows = models.Canonical.objects.filter(kind="Act", canonical__in=part)
        members |= dict(rows.values_list("entity", "canonical"))
    found: dict[str, set[str]] = defaultdict(set)
    for part in chunks(sorted(members)):
        seen = record.sight.rows(models.ActRow.objects.filter(entity__in=part))
        for entity, document in seen.values_list("entity", "document"):
            found[members[entity]].add(document)
    return {entity: found[home] for entity, home in of.items()}


def acts(record: Record, entities: Iterable[str]) -> list[Joined]:
    """Return the acts that these reports are of, each once and with all its reports that may be seen."""
    of = homes(entities)
    members = {entity: of[entity] for entity in of}
    reasons: dict[str, str] = {}
    for part in chunks(sorted(set(of.values()))):
        rows = models.Canonical.objects.filter(kind="Act", canonical__in=part)
        for entity, home, reason in rows.values_list("entity", "canonical", "reason"):
            members[entity] = home
            reasons[entity] = reason
    lines: dict[str, list[ActLine]] = defaultdict(list)
    for part in chunks(sorted(members)):
        for row in record.sight.rows(models.ActRow.objects.filter(entity__in=part)):
            lines[members[row.entity]].append(stored.act(row))
    made = {one.id: one for one in looks.of_lines((line for listed in lines.values() for line in listed), record)}
    told = _told({line.id for listed in lines.values() for line in listed if reasons.get(line.id) == DECIDED})
    return [_joined(record, listed, [made[line.id] for line in listed], told) for _, listed in sorted(lines.items())]


def act(record: Record, identity: str) -> Joined | None:
    """Return one act by the id of any of its reports that may be seen; None for another."""
    found = acts(record, record.there([identity]))
    return found[0] if found else None


def _told(decided: set[str]) -> list[Pair]:
    """Return the pairs of these reports that people called the same: one with a hidden report is none of them."""
    return [two for two in clusters.pairs()[0] if decided.issuperset(two)] if decided else []


def _joined(record: Record, lines: list[ActLine], made: list[looks.ActReport], told: list[Pair]) -> Joined:
    sources = tuple(Source(record.act(line), record.document(line.document)) for line in lines)
    ordered = tuple(sorted(sources, key=lambda s: (s.document.published or "9", s.line.document, s.line.start)))
    own = {line.id for line in lines}
    return Joined(merge(made), ordered, len(own) > 1 and not any(own.issuperset(two) for two in told))
