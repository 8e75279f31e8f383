"""Reads the files of a forecast, one row a country and year, into a panel; a wrong row is named."""

import csv
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import numpy as np

from saksi.assess.forecast.method import method
from saksi.assess.forecast.panel import Array, Panel
from saksi.model.errors import UnreadableError

COUNTRY, YEAR, KNOWN = "gwcode", "year", "known"
NAMES = frozenset({"country_name", "country_id", "country_text_id"})
MISSING = frozenset({"", "NA", "NaN", "."})
Rows = dict[tuple[str, int], list[float]]


def read_panel(indices: Path, inputs: Path) -> tuple[Panel, dict[str, str]]:
    """Read a file of indices and a file of inputs (each may end in .gz); returns them with the countries' names.

    Both have the columns `gwcode` and `year`; a column `known` may give the year at whose end a row was known, else
    that is the year itself. Raises UnreadableError naming file and row.
    """
    names: dict[str, str] = {}
    outcomes, levels, known = _table(indices, names)
    columns, values, later = _table(inputs, names)
    wanted = [one.name for one in method().outcomes if one.name in outcomes]
    if not wanted:
        raise UnreadableError(f"{indices}:1: has none of the indices {', '.join(o.name for o in method().outcomes)}")
    countries = sorted({country for country, _ in (*levels, *values)}, key=lambda code: (len(code), code))
    every = [year for _, year in (*levels, *values)]
    years = tuple(range(min(every), max(every) + 1))
    at = {country: place for place, country in enumerate(countries)}
    panel = Panel(
        tuple(wanted),
        tuple(countries),
        years,
        tuple(columns),
        _cube(levels, [outcomes.index(name) for name in wanted], at, years),
        _cube(values, list(range(len(columns))), at, years),
        np.tile(np.array(years, dtype=np.int64), (len(countries), 1)),
    )
    for (country, year), when in {**known, **later}.items():
        both = max(known.get((country, year), year), later.get((country, year), year), when)
        panel.known[at[country], year - years[0]] = both
    return panel, names


def _cube(rows: Rows, columns: list[int], at: dict[str, int], years: tuple[int, ...]) -> Array:
    cube = np.full((len(columns), len(at), len(years)), np.nan)
    for (country, year), values in rows.items():
        cube[:, at[country], year - years[0]] = [values[column] for column in columns]
    return cube


def _table(path: Path, names: dict[str, str]) -> tuple[list[str], Rows, dict[tuple[str, int], int]]:
    """The columns of values, the values by country and year, and when a row was known where the file says that."""
    rows: Rows = {}
    known: dict[tuple[str, int], int] = {}
    with _opened(path) as file:
        lines = csv.DictReader(file)
        head = list(lines.fieldnames or ())
        if COUNTRY not in head or YEAR not in head:
            raise UnreadableError(f"{path}:1: needs the columns {COUNTRY} and {YEAR}")
        columns = [name for name in head if name not in {COUNTRY, YEAR, KNOWN} | NAMES]
        for line in lines:
            where = f"{path}:{lines.line_num}"
            country, year = line[COUNTRY].removesuffix(".0"), int(_number(line[YEAR], YEAR, where))
            if (country, year) in rows:
                raise UnreadableError(f"{where}: has {country} in {year} for the second time")
            rows[country, year] = [_number(line[name], name, where) for name in columns]
            names.setdefault(country, line.get("country_name") or country)
            if line.get(KNOWN):
                known[country, year] = int(_number(line[KNOWN], KNOWN, where))
    if not rows:
        raise UnreadableError(f"{path}:1: has no rows")
    return columns, rows, known


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            yield file
    except (UnicodeDecodeError, OSError, EOFError) as error:
        raise UnreadableError(f"{path}: cannot be read as a table of UTF-8: {type(error).__name__}") from error


def _number(cell: str | None, name: str, where: str) -> float:
    if cell is None:
        raise UnreadableError(f"{where}: has fewer cells than the first row")
    if cell.strip() in MISSING:
        if name in (YEAR, KNOWN):
            raise UnreadableError(f"{where}: has no {name}")
        return float("nan")
    try:
        return float(cell)
    except ValueError:
        raise UnreadableError(f"{where}: {name} is no number: “{cell[:40]}”") from None
