"""What may leave the house, read from the list `leaves.yaml`: what is not on it stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from saksi.model.readers import read_yaml

FILE = Path(__file__).parent / "leaves.yaml"


class How(StrEnum):
    """How a value leaves; `leaves.yaml` says what each means."""

    PLAIN = "plain"
    WORDS = "words"
    ADDRESS = "address"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Allowance:
    """One line of the list: how a value leaves, or why it stays; exactly one of the two is given."""

    leaves: How | None = None
    stays: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a line that says both or neither."""
        if (self.leaves is None) == (not self.stays):
            raise ValueError("say either how it leaves or why it stays")


@dataclass(frozen=True, slots=True)
class Allowances:
    """The whole list: by kind and property, and by type and field."""

    kinds: dict[str, dict[str, Allowance]]
    types: dict[str, dict[str, Allowance]]


STAYS = Allowance(stays="it is not on the list of what may leave")


@cache
def allowances() -> Allowances:
    """Read the list; raises PackError for a wrong line."""
    return read_yaml(FILE, Allowances)


def of_property(kind: str, prop: str) -> Allowance:
    """Return what the list says of a property; what it does not name stays."""
    return _look_up(allowances().kinds, kind, prop)


def of_field(type_name: str, field: str) -> Allowance:
    """Return what the list says of a field of a type of `saksi.model.types`; what it does not name stays."""
    return _look_up(allowances().types, type_name, field)


def _look_up(table: Mapping[str, Mapping[str, Allowance]], name: str, part: str) -> Allowance:
    return table.get(name, {}).get(part, STAYS)
