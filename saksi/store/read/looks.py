"""What comparing looks at: the names and the act reports of the whole store, with what their documents say around them.

Joining reads everything, also what few may see, and shows none of it. Pages compare again what their visitor may read:
with a `sight`, nothing comes out of here that is kept from him, and words come as he may read them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from django.db.models import Model, QuerySet

from saksi.model.ids import content_id
from saksi.resolve.act_report import ActReport, Party, period_of
from saksi.resolve.act_victims import GROUP
from saksi.resolve.cluster import MATCHED
from saksi.resolve.mention import Mention
from saksi.store import models
from saksi.store.read import current, stored
from saksi.store.read import rulings as rulings_
from saksi.store.read.facts import ActLine
from saksi.store.read.facts import Party as Part
from saksi.store.read.record import Record
from saksi.store.read.rulings import NONE
from saksi.store.read.visibility import Sight

__all__ = ["MATCHED", "ActReport", "mentions", "of_lines", "report", "reports", "sign"]

Row = TypeVar("Row", bound=Model)
_OF_ACT = ("outcome", "subtype", "count")
_WHO = frozenset({"perpetrator", "authority", "court", "complainant"})
Values = dict[str, dict[str, tuple[str, ...]]]
"""Values by entity and property."""


def mentions(kind: str, entities: Iterable[str] | None = None, sight: Sight | None = None) -> list[Mention]:
    """Return the named persons or organisations of documents, by their ids; some of them, if given."""
    found = models.NameRow.objects.filter(inner=True) if sight is None else sight.rows(models.NameRow.objects.all())
    found = found.filter(kind=kind)
    wanted = None if entities is None else sorted(set(entities))
    listed = list(found.order_by("entity")) if wanted is None else _chosen(found, wanted)
    said = _values(("role", "affiliation", "type"), (kind,), wanted, sight)
    when, where = _acts_of(wanted, sight)
    made = [
        _mention(row, said.get(row.entity, {}), when.get(row.entity, ()), where.get(row.entity, ())) for row in listed
    ]
    return made if sight is None or sight.whole else [_read(one, sight) for one in made]


def reports(entities: Iterable[str] | None = None) -> list[ActReport]:
    """Return the act reports of documents, by their ids, with everything in them; some of them, if given."""
    found = models.ActRow.objects.filter(inner=True)
    wanted = None if entities is None else sorted(set(entities))
    rows = list(found.order_by("entity")) if wanted is None else _chosen(found, wanted)
    lines = {row.entity: (stored.act(row), row.published) for row in rows}
    said = _values(_OF_ACT, ("Act",), wanted)
    homes = _homes({p.entity for line, _ in lines.values() for p in line.parties if p.entity} if wanted else None)
    return [report(line, said.get(identity, {}), homes, day) for identity, (line, day) in lines.items()]


def report(
    line: ActLine, said: dict[str, tuple[str, ...]], homes: dict[str, tuple[str, str]], published: str = ""
) -> ActReport:
    """Make a report of an act's line; `homes` gives cluster and kind of its parties, `said` more values of the act."""
    victims = tuple(_party(party, homes) for party in line.parties if party.role == "victim")
    count = next((int(value) for value in said.get("count", ()) if value.isascii() and value.isdigit()), None)
    return ActReport(
        id=line.id,
        type=line.type,
        document=line.document,
        status=line.status or "reported",
        date=period_of(line.date, line.date_end) if line.date else None,
        places=tuple(part.strip() for part in line.place.split(",") if part.strip()),
        country=line.country,
        victims=victims,
        perpetrators=tuple(_party(party, homes) for party in line.parties if party.role in _WHO),
        provisions=line.provisions,
        count=count,
        outcomes=tuple(dict.fromkeys((*said.get("subtype", ()), *said.get("outcome", ())))),
        published=published,
        words=line.quote,
    )


def of_lines(lines: Iterable[ActLine], record: Record) -> list[ActReport]:
    """Make reports of lines that a visitor may see: who is hidden from him is a group without a name."""
    listed = list(lines)
    record.learn_acts(listed)
    said = _values(_OF_ACT, ("Act",), [line.id for line in listed], record.sight)
    homes = {p.entity: record.home(p) for line in listed for p in line.parties if p.entity}
    found = []
    for line in map(record.act, listed):
        own = {
            prop: tuple(record.sight.words(v, line.document) for v in values)
            for prop, values in said.get(line.id, {}).items()
        }
        made = report(line, own, homes)
        found.append(replace(made, victims=tuple(map(_unnamed, made.victims))))
    return found


def _unnamed(party: Party) -> Party:
    """Return a party without a cluster that the visitor may see as a group: nobody is followed by a name alone."""
    return party if party.home else replace(party, kind=GROUP)


def _chosen(query: QuerySet[Row], entities: list[str]) -> list[Row]:
    return [row for part in current.chunks(entities) for row in query.filter(entity__in=part).order_by("entity")]


def sign(one: Mention | ActReport, rules: str = "") -> str:
    """Hash what comparing looks at, and the rules that it goes by."""
    return content_id("looks", rules, repr(one))


def _mention(
    row: models.NameRow, said: dict[str, tuple[str, ...]], when: Iterable[str], where: Iterable[str]
) -> Mention:
    return Mention(
        id=row.entity,
        kind=row.kind,
        names=tuple(dict.fromkeys(name for name in (row.name, *json.loads(row.others)) if name)),
        document=row.document_id,
        country=row.state or row.country,
        roles=said.get("role", ()),
        affiliations=said.get("affiliation", ()),
        places=tuple(sorted(set(where))),
        dates=tuple(sorted(set(when))),
        context=", ".join(said.get("type", ())) if row.kind == "Organisation" else "",
    )


def _read(one: Mention, sight: Sight) -> Mention:
    """Return a mention in the words that may be read."""

    def words(values: Iterable[str]) -> tuple[str, ...]:
        return tuple(sight.words(value, one.document) for value in values)

    return replace(
        one,
        names=words(one.names),
        roles=words(one.roles),
        affiliations=words(one.affiliations),
        places=words(one.places),
        context=sight.words(one.context, one.document),
    )


def _party(party: Part, homes: dict[str, tuple[str, str]]) -> Party:
    home, kind = homes.get(party.entity, ("", ""))
    return Party(party.name, home, kind, int(party.count) if party.count.isascii() and party.count.isdigit() else None)


def _values(
    props: Iterable[str], kinds: Iterable[str], entities: list[str] | None, sight: Sight | None = None
) -> Values:
    """Read current values with the decisions on them: a corrected value is the value, a rejected one is none."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    queries = [current.rows().filter(kind__in=list(kinds), prop__in=list(props))]
    if entities is not None:
        queries = [queries[0].filter(entity__in=part) for part in current.chunks(entities)]
    rows = [row for query in queries for row in query.order_by("id").values_list("entity", "prop", "value", "claim")]
    rulings = rulings_.load(None if entities is None else {claim for *_, claim in rows})
    silent = sight.silenced(claim for *_, claim in rows) if sight is not None else frozenset()
    for entity, prop, value, claim in rows:
        ruling = rulings.get(claim, NONE)
        if not ruling.rejected and claim not in silent:
            found[entity][prop].append(ruling.shown(value))
    return {entity: {prop: tuple(dict.fromkeys(v)) for prop, v in own.items()} for entity, own in found.items()}


def _homes(entities: set[str] | None) -> dict[str, tuple[str, str]]:
    """Return the cluster and the kind of named things."""
    fields = ("entity", "cluster", "kind")
    if entities is None:
        rows = list(models.NameRow.objects.filter(inner=True).values_list(*fields))
    else:
        parts = current.chunks(sorted(entities))
        rows = [row for part in parts for row in models.NameRow.objects.filter(entity__in=part).values_list(*fields)]
    return {entity: (home, kind) for entity, home, kind in rows}


def _acts_of(entities: list[str] | None, sight: Sight | None) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return dates and places of the acts that named things have a part in, by their ids."""
    when: dict[str, list[str]] = defaultdict(list)
    where: dict[str, list[str]] = defaultdict(list)
    parts = models.PartRow.objects.filter(inner=True) if sight is None else sight.rows(models.PartRow.objects.all())
    rows = models.ActRow.objects.filter(inner=True) if sight is None else sight.rows(models.ActRow.objects.all())
    if entities is None:
        links = list(parts.values_list("name", "act"))
        acts = {entity: (date, place) for entity, date, place in rows.values_list("entity", "date", "place")}
    else:
        links = [
            row for part in current.chunks(entities) for row in parts.filter(name__in=part).values_list("name", "act")
        ]
        acts = {}
        for part in current.chunks(sorted({act for _, act in links})):
            acts |= {e: (d, p) for e, d, p in rows.filter(entity__in=part).values_list("entity", "date", "place")}
    for name, act in links:
        date, place = acts.get(act, ("", ""))
        when[name] += [date] if date else []
        where[name] += [place] if place else []
    return when, where
