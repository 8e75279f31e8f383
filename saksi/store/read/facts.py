"""What the pages list and count: one line an act report, one line a named thing in a document."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from saksi.model.types import Entity, Statement
from saksi.resolve.act import STATUSES
from saksi.store.read.assembly import assemble
from saksi.store.read.rulings import NONE, Rulings

ACT_KINDS = frozenset({"Act", "Involvement"})
NAMED_KINDS = frozenset({"Person", "Organisation", "Law"})
KINDS = ACT_KINDS | NAMED_KINDS
_NOWHERE = (0, 0, "")
Place = tuple[int, int, str]
"""Start, end and quote of the words that say a main value."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody's part in an act; `id` is the Involvement, `entity` the Person or Organisation of the same document."""

    id: str
    role: str
    name: str
    entity: str = ""
    count: str = ""


@dataclass(frozen=True, slots=True)
class ActLine:
    """One report of an act: what a list shows and a count needs; the values are those that stand after decisions.

    `start`, `end` and `quote` are the words of its type, in the document's current text; `claim` is that of its type.
    """

    id: str
    document: str
    type: str
    subtype: str
    status: str
    date: str
    date_end: str
    country: str
    place: str
    start: int
    end: int
    quote: str
    claim: str
    decided: bool
    parties: tuple[Party, ...]
    provisions: tuple[str, ...] = ()

    @property
    def victims(self) -> tuple[Party, ...]:
        """Return those whom the act was done to."""
        return tuple(party for party in self.parties if party.role == "victim")

    @property
    def rank(self) -> tuple[int, bool, int, str]:
        """Return the place of this report among those of its act: the first gives the values that the act counts by."""
        return (*rank(self.status, self.country, self.date), self.id)


def rank(status: str, country: str, date: str) -> tuple[int, bool, int]:
    """Rank a report: what took place goes before what is alleged, then what has a country and the most exact date."""
    return STATUSES.index(status) if status in STATUSES else len(STATUSES), not country, -len(date)


def most_told(values: Iterable[str]) -> str:
    """Return the value that most reports give, of several the first by the alphabet; nothing where none gives one."""
    found = Counter(filter(None, values))
    return min(found, key=lambda value: (-found[value], value), default="")


@dataclass(frozen=True, slots=True)
class NameLine:
    """One named person, organisation or law in one document; `id` is its entity inside that document."""

    id: str
    document: str
    kind: str
    name: str
    others: tuple[str, ...]
    country: str
    start: int
    end: int
    quote: str
    claim: str
    decided: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one document."""

    acts: tuple[ActLine, ...]
    names: tuple[NameLine, ...]


def lines(
    statements: Iterable[Statement], places: Mapping[str, Place], rulings: Rulings, gone: frozenset[str]
) -> Lines:
    """Make the lines of one document; `places` maps a statement's id to the words of its main value."""
    entities = assemble(statements, {}, rulings, gone)
    parties: dict[str, list[tuple[Place, Party]]] = {}
    for entity in entities:
        if entity.kind == "Involvement":
            values = (entity.first(prop) for prop in ("role", "name", "party", "count"))
            place = places.get(_main(entity, "name").id, _NOWHERE)
            parties.setdefault(entity.first("act"), []).append((place, Party(entity.id, *values)))
    ordered = {act: tuple(party for _, party in sorted(found, key=_by_place)) for act, found in parties.items()}
    acts = [_act(e, places, rulings, ordered.get(e.id, ())) for e in entities if e.kind == "Act" and e.first("type")]
    names = [_name(entity, places, rulings) for entity in entities if entity.kind in NAMED_KINDS]
    return Lines(tuple(sorted(acts, key=lambda a: (a.start, a.end, a.id))), tuple(names))


def _act(entity: Entity, places: Mapping[str, Place], rulings: Rulings, parties: tuple[Party, ...]) -> ActLine:
    main = _main(entity, "type")
    start, end, quote = places.get(main.id, _NOWHERE)
    return ActLine(
        id=entity.id,
        document=main.document,
        type=entity.first("type"),
        subtype=entity.first("subtype"),
        status=entity.first("status"),
        date=entity.first("date"),
        date_end=entity.first("date_end"),
        country=entity.first("country"),
        place=entity.first("place"),
        start=start,
        end=end,
        quote=quote,
        claim=main.claim,
        decided=rulings.get(main.claim, NONE).judgement is not None,
        parties=parties,
        provisions=entity.props.get("provision", ()),
    )


def _name(entity: Entity, places: Mapping[str, Place], rulings: Rulings) -> NameLine:
    main = _main(entity, "title" if entity.kind == "Law" else "name")
    start, end, quote = places.get(main.id, _NOWHERE)
    names = [
        value for prop in ("name", "title", "acronym", "alias", "native_name") for value in entity.props.get(prop, ())
    ]
    return NameLine(
        id=entity.id,
        document=main.document,
        kind=entity.kind,
        name=names[0] if names else "",
        others=tuple(dict.fromkeys(names[1:])),
        country=entity.first("country"),
        start=start,
        end=end,
        quote=quote,
        claim=main.claim,
        decided=rulings.get(main.claim, NONE).judgement is not None,
    )


def _by_place(found: tuple[Place, Party]) -> tuple[Place, str]:
    return found[0], found[1].id


def _main(entity: Entity, prop: str) -> Statement:
    return next((s for s in entity.statements if s.prop == prop), entity.statements[0])
