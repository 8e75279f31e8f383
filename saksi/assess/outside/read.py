"""Reads files of outside indices: columns are checked, and what cannot be read becomes a line with its reason.

Every value has two times. *Observed* is the year that it is about. *Known* is the day by which it had surely been
published, from the rule of its format or as the caller gives it; a forecast or a rating as of an earlier day leaves it
out.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from saksi.model.errors import UnreadableError, UsageError
from saksi.model.readers import read_yaml
from saksi.packs.codes import Scheme, country

FORMATS = Path(__file__).parent / "formats"
MISSING = frozenset({"", "NA", "N/A", "NaN", ".", "-"})


@dataclass(frozen=True, slots=True)
class Key:
    """The column that names the country, and how."""

    column: str
    scheme: Scheme


@dataclass(frozen=True, slots=True)
class Year:
    """The column of the year; `shift` is added for the year that the value is about, which must be `first` or later.

    Without a column the caller says which year a file is about.
    """

    column: str = ""
    shift: int = 0
    first: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """The day by which a value is known: this month and day, so many years after the year that it is about."""

    years: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Item:
    """One item; `lowest` is the value of the least freedom (5 on the Political Terror Scale), `highest` of the most."""

    code: str
    column: str
    lowest: float
    highest: float
    optional: bool = False
    words: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """How the file of one source is read."""

    source: str
    country: Key
    year: Year
    known: Known
    items: tuple[Item, ...]
    only: dict[str, list[str]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    delimiter: str = ","
    decimal: str = "."


@dataclass(frozen=True, slots=True)
class IndexValue:
    """A value of an outside index; `share` is where it lies between the least (0) and the most freedom (1).

    `place` is ISO 3166-1 alpha-2; `file` and `line` are where it was read, `sha256` is that of the whole file.
    """

    source: str
    item: str
    place: str
    observed: int
    known: date
    value: float
    share: float
    file: str
    line: int
    sha256: str = ""

    @property
    def id(self) -> str:
        """Readable id, `source.item:place:year`."""
        return f"{self.source}.{self.item}:{self.place}:{self.observed}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A row or cell that was left out, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file gave."""

    values: tuple[IndexValue, ...]
    problems: tuple[Problem, ...]


@cache
def formats() -> Mapping[str, Format]:
    """Return the known formats by source."""
    return {one.source: one for one in (read_yaml(file, Format) for file in sorted(FORMATS.glob("*.yaml")))}


def read(file: Path, source: str, about: int | None = None, known: date | None = None) -> Imported:
    """Read the file of a source; `about` is its year where it has no column, `known` its day where that is surer.

    Raises UsageError for an unknown source or a missing year, UnreadableError where columns are missing.
    """
    held = formats().get(source)
    if held is None:
        raise UsageError(f"no format of outside indices is called “{source}”; there are {', '.join(formats())}")
    if not held.year.column and about is None:
        raise UsageError(f"{file}: a file of {source} does not say which year it is about; give the year")
    rows, sha256 = _rows(file, held), hashlib.sha256(file.read_bytes()).hexdigest()
    values: dict[str, IndexValue] = {}
    problems: list[Problem] = []
    for line, row in rows:
        for found in _row(file, line, row, held, about, known):
            if isinstance(found, Problem):
                problems.append(found)
            elif found.id in values:
                problems.append(Problem(line, f"{found.id} stands in line {values[found.id].line} already"))
            else:
                values[found.id] = replace(found, sha256=sha256)
    return Imported(tuple(values.values()), tuple(problems))


def known_by(values: Iterable[IndexValue], day: date) -> Iterator[IndexValue]:
    """Yield the values that were known by the end of a day."""
    return (value for value in values if value.known <= day)


def _rows(file: Path, held: Format) -> list[tuple[int, dict[str, str]]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, delimiter=held.delimiter, strict=True)
            header = tuple(reader.fieldnames or ())
            rows = [(reader.line_num, {name: cell or "" for name, cell in row.items() if name}) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableError(f"{file} is no CSV file in UTF-8 ({error}); save it as one") from error
    needed = [held.country.column, *([held.year.column] if held.year.column else []), *held.only]
    needed += [item.column for item in held.items if not item.optional]
    lacking = [name for name in needed if name not in header]
    if lacking:
        raise UnreadableError(f"{file} lacks the columns {', '.join(lacking)} of {held.source}; give the whole file")
    return rows


def _row(
    file: Path, line: int, row: Mapping[str, str], held: Format, about: int | None, known: date | None
) -> Iterator[IndexValue | Problem]:
    if any(row[column].strip() not in wanted for column, wanted in held.only.items()):
        return
    place = country(held.country.scheme, row[held.country.column])
    if place is None:
        name = row[held.country.column].strip()
        yield Problem(line, f"{held.country.column} “{name}” is no country under {held.country.scheme}")
        return
    year = about if about is not None else _year(row[held.year.column], held.year.shift)
    if year is None or year < held.year.first:
        yield Problem(line, f"{held.year.column} “{row.get(held.year.column, '')}” is no year of this index")
        return
    day = known or date(year + held.known.years, held.known.month, held.known.day)
    for item in held.items:
        text = row.get(item.column, "").strip()
        if text in MISSING or text in held.missing:
            continue
        value = _value(text, item, held.decimal)
        if value is None:
            yield Problem(line, f"{item.column} “{text[:20]}” lies not between {item.lowest:g} and {item.highest:g}")
            continue
        share = (value - item.lowest) / (item.highest - item.lowest)
        yield IndexValue(held.source, item.code, place, year, day, value, share, file.name, line)


def _year(text: str, shift: int) -> int | None:
    try:
        return int(float(text)) + shift
    except ValueError:
        return None


def _value(text: str, item: Item, decimal: str) -> float | None:
    if item.words:
        return item.words.get(text.lower())
    try:
        value = float(text.replace(decimal, "."))
    except ValueError:
        return None
    low, high = sorted((item.lowest, item.highest))
    return value if low <= value <= high else None
