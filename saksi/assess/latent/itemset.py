"""Sets of items kept as YAML: which columns of a file are codes or counts, and of what kind of source.

A file of items has one row a country and year. The set whose columns it has all is its set.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np

from saksi.assess.latent.chain import Chains, Grid
from saksi.assess.latent.items import Ordinal, cell_of, counted
from saksi.assess.latent.model import Model, Observed
from saksi.model.errors import UnreadableError
from saksi.model.readers import read_yaml

SETS = Path(__file__).parent / "sets"
MISSING = frozenset({"", "NA", "NaN", "."})

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of codes; `codes` from the first to the last, `sign` -1 where later ones mean a lower level.

    `drift` is the standard deviation of a threshold's yearly step; None for thresholds that stand still.
    """

    column: str
    codes: tuple[int, ...]
    sign: Literal[1, -1] = 1
    drift: float | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Columns of counts that share their parameters, as a low and a high estimate; `exposure` may name a column."""

    name: str
    columns: tuple[str, ...]
    sign: Literal[1, -1] = -1
    inflated: bool = False
    exposure: str = ""


@dataclass(frozen=True, slots=True)
class ItemSet:
    """What a file of items holds, and how its level moves (see `Model`)."""

    name: str
    country: str
    year: str
    through_gaps: bool
    freedom: float
    spread: float
    grid: Grid
    ordinal: tuple[Column, ...]
    counts: tuple[Counts, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that a file must have."""
        of_counts = [name for one in self.counts for name in (*one.columns, *([one.exposure] if one.exposure else []))]
        return (self.country, self.year, *(one.column for one in self.ordinal), *of_counts)


@dataclass(frozen=True)
class Panel:
    """The rows of a file, and their model."""

    countries: tuple[str, ...]
    years: tuple[int, ...]
    model: Model


@cache
def sets() -> tuple[ItemSet, ...]:
    """Return the sets that Saksi knows."""
    return tuple(read_yaml(file, ItemSet) for file in sorted(SETS.glob("*.yaml")))


def read_rows(file: Path) -> list[Row]:
    """Return the rows of a CSV file with a header; raises UnreadableError where it has none or is not UTF-8."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows: list[Row] = list(csv.DictReader(lines, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableError(f"{file} is no CSV file in UTF-8 ({error}); save it as one") from error
    if not rows:
        raise UnreadableError(f"{file} has no rows under its header; give a file with one row a country and year")
    return rows


def recognise(file: Path, header: Sequence[str]) -> ItemSet:
    """Return the set whose columns a file has; raises UnreadableError naming what is missing for the nearest one."""
    lacking = {one.name: [column for column in one.columns if column not in header] for one in sets()}
    for one in sets():
        if not lacking[one.name]:
            return one
    nearest = min(sets(), key=lambda one: len(lacking[one.name]) / len(one.columns)).name
    names = ", ".join(lacking[nearest])
    raise UnreadableError(f"{file} fits no set of items; for the set {nearest} it lacks the columns {names}")


def panel(file: Path, rows: Sequence[Row], of: ItemSet) -> Panel:
    """Make the model of a file; raises UnreadableError naming the line of what is no year, code or count."""
    countries = tuple(_text(file, rows, number, of.country) for number in range(len(rows)))
    years = tuple(_whole(file, rows, number, of.year) for number in range(len(rows)))
    seen: dict[tuple[str, int], int] = {}
    for number, key in enumerate(zip(countries, years, strict=True)):
        if seen.setdefault(key, number) != number:
            raise UnreadableError(f"{file}:{number + 2}: {key[0]} in {key[1]} stands in line {seen[key] + 2} already")
    observed = [_ordinal(file, rows, years, of, one) for one in of.ordinal]
    observed += [_counts(file, rows, of, one) for one in of.counts]
    chains = Chains.of(countries, years, of.through_gaps)
    told = tuple(one for one in observed if len(one.rows))
    return Panel(countries, years, Model(chains, told, of.grid, of.freedom))


def _ordinal(file: Path, rows: Sequence[Row], years: Sequence[int], of: ItemSet, one: Column) -> Observed:
    told = [number for number, row in enumerate(rows) if row[one.column].strip() not in MISSING]
    codes = {code: place for place, code in enumerate(one.codes)}
    first = min((years[number] for number in told), default=0)
    last = max((years[number] for number in told), default=0)
    item = Ordinal(one.column, len(codes), one.sign, spread=of.spread)
    if one.drift is not None:
        item = Ordinal(one.column, len(codes), one.sign, last - first + 1, one.drift, of.spread)
    cells = []
    for number in told:
        code = _whole(file, rows, number, one.column)
        if code not in codes:
            known = ", ".join(map(str, one.codes))
            raise UnreadableError(f"{file}:{number + 2}: {one.column} is {code}, and its codes are {known}")
        cells.append(cell_of(item, codes[code], years[number] - first if one.drift is not None else 0))
    return Observed(item, np.array(told, dtype=np.int64), np.array(cells, dtype=np.int64))


def _counts(file: Path, rows: Sequence[Row], of: ItemSet, one: Counts) -> Observed:
    told, pairs = [], []
    for column in one.columns:
        for number, row in enumerate(rows):
            if row[column].strip() in MISSING or (one.exposure and row[one.exposure].strip() in MISSING):
                continue
            count = _whole(file, rows, number, column)
            exposure = float(_whole(file, rows, number, one.exposure)) if one.exposure else 1.0
            if count < 0 or exposure <= 0:
                raise UnreadableError(f"{file}:{number + 2}: {column} is {count} of {exposure:g}, which is no count")
            told.append(number)
            pairs.append((count, exposure))
    item, cells = counted(one.name, pairs, sign=one.sign, inflated=one.inflated, spread=of.spread)
    return Observed(item, np.array(told, dtype=np.int64), cells)


def _text(file: Path, rows: Sequence[Row], number: int, column: str) -> str:
    text = (rows[number][column] or "").strip()
    if text in MISSING:
        raise UnreadableError(f"{file}:{number + 2}: {column} is empty; every row needs its country")
    return text


def _whole(file: Path, rows: Sequence[Row], number: int, column: str) -> int:
    text = (rows[number][column] or "").strip()
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not value.is_integer():
        raise UnreadableError(f"{file}:{number + 2}: {column} is “{text[:20]}”, which is no whole number")
    return int(value)
