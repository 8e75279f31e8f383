"""Random rows for every table of any time, and what the tables hold: what migrations are tested with."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.apps.registry import Apps
from django.db import models

EACH = 3
WORDS = "Mira Solan កឹម សុខា ’“” \n\t ñ 🕊 O'Brien; DROP \\ % {} null"
Held = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def tables(apps: Apps) -> dict[str, type[models.Model]]:
    """Return every table, those that others refer to first."""
    waiting = {m._meta.label: m for m in apps.get_models(include_auto_created=True) if m._meta.managed}
    ready: dict[str, type[models.Model]] = {}
    while waiting:
        for label, model in sorted(waiting.items()):
            if all(needed in ready or needed == label for needed in _needed(model)):
                ready[label] = waiting.pop(label)
    return ready


def fill(apps: Apps, seed: int) -> None:
    """Put random rows into every table."""
    chance, numbers = random.Random(seed), count(1)  # noqa: S311
    for model in tables(apps).values():
        for row in range(EACH):
            values = {f.attname: _value(f, row, chance, numbers) for f in model._meta.concrete_fields if not _own(f)}
            if {"start", "end"} <= values.keys():
                values["end"] = values["start"] + 1
            model._base_manager.create(**values)


def held(apps: Apps) -> Held:
    """Return the rows of every table with the names of their columns."""
    found: Held = {}
    for label, model in tables(apps).items():
        columns = [f.attname for f in model._meta.concrete_fields]
        found[label] = (columns, list(model._base_manager.order_by("pk").values_list(*columns)))
    return found


def shared(one: Held, other: Held) -> Iterator[tuple[str, list[dict[str, Any]], list[dict[str, Any]]]]:
    """Yield the tables that two times have in common, with the rows as far as both times have their columns."""
    for label in sorted(one.keys() & other.keys()):
        both = set(one[label][0]) & set(other[label][0])
        yield label, _cut(one[label], both), _cut(other[label], both)


def _cut(table: tuple[list[str], list[tuple[Any, ...]]], wanted: set[str]) -> list[dict[str, Any]]:
    columns, rows = table
    return [{name: value for name, value in zip(columns, row, strict=True) if name in wanted} for row in rows]


def _needed(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            yield field.related_model._meta.label


def _own(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, models.AutoField)


def _value(field: "models.Field[Any, Any]", row: int, chance: random.Random, numbers: Iterator[int]) -> Any:
    """Make a value that a column takes, no two alike where they are words; one row in three leaves out what may be."""
    if isinstance(field, models.ForeignKey):
        return sorted(field.related_model._base_manager.values_list("pk", flat=True))[row]
    if field.null and row == 0:
        return None
    for kind, make in _MAKERS.items():
        if isinstance(field, kind):
            return make(chance)
    assert isinstance(field, models.CharField | models.TextField), f"how is a {type(field).__name__} filled?"
    words = f"{next(numbers):x}{''.join(chance.choices(WORDS, k=chance.randint(0, 40)))}"
    return words[: field.max_length]


_MAKERS: dict[type[Any], Callable[[random.Random], Any]] = {
    models.BooleanField: lambda chance: chance.random() < 0.5,
    models.DateTimeField: lambda chance: datetime(2021, 3, 2, tzinfo=UTC) + timedelta(seconds=chance.uniform(0, 1e8)),
    models.FloatField: lambda chance: chance.random(),
    models.JSONField: lambda chance: {"words": WORDS, "numbers": [chance.random(), None]},
    models.IntegerField: lambda chance: chance.randint(0, 32_000),
}
