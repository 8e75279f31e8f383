"""The pages of one country: its tables of counts, and behind every number the list of the acts that it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from saksi.assess.indicators import NOWHERE
from saksi.model.vocabulary import act_types
from saksi.publish import labels
from saksi.publish.edition import ActReport, Edition
from saksi.publish.gate import Source
from saksi.store.read.countries import Count, CountryPage

_YEAR, _MONTH = 4, 7
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of counts; `path` is the page that lists the acts behind its numbers."""

    label: str
    count: Count
    path: str


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by type, freedom, year or month; `most` is what the full width of its bars stands for."""

    name: str
    label: str
    head: str
    note: str
    rows: tuple[Row, ...]

    @property
    def most(self) -> int:
        """Return the largest number of reported and alleged acts in a row."""
        return max((row.count.reported + row.count.alleged for row in self.rows), default=0)


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
        """Its act reports, the latest first."""
        return [act for act in self.edition.acts if (act.country or NOWHERE) == self.code]

    @cached_property
    def page(self) -> CountryPage:
        """Its counts."""
        found = self.edition.country(self.code)
        if found is None:
            raise KeyError(self.code)
        return found

    def sources(self) -> list[Source]:
        """Return the documents that its acts are reported in, the newest first."""
        found = {act.source.id: act.source for act in self.acts}
        return sorted(found.values(), key=attrgetter("published", "id"), reverse=True)

    def tables(self) -> list[Table]:
        """Return its tables of counts."""
        undated = [self.page.undated] if self.page.undated.reported or self.page.undated.alleged else []
        freedoms = "An act that touches several freedoms counts under each."
        months = "Acts whose date is exact to the month or the day."
        tables = [
            self._table("type", "By type", "Type", "", self.page.types),
            self._table("freedom", "By freedom", "Freedom", freedoms, self.page.freedoms),
            self._table("year", "By year", "Year", "", (*self.page.years, *undated)),
            self._table("month", "By month", "Month", months, self.page.months),
        ]
        return [table for table in tables if table.rows]

    def listings(self) -> Iterator[Listing]:
        """Yield the list of acts behind every number of the country's page."""
        for status in dict.fromkeys(act.status for act in self.acts):
            acts = tuple(act for act in self.acts if act.status == status)
            yield Listing(f"{self.code}-{status}.html", labels.status(status), acts)
        for table in self.tables():
            for row in table.rows:
                yield Listing(row.path, f"{table.label}: {row.label}", self._behind(table.name, row.count.key))

    def _table(self, name: str, label: str, head: str, note: str, counted: tuple[Count, ...]) -> Table:
        rows = tuple(
            Row(_label(name, count.key), count, f"{self.code}-{name}-{count.key}.html")
            for count in counted
            if count.reported or count.alleged
        )
        return Table(name, label, head, note, rows)

    def _behind(self, table: str, key: str) -> tuple[ActReport, ...]:
        return tuple(act for act in self.acts if act.status in ("reported", "alleged") and _belongs(act, table, key))


def _label(table: str, key: str) -> str:
    match table:
        case "type":
            return labels.act_type(key)
        case "freedom":
            return labels.freedom(key)
    return "No date given" if key == UNDATED else labels.date(key)


def _belongs(act: ActReport, table: str, key: str) -> bool:
    match table:
        case "type":
            return act.type == key
        case "freedom":
            return key in act_types()[act.type].freedoms
        case "year":
            return act.date[:_YEAR] == key if key != UNDATED else not act.date
    return len(act.date) >= _MONTH and act.date[:_MONTH] == key
