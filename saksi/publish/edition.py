"""Everything that leaves, arranged for pages and files: acts with their parts, named things with their acts, counts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from saksi.assess.cells import NOWHERE
from saksi.assess.facts import Facts
from saksi.model.types import Document
from saksi.packs import Pack
from saksi.packs.grouping import groups_of
from saksi.publish.gate import Gate, Item, Source
from saksi.publish.mask import flat
from saksi.store.read import counted, countries
from saksi.store.read.countries import MONTH, CountryLine, CountryPage, Tally
from saksi.store.read.facts import KINDS, ActLine, Party, most_told

NAMING = ("name", "title", "acronym", "alias", "native_name")
NO_PACK = Pack(())


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's part in an act; `to` is the item of the person or organisation, where it leaves too."""

    link: Item
    to: Item | None

    @property
    def role(self) -> str:
        """Return the code of the part."""
        return self.link.first("role")

    @property
    def name(self) -> str:
        """Return the name as the document gives it."""
        return self.link.first("name")


@dataclass(frozen=True, slots=True)
class ActReport:
    """One act report with its source and the parts in it."""

    item: Item
    source: Source
    parts: tuple[Part, ...]

    @property
    def id(self) -> str:
        """Return its id outside the house."""
        return self.item.id

    @property
    def type(self) -> str:
        """Return the code of its type."""
        return self.item.first("type")

    @property
    def status(self) -> str:
        """Return the code of its status."""
        return self.item.first("status")

    @property
    def date(self) -> str:
        """Return its partial date, or nothing."""
        return self.item.first("date")

    @property
    def country(self) -> str:
        """Return its country's code, or nothing."""
        return self.item.first("country")

    @property
    def quote(self) -> str:
        """Return the words that say it."""
        return self.item.values["type"][0].quote

    @property
    def checked(self) -> bool:
        """Say whether a person accepted or corrected its type."""
        return self.item.values["type"][0].checked

    @property
    def victims(self) -> list[Part]:
        """Return those whom it was done to."""
        return [part for part in self.parts if part.role == "victim"]


@dataclass(frozen=True)
class Edition:
    """What leaves, whole; `together` says of reports that are one act which of them is the first: it counts by that."""

    sources: dict[str, Source]
    items: dict[str, Item]
    pack: Pack = NO_PACK
    together: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def acts(self) -> list[ActReport]:
        """Every act report: the latest first, the undated last."""
        found = [self._report(item) for item in self.of("Act") if item.first("status")]
        found.sort(key=attrgetter("source.id", "id"))
        return sorted(found, key=attrgetter("date"), reverse=True)

    @cached_property
    def counted(self) -> list[ActReport]:
        """Every act once, as its first report that leaves: counts go by it (see `Gate.together`)."""
        return [act for act in self.acts if self.home(act.id) == act.id]

    def home(self, report: str) -> str:
        """Return the first report of the act that a report is of: itself for one that stands alone."""
        return self.together.get(report, report)

    def place(self, act: ActReport) -> str:
        """Return the place of an act: of this report, or that which most others of the act in its country give."""
        others = (one for one in self._reports[self.home(act.id)] if one.country == act.country)
        return act.item.first("place") or most_told(one.item.first("place") for one in others)

    @cached_property
    def roles(self) -> dict[str, list[tuple[ActReport, str]]]:
        """The acts of each person and organisation with the part in each, every act once."""
        found: dict[str, dict[str, tuple[ActReport, str]]] = {}
        for act in self.acts:
            for part in act.parts:
                if part.to is not None:
                    found.setdefault(part.to.id, {}).setdefault(act.id, (act, part.role))
        return {identity: list(acts.values()) for identity, acts in found.items()}

    @cached_property
    def countries(self) -> list[CountryLine]:
        """Every country with its counts, by the same code that counts for the web application."""
        return countries.listed(self._tallies, Counter(c for c, _ in self._told))

    def country(self, code: str) -> CountryPage | None:
        """Count one country; None when no act report is about it."""
        own = [tally for tally in self._tallies if tally.country == code]
        return countries.page(code, own, sum(told == code for told, _ in self._told))

    @cached_property
    def facts(self) -> Facts:
        """What the counts of what leaves are made of: no act, person, country or time that stays has a part in them."""
        kinds = {item.id: item.kind for item in self.items.values()}

        def kind(party: Party) -> str:
            return kinds.get(party.entity, "")

        acts = counted.act_facts(map(_line, self.acts), self.pack, kind, self.home, roles=self._roles_of)
        about: dict[str, set[str]] = {}
        for item in self.items.values():
            if item.kind in KINDS and "country" in item.values:
                for said in item.values["country"]:
                    about.setdefault(said.source, set()).add(said.value)
        documents = (
            counted.document_fact(_document(source), dict.fromkeys(about.get(source.id, ()), ()), self.pack)
            for source in self.sources.values()
        )
        return Facts(tuple(acts), tuple(documents))

    @cached_property
    def groups(self) -> dict[str, frozenset[str]]:
        """The groups of the victims of each act, as far as what leaves says so."""
        return {act.id: frozenset(one.group for one in act.members) for act in self.facts.acts}

    def _roles_of(self, party: Party) -> Iterator[tuple[str, str]]:
        """Yield the groups that roles put a party in whose person leaves, by roles that leave."""
        if party.entity in self.items:
            yield from ((group, "") for role in self.items[party.entity].all("role") for group in groups_of(role))

    def of(self, kind: str) -> Iterator[Item]:
        """Yield the items of a kind."""
        return (item for item in self.items.values() if item.kind == kind)

    def sources_of(self, item: Item) -> list[Source]:
        """Return the sources that say something of an item, the newest first."""
        ids = dict.fromkeys(said.source for found in item.values.values() for said in found)
        return sorted((self.sources[one] for one in ids), key=attrgetter("published", "id"), reverse=True)

    def citing(self, law: Item) -> list[ActReport]:
        """Return the act reports whose words cite a law by one of its names, in a source that names it too."""
        known = [flat(name) for prop in NAMING for name in law.all(prop)]
        cited = (one for source in self.sources_of(law) for one in self._citations.get(source.id, ()))
        found = {act.id: act for act, words in cited if any(name in words for name in known)}
        return sorted(found.values(), key=attrgetter("date", "id"), reverse=True)

    @cached_property
    def _citations(self) -> dict[str, list[tuple[ActReport, str]]]:
        """The acts of each source that cite a provision, with the letters of the words that do."""
        found: dict[str, list[tuple[ActReport, str]]] = {}
        for act in self.acts:
            for words in act.item.all("provision"):
                found.setdefault(act.source.id, []).append((act, flat(words)))
        return found

    @cached_property
    def _links(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for link in self.of("Involvement"):
            found.setdefault(link.first("act"), []).append(link)
        return found

    def _report(self, item: Item) -> ActReport:
        parts = tuple(Part(link, self.items.get(link.first("party"))) for link in self._links.get(item.id, ()))
        return ActReport(item, self.sources[item.values["type"][0].source], parts)

    @cached_property
    def _reports(self) -> dict[str, list[ActReport]]:
        found: dict[str, list[ActReport]] = {}
        for act in self.acts:
            found.setdefault(self.home(act.id), []).append(act)
        return found

    @cached_property
    def _tallies(self) -> list[Tally]:
        """The acts that leave, in the shape that `store.read` counts; a country that only other reports name has none.

        Such a country has a page all the same, for pages of these reports lead there.
        """
        found = [
            Tally(act.country or NOWHERE, act.type, act.status, act.date[:MONTH], latest=act.date)
            for act in self.counted
        ]
        known = {tally.country for tally in found}
        beside = (act for act in self.acts if (act.country or NOWHERE) not in known)
        return [*found, *(Tally(act.country or NOWHERE, act.type, act.status, "", 0) for act in beside)]

    @cached_property
    def _told(self) -> set[tuple[str, str]]:
        """Countries with the sources that tell of acts there."""
        return {(act.country or NOWHERE, act.source.id) for act in self.acts}


def edition(gate: Gate, pack: Pack = NO_PACK) -> Edition:
    """Collect everything that a gate lets out; a pack tells of which country publishers and regions are."""
    return Edition({s.id: s for s in gate.sources()}, {item.id: item for item in gate.items()}, pack, gate.together())


def names(item: Item) -> list[str]:
    """Return the names of a named thing, the first one first."""
    return list(dict.fromkeys(name for prop in NAMING for name in item.all(prop)))


def sorted_named(items: Iterable[Item], acts: Mapping[str, list[tuple[ActReport, str]]]) -> list[Item]:
    """Return named things: those with the most acts first, then by name."""
    return sorted(items, key=lambda item: (-len(acts.get(item.id, ())), names(item)[0].casefold(), item.id))


def _line(act: ActReport) -> ActLine:
    return ActLine(
        id=act.id,
        document=act.source.id,
        type=act.type,
        subtype=act.item.first("subtype"),
        status=act.status,
        date=act.date,
        date_end=act.item.first("date_end"),
        country=act.country,
        place=act.item.first("place"),
        start=0,
        end=0,
        quote="",
        claim="",
        decided=act.checked,
        parties=tuple(
            Party(part.link.id, part.role, part.name, part.to.id if part.to else "", part.link.first("count"))
            for part in act.parts
        ),
    )


def _document(source: Source) -> Document:
    """Describe a document by what leaves of it alone."""
    return Document(source.id, "", "", source.url, source.title, source.publisher, source.published, "", source.lang)
