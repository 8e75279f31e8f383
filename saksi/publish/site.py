"""The frozen site: pages made from an edition, with relative links, no script and nothing from another host.

The same edition gives the same bytes: no clock, no chance, every list in an order of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils import translation

from saksi import __version__
from saksi.model.vocabulary import act_types, counts, kind_of, kinds, statuses
from saksi.publish.edition import NAMING, ActReport, Edition, sorted_named
from saksi.publish.gate import LONGEST, Item, Said
from saksi.publish.places import CountryPages, Listing
from saksi.publish.tags import FOLDERS

FOLDER = Path(__file__).parent
LATEST = 6
NAV = (
    ("countries/index.html", "Countries", "countries"),
    ("people/index.html", "People", "people"),
    ("organisations/index.html", "Organisations", "organisations"),
    ("laws/index.html", "Laws", "laws"),
    ("sources/index.html", "Documents", "sources"),
    ("methodology.html", "Method", "methodology"),
)
PLURALS = {"Person": "People", "Organisation": "Organisations", "Law": "Laws"}
BESIDE = ("Call", "Endorsement", "Figure", "StatedRating")
STYLE = ("saksi.css", "saksi.svg")
Facts = list[tuple[str, str, Sequence[Said]]]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How well the machine read one kind of thing on the annotated documents; shares between 0 and 1."""

    label: str
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Site:
    """The pages of one edition; `group` is the name at the head of every page."""

    edition: Edition
    group: str
    accuracy: Sequence[Accuracy] = ()

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file of the site by its path from the root, in the order in which they are written."""
        engine = Engine(
            dirs=[str(FOLDER / "templates")],
            libraries={"saksi_site": "saksi.publish.tags"},
            builtins=["saksi.publish.tags"],
            autoescape=True,
        )
        pages = chain(self._front(), self._countries(), self._acts(), self._named(), self._sources())
        with translation.override("en"):
            for path, template, context in pages:
                section = path.partition("/")[0].removesuffix(".html")
                about = {"nav": NAV, "group": self.group, "version": __version__, "edition": self.edition}
                root = "../" * path.count("/")
                page = engine.get_template(template).render(
                    Context({**about, "root": root, "section": section, **context})
                )
                yield path, _tidy(page).encode()
        for name in STYLE:
            yield name, (files("saksi.publish") / "static" / "saksi" / name).read_bytes()

    def _front(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        acts = self.edition.acts
        reported = [act for act in acts if counts(act.status)]
        by_type = {code: sum(1 for act in reported if act.type == code) for code in act_types()}
        yield (
            "index.html",
            "index.html",
            {
                "reported": len(reported),
                "alleged": sum(1 for act in acts if act.status == "alleged"),
                "people": sum(1 for _ in self.edition.of("Person")),
                "latest": [act for act in reported if act.date][:LATEST],
            },
        )
        yield (
            "methodology.html",
            "methodology.html",
            {
                "types": [(type_, by_type[type_.code]) for type_ in act_types().values()],
                "accuracy": self.accuracy,
                "checked": sum(1 for act in acts if act.checked),
                "longest": LONGEST,
            },
        )

    def _countries(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        yield "countries/index.html", "countries.html", {}
        for line in self.edition.countries:
            pages = CountryPages(self.edition, line.count.key)
            latest = [act for act in pages.acts if counts(act.status)][:LATEST]
            context = {"code": pages.code, "page": pages.page, "tables": pages.tables(), "sources": pages.sources()}
            yield f"countries/{pages.code}.html", "country.html", {**context, "latest": latest}
            for listing in pages.listings():
                yield f"countries/{listing.path}", "acts.html", self._listing(pages.code, listing)

    def _listing(self, code: str, listing: Listing) -> dict[str, Any]:
        found: dict[str, list[ActReport]] = {status: [] for status in statuses()}
        for act in listing.acts:
            found[act.status].append(act)
        groups = [(status, acts) for status, acts in found.items() if acts]
        return {"code": code, "heading": listing.heading, "groups": groups}

    def _acts(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for act in self.edition.acts:
            yield f"acts/{act.id}.html", "act.html", {"act": act, "facts": _facts(act.item)}

    def _named(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for kind, plural in PLURALS.items():
            roles = self._roles(kind)
            items = sorted_named(self.edition.of(kind), roles)
            rows = [(i, len(roles.get(i.id, ())), len(self.edition.sources_of(i))) for i in items]
            yield f"{FOLDERS[kind]}/index.html", "named_list.html", {"plural": plural, "items": rows}
            for item in items:
                context = {
                    "item": item,
                    "plural": plural,
                    "acts": roles.get(item.id, ()),
                    "facts": _facts(item, leave_out=NAMING),
                    "mentions": self._mentions(item),
                    "provisions": self._provisions.get(item.id, ()),
                }
                yield f"{FOLDERS[kind]}/{item.id}.html", "named.html", context

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

    def _mentions(self, item: Item) -> list[tuple[Any, str]]:
        """Return each source with the first words of it that name the item."""
        quotes: dict[str, str] = {}
        for prop in NAMING:
            for said in item.values.get(prop, ()):
                quotes.setdefault(said.source, said.quote)
        return [(source, quotes[source.id]) for source in self.edition.sources_of(item) if source.id in quotes]

    def _sources(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        by: dict[str, list[ActReport]] = {}
        for act in self.edition.acts:
            by.setdefault(act.source.id, []).append(act)
        sources = list(self.edition.sources.values())
        rows = [(source, len(by.get(source.id, ()))) for source in sources]
        yield "sources/index.html", "sources.html", {"rows": rows}
        beside = self._beside()
        for source in sources:
            said = beside.get(source.id, {})
            others = [(kinds()[kind].plural, said[kind]) for kind in BESIDE if kind in said]
            context = {"source": source, "acts": by.get(source.id, ()), "others": others}
            yield f"sources/{source.id}.html", "source.html", context

    def _beside(self) -> dict[str, dict[str, list[tuple[Item, Facts]]]]:
        """What each source says besides acts and names, by kind."""
        found: dict[str, dict[str, list[tuple[Item, Facts]]]] = {}
        for kind in BESIDE:
            for item in self.edition.of(kind):
                for source in self.edition.sources_of(item):
                    found.setdefault(source.id, {}).setdefault(kind, []).append((item, _facts(item)))
        return found


def _facts(item: Item, leave_out: Sequence[str] = ()) -> Facts:
    """Return the values that a page lists with their labels; links to other items are pages of their own."""
    return [
        (prop, definition.label, item.values[prop])
        for prop, definition in kind_of(item.kind).properties.items()
        if prop in item.values and prop not in leave_out and not item.values[prop][0].to
    ]


def _tidy(page: str) -> str:
    """Drop the blank lines that templates leave."""
    return "\n".join(line.rstrip() for line in page.splitlines() if line.strip()) + "\n"
