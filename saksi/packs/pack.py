"""Loads packs of knowledge into one frozen value with quick look-ups by name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from saksi.model.errors import PackError
from saksi.model.readers import read_csv, read_yaml
from saksi.packs.checks import check
from saksi.packs.facts import (
    Article,
    Body,
    Country,
    Court,
    Honorific,
    Law,
    NameGroup,
    Names,
    Numerals,
    Place,
    Role,
    Source,
    Stage,
    Titles,
)
from saksi.packs.keys import Index, index, key
from saksi.packs.table import Table

ROOT = Path(__file__).parent
T = TypeVar("T")
YEAR = re.compile(r"^[12]\d{3} ")

TABLES: dict[str, type[Any]] = {
    "countries": Country,
    "cities": Place,
    "provinces": Place,
    "places": Place,
    "bodies": Body,
    "parties": Body,
    "media": Body,
    "platforms": Body,
    "courts": Court,
    "laws": Law,
    "treaties": Law,
    "law_articles": Article,
    "law_stages": Stage,
}
SHEETS: dict[str, Any] = {
    "names": Names,
    "surnames": list[NameGroup],
    "titles": Titles,
    "months": dict[str, int],
    "numerals": Numerals,
    "stopwords": list[str],
    "sources": list[Source],
}


@dataclass(frozen=True, eq=False, repr=False)
class Pack:
    """What is known before a document is read; compares and hashes by identity, so that it can key a cache.

    Look-ups by name fold case, accents' forms, curly apostrophes and a leading "the"; names all in capitals of at
    most eight letters (US, CAR, CENTRAL) match only as written, with or without dots. They return None when the name
    is unknown; where two things share a name, those of the pack named last come first.
    """

    folders: tuple[Path, ...]
    countries: tuple[Country, ...] = ()
    places: tuple[Place, ...] = ()
    bodies: tuple[Body, ...] = ()
    courts: tuple[Court, ...] = ()
    laws: tuple[Law, ...] = ()
    articles: tuple[Article, ...] = ()
    stages: tuple[Stage, ...] = ()
    names: tuple[Names, ...] = ()
    name_groups: tuple[NameGroup, ...] = ()
    titles: tuple[Titles, ...] = ()
    months: Mapping[str, int] = field(default_factory=dict)
    numerals: Mapping[str, int] = field(default_factory=dict)
    vague_numerals: Mapping[str, int] = field(default_factory=dict)
    stopwords: frozenset[str] = frozenset()
    sources: tuple[Source, ...] = ()

    def folder(self, name: str) -> Path:
        """Return the folder of one of the loaded packs, where its own lexicons lie."""
        return next(folder for folder in self.folders if folder.as_posix().endswith(f"/{name}"))

    def country(self, code: str) -> Country | None:
        """Return a country by its ISO 3166-1 alpha-2 code."""
        return self._country_codes.get(code)

    def country_by_name(self, name: str) -> Country | None:
        """Return the country of a name or other name: Cambodia, Kingdom of Cambodia, the US, U.S."""
        return self._country_names.first(name)

    def country_by_demonym(self, word: str) -> Country | None:
        """Return the country of a demonym: Cambodian, Filipina, Burmese."""
        return self._demonyms.first(word)

    def country_by_capital(self, name: str) -> Country | None:
        """Return the country whose capital has this name."""
        return self._capitals.first(name)

    def place(self, name: str, country: str = "") -> Place | None:
        """Return a place by name or spelling variant; `country` (alpha-2) keeps to one country."""
        return next((p for p in self.places_named(name) if not country or p.country == country), None)

    def places_named(self, name: str) -> tuple[Place, ...]:
        """Return every place that has this name, first-level regions before cities, cities before the rest."""
        return self._place_names.all(name)

    def body(self, name: str, country: str = "") -> Body | None:
        """Return an organisation by name, other name, native name or acronym; `country` is preferred, not demanded."""
        found = self._body_names.all(name)
        return next((b for b in found if country and b.country == country), found[0] if found else None)

    def bodies_named(self, name: str) -> tuple[Body, ...]:
        """Return every organisation that has this name or acronym."""
        return self._body_names.all(name)

    def court(self, name: str) -> Court | None:
        """Return a court, or the kind of court that many countries have, by name."""
        return self._court_names.first(name)

    def law(self, name: str, country: str = "") -> Law | None:
        """Return a law or treaty by title, other name, acronym or code; `country` is preferred, not demanded.

        A year before the title (2015 Law on Associations) may be left out of the packs.
        """
        found = self._law_names.all(name) or self._law_names.all(YEAR.sub("", name))
        return next((law for law in found if country and law.country == country), found[0] if found else None)

    def article(self, law: str, article: str) -> Article | None:
        """Return an article by the code of its law and its number as in "437 bis"."""
        return self._articles.get((law, article))

    def stages_of(self, law: str) -> tuple[Stage, ...]:
        """Return the steps in the life of the law with this code, as the file orders them."""
        return tuple(stage for stage in self.stages if stage.law == law)

    def is_surname(self, word: str) -> bool:
        """Say whether a word is a family name in some loaded country; stop words are none."""
        return key(word) in self.surnames and key(word) not in self.stopwords

    def is_given_name(self, word: str) -> bool:
        """Say whether a word is a given name in some loaded country; stop words are none."""
        return key(word) in self.given_names and key(word) not in self.stopwords

    def is_family_first(self, word: str) -> bool:
        """Say whether people with this family name write it before the given name."""
        return key(word) in self._family_first

    def role_of(self, title: str) -> Role | None:
        """Return the role that a title or honorific says: "opposition leader" is politician."""
        return self._roles.get(key(title))

    def is_address(self, words: str) -> bool:
        """Say whether words are a form of address or honorific: Mr, Dr., Samdech, H.E."""
        return key(words) in self.address

    def number(self, word: str) -> int | None:
        """Return the value of a number word (fourteen is 14); vague words (dozens) have none."""
        return self.numerals.get(key(word))

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Folded family names with their variants."""
        own = (form for n in self.names for p in n.surnames for form in (p.name, *p.variants))
        return frozenset(key(name) for name in (*own, *(s for g in self.name_groups for s in g.surnames)))

    @cached_property
    def given_names(self) -> frozenset[str]:
        """Folded given names with their variants."""
        own = (form for n in self.names for p in n.given for form in (p.name, *p.variants))
        return frozenset(key(name) for name in (*own, *(s for g in self.name_groups for s in g.given)))

    @cached_property
    def honorifics(self) -> tuple[Honorific, ...]:
        """Words of respect of all loaded countries."""
        return tuple(h for n in self.names for h in n.honorifics)

    @cached_property
    def address(self) -> frozenset[str]:
        """Folded forms of address and honorifics, with their variants."""
        spoken = (form for h in self.honorifics for form in (h.words, *h.variants))
        return frozenset(key(words) for words in (*spoken, *(a for t in self.titles for a in t.address)))

    @cached_property
    def _family_first(self) -> frozenset[str]:
        own = (form for n in self.names if n.family_first for p in n.surnames for form in (p.name, *p.variants))
        others = (s for g in self.name_groups if g.family_first for s in g.surnames)
        return frozenset(key(name) for name in (*own, *others))

    @cached_property
    def _roles(self) -> dict[str, Role]:
        roles: dict[str, Role] = {}
        for honorific in self.honorifics:
            if honorific.role:
                roles.update({key(form): honorific.role for form in (honorific.words, *honorific.variants)})
        for titles in self.titles:
            roles.update({key(words): role for role, all_words in titles.roles.items() for words in all_words})
        return roles

    @cached_property
    def _country_codes(self) -> dict[str, Country]:
        return {c.code: c for c in self.countries}

    @cached_property
    def _country_names(self) -> Index[Country]:
        return index((c, (c.name, *c.aliases)) for c in self.countries)

    @cached_property
    def _demonyms(self) -> Index[Country]:
        return index((c, c.demonyms) for c in self.countries)

    @cached_property
    def _capitals(self) -> Index[Country]:
        return index((c, (c.capital,)) for c in self.countries)

    @cached_property
    def _place_names(self) -> Index[Place]:
        rank = {"province": 0, "municipality": 0, "region": 0, "state": 0, "city": 1}
        ordered = sorted(self.places, key=lambda p: rank.get(p.type, 2))
        return index((p, (p.name, p.native, *p.aliases)) for p in ordered)

    @cached_property
    def _body_names(self) -> Index[Body]:
        return index((b, (b.name, b.acronym, b.native, *b.aliases)) for b in self.bodies)

    @cached_property
    def _court_names(self) -> Index[Court]:
        return index((c, (c.name, c.native, *c.aliases)) for c in self.courts)

    @cached_property
    def _law_names(self) -> Index[Law]:
        return index((law, (law.title, law.acronym, law.code, *law.aliases)) for law in self.laws)

    @cached_property
    def _articles(self) -> dict[tuple[str, str], Article]:
        return {(a.law, a.article): a for a in self.articles}


def load(names: tuple[str, ...] = ("world", "lang/en", "kh"), root: Path = ROOT) -> Pack:
    """Read the packs with these names under `root`, check them against each other and join them.

    The same names give the same Pack. Raises PackError with file and line of the first wrong line.
    """
    return _load(names, root)


@cache
def _load(names: tuple[str, ...], root: Path) -> Pack:
    folders = tuple(root / name for name in names)
    for folder in folders:
        if not folder.is_dir():
            raise PackError(folder, 1, "is no pack: there is no such folder")
    tables = [read_table(path, TABLES[path.stem]) for folder in folders for path in _files(folder, TABLES, ".csv")]
    sheets = {
        path: read_yaml(path, SHEETS[path.stem]) for folder in folders for path in _files(folder, SHEETS, ".yaml")
    }
    check(tables, sheets)
    return _join(folders, tables, sheets)


def read_table(path: Path, shape: type[T]) -> Table[T]:
    """Read a CSV file and remember the line of each row."""
    return Table.of(path, read_csv(path, shape))


def _files(folder: Path, kinds: Mapping[str, object], suffix: str) -> list[Path]:
    return [path for kind in kinds if (path := folder / (kind + suffix)).is_file()]


def _join(folders: tuple[Path, ...], tables: list[Table[Any]], sheets: dict[Path, Any]) -> Pack:
    """Put the rows of all packs together by their shape, the last pack's first."""

    def rows(shape: type[T]) -> tuple[T, ...]:
        return tuple(row for table in reversed(tables) for row in table.rows if isinstance(row, shape))

    def of(stem: str) -> list[Any]:
        return [value for path, value in sheets.items() if path.stem == stem]

    numerals: list[Numerals] = of("numerals")
    return Pack(
        folders=folders,
        countries=rows(Country),
        places=rows(Place),
        bodies=rows(Body),
        courts=rows(Court),
        laws=rows(Law),
        articles=rows(Article),
        stages=rows(Stage),
        names=tuple(of("names")),
        name_groups=tuple(group for groups in of("surnames") for group in groups),
        titles=tuple(of("titles")),
        months=_merge(of("months")),
        numerals=_merge(n.exact for n in numerals),
        vague_numerals=_merge(n.vague for n in numerals),
        stopwords=frozenset(key(word) for words in of("stopwords") for word in words),
        sources=tuple(source for sources in of("sources") for source in sources),
    )


def _merge(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    return {key(word): number for part in parts for word, number in part.items()}
