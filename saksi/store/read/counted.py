"""The record as the lines that counts are made of (see `saksi.assess.facts`)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from django.db.models import Exists, Min, OuterRef, Q

from saksi.assess import exposure
from saksi.assess.cells import NOWHERE
from saksi.assess.exposure import Told
from saksi.assess.facts import About, ActFact, DocumentFact, Facts, Member
from saksi.model.ids import fold
from saksi.model.types import Document
from saksi.packs import Pack
from saksi.packs.grouping import groups_of
from saksi.store import models
from saksi.store.read import current, groups
from saksi.store.read.facts import KINDS, ActLine, Party, most_told, rank
from saksi.store.read.once import once
from saksi.store.read.record import Record
from saksi.store.read.rulings import NONE
from saksi.store.read.snapshot import Snapshot

_VALUES = ("type", "status", "date", "country", "place")
_PEOPLE = ("role", "name", "count")
_MEMBER = ("role", "name", "party")
_ORGANISATION = "Organisation"
Kinds = Callable[[Party], str]
"""Says of what kind a party is; empty where that is unknown."""
Roles = Callable[[Party], Iterable[tuple[str, str]]]
"""Gives the groups that roles put a party in, each with the claim that says so."""


@dataclass(frozen=True)
class Learnt:
    """When the store first learnt each claim and text; `claims` are those of each entity by property."""

    claims: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    times: Mapping[str, datetime] = field(default_factory=dict)
    texts: Mapping[str, datetime] = field(default_factory=dict)

    def of(self, entity: str, props: Iterable[str]) -> tuple[str, ...]:
        """Return the claims about some properties of an entity, in a fixed order."""
        own = self.claims.get(entity, {})
        return tuple(sorted({claim for prop in props for claim in own.get(prop, ())}))

    def known(self, claims: Iterable[str]) -> datetime | None:
        """Return when the last of these claims was learnt; None where that is not known of each."""
        times = [self.times.get(claim) for claim in claims]
        told = [time for time in times if time is not None]
        return max(told) if told and len(told) == len(times) else None


def facts(held: Snapshot, pack: Pack, *, whole: bool = True) -> Facts:
    """Return everything that counts; unless `whole`, without the claims behind it and without times of learning.

    A page needs only the numbers, and may be made of a snapshot that shows less than the store has.
    """
    learnt = _learnt(held) if whole else Learnt()

    def kinds(party: Party) -> str:
        return held.names[party.entity].kind if party.entity in held.names else ""

    told = _roles(held)

    def roles(party: Party) -> Iterable[tuple[str, str]]:
        return told.get(held.home(party.entity), ()) if party.entity else ()

    acts = act_facts(held.acts.values(), pack, kinds, held.home, learnt, roles)
    claims = _country_claims(held) if whole else {}
    documents = (
        document_fact(document, {c: claims.get((sha256, c), ()) for c in _countries(held, sha256)}, pack, learnt)
        for sha256, document in held.documents.items()
    )
    return Facts(tuple(acts), tuple(documents))


def told(record: Record, country: str, pack: Pack) -> Told:
    """Return what was read about a country, beside the acts of it that a visitor may see."""
    key = ("told", record.sight.audience, country, pack.folders)
    return once(key, lambda: exposure.told(of_country(record, country, pack), country))


def of_country(record: Record, country: str, pack: Pack) -> Facts:
    """Return the facts about one country as a visitor may see them, without the claims behind them."""
    code = "" if country == NOWHERE else country
    rows = record.sight.rows(models.ActRow.objects.filter(country=code)).order_by("entity")
    joined = models.Canonical.objects.filter(kind="Act", entity__in=rows.order_by().values("entity"))
    homes = dict(joined.values_list("entity", "canonical"))
    follows = Exists(models.Follower.objects.filter(entity=OuterRef("entity")))
    found_acts = list(rows.values_list("entity", "type", "status", "date", "document", follows))
    documents: dict[str, set[str]] = {}
    for entity, *_, document, _follows in found_acts:
        documents.setdefault(homes.get(entity, entity), set()).add(document)
    members = groups.of_acts(record)
    acts = (
        ActFact(
            entity,
            kind,
            status,
            date,
            code,
            "",
            tuple(sorted(documents[homes.get(entity, entity)])),
            members=members.get(entity, ()),
        )
        for entity, kind, status, date, _, follows_ in found_acts
        if not follows_
    )
    wanted = _speaking(record).get(code, frozenset()) if code else ()
    key = ("unplaced", record.sight.audience, pack.folders)
    about = (About(code),) if code else ()
    found = [replace(fact, about=about) for fact, home in once(key, lambda: _unplaced(record, pack)) if home == code]
    for part in current.chunks(sorted(wanted)):
        rows_ = record.sight.documents().filter(sha256__in=part).order_by()
        for sha256, named, url, published in rows_.values_list("sha256", "publisher", "url", "published"):
            found.append(DocumentFact(sha256, _publisher(named, url, pack)[0], published, about))
    return Facts(tuple(acts), tuple(found))


def _unplaced(record: Record, pack: Pack) -> list[tuple[DocumentFact, str]]:
    """Return the documents in which nothing gives a country, each with that of its publisher."""
    placed = frozenset().union(*_speaking(record).values())
    found = []
    rows = record.sight.documents().order_by().values_list("sha256", "publisher", "url", "published")
    for sha256, named, url, published in rows:
        if sha256 not in placed:
            name, home = _publisher(named, url, pack)
            found.append((DocumentFact(sha256, name, published, ()), home))
    return found


def _speaking(record: Record) -> dict[str, frozenset[str]]:
    """Return by country the documents in which something that may be seen gives it."""
    return once(("speaking", record.sight.audience), lambda: _given(record))


def _given(record: Record) -> dict[str, frozenset[str]]:
    acts = record.sight.rows(models.ActRow.objects.filter(country__gt=""))
    shown = record.sight.rows(models.ClusterRow.objects.filter(kind="Person")).values("cluster")
    names = record.sight.rows(models.NameRow.objects.filter(country__gt=""))
    seen = names.exclude(kind="Person"), names.filter(kind="Person", cluster__in=shown)
    found: dict[str, set[str]] = {}
    for query in (acts, *seen):
        for country, document in query.order_by().values_list("country", "document").distinct():
            found.setdefault(country, set()).add(document)
    return {country: frozenset(documents) for country, documents in found.items()}


def act_facts(
    lines: Iterable[ActLine],
    pack: Pack,
    kinds: Kinds,
    home: Callable[[str], str] = str,
    learnt: Learnt | None = None,
    roles: Roles = lambda _: (),
) -> list[ActFact]:
    """Make the acts of their lines, in order of their ids; reports that `home` puts under one id are one act."""
    reports: dict[str, list[ActLine]] = {}
    for line in lines:
        reports.setdefault(home(line.id), []).append(line)
    found = []
    for identity in sorted(reports):
        first, act = _act(identity, reports[identity], pack, kinds, learnt or Learnt())
        found.append(replace(act, members=tuple(_members(first, kinds, roles, learnt or Learnt()))))
    return found


def document_fact(
    document: Document, about: Mapping[str, Iterable[str]], pack: Pack, learnt: Learnt | None = None
) -> DocumentFact:
    """Make the fact of a document; `about` holds the claims behind each country that values in it give."""
    held = learnt or Learnt()
    name, home = publisher(document, pack)
    found = [About(code, tuple(sorted(claims)), held.known(claims)) for code, claims in sorted(about.items())]
    told = tuple(found) or ((About(home),) if home else ())
    return DocumentFact(document.sha256, name, document.published, told, held.texts.get(document.sha256))


def publisher(document: Document, pack: Pack) -> tuple[str, str]:
    """Return the folded name of a document's publisher and its country, as far as document and packs tell.

    A publisher that is not named is known by the host of the address, by the packs' name for who publishes there.
    """
    return _publisher(document.publisher, document.url, pack)


@lru_cache(maxsize=4096)
def _publisher(name: str, url: str, pack: Pack) -> tuple[str, str]:
    named, host = fold(name), _host(url)
    for source in pack.sources:
        if (named and fold(source.name) == named) or (not named and host and _host(source.home) == host):
            return fold(source.name), source.country
    return named or host, ""


def region(place: str, country: str, pack: Pack) -> str:
    """Return the code that the packs give for the region of a country in which a place lies; empty where none."""
    for known in pack.places_named(place) if place and country else ():
        code = known.parent or known.code
        if known.country == country and code:
            return code
    return ""


def victims(parties: Iterable[Party], kinds: Kinds) -> int:
    """Return the least number of people among the victims: a name is one, a number is as many, organisations none."""
    found = 0
    for party in parties:
        if party.role == "victim" and kinds(party) != _ORGANISATION:
            found += int(party.count) if party.count.isascii() and party.count.isdigit() else 1
    return found


def _members(line: ActLine, kinds: Kinds, roles: Roles, learnt: Learnt) -> Iterator[Member]:
    """Yield the victims of a report who belong to groups, by the words for them or by a role; no organisation does.

    A role makes a member with the claims that make whoever has it a victim here.
    """
    for party in line.victims:
        if kinds(party) == _ORGANISATION:
            continue
        people = int(party.count) if party.count.isascii() and party.count.isdigit() else 1
        own = learnt.of(party.id, _MEMBER)
        said = [(group, "") for group in groups_of(party.name, bare=True)]
        for group, claim in dict.fromkeys((*said, *roles(party))):
            claims = (*own, *((claim,) if claim else ()))
            yield Member(group, party.entity or party.id, people, claims, learnt.known(claims))


def _act(identity: str, lines: Sequence[ActLine], pack: Pack, kinds: Kinds, learnt: Learnt) -> tuple[ActLine, ActFact]:
    """Join the reports of one act; with it comes the first of them, by whose values it counts (see `facts.rank`).

    Among equals the report goes first that the act has its id from: outside the house ids are in another order.
    """
    first = min(lines, key=lambda line: (*rank(line.status, line.country, line.date), line.id != identity, line.id))
    places = (line.place for line in lines if line.country == first.country)
    claims = {claim for line in lines for claim in learnt.of(line.id, ["type"]) or (line.claim,) if claim}
    parts = {party.id for line in lines for party in line.parties if party.role == "victim"}
    return first, ActFact(
        id=identity,
        type=first.type,
        status=first.status,
        date=first.date,
        country=first.country,
        region=region(first.place or most_told(places), first.country, pack),
        documents=tuple(sorted({line.document for line in lines})),
        victims=max(victims(line.parties, kinds) for line in lines),
        claims=tuple(sorted(claims)),
        victim_claims=tuple(sorted({claim for part in parts for claim in learnt.of(part, _PEOPLE)})),
        known=learnt.known(claim for line in lines for claim in learnt.of(line.id, _VALUES)),
    )


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _learnt(held: Snapshot) -> Learnt:
    """Read which claims stand behind each act and part, and when each was first learnt, by whatever reading."""
    claims: dict[str, dict[str, tuple[str, ...]]] = {}
    rows = current.rows().order_by().filter(kind="Act", prop__in=_VALUES)
    parts = current.rows().order_by().filter(kind="Involvement", prop__in={*_PEOPLE, *_MEMBER})
    for query in (rows, parts):
        for entity, prop, claim in query.values_list("entity", "prop", "claim"):
            if not held.rulings.get(claim, NONE).rejected:
                own = claims.setdefault(entity, {})
                own[prop] = (*own.get(prop, ()), claim)
    wanted = Q(kind__in=("Act", "Involvement")) | Q(prop="country") | Q(kind="Person", prop="role")
    first = models.Statement.objects.filter(wanted)
    times = dict(first.order_by().values_list("claim").annotate(Min("recorded")))
    texts = dict(models.Text.objects.order_by().values_list("document").annotate(Min("recorded")))
    return Learnt(claims, times, texts)


def _roles(held: Snapshot) -> dict[str, list[tuple[str, str]]]:
    """Return the groups that roles put each person in, by their cluster, with the claims that say so."""
    found: dict[str, list[tuple[str, str]]] = {}
    rows = current.rows().order_by().filter(kind="Person", prop="role")
    for entity, value, claim in rows.values_list("entity", "value", "claim"):
        ruling = held.rulings.get(claim, NONE)
        if entity not in held.gone and not ruling.rejected:
            told = found.setdefault(held.home(entity), [])
            told += ((group, claim) for group in groups_of(ruling.shown(value)))
    return found


def _countries(held: Snapshot, document: str) -> list[str]:
    """Return the countries that the lines of a document give."""
    lines = held.lines.get(document)
    if lines is None:
        return []
    return sorted(({act.country for act in lines.acts} | {name.country for name in lines.names}) - {""})


def _country_claims(held: Snapshot) -> dict[tuple[str, str], list[str]]:
    """Return the claims that say that a document speaks of a country."""
    found: dict[tuple[str, str], list[str]] = {}
    rows = current.rows().order_by().filter(prop="country", kind__in=KINDS)
    for document, entity, value, claim in rows.values_list("document", "entity", "value", "claim"):
        ruling = held.rulings.get(claim, NONE)
        if entity not in held.gone and not ruling.rejected:
            found.setdefault((document, ruling.shown(value)), []).append(claim)
    return found
