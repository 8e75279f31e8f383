"""Countries under the codes of others: ISO alpha-3, Correlates of War, Gleditsch and Ward, and spellings of indices."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import StringConstraints

from saksi.model.readers import read_csv
from saksi.packs.facts import Country, Name
from saksi.packs.keys import key

FILE = Path(__file__).parent / "country_codes.csv"
COUNTRIES = Path(__file__).parent / "world" / "countries.csv"

Scheme = Literal["iso2", "iso3", "cow", "gw", "name"]
Number = Annotated[str, StringConstraints(pattern=r"^\d*$")]


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a country; `cow` and `gw` are empty where those lists do not have it."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    iso3: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    cow: Number = ""
    gw: Number = ""
    names: tuple[Name, ...] = ()


@cache
def codes() -> tuple[Codes, ...]:
    """Return every country's codes; raises PackError naming a wrong line."""
    return tuple(read_csv(FILE, Codes))


@cache
def by(scheme: Scheme) -> Mapping[str, str]:
    """Return the alpha-2 code by the code of a scheme; by name, with names folded as the packs fold them."""
    if scheme == "name":
        world = {key(n): one.code for one in read_csv(COUNTRIES, Country) for n in (one.name, *one.aliases)}
        return world | {key(name): one.code for one in codes() for name in one.names}
    if scheme == "iso2":
        return {one.code: one.code for one in codes()}
    return {getattr(one, scheme): one.code for one in codes() if getattr(one, scheme)}


def country(scheme: Scheme, text: str) -> str | None:
    """Return the alpha-2 code of a country that a text names under a scheme; None where it names none."""
    return by(scheme).get(key(text) if scheme == "name" else text.strip().upper())
