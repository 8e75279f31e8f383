"""What pages show of a thing, whoever made it: the web application from its store, the frozen site from an edition.

Addresses are complete for the web, and begin at the root of the edition for the frozen site, whose templates put the
way to that root before them. An empty address means that there is no page to go to.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from saksi.publish.tables import Table

Pieces = tuple[tuple[str, bool], ...]  # words, and whether they are what somebody searched for


@dataclass(frozen=True, slots=True)
class Link:
    """Words, and where they lead."""

    words: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A count, and the list of what it counts."""

    n: int
    to: str = ""


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A document as lists name it; `away` is where its publisher keeps it."""

    title: str
    to: str
    publisher: str = ""
    published: str = ""
    away: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class ActCard:
    """One act report as lists show it; `lang` is the language of the words."""

    to: str
    type: str
    status: str
    quote: Pieces
    source: SourceCard
    subtype: str = ""
    date: str = ""
    place: str = ""
    country: str = ""
    country_to: str = ""
    quote_to: str = ""
    victims: tuple[Link, ...] = ()
    role: str = ""
    checked: bool = False

    @property
    def lang(self) -> str:
        """Return the language of the quote, which is the document's."""
        return self.source.lang


@dataclass(frozen=True, slots=True)
class CountryLine:
    """One country in the list of countries."""

    code: str
    to: str
    reported: Number
    alleged: Number
    documents: Number
    latest: str


@dataclass(frozen=True, slots=True)
class CountrySheet:
    """The page of one country; `others` are statuses that no count has, with their numbers and lists."""

    code: str
    reported: Number
    alleged: Number
    documents: Number
    tables: Sequence[Table]
    latest: Sequence[ActCard]
    others: Sequence[tuple[str, int, str]]
    month_chart: SafeString
    province_map: SafeString
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A document that names something, with the words that do."""

    source: SourceCard
    quote: str
    quote_to: str = ""


@dataclass(frozen=True, slots=True)
class NamedSheet:
    """The page of a person, an organisation or a law; `facts` are labels with the values said."""

    kind: str
    name: str
    others: Sequence[str]
    acts: Sequence[ActCard]
    facts: Sequence[tuple[str, Sequence[Link]]]
    mentions: Sequence[Mention]
    articles: Sequence[Link] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A person, an organisation or a law in a list."""

    to: str
    name: str
    acts: int
    documents: int
    others: Sequence[str] = ()
