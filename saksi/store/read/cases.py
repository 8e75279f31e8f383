"""Cases as a visitor may see them: chains of acts of the people whom he may see, and of nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from saksi.resolve.act_report import Party
from saksi.resolve.cases import Case, chain
from saksi.resolve.stages import TYPES
from saksi.store import models
from saksi.store.read import joined
from saksi.store.read.current import chunks
from saksi.store.read.joined import Joined
from saksi.store.read.record import Record

MOST = 400
"""Act reports that a case is looked for in: a mass trial joins hundreds of people."""


@dataclass(frozen=True)
class CasePage:
    """A case with the acts behind it by their ids, and the acts of its people that no case can be told for."""

    case: Case
    acts: dict[str, Joined]
    loose: tuple[Joined, ...] = ()

    @property
    def documents(self) -> int:
        """Count the documents that tell of it."""
        return len({source.document.sha256 for one in self.acts.values() for source in one.sources})


def case(record: Record, identity: str, today: date | None = None) -> CasePage | None:
    """Return the case that an act belongs to, by the id of any report of it; None for one that may not be seen."""
    if not record.there([identity]):
        return None
    pages = _pages(record, _around(record, [identity]), today or _today())
    home = joined.homes([identity])[identity]
    for page in pages:
        if any({home, identity} & {one.act.id, *(r.id for r in one.act.reports)} for one in page.acts.values()):
            return page
    return None


def of_person(record: Record, identity: str, today: date | None = None) -> list[CasePage]:
    """Return the cases of a person (a cluster, or one of its members), the latest first; none of one who is hidden."""
    found = models.NameRow.objects.filter(entity=identity).values_list("cluster", flat=True).first() or identity
    if not record.sight.rows(models.ClusterRow.objects.filter(cluster=found, kind="Person")).exists():
        return []
    pages = _pages(record, _around(record, _acts_of(record, [found])), today or _today())
    return [page for page in pages if any(one.party.home == found for one in page.case.defendants)]


def of_acts(record: Record, entities: Iterable[str], today: date | None = None) -> list[CasePage]:
    """Return the cases that any of these acts belong to, by the ids of their reports, the latest first."""
    wanted = set(entities)
    pages = _pages(record, _around(record, wanted), today or _today()) if wanted else []
    return [page for page in pages if wanted & {r.id for one in page.acts.values() for r in one.act.reports}]


def rows(record: Record, today: date | None = None, *, open_only: bool = False) -> list[CasePage]:
    """List all cases that may be seen, the latest first."""
    query = record.sight.rows(models.ActRow.objects.filter(type__in=sorted(TYPES)))
    pages = _pages(record, query.values_list("entity", flat=True), today or _today())
    return [page for page in pages if page.case.open or not open_only]


def hearings(record: Record, today: date | None = None) -> list[CasePage]:
    """List the cases whose next hearing is set, the soonest first."""
    found = [page for page in rows(record, today) if page.case.next_hearing]
    return sorted(found, key=lambda page: page.case.next_hearing.earliest if page.case.next_hearing else date.max)


def _pages(record: Record, entities: Iterable[str], today: date) -> list[CasePage]:
    known = {one.act.id: one for one in joined.acts(record, entities)}
    found = chain((one.act for one in known.values()), today, _lawyers(record, known))
    loose = {identity: known[identity] for identity in found.loose}
    return [
        CasePage(one, {identity: known[identity] for identity in one.acts}, _loose_of(one, loose))
        for one in found.cases
    ]


def _loose_of(one: Case, loose: dict[str, Joined]) -> tuple[Joined, ...]:
    people = {defendant.party.home for defendant in one.defendants}
    return tuple(act for act in loose.values() if people & {party.home for party in act.act.victims if party.home})


def _lawyers(record: Record, known: dict[str, Joined]) -> dict[str, list[Party]]:
    """Return the lawyers named in each act whom the visitor may see."""
    found: dict[str, list[Party]] = {}
    for identity, one in known.items():
        for party in (p for source in one.sources for p in source.line.parties if p.role == "lawyer"):
            home, kind = record.home(party)
            if home:
                found.setdefault(identity, []).append(Party(party.name, home, kind))
    return found


def _around(record: Record, entities: Iterable[str]) -> set[str]:
    """Return these act reports and all that a shared person joins to them, of the types that cases are made of."""
    found, fresh = set[str](), set(entities)
    while fresh and len(found) < MOST:
        found |= fresh
        people: set[str] = set()
        for part in chunks(sorted(fresh)):
            parts = record.sight.rows(models.PartRow.objects.filter(act__in=part, role="victim"))
            people |= set(parts.values_list("cluster", flat=True))
        seen: set[str] = set()
        for part in chunks(sorted(people)):
            clusters = record.sight.rows(models.ClusterRow.objects.filter(cluster__in=part, kind="Person"))
            seen |= set(clusters.values_list("cluster", flat=True))
        near = set(_acts_of(record, sorted(seen)))
        homes = set(joined.homes(near).values())
        for part in chunks(sorted(homes)):
            near |= set(
                models.Canonical.objects.filter(canonical__in=part, kind="Act").values_list("entity", flat=True)
            )
        fresh = near - found
    return found


def _acts_of(record: Record, homes: list[str]) -> list[str]:
    """Return the act reports of these clusters' cases."""
    found: set[str] = set()
    for part in chunks(homes):
        parts = record.sight.rows(models.PartRow.objects.filter(cluster__in=part, role="victim"))
        found |= set(parts.values_list("act", flat=True))
    kept: set[str] = set()
    for part in chunks(sorted(found)):
        acts = record.sight.rows(models.ActRow.objects.filter(entity__in=part, type__in=sorted(TYPES)))
        kept |= set(acts.values_list("entity", flat=True))
    return sorted(kept)


def _today() -> date:
    return datetime.now(UTC).date()
