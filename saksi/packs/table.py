"""A CSV file of a pack as typed rows that remember their lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from saksi.model.errors import PackError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """The rows of one file, and the line of the file that each stands on."""

    path: Path
    rows: tuple[T, ...]
    lines: tuple[int, ...]

    @classmethod
    def of(cls, path: Path, rows: list[T]) -> "Table[T]":
        """Pair rows with their lines: all that are neither blank nor a comment, after the header."""
        text = path.read_text(encoding="utf-8").splitlines()
        numbers = [n for n, line in enumerate(text, 1) if line.strip() and not line.startswith("#")]
        return cls(path, tuple(rows), tuple(numbers[1:]))

    def __iter__(self) -> Iterator[tuple[int, T]]:
        return iter(zip(self.lines, self.rows, strict=True))

    def wrong(self, line: int, problem: str) -> PackError:
        """Return the error that names this file and a line of it."""
        return PackError(self.path, line, problem)
