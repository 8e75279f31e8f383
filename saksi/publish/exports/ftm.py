"""`saksi export ftm`: FollowTheMoney entities, one JSON object a line, written without its packages.

Kinds and properties are those that the schema names as kin (`ftm:` in `saksi/model/schema/*.yaml`). An Event of
FollowTheMoney is something that took place, so only acts that count become one. Laws, calls, figures and ratings have
no kin there that stands by itself.
"""

import json
from collections.abc import Iterator

from saksi.model.vocabulary import counts, kind_of
from saksi.publish import labels
from saksi.publish.edition import ActReport, Edition
from saksi.publish.gate import Item, Source

PUBLIC_BODIES = frozenset({"ministry", "agency", "force", "court", "parliament", "commission"})
COMPANIES = frozenset({"company", "platform"})
Properties = dict[str, list[str]]


def lines(edition: Edition) -> Iterator[str]:
    """Yield the sources as Articles, then persons and organisations, then events and the links between them."""
    for source in edition.sources.values():
        yield _article(source)
    for kind in ("Person", "Organisation", "Place"):
        for item in edition.of(kind):
            yield _entity(item.id, schema_of(item), {**_kin(item), **_about(edition, item)})
    for act in edition.acts:
        if counts(act.status):
            yield _event(act)
            yield from _involved(act)
    yield from _signed(edition)
    for item in edition.of("Membership"):
        yield _entity(item.id, "Membership", _kin(item))


def schema_of(item: Item) -> str:
    """Return the FollowTheMoney schema of an item: the first kin of its kind, for organisations the one of its type."""
    if item.kind == "Organisation":
        kind = item.first("type")
        return "PublicBody" if kind in PUBLIC_BODIES else "Company" if kind in COMPANIES else "Organization"
    return kind_of(item.kind).ftm[0]


def _kin(item: Item) -> Properties:
    """Return the values of an item under the names that FollowTheMoney has for its properties."""
    found: Properties = {}
    for prop, definition in kind_of(item.kind).properties.items():
        if definition.ftm and prop in item.values:
            values = item.all(prop)
            found.setdefault(definition.ftm, []).extend(map(str.lower, values) if prop == "country" else values)
    return found


def _article(source: Source) -> str:
    told = {"name": source.title or "Untitled", "title": source.title, "publisher": source.publisher}
    told |= {"publishedAt": source.published, "sourceUrl": source.url, "language": source.lang}
    return _entity(source.id, "Article", {name: [value] for name, value in told.items() if value})


def _about(edition: Edition, item: Item) -> Properties:
    """Return where an item is documented."""
    sources = edition.sources_of(item) if item.kind != "Place" else []
    return {"proof": [source.id for source in sources]} if sources else {}


def _event(act: ActReport) -> str:
    name = ", ".join(filter(None, [labels.act_type(act.type), act.date, labels.country(act.country)]))
    about: Properties = {"name": [name], "summary": [act.quote], "proof": [act.source.id]}
    about["keywords"] = [act.type, *act.item.all("subtype")]
    about["involved"] = list(dict.fromkeys(part.to.id for part in act.parts if part.to is not None))
    about["sourceUrl"] = [act.source.url] if act.source.url else []
    return _entity(act.id, "Event", {**_kin(act.item), **about})


def _involved(act: ActReport) -> Iterator[str]:
    for part in act.parts:
        if part.to is not None:
            ends: Properties = {"subject": [part.to.id], "object": [act.id], "role": [part.role]}
            yield _entity(part.link.id, kind_of("Involvement").ftm[0], ends)


def _signed(edition: Edition) -> Iterator[str]:
    for item in edition.of("Endorsement"):
        organisation = edition.items.get(item.first("organisation"))
        if organisation is not None:
            source = item.values["name"][0].source
            ends: Properties = {"document": [source], "entity": [organisation.id], "role": ["endorsement"]}
            yield _entity(item.id, kind_of("Endorsement").ftm[0], ends)


def _entity(identity: str, schema: str, properties: Properties) -> str:
    kept = {name: list(dict.fromkeys(values)) for name, values in sorted(properties.items()) if values}
    return json.dumps({"id": identity, "schema": schema, "properties": kept}, ensure_ascii=False) + "\n"
