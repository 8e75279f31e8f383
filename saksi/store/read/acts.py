"""Act reports: filtered lists, and one report with all its claims."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, QuerySet

from saksi.assess.indicators import NOWHERE
from saksi.model.types import Document
from saksi.model.vocabulary import act_types
from saksi.store import act_groups, models
from saksi.store.read import claims, groups, stored
from saksi.store.read.claims import Claim
from saksi.store.read.current import chunks
from saksi.store.read.facts import ActLine, Party, most_told
from saksi.store.read.listing import Listing
from saksi.store.read.once import once
from saksi.store.read.record import Record
from saksi.store.read.visibility import AUDIENCES

UNDATED = "undated"
_AFTER = "~"  # sorts after every character of a date


@dataclass(frozen=True, slots=True)
class Choice:
    """Which act reports a list shows; an empty field lets all through.

    `period` is a partial date or `undated`; `freedom` a code of `acts.yaml`; `group` one of `groups.yaml`.
    """

    country: str = ""
    type: str = ""
    status: str = ""
    period: str = ""
    freedom: str = ""
    group: str = ""

    def of(self, record: Record, rows: QuerySet[models.ActRow]) -> QuerySet[models.ActRow]:
        """Keep the rows of the acts that belong to the list, as far as a visitor may know it."""
        given: dict[str, object] = {name: getattr(self, name) for name in ("type", "status") if getattr(self, name)}
        if self.country:
            given["country"] = "" if self.country == NOWHERE else self.country
        if self.period == UNDATED:
            given["date"] = ""
        elif self.period:
            given |= {"date__gte": self.period, "date__lt": self.period + _AFTER}
        if self.freedom:
            given["type__in"] = [code for code, known in act_types().items() if self.freedom in known.freedoms]
        return rows.filter(groups.done_to(record, self.group), **given) if self.group else rows.filter(**given)


@dataclass(frozen=True, slots=True)
class Involved:
    """Somebody's part in an act with its claims; `home` is the cluster of the person or organisation, if known."""

    party: Party
    home: str
    kind: str
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """One act report as lists show it."""

    line: ActLine
    document: Document
    involved: tuple[Involved, ...]

    @property
    def victims(self) -> list[Involved]:
        """Return those whom the act was done to."""
        return [one for one in self.involved if one.party.role == "victim"]


@dataclass(frozen=True, slots=True)
class Report:
    """One act report with everything behind it."""

    line: ActLine
    document: Document
    claims: tuple[Claim, ...]
    involved: tuple[Involved, ...]


def choose(record: Record, choice: Choice, *, first: bool = False) -> Listing[ActLine]:
    """Return the act reports of a choice: those of the latest date first, the undated last.

    With `first` only those that acts count by, every act once.
    """
    rows = choice.of(record, record.sight.rows(models.ActRow.objects.all()))
    if first:
        rows = rows.exclude(entity__in=models.Follower.objects.values("entity"))
    return Listing(rows.order_by("-date", "country", "type", "status", *AUDIENCES, "id"), stored.acts)


def years(record: Record) -> list[str]:
    """Return the years in which acts are dated, the latest first."""
    return once(("years", record.sight.audience), lambda: _years(record))


def _years(record: Record) -> list[str]:
    rows = record.sight.rows(models.ActRow.objects.exclude(date="")).order_by("-date").values_list("date", flat=True)
    found: list[str] = []
    latest = rows.first()
    while latest:
        found.append(latest[:4])
        latest = rows.filter(date__lt=latest[:4]).first()
    return found


def places(record: Record, country: str) -> Iterator[tuple[str, str, str]]:
    """Yield the first report of each act of a country, its status, and its place or that which its others give.

    A report lends its place only where all that joins the two may be seen: a hidden report links nothing.
    """
    rows = Choice(country=country).of(record, record.sight.rows(models.ActRow.objects.order_by("id")))
    follows = Exists(models.Follower.objects.filter(entity=OuterRef("entity")))
    found = list(rows.values_list("entity", "place", "status", follows))
    shared = set(models.Canonical.objects.filter(kind=act_groups.KIND).values_list("entity", flat=True))
    shared &= {entity for entity, *_ in found}
    homes = act_groups.links(shared).homes(shared)
    told: dict[str, list[str]] = {}
    for entity, place, *_ in found:
        if entity in homes:
            told.setdefault(homes[entity], []).append(place)
    for entity, place, status, follows_ in found:
        if not follows_:
            yield entity, status, place or most_told(told.get(homes.get(entity, ""), ()))


def of_documents(record: Record, documents: Iterable[str]) -> list[ActLine]:
    """Return the act reports of documents, in the order of their words."""
    found: list[models.ActRow] = []
    for part in chunks(list(dict.fromkeys(documents))):
        rows = record.sight.rows(models.ActRow.objects.filter(document__in=part))
        found += rows.order_by("document", "start", "end", "entity")
    return stored.acts(found)


def taken_part(record: Record, homes: Iterable[str]) -> dict[str, set[str]]:
    """Return the act reports that each of these clusters has a part in."""
    found: dict[str, set[str]] = {}
    for part in chunks(list(homes)):
        rows = record.sight.rows(models.PartRow.objects.filter(cluster__in=part))
        for home, act in rows.values_list("cluster", "act"):
            found.setdefault(home, set()).add(act)
    return found


def listed(record: Record, acts: Iterable[ActLine]) -> list[Listed]:
    """Return act reports with their documents and the clusters of their parties."""
    lines = list(acts)
    record.learn_acts(lines)
    return [_listed(record, act) for act in lines]


def report(record: Record, identity: str) -> Report | None:
    """Return one act report; None when it is not there or was taken out."""
    row = record.sight.rows(models.ActRow.objects.filter(entity=identity)).first()
    if row is None:
        return None
    line = stored.act(row)
    grouped = claims.of_entities(record, line.document, [identity, *(party.id for party in line.parties)])
    short = listed(record, [line])[0]
    involved = tuple(replace(one, claims=tuple(grouped.get(one.party.id, ()))) for one in short.involved)
    return Report(short.line, short.document, tuple(grouped.get(identity, ())), involved)


def _listed(record: Record, act: ActLine) -> Listed:
    seen = record.act(act)
    involved = tuple(Involved(party, *record.home(party)) for party in seen.parties)
    return Listed(seen, record.document(act.document), involved)
