"""Matching measured on pairs that people labelled: each pair's score and verdict, and precision, recall and F1."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from saksi.model.errors import UsageError
from saksi.resolve import compare_acts
from saksi.resolve.act_report import Party
from saksi.resolve.compare_organisations import compare_organisations
from saksi.resolve.compare_persons import compare_persons
from saksi.resolve.comparison import Comparison

Compare = Callable[[str, str, str, str], Comparison]


def likeness(one: Party, other: Party) -> float:
    """Return how likely two parties of acts are one, by their names alone."""
    return max(compare_persons(one.name, other.name).score, compare_organisations(one.name, other.name).score)


def _acts(left: str, right: str, left_context: str, right_context: str) -> Comparison:
    return compare_acts.compare(left, right, left_context, right_context, likeness=likeness)


KINDS: dict[str, Compare] = {
    "person": compare_persons,
    "organisation": compare_organisations,
    "act": _acts,
}
NEEDED = ("kind", "left", "right", "same")
ANSWERS = {"1": True, "0": False, "true": True, "false": False, "yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a file: what is compared, what a person said, and what comparing gave."""

    row: int
    kind: str
    left: str
    right: str
    same: bool
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be measured, and why."""

    row: int
    reason: str

    def __str__(self) -> str:
        return f"row {self.row} is left out: {self.reason}"


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and F1 from 0 to 1 of the pairs held or suggested to be one; 0 where nothing can be counted."""

    precision: float
    recall: float
    f1: float


def measure(file: Path) -> Iterator[Pair | BadRow]:
    """Compare the pairs of a CSV file, row by row; row 1 is the header.

    Raises UsageError when the file is no CSV in UTF-8 or its header lacks a column.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, restkey="")
            lacking = [name for name in NEEDED if name not in (reader.fieldnames or ())]
            if lacking:
                raise UsageError(
                    f"{file} lacks the column {lacking[0]} in its first line; see `saksi bench pairs --help`"
                )
            for number, row in enumerate(reader, 2):
                yield _measured(number, {name: (value or "").strip() for name, value in row.items() if name})
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{file} cannot be read as CSV in UTF-8: {error}") from error


def _measured(number: int, row: dict[str, str]) -> Pair | BadRow:
    compare = KINDS.get(row["kind"])
    if compare is None:
        return BadRow(number, f"its kind is {row['kind'] or 'empty'}, not one of {', '.join(KINDS)}")
    if row["same"].lower() not in ANSWERS:
        return BadRow(number, f"its column same is {row['same'] or 'empty'}, not 1 or 0")
    if not row["left"] or not row["right"]:
        return BadRow(number, "its left or its right side is empty")
    found = compare(row["left"], row["right"], row.get("left_context", ""), row.get("right_context", ""))
    return Pair(number, row["kind"], row["left"], row["right"], ANSWERS[row["same"].lower()], found)


def scores(pairs: list[Pair]) -> Scores:
    """Count what was said to be one against what people said."""
    right = sum(pair.same and pair.comparison.same for pair in pairs)
    said, true = sum(pair.comparison.same for pair in pairs), sum(pair.same for pair in pairs)
    precision, recall = right / said if said else 0.0, right / true if true else 0.0
    return Scores(precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0)
