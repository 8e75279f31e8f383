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
class Mention:
    """A document that names something, with the words that do."""

    source: SourceCard
    quote: str
    quote_to: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A property to which sources give values that cannot all be right: each value with the documents that give it."""

    label: str
    sides: tuple[tuple[str, tuple[SourceCard, ...]], ...]


@dataclass(frozen=True, slots=True)
class ActCard:
    """One act as lists show it, by one of its reports; `lang` is the language of the words.

    `others` are further reports of the same act, `automatic` says that no person joined them; `stages` are those that
    the act makes in a case (codes of `saksi.resolve.stages`).
    """

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
    others: tuple[Mention, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    automatic: bool = False
    stages: tuple[str, ...] = ()

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
class HeldLine:
    """How long somebody was held: nights, at least and at most; None for both where no source dates the beginning.

    `by_name` says that the documents are of one person by the same name alone, which nobody has confirmed.
    """

    person: Link
    least: int | None
    most: int | None
    ongoing: bool
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list; `since` and `until` are the dates of its first and last act, `hearing` the next day set.

    `by_name` says that acts were put together by the same name alone, `cut` that more acts may belong to it.
    """

    to: str
    people: Sequence[Link]
    stage: str
    open: bool
    since: str
    until: str
    provisions: Sequence[str]
    acts: int
    documents: int
    hearing: str = ""
    by_name: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """The page of a case: what took place, what is only claimed or set, and acts that may belong to it.

    `by_name` are the people whose documents hang together by their name alone, with the pages on which somebody who may
    can say whether they are one.
    """

    line: CaseLine
    steps: Sequence[ActCard]
    claimed: Sequence[ActCard]
    loose: Sequence[ActCard]
    held: Sequence[HeldLine]
    courts: Sequence[str]
    lawyers: Sequence[Link]
    why: str = ""
    by_name: Sequence[tuple[Link, Sequence[str]]] = ()


@dataclass(frozen=True, slots=True)
class LawStep:
    """One step in a law's life with what tells of it; `known` says that the packs have it.

    `status` is empty for a step that was taken, else that of its acts, as `denied`.
    """

    stage: str
    date: str
    known: bool
    told: Sequence[Link]
    status: str = ""


@dataclass(frozen=True, slots=True)
class LawUse:
    """An act done to somebody under a law, with the articles cited."""

    articles: Sequence[str]
    act: ActCard


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article of a law: how many acts were done under it, and what it is titled, where the packs know that."""

    number: str
    title: str
    acts: int


@dataclass(frozen=True, slots=True)
class LifeSheet:
    """What the page of a law has beyond its names."""

    steps: Sequence[LawStep]
    articles: Sequence[ArticleLine]
    uses: Sequence[LawUse]
    repeal: Sequence[Mention]
    amend: Sequence[Mention]


@dataclass(frozen=True, slots=True)
class NamedSheet:
    """The page of a person, an organisation or a law; `facts` are labels with the values said.

    `cases`, `held` and `provisions` are those of a person; a law has `cases` too, and a `life`.
    """

    kind: str
    name: str
    others: Sequence[str]
    acts: Sequence[ActCard]
    facts: Sequence[tuple[str, Sequence[Link]]]
    mentions: Sequence[Mention]
    articles: Sequence[Link] = ()
    why: str = ""
    cases: Sequence[CaseLine] = ()
    held: Sequence[HeldLine] = ()
    provisions: Sequence[str] = ()
    life: LifeSheet | None = None


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A person, an organisation or a law in a list."""

    to: str
    name: str
    acts: int
    documents: int
    others: Sequence[str] = ()
