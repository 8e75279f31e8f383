"""The rows that packs are made of: one dataclass a kind of file, checked while it is read."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

CountryCode = Annotated[str, StringConstraints(pattern=r"^([A-Z]{2})?$")]
PartialDate = Annotated[str, StringConstraints(pattern=r"^([12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$")]
Name = Annotated[str, StringConstraints(min_length=1)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]

PlaceType = Literal["province", "municipality", "region", "state", "city", "district", "commune", "site"]
BodyType = Literal[
    "group", "network", "union", "party", "movement", "outlet", "platform", "company", "ministry", "agency", "force",
    "court", "parliament", "commission", "un body", "un mandate", "treaty body", "intergovernmental", "donor",
    "armed group", "religious", "university",
]  # fmt: skip
LawType = Literal[
    "constitution", "code", "law", "decree", "sub-decree", "regulation", "bill", "treaty", "declaration", "agreement",
    "resolution",
]  # fmt: skip
StageName = Literal["drafted", "adopted", "in force", "amended", "repealed"]
CourtLevel = Literal["first instance", "appeal", "supreme", "constitutional", "military", "special", "international"]
Role = Literal[
    "defender", "journalist", "unionist", "politician", "official", "lawyer", "monk", "student", "artist", "academic",
    "security", "religious", "health", "worker", "business", "expert",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166-1; `code` is alpha-2, `capital` empty where there is none."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    name: Name
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that texts name: city, first-level region or site; `parent` is the code of the region around it.

    `code` is ISO 3166-2 where there is one. Coordinates are degrees (WGS 84) of its main town.
    """

    name: Name
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    type: PlaceType = "city"
    code: str = ""
    parent: str = ""
    native: str = ""
    aliases: tuple[str, ...] = ()
    capital: str = ""
    lat: Latitude | None = None
    lon: Longitude | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation: party, union, group, outlet, ministry, force, organ; `country` is empty for international ones.

    `since` and `until` are partial ISO dates; `native` is its name in its own script.
    """

    name: Name
    type: BodyType
    acronym: str = ""
    aliases: tuple[str, ...] = ()
    country: CountryCode = ""
    status: Literal["active", "dissolved", "closed"] = "active"
    since: PartialDate = ""
    until: PartialDate = ""
    native: str = ""


@dataclass(frozen=True, slots=True)
class Court:
    """A court, or with an empty `country` a kind of court that many countries have; `place` is a place's name."""

    name: Name
    level: CourtLevel
    country: CountryCode = ""
    place: str = ""
    aliases: tuple[str, ...] = ()
    native: str = ""


@dataclass(frozen=True, slots=True)
class Law:
    """A constitution, code, law, decree, bill or treaty; `code` names it inside the packs."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    title: Name
    type: LawType
    acronym: str = ""
    aliases: tuple[str, ...] = ()
    number: str = ""
    date: PartialDate = ""
    country: CountryCode = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a law, with its subject in own words; `prison_years` is the longest prison term it allows."""

    law: Name
    article: Annotated[str, StringConstraints(pattern=r"^\d+( (bis|ter|quater|new))?$")]
    title: Name
    penalty: str = ""
    prison_years: Annotated[float, Field(gt=0)] | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A step in the life of a law; the date is empty where it is not sure."""

    law: Name
    stage: StageName
    date: PartialDate = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A family or given name in Latin spelling, with other spellings and its own script where sure."""

    name: Name
    variants: tuple[str, ...] = ()
    native: str = ""


@dataclass(frozen=True, slots=True)
class Honorific:
    """Words of respect before a name; `role` is what they say about the person, if anything."""

    words: Name
    variants: tuple[str, ...] = ()
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """How people of one country are named; `family_first` says which name comes first."""

    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    family_first: bool
    surnames: tuple[PersonName, ...]
    given: tuple[PersonName, ...]
    honorifics: tuple[Honorific, ...] = ()


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Frequent names of a group of countries, told apart as family and given names."""

    context: Name
    countries: tuple[CountryCode, ...]
    family_first: bool
    surnames: tuple[Name, ...]
    given: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Titles:
    """Words before or beside a name: forms of address, and roles of the ontology with the words that say them."""

    address: tuple[Name, ...]
    roles: dict[Role, tuple[Name, ...]]


@dataclass(frozen=True, slots=True)
class Numerals:
    """Number words: exact ones, and vague ones with the smallest number that they stand for."""

    exact: dict[str, int]
    vague: dict[str, int]


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher of documents on a country, with its home page."""

    name: Name
    home: Annotated[str, StringConstraints(pattern=r"^https?://")]
    languages: tuple[str, ...]
    kind: Literal[
        "group", "network", "outlet", "government", "un", "court", "union", "party", "research", "law library"
    ]
    country: CountryCode = ""
    status: Literal["active", "closed"] = "active"
