"""What comparing looks at: the names and the act reports of the whole store, with what their documents say around them.

Everything is read here, also what few may see: joining has to know it. Nothing of it is shown; pages compare again what
their visitor may read (see `read.suggestions`).
"""

import json
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from saksi.model.ids import content_id
from saksi.resolve.act_report import ActReport, Party, period_of
from saksi.resolve.mention import Mention
from saksi.store import models
from saksi.store.read import current, stored
from saksi.store.read import rulings as rulings_
from saksi.store.read.facts import ActLine
from saksi.store.read.rulings import NONE

_WHO = frozenset({"perpetrator", "authority", "court", "complainant"})
Values = dict[str, dict[str, tuple[str, ...]]]
"""Values by entity and property."""


def mentions(kind: str, rows: QuerySet[models.NameRow] | None = None) -> list[Mention]:
    """Return the named persons or organisations of documents, by their ids; of these rows, if given."""
    found = (models.NameRow.objects.filter(inner=True) if rows is None else rows).filter(kind=kind)
    listed = list(found.order_by("entity"))
    wanted = [row.entity for row in listed]
    said = _values(("role", "affiliation", "type"), (kind,), None if rows is None else wanted)
    when, where = _acts_of(None if rows is None else wanted)
    return [
        _mention(row, said.get(row.entity, {}), when.get(row.entity, ()), where.get(row.entity, ())) for row in listed
    ]


def reports(rows: QuerySet[models.ActRow] | None = None) -> list[ActReport]:
    """Return the act reports of documents, by their ids; of these rows, if given."""
    found = models.ActRow.objects.filter(inner=True) if rows is None else rows
    lines = stored.acts(found.order_by("entity", "id"))
    published = {row.entity: row.published for row in found}
    said = _values(("outcome", "subtype", "count"), ("Act",), None if rows is None else [line.id for line in lines])
    homes = _homes(None if rows is None else {p.entity for line in lines for p in line.parties if p.entity})
    return [
        report(line, said.get(line.id, {}), homes, published.get(line.id, ""))
        for line in {x.id: x for x in lines}.values()
    ]


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


def of_lines(lines: Iterable[ActLine]) -> list[ActReport]:
    """Make reports of lines as somebody may see them: what is hidden from him is not in them."""
    listed = list(lines)
    said = _values(("outcome", "subtype", "count"), ("Act",), [line.id for line in listed])
    homes = _homes({party.entity for line in listed for party in line.parties if party.entity})
    return [report(line, said.get(line.id, {}), homes) for line in listed]


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


def _party(party: object, homes: dict[str, tuple[str, str]]) -> Party:
    name, entity, count = (getattr(party, field) for field in ("name", "entity", "count"))
    home, kind = homes.get(entity, ("", ""))
    return Party(name, home, kind, int(count) if count.isascii() and count.isdigit() else None)


def _values(props: Iterable[str], kinds: Iterable[str], entities: list[str] | None) -> Values:
    """Read current values with the decisions on them: a corrected value is the value, a rejected one is none."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    queries = [current.rows().filter(kind__in=list(kinds), prop__in=list(props))]
    if entities is not None:
        queries = [queries[0].filter(entity__in=part) for part in current.chunks(entities)]
    rows = [row for query in queries for row in query.order_by("id").values_list("entity", "prop", "value", "claim")]
    rulings = rulings_.load(None if entities is None else {claim for *_, claim in rows})
    for entity, prop, value, claim in rows:
        ruling = rulings.get(claim, NONE)
        if not ruling.rejected:
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


def _acts_of(entities: list[str] | None) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return dates and places of the acts that named things have a part in, by their ids."""
    when: dict[str, list[str]] = defaultdict(list)
    where: dict[str, list[str]] = defaultdict(list)
    query = models.PartRow.objects.filter(inner=True)
    if entities is None:
        parts = list(query.values_list("name", "act"))
    else:
        parts = [
            row for part in current.chunks(entities) for row in query.filter(name__in=part).values_list("name", "act")
        ]
    acts: dict[str, tuple[str, str]] = {}
    rows = models.ActRow.objects.filter(inner=True)
    if entities is None:
        acts = {entity: (date, place) for entity, date, place in rows.values_list("entity", "date", "place")}
    else:
        for part in current.chunks(sorted({act for _, act in parts})):
            acts |= {e: (d, p) for e, d, p in rows.filter(entity__in=part).values_list("entity", "date", "place")}
    for name, act in parts:
        date, place = acts.get(act, ("", ""))
        if date:
            when[name].append(date)
        if place:
            where[name].append(place)
    return when, where
