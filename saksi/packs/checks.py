"""What the files of packs promise each other: codes are single, and whatever a row refers to exists."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, cast

from saksi.model.errors import PackError
from saksi.packs.facts import Article, Body, Country, Court, Law, Place, Stage
from saksi.packs.keys import forms, key
from saksi.packs.table import Table

IDENTITY: dict[type[Any], Callable[[Any], str]] = {
    Country: lambda row: f"the code {row.code}",
    Place: lambda row: f"{row.name} ({row.type} in {row.parent or row.country})",
    Body: lambda row: f"{row.name} ({row.country or 'international'})",
    Court: lambda row: f"{row.name} ({row.country or 'any country'})",
    Law: lambda row: f"the code {row.code}",
    Article: lambda row: f"article {row.article} of {row.law}",
    Stage: lambda row: f"{row.stage} {row.date} of {row.law}",
}


def check(tables: list[Table[Any]], sheets: dict[Path, Any]) -> None:
    """Raise PackError with file and line of the first row that breaks a promise."""
    countries = {row.code for _, row in rows_of(tables, Country)}
    codes = {row.code for _, row in rows_of(tables, Place) if row.code}
    laws = {row.code for _, row in rows_of(tables, Law)}
    named = (row for shape in (Place, Country) for _, row in rows_of(tables, shape))
    names = {key(form) for row in named for form in forms((row.name, *row.aliases))}
    for table in tables:
        _single(table)
        for line, row in table:
            problem = next(_broken(row, countries, codes, laws, names), None)
            if problem:
                raise table.wrong(line, problem)
    for path, sheet in sheets.items():
        _known_in_sheet(path, sheet, countries)


def rows_of(tables: list[Table[Any]], shape: type[Any]) -> Iterator[tuple[Table[Any], Any]]:
    """Yield all rows of a shape with their tables."""
    return ((table, row) for table in tables for row in table.rows if isinstance(row, shape))


def _single(table: Table[Any]) -> None:
    seen: dict[str, int] = {}
    codes: dict[str, int] = {}
    for line, row in table:
        identity = IDENTITY[type(row)](row)
        if identity in seen:
            raise table.wrong(line, f"{identity} stands already on line {seen[identity]}")
        seen[identity] = line
        code = row.code if isinstance(row, Place) else ""
        if code and code in codes:
            raise table.wrong(line, f"the code {code} stands already on line {codes[code]}")
        codes[code] = line


def _broken(
    row: object, countries: Collection[str], codes: Collection[str], laws: Collection[str], names: Collection[str]
) -> Iterator[str]:
    country = cast("str", getattr(row, "country", ""))
    if country and country not in countries:
        yield f"{country} is no country that the loaded packs know"
    if isinstance(row, Place) and row.parent and row.parent not in codes:
        yield f"parent {row.parent} is the code of no place"
    if isinstance(row, Court) and row.place and key(row.place) not in names:
        yield f"{row.place} is no place that the loaded packs know"
    if isinstance(row, Article | Stage) and row.law not in laws:
        yield f"{row.law} is the code of no law"


def _known_in_sheet(path: Path, sheet: Any, countries: Collection[str]) -> None:
    for part in sheet if isinstance(sheet, list) else [sheet]:
        named = (*getattr(part, "countries", ()), getattr(part, "country", ""))
        unknown = next((code for code in named if code and code not in countries), None)
        if unknown:
            raise PackError(path, _line_of(path, unknown), f"{unknown} is no country that the loaded packs know")


def _line_of(path: Path, word: str) -> int:
    """Return the line on which a country code stands as a value of its own."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if not line.startswith("#") and word in line), 1)
