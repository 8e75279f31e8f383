"""Cuts a list into pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One page of a list; `number` counts from 1."""

    items: Sequence[T]
    number: int
    last: int
    total: int

    @property
    def previous(self) -> int:
        """Return the number of the page before, or 0."""
        return self.number - 1

    @property
    def next(self) -> int:
        """Return the number of the page after, or 0."""
        return self.number + 1 if self.number < self.last else 0


def leaf(items: Sequence[T], wanted: str, size: int = PER_PAGE) -> Leaf[T]:
    """Cut a page out of a list; whatever is no page becomes the nearest one."""
    last = max(1, -(-len(items) // size))
    number = min(max(int(wanted), 1), last) if wanted.isascii() and wanted.isdigit() else 1
    return Leaf(items[(number - 1) * size : number * size], number, last, len(items))
