"""The vocabulary: the kinds of `schema/`, the act types of `acts.yaml`, and whether a statement fits them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

from saksi.model.dates import PartialDate
from saksi.model.errors import SchemaError
from saksi.model.ids import content_id
from saksi.model.readers import read_yaml
from saksi.model.types import Statement

VERSION = "1"
"""Goes into every statement; a test asks for a new number when the meaning of the vocabulary changes."""

_FOLDER = Path(__file__).parent
_COUNTRY = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
_ENTITY = re.compile(r"[0-9a-f]{32}")


class PropertyType(StrEnum):
    """What the value of a property looks like; every value is kept as a string."""

    STRING = "string"
    DATE = "date"
    COUNTRY = "country"
    ENTITY = "entity"
    NUMBER = "number"
    VOCABULARY = "vocabulary"


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a kind.

    `range` holds the kinds that an entity may have, or the terms of a vocabulary; `of` names the vocabulary of
    `acts.yaml` (types, subtypes, statuses) that the terms come from instead. `ftm` and `esf` name its kin: a
    FollowTheMoney property, a field code of the HURIDOCS Events Standard Formats.
    """

    label: str
    type: PropertyType = PropertyType.STRING
    range: tuple[str, ...] = ()
    of: Literal["", "types", "subtypes", "statuses"] = ""
    required: bool = False
    multiple: bool = False
    ftm: str = ""
    esf: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entity; `main` is the property whose rejection removes the whole entity."""

    name: str
    label: str
    plural: str
    what: str
    main: str
    properties: dict[str, Property]
    link: bool = False
    ftm: tuple[str, ...] = ()
    esf: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a closed list, and what it covers."""

    code: str
    label: str
    covers: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """What a report claims about an act; only one of them counts the act as having taken place."""

    code: str
    label: str
    covers: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Plover:
    """A PLOVER event, with its mode where one fits."""

    event: str
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """The same act type in other vocabularies; None or empty where no code was known for certain."""

    civicus: tuple[str, ...] = ()
    plover: tuple[Plover, ...] = ()
    mlp: tuple[str, ...] = ()
    esf4: tuple[str, ...] = ()
    ftm: str | None = None
    sdg16101: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActType:
    """One type of act, closing or opening civic space; `severity` runs from 1 to 5 (the scale is in `acts.yaml`)."""

    code: str
    label: str
    covers: str
    freedoms: tuple[str, ...]
    direction: Literal["closing", "opening"]
    severity: Literal[1, 2, 3, 4, 5]
    codes: Codes
    subtypes: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Acts:
    """All of `acts.yaml`."""

    severity: dict[int, str]
    freedoms: tuple[Term, ...]
    statuses: tuple[Status, ...]
    types: tuple[ActType, ...]
    directions: dict[str, str] = field(default_factory=dict)


@cache
def acts() -> Acts:
    """Read `acts.yaml`; raises PackError with the line that is wrong."""
    return read_yaml(_FOLDER / "acts.yaml", Acts)


@cache
def kinds() -> Mapping[str, Kind]:
    """Read every kind of `schema/`, by name; raises PackError with the line that is wrong."""
    read = [read_yaml(path, Kind) for path in sorted((_FOLDER / "schema").glob("*.yaml"))]
    return {kind.name: kind for kind in read}


def kind_of(name: str) -> Kind:
    """Return a kind by its name; raises SchemaError for an unknown one."""
    if name not in kinds():
        raise SchemaError(f"{name} is not a kind; the kinds are {', '.join(kinds())}")
    return kinds()[name]


def property_of(kind: str, prop: str) -> Property:
    """Return a property of a kind; raises SchemaError for an unknown one."""
    properties = kind_of(kind).properties
    if prop not in properties:
        raise SchemaError(f"{kind} has no property {prop}; it has {', '.join(properties)}")
    return properties[prop]


def main_prop(kind: str) -> str:
    """Return the property whose rejected claim takes the whole entity out; raises SchemaError."""
    return kind_of(kind).main


@cache
def act_types() -> Mapping[str, ActType]:
    """Return the act types by code, in the order of `acts.yaml`."""
    return {act.code: act for act in acts().types}


def act_type(code: str) -> ActType:
    """Return an act type by its code; raises SchemaError for an unknown one."""
    if code not in act_types():
        raise SchemaError(f"{code} is not an act type; the types are {', '.join(act_types())}")
    return act_types()[code]


@cache
def statuses() -> Mapping[str, Status]:
    """Return the statuses of an act report by code, in the order of `acts.yaml`."""
    return {status.code: status for status in acts().statuses}


def counts(status: str) -> bool:
    """Say whether an act with this status counts as having taken place: only `reported` does."""
    if status not in statuses():
        raise SchemaError(f"{status} is not a status; the statuses are {', '.join(statuses())}")
    return statuses()[status].counts


def freedoms(act: str) -> tuple[str, ...]:
    """Return the codes of the freedoms that an act type touches; raises SchemaError for an unknown type."""
    return act_type(act).freedoms


def subtypes(act: str) -> tuple[str, ...]:
    """Return the codes of the subtypes of an act type; raises SchemaError for an unknown type."""
    return tuple(term.code for term in act_type(act).subtypes)


def terms(prop: Property) -> tuple[str, ...]:
    """Return the closed list that a property takes its values from; empty when it is not a vocabulary."""
    if prop.type is not PropertyType.VOCABULARY:
        return ()
    if prop.of == "types":
        return tuple(act_types())
    if prop.of == "statuses":
        return tuple(statuses())
    if prop.of == "subtypes":
        return tuple(dict.fromkeys(code for act in act_types() for code in subtypes(act)))
    return prop.range


def check_value(kind: str, prop: str, value: str) -> None:
    """Raise SchemaError unless the property takes the value; the message says what it takes."""
    definition = property_of(kind, prop)
    wanted = _wanted(definition, value)
    if wanted:
        raise SchemaError(f"{kind}.{prop} cannot be “{value[:60]}”: it takes {wanted}")


def validate(statement: Statement) -> None:
    """Raise SchemaError unless kind, property and value of a statement are in the vocabulary."""
    check_value(statement.kind, statement.prop, statement.value)


@cache
def digest() -> str:
    """Hash what the vocabulary means: kinds, properties, their types and terms, act types and statuses, no labels."""
    shape = [
        [
            k.name,
            k.main,
            [[name, p.type, terms(p) or p.range, p.required, p.multiple] for name, p in k.properties.items()],
        ]
        for k in kinds().values()
    ]
    return content_id(shape, [[a.code, a.direction, subtypes(a.code)] for a in act_types().values()], list(statuses()))


def _wanted(prop: Property, value: str) -> str:
    """Say what the property takes, or nothing when the value fits."""
    if not value.strip():
        return "a value that is not empty"
    match prop.type:
        case PropertyType.COUNTRY if not _COUNTRY.fullmatch(value):
            return "a country of ISO 3166-1 alpha-2, like KH"
        case PropertyType.NUMBER if not _NUMBER.fullmatch(value):
            return "a number in plain digits, like 1500 or 0.5"
        case PropertyType.ENTITY if not _ENTITY.fullmatch(value):
            return f"the id of one {' or '.join(prop.range)}"
        case PropertyType.VOCABULARY if value not in terms(prop):
            return f"one of {', '.join(terms(prop))}"
        case PropertyType.DATE:
            return "" if _is_date(value) else "a date like 2019, 2019-11 or 2019-11-28"
    return ""


def _is_date(value: str) -> bool:
    try:
        PartialDate.parse(value)
    except SchemaError:
        return False
    return True
