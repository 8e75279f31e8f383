"""The pages of one country: its sheet of counts, and behind every number the list of the acts that it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from saksi.assess.exposure import Told, told
from saksi.assess.indicators import NOWHERE
from saksi.model.vocabulary import act_types, counts
from saksi.publish import charts, labels, presented
from saksi.publish.cards import CountrySheet
from saksi.publish.edition import ActReport, Edition
from saksi.publish.gate import Source
from saksi.publish.presented import number
from saksi.publish.provinces import Provinces, provinces
from saksi.publish.tables import UNDATED, Table, by_group, by_province, in_province, reported, tables
from saksi.store.read.countries import Count, CountryPage

_YEAR, _MONTH = 4, 7
LATEST = 6


@dataclass(frozen=True, slots=True)
class Listing:
    """The acts behind some numbers."""

    path: str
    heading: str
    acts: tuple[ActReport, ...]


@dataclass(frozen=True)
class CountryPages:
    """What is told about one country; `code` is ISO 3166-1 alpha-2, or ZZ for acts without a country."""

    edition: Edition
    code: str

    @cached_property
    def acts(self) -> list[ActReport]:
        """Its acts, each as the report that counts, the latest first."""
        return [act for act in self.edition.counted if (act.country or NOWHERE) == self.code]

    @cached_property
    def page(self) -> CountryPage:
        """Its counts."""
        found = self.edition.country(self.code)
        if found is None:
            raise KeyError(self.code)
        return found

    @cached_property
    def known(self) -> Provinces | None:
        """Its provinces, where a pack knows them."""
        return provinces(self.code)

    @cached_property
    def by_province(self) -> list[Count]:
        """Its acts by province."""
        return by_province(self.known, ((self.edition.place(act), act.status) for act in self.acts))

    @cached_property
    def told(self) -> Told:
        """Its acts beside what was read about it."""
        return told(self.edition.facts, self.code)

    def sources(self) -> list[Source]:
        """Return the documents that tell of acts there, the newest first."""
        told = (act for act in self.edition.acts if (act.country or NOWHERE) == self.code)
        found = {act.source.id: act.source for act in told}
        return sorted(found.values(), key=attrgetter("published", "id"), reverse=True)

    def sheet(self) -> CountrySheet:
        """Return what its page shows, in the language of the page."""
        total = self.page.total
        counted = [act for act in self.acts if counts(act.status)]
        return CountrySheet(
            code=self.code,
            reported=number(total.reported, f"countries/{self.code}-reported.html"),
            alleged=number(total.alleged, f"countries/{self.code}-alleged.html"),
            documents=number(self.page.documents, f"countries/{self.code}.html#sources"),
            tables=self.tables(),
            latest=[presented.act(act) for act in counted[:LATEST]],
            others=[(status, n, f"countries/{self.code}-{status}.html") for status, n in self.page.others],
            month_chart=charts.months(self.page.months, labels.chart_by_month(self.code)),
            province_map=charts.provinces(self.known, reported(self.by_province), labels.map_of(self.code))
            if self.known
            else charts.NOTHING,
        )

    def tables(self) -> list[Table]:
        """Return its tables of counts."""
        return tables(self.page, self.by_province, self.known, by_group(self.told, self.code), self._address)

    def listings(self) -> Iterator[Listing]:
        """Yield the list of acts behind every number of the country's page."""
        for status in dict.fromkeys(act.status for act in self.acts):
            acts = tuple(act for act in self.acts if act.status == status)
            yield Listing(f"countries/{self.code}-{status}.html", labels.status(status), acts)
        for table in self.tables():
            for row in table.rows:
                path = self._path(table.name, row.count.key)
                yield Listing(path, f"{table.label}: {row.label}", self._behind(table.name, row.count.key))

    def _path(self, table: str, key: str) -> str:
        return f"countries/{self.code}-{table}-{key}.html"

    def _address(self, table: str, key: str, status: str) -> str:
        return f"{self._path(table, key)}#{status}"

    def _behind(self, table: str, key: str) -> tuple[ActReport, ...]:
        counted = (act for act in self.acts if act.status in ("reported", "alleged"))
        return tuple(act for act in counted if self._belongs(act, table, key))

    def _belongs(self, act: ActReport, table: str, key: str) -> bool:
        match table:
            case "type":
                return act.type == key
            case "freedom":
                return key in act_types()[act.type].freedoms
            case "group":
                return key in self.edition.groups.get(act.id, ())
            case "province":
                return in_province(self.known, self.edition.place(act), key)
            case "year":
                return act.date[:_YEAR] == key if key != UNDATED else not act.date
        return len(act.date) >= _MONTH and act.date[:_MONTH] == key
