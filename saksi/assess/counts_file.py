"""Files of monthly counts: a line a place and month, with what was read."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from saksi.model.errors import UnreadableError
from saksi.model.readers import read_csv

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class CountLine:
    """A month of a place: how many events were told of, and how much was read (documents, articles)."""

    place: Annotated[str, StringConstraints(min_length=1)]
    month: Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    count: Annotated[int, Field(ge=0)]
    exposure: Annotated[float, Field(ge=0)]


def read(file: Path) -> dict[str, list[CountLine]]:
    """Return the months of each place in order; months that are missing stand as nothing read and nothing told of.

    Raises PackError naming a wrong line, UnreadableError for a month that stands twice.
    """
    by: dict[str, dict[int, CountLine]] = {}
    for one in read_csv(file, CountLine):
        held = by.setdefault(one.place, {})
        if held.setdefault(_number(one.month), one) is not one:
            raise UnreadableError(f"{file}: {one.place} has {one.month} twice; give one line a month")
    return {place: _whole(place, held) for place, held in by.items()}


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * _MONTHS + int(number) - 1


def _whole(place: str, held: dict[int, CountLine]) -> list[CountLine]:
    empty = (
        CountLine(place, f"{at // _MONTHS:04}-{at % _MONTHS + 1:02}", 0, 0.0) for at in range(min(held), max(held) + 1)
    )
    return [held.get(_number(one.month), one) for one in empty]
