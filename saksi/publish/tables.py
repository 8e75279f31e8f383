"""The tables of counts on a country's page, the same for the web application and the frozen site."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from saksi.assess.exposure import Told
from saksi.publish import labels
from saksi.publish.provinces import UNKNOWN, Provinces
from saksi.store.read.countries import Count, CountryPage

UNDATED = "undated"
NO_PROVINCE = "none"
Address = Callable[[str, str, str], str]
"""The list behind a number, by the table's name, the row's key and the status."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of counts, with the lists behind its two numbers."""

    label: str
    count: Count
    reported_to: str
    alleged_to: str


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by type, freedom, group, year, month or province; `most` is what the full width of its bars stands for."""

    name: str
    label: str
    head: str
    note: str
    rows: tuple[Row, ...]

    @property
    def most(self) -> int:
        """Return the largest number of reported and alleged acts in a row."""
        return max((row.count.reported + row.count.alleged for row in self.rows), default=0)


def tables(
    page: CountryPage, by_province: Sequence[Count], known: Provinces | None, by_group: Sequence[Count], to: Address
) -> list[Table]:
    """Return the tables of a country that have a row."""
    undated = [page.undated] if page.undated.reported or page.undated.alleged else []
    freedoms = _("An act that touches several freedoms counts under each.")
    months = _("Acts whose date is exact to the month or the day.")
    places = _("Acts whose place is known to lie in a province; the others stand in the last row.")
    groups = _("As far as the reports say who somebody is. One act can count under several groups, or under none.")
    found = [
        _table("month", _("By month"), _("Month"), months, page.months, labels.date, to),
        _table("freedom", _("By freedom"), _("Freedom"), freedoms, page.freedoms, labels.freedom, to),
        _table("group", _("By group of those affected"), _("Group"), groups, by_group, labels.group, to),
        _table("type", _("By type"), _("Type"), "", page.types, labels.act_type, to),
        _table("year", _("By year"), _("Year"), "", (*page.years, *undated), _year, to),
        _table(
            "province",
            _("By province"),
            _("Province"),
            places,
            by_province,
            lambda code: labels.province(known, code),
            to,
        ),
    ]
    return [table for table in found if table.rows]


def by_province(known: Provinces | None, acts: Iterable[tuple[str, str]]) -> list[Count]:
    """Count acts, given as place and status, by province: most reported first, those without a province last."""
    if known is None:
        return []
    numbers: dict[str, list[int]] = {}
    for place, status in acts:
        if status in ("reported", "alleged"):
            numbers.setdefault(known.code(place) or NO_PROVINCE, [0, 0])[status == "alleged"] += 1
    order = [place.code for place in known.all]
    placed = sorted((code for code in numbers if code in order), key=lambda c: (-sum(numbers[c]), order.index(c)))
    last = [NO_PROVINCE] if placed and NO_PROVINCE in numbers else []
    return [Count(code, numbers[code][0], numbers[code][1]) for code in (*placed, *last)]


def by_group(told: Told, code: str) -> list[Count]:
    """Count the acts of a country by the groups of their victims."""
    return [Count(one.key, one.rate.acts, one.alleged, f"acts.{one.key}:{code}:all") for one in told.groups]


def reported(counts: Iterable[Count]) -> Mapping[str, int]:
    """Return the reported numbers by key."""
    return {count.key: count.reported for count in counts}


def in_province(known: Provinces | None, place: str, wanted: str) -> bool:
    """Say whether a place lies in the province with this code, or in none that is known."""
    code = known.code(place) if known else UNKNOWN
    return (code or NO_PROVINCE) == wanted


def _table(
    name: str, label: str, head: str, note: str, counted: Iterable[Count], words: Callable[[str], str], to: Address
) -> Table:
    rows = tuple(
        Row(
            words(count.key),
            count,
            to(name, count.key, "reported") if count.reported else "",
            to(name, count.key, "alleged") if count.alleged else "",
        )
        for count in counted
        if count.reported or count.alleged
    )
    return Table(name, label, head, note, rows)


def _year(key: str) -> str:
    return _("No date given") if key == UNDATED else labels.date(key)
