"""Cases as a visitor may see them: chains of acts of the people whom he may see, and of nobody else.

Documents that give somebody the same name are taken to mean one person, which may be wrong: a page says of whom nobody
has confirmed it (docs/decisions/0025).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from saksi.resolve.act_report import Party
from saksi.resolve.cases import Case, chain
from saksi.resolve.stages import TYPES
from saksi.resolve.union import Groups
from saksi.store import clusters, models
from saksi.store.read import joined
from saksi.store.read.current import chunks
from saksi.store.read.joined import Joined
from saksi.store.read.once import once
from saksi.store.read.record import Record

MOST = 400
"""Act reports after which no more are looked for that belong to a case: a mass trial joins hundreds of people."""


@dataclass(frozen=True)
class CasePage:
    """A case with the acts behind it by their ids, and the acts of its people that no case can be told for.

    `by_name` are the people, by their clusters, whose acts in it hang together by the same name alone; with each the
    pairs of mentions that somebody would have to call the same. `cut` says that more acts may belong to it than were
    looked at.
    """

    case: Case
    acts: dict[str, Joined]
    loose: tuple[Joined, ...] = ()
    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cut: bool = False

    @property
    def documents(self) -> int:
        """Count the documents that tell of it."""
        return len({source.document.sha256 for one in self.acts.values() for source in one.sources})


def case(record: Record, identity: str, today: date | None = None) -> CasePage | None:
    """Return the case that an act belongs to, by the id of any report of it; None for one that may not be seen."""
    if not record.there([identity]):
        return None
    near, cut = _around(record, [identity])
    pages = _pages(record, near, today or _today(), cut=cut)
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
    near, cut = _around(record, _acts_of(record, [found]))
    pages = _pages(record, near, today or _today(), cut=cut)
    return [page for page in pages if any(one.party.home == found for one in page.case.defendants)]


def of_acts(record: Record, entities: Iterable[str], today: date | None = None) -> list[CasePage]:
    """Return the cases that any of these acts belong to, by the ids of their reports, the latest first."""
    wanted = set(entities)
    near, cut = _around(record, wanted)
    pages = _pages(record, near, today or _today(), cut=cut)
    return [page for page in pages if wanted & {r.id for one in page.acts.values() for r in one.act.reports}]


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a case of the list is read from: all reports of its acts; `hearing` is the next day set, or empty."""

    reports: tuple[str, ...]
    open: bool
    hearing: str


def index(record: Record, state: str = "", today: date | None = None) -> list[Entry]:
    """List all cases that may be seen, the latest first; `state` keeps the open, the closed, or those with a hearing.

    Those with a hearing come with the soonest first. Made once for all who see the same, until the record changes.
    """
    day = today or _today()
    every: list[Entry] = once(("cases", record.sight.levels, day), lambda: _entries(record, day))
    match state:
        case "open" | "closed":
            return [one for one in every if one.open is (state == "open")]
        case "hearings":
            return sorted((one for one in every if one.hearing), key=lambda one: one.hearing)
    return every


def read(record: Record, entries: Iterable[Entry], today: date | None = None) -> list[CasePage]:
    """Read these cases of the list, in their order."""
    listed = list(entries)
    known = joined.acts(record, {report for one in listed for report in one.reports})
    of = {report.id: one for one in known for report in one.act.reports}
    groups = _judged(record) if known else Groups({}, ())
    found = []
    for entry in listed:
        own = {of[report].act.id: of[report] for report in entry.reports if report in of}
        chained = chain((one.act for one in own.values()), today or _today(), _lawyers(record, own))
        found += [_page(record, case, own, groups) for case in chained.cases[:1]]
    return found


def rows(record: Record, state: str = "", today: date | None = None) -> list[CasePage]:
    """Return all cases that may be seen (see `index`)."""
    return read(record, index(record, state, today), today)


def _entries(record: Record, today: date) -> list[Entry]:
    query = record.sight.rows(models.ActRow.objects.filter(type__in=sorted(TYPES)))
    known = {one.act.id: one for one in joined.acts(record, query.values_list("entity", flat=True))}
    found = []
    for case in chain((one.act for one in known.values()), today).cases:
        reports = tuple(report.id for identity in case.acts for report in known[identity].act.reports)
        hearing = case.next_hearing.earliest.isoformat() if case.next_hearing else ""
        found.append(Entry(reports, case.open, hearing))
    return found


def _pages(record: Record, entities: Iterable[str], today: date, *, cut: bool = False) -> list[CasePage]:
    known = {one.act.id: one for one in joined.acts(record, entities)}
    found = chain((one.act for one in known.values()), today, _lawyers(record, known))
    loose = {identity: known[identity] for identity in found.loose}
    groups = _judged(record) if known else Groups({}, ())
    return [replace(_page(record, one, known, groups), loose=_loose_of(one, loose), cut=cut) for one in found.cases]


def _page(record: Record, case: Case, known: Mapping[str, Joined], judged: Groups) -> CasePage:
    acts = {identity: known[identity] for identity in case.acts}
    return CasePage(case, acts, by_name=_by_name(record, case, acts, judged))


def _judged(record: Record) -> Groups:
    """Return the mentions that people called the same, in groups; a mention that is hidden from him links nothing."""
    same, _ = clusters.pairs()
    seen = record.there(end for two in same for end in two)
    known = [two for two in same if seen.issuperset(two)]
    groups = Groups({end: end for two in known for end in two}, ())
    for two in known:
        groups.join(*two)
    return groups


def _by_name(record: Record, case: Case, acts: Mapping[str, Joined], judged: Groups) -> dict[str, tuple[str, ...]]:
    """Return the people whose acts hang together by a name alone, each with the pairs that nobody has judged.

    Mentions in one document are one person, so are what people called the same, and mentions in reports that people
    called one act: a machine that joined two reports wrongly would else confirm two people of one name.
    """
    mentions: dict[str, set[tuple[str, ...]]] = {}
    for one in acts.values():
        for source in one.sources:
            for party in source.line.victims:
                home, _ = record.home(party)
                links = (party.entity, source.line.document, judged.name(source.line.id), judged.name(party.entity))
                mentions.setdefault(home, set()).add(links)
    found = {}
    for home in (defendant.party.home for defendant in case.defendants):
        parts = _unlinked(sorted(mentions.get(home, ())))
        if len(parts) > 1:
            found[home] = tuple(":".join(sorted((parts[0], other))) for other in parts[1:])
    return found


def _unlinked(mentions: list[tuple[str, ...]]) -> list[str]:
    """Return the first mention of each group that something but a name links: each is given with what it hangs on."""
    groups = Groups({node: node for one in mentions for node in one}, ())
    for entity, *links in mentions:
        for link in links:
            groups.join(entity, link)
    homes = groups.homes()
    firsts: dict[str, str] = {}
    for entity, *_ in mentions:
        firsts.setdefault(homes[entity], entity)
    return sorted(firsts.values())


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


def _around(record: Record, entities: Iterable[str]) -> tuple[set[str], bool]:
    """Return these act reports and what a shared person joins to them, of the types that cases are made of.

    Says too whether there were so many that not all were looked for.
    """
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
    return found | fresh, bool(fresh)


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
