"""The frozen site: pages made from an edition, with relative links and nothing from another host.

Only the page of search has a script (`saksi.publish.search`).

The site stands once in each language, English at its root and every other in a folder with its code. The same edition
gives the same bytes: no clock, no chance, every list in an order of its own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils import translation
from django.utils.translation import gettext_noop

from saksi import __version__
from saksi.model.vocabulary import act_types, counts, statuses
from saksi.publish import fonts, labels, methods, presented, ratings
from saksi.publish.edition import ActReport, Edition, sorted_named
from saksi.publish.gate import LONGEST, Item
from saksi.publish.mask import SIGN
from saksi.publish.places import LATEST, CountryPages, Listing
from saksi.publish.presented import Facts, number
from saksi.publish.ratings import RatingCard
from saksi.publish.search.index import Index
from saksi.publish.tags import FOLDERS

FOLDER = Path(__file__).parent
LANGUAGES = tuple(labels.LANGUAGES)
NAV = (
    ("search.html", gettext_noop("Search"), "search"),
    ("countries/index.html", gettext_noop("Countries"), "countries"),
    ("ratings/index.html", gettext_noop("Ratings"), "ratings"),
    ("people/index.html", gettext_noop("People"), "people"),
    ("organisations/index.html", gettext_noop("Organisations"), "organisations"),
    ("laws/index.html", gettext_noop("Laws"), "laws"),
    ("sources/index.html", gettext_noop("Documents"), "sources"),
    ("methodology.html", gettext_noop("Method"), "methodology"),
)
NAMED = ("Person", "Organisation", "Law")
BESIDE = ("Call", "Endorsement", "Figure", "StatedRating")
STYLE = ("saksi.css", "saksi.svg")
Page = tuple[str, str, dict[str, Any]]
Ratings = Sequence[RatingCard]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How well the machine read one kind of thing on the annotated documents; shares between 0 and 1."""

    label: str
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Site:
    """The pages of one edition; `group` is the name at the head of every page.

    `ratings` makes the cards of all countries that were rated, in the language of the moment.
    """

    edition: Edition
    group: str
    accuracy: Sequence[Accuracy] = ()
    ratings: Callable[[], Ratings] = tuple

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file of the site by its path from the root, in the order in which they are written."""
        for language in LANGUAGES:
            with translation.override(language):
                yield from self._pages(language)
        for name in STYLE:
            yield name, (files("saksi.publish") / "static" / "saksi" / name).read_bytes()
        yield from self._index.files()
        yield "fonts.css", fonts.stylesheet(embed=True).encode()
        yield "fonts-licence.txt", fonts.licences().encode()

    def _pages(self, language: str) -> Iterator[tuple[str, bytes]]:
        engine = Engine(
            dirs=[str(FOLDER / "templates")],
            libraries={"i18n": "django.templatetags.i18n"},
            builtins=["saksi.publish.words", "saksi.publish.tags"],
            autoescape=True,
        )
        folder = "" if language == LANGUAGES[0] else f"{language}/"
        frame = engine.get_template("frozen/base.html")
        about = {"nav": NAV, "group": self.group, "version": __version__, "language": language, "frame": frame}
        pages = chain(
            self._front(),
            self._search(),
            self._countries(),
            self._rated(),
            self._methods(),
            self._acts(),
            self._named(),
            self._sources(),
        )
        for path, template, context in pages:
            root = "../" * path.count("/")
            top = root + "../" * folder.count("/")
            here = {
                "root": root,
                "top": top,
                "section": path.partition("/")[0].removesuffix(".html"),
                "editions": [(code, name, top + _path(code, path)) for code, name in labels.LANGUAGES.items()],
            }
            page = engine.get_template(template).render(Context({**about, **here, **context}))
            yield folder + path, _tidy(page).encode()

    def _front(self) -> Iterator[Page]:
        acts = self.edition.acts
        reported = [act for act in self.edition.counted if counts(act.status)]
        alleged = sum(1 for act in self.edition.counted if act.status == "alleged")
        by_type = {code: sum(1 for act in reported if act.type == code) for code in act_types()}
        yield (
            "index.html",
            "frozen/index.html",
            {
                "lines": presented.countries(self.edition),
                "documents": number(len(self.edition.sources), "sources/index.html"),
                "reported": number(len(reported), "countries/index.html"),
                "alleged": number(alleged, "countries/index.html"),
                "people": number(sum(1 for _ in self.edition.of("Person")), "people/index.html"),
                "latest": [presented.act(act) for act in reported if act.date][:LATEST],
            },
        )
        yield (
            "methodology.html",
            "frozen/methodology.html",
            {
                "types": [(type_, by_type[type_.code]) for type_ in act_types().values()],
                "accuracy": self.accuracy,
                "documents": len(self.edition.sources),
                "acts": len(acts),
                "checked": sum(1 for act in acts if act.checked),
                "longest": LONGEST,
            },
        )

    def _search(self) -> Iterator[Page]:
        digits = labels.digits("0123456789")
        yield "search.html", "frozen/search.html", {"groups": self._index.groups, "ten": digits, "sign": SIGN}

    @cached_property
    def _index(self) -> Index:
        return Index(self.edition, LANGUAGES)

    def _countries(self) -> Iterator[Page]:
        to = {"countries_to": "countries/index.html", "method_to": "methodology.html"}
        rated = {card.code for card in self.ratings()}
        yield "countries/index.html", "record/countries.html", {"lines": presented.countries(self.edition)}
        for line in self.edition.countries:
            pages = CountryPages(self.edition, line.count.key)
            context = {
                "sheet": pages.sheet(),
                "told": pages.told,
                "sources": [presented.source(one) for one in pages.sources()],
                "rating_to": f"ratings/{pages.code}.html" if pages.code in rated else "",
            }
            yield f"countries/{pages.code}.html", "record/country.html", {**to, **context}
            for listing in pages.listings():
                yield listing.path, "frozen/acts.html", self._listing(pages.code, listing)

    def _rated(self) -> Iterator[Page]:
        """Show what a panel decided or a method computed, in the words of the language that pages are made in."""
        cards = self.ratings()
        lines = ratings.listed(cards, lambda code: f"ratings/{code}.html")
        yield "ratings/index.html", "record/ratings.html", {"lines": lines}
        for card in cards:
            context = {
                "card": card,
                "ratings_to": "ratings/index.html",
                "methods": methods.links("methods/{}.html".format, methods.OF_RATINGS),
            }
            yield f"ratings/{card.code}.html", "record/rating.html", context

    def _methods(self) -> Iterator[Page]:
        listed = {"methods": methods.links("methods/{}.html".format)}
        yield "methods/index.html", "record/methods.html", listed
        for method in methods.methods():
            context = {"method": method, "methods_to": "methods/index.html"}
            yield f"methods/{method.slug}.html", "record/method.html", context

    def _listing(self, code: str, listing: Listing) -> dict[str, Any]:
        found: dict[str, list[Any]] = {status: [] for status in statuses()}
        for act in listing.acts:
            found[act.status].append(presented.act(act))
        groups = [(status, acts) for status, acts in found.items() if acts]
        alone = [labels.status(status) for status, _ in groups] == [listing.heading]
        return {"code": code, "heading": listing.heading, "groups": groups, "alone": alone}

    def _acts(self) -> Iterator[Page]:
        for act in self.edition.acts:
            context = {"act": act, "card": presented.act(act), "facts": presented.facts(act.item)}
            yield f"acts/{act.id}.html", "frozen/act.html", context

    def _named(self) -> Iterator[Page]:
        for kind in NAMED:
            roles = self._roles(kind)
            items = sorted_named(self.edition.of(kind), roles)
            lines = [presented.named_line(self.edition, item, len(roles.get(item.id, ()))) for item in items]
            context = {"plural": labels.kind(kind, many=True), "lines": lines}
            yield f"{FOLDERS[kind]}/index.html", "frozen/named_list.html", context
            for item in items:
                articles = self._provisions.get(item.id, ())
                sheet = presented.named(self.edition, item, roles.get(item.id, ()), articles)
                to = f"{FOLDERS[kind]}/index.html"
                yield f"{FOLDERS[kind]}/{item.id}.html", "record/named.html", {"sheet": sheet, "list_to": to}

    def _roles(self, kind: str) -> Mapping[str, list[tuple[ActReport, str]]]:
        if kind != "Law":
            return self.edition.roles
        return {law.id: [(act, "") for act in self.edition.citing(law)] for law in self.edition.of("Law")}

    @cached_property
    def _provisions(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self.edition.of("Provision"):
            if item.first("law"):
                found.setdefault(item.first("law"), []).append(item)
        return found

    def _sources(self) -> Iterator[Page]:
        by: dict[str, list[ActReport]] = {}
        for act in self.edition.acts:
            by.setdefault(act.source.id, []).append(act)
        sources = list(self.edition.sources.values())
        rows = [(presented.source(source), len(by.get(source.id, ()))) for source in sources]
        yield "sources/index.html", "frozen/sources.html", {"rows": rows}
        beside = self._beside()
        for source in sources:
            said = beside.get(source.id, {})
            others = [(labels.kind(kind, many=True), said[kind]) for kind in BESIDE if kind in said]
            acts = [presented.act(act) for act in by.get(source.id, ())]
            context = {"card": presented.source(source), "acts": acts, "others": others}
            yield f"sources/{source.id}.html", "frozen/source.html", context

    def _beside(self) -> dict[str, dict[str, list[tuple[Item, Facts]]]]:
        """What each source says besides acts and names, by kind."""
        found: dict[str, dict[str, list[tuple[Item, Facts]]]] = {}
        for kind in BESIDE:
            for item in self.edition.of(kind):
                for source in self.edition.sources_of(item):
                    found.setdefault(source.id, {}).setdefault(kind, []).append((item, presented.facts(item)))
        return found


def _path(language: str, path: str) -> str:
    """Return the path of a page in the edition of a language, from the root of the site."""
    return path if language == LANGUAGES[0] else f"{language}/{path}"


def _tidy(page: str) -> str:
    """Drop the blank lines that templates leave."""
    return "\n".join(line.rstrip() for line in page.splitlines() if line.strip()) + "\n"
