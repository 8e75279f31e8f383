"""The groups of people by whom counts are cut (`groups.yaml`); which words say that somebody is in one: `packs`."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from saksi.model.readers import read_yaml

FILE = Path(__file__).parent / "groups.yaml"


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people; `standards` names who counts or watches the same one (`groups.yaml` says which there are)."""

    code: str
    label: str
    covers: str
    standards: dict[str, str] = field(default_factory=dict)


@cache
def groups() -> dict[str, Group]:
    """Return the groups by their codes, in their order; raises PackError with the line that is wrong."""
    return {one.code: one for one in read_yaml(FILE, list[Group])}
