"""Files of what people said of a country: codings of experts and consultations, one a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from saksi.assess.plain import Coding, Consultation, Trend, standard
from saksi.model.errors import PackError
from saksi.model.readers import read_csv

Place = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


@dataclass(frozen=True, slots=True)
class CodingLine:
    """A line of a file of codings: who gave which score from 1 to 100, and when it was known."""

    country: Place
    year: int
    indicator: str
    rater: Annotated[str, StringConstraints(min_length=1)]
    score: Annotated[float, Field(ge=1, le=100)]
    known: date


@dataclass(frozen=True, slots=True)
class ConsultationLine:
    """A line of a file of consultations."""

    country: Place
    year: int
    trend: Trend
    known: date


def codings(file: Path) -> Iterator[tuple[str, Coding]]:
    """Yield rater and coding of each line; raises PackError naming a wrong one."""
    for number, one in enumerate(read_csv(file, CodingLine), 1):
        if one.indicator not in standard().indicators:
            known = ", ".join(standard().indicators)
            raise PackError(file, number, f"indicator: “{one.indicator}” is none of {known} (row {number})")
        name = f"coding {file.name}#{number}"
        yield one.rater, Coding(name, one.indicator, one.country, one.year, one.score, one.known)


def consultations(file: Path) -> Iterator[Consultation]:
    """Yield the consultation of each line; raises PackError naming a wrong one."""
    for number, one in enumerate(read_csv(file, ConsultationLine), 1):
        yield Consultation(f"consultation {file.name}#{number}", one.country, one.year, one.trend, one.known)
