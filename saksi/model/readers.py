"""Reads knowledge kept as YAML or CSV into typed values; a wrong line is named with file and line."""

import csv
from collections.abc import Hashable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import TypeAdapter, ValidationError

from saksi.model.errors import PackError

T = TypeVar("T")
Key = tuple[str | int, ...]
# libyaml reads the packs eight times faster; its safe loader is missing only where PyYAML was built without it.
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path, shape: type[T]) -> T:
    """Read a YAML file as `shape` (a dataclass, or a list or dict of them).

    Raises PackError with the line of the first value that does not fit; unknown keys do not fit.
    """
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackError(path, line, f"is not YAML: {error.problem}") from error
    except UnicodeDecodeError as error:
        raise PackError(path, 1, f"is not UTF-8: {error.reason}") from error
    if node is None:
        raise PackError(path, 1, "is empty")
    lines = dict(_lines(node, (), path))
    value = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 (a safe loader, see LOADER)
    return _fit(path, shape, value, lines)


def read_csv(path: Path, shape: type[T]) -> list[T]:
    """Read a CSV file with a header row as a list of the dataclass `shape`.

    Lines that start with `#` are comments (they name the sources). A cell of a tuple field is split at `|`.
    Raises PackError with the line of the first row that does not fit.
    """
    manifold = {f.name for f in fields(shape) if str(f.type).startswith("tuple")}  # type: ignore[arg-type]
    numbered = [
        (number, line)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    if not numbered:
        raise PackError(path, 1, "has no header row")
    header = next(csv.reader([numbered[0][1]]))
    out = []
    for number, line in numbered[1:]:
        cells = next(csv.reader([line]))
        if len(cells) != len(header):
            raise PackError(path, number, f"has {len(cells)} cells where the header has {len(header)}")
        row: dict[str, Any] = {}
        for name, cell in zip(header, cells, strict=True):
            text = cell.strip()
            if name in manifold:
                row[name] = [part.strip() for part in text.split("|") if part.strip()]
            elif text:
                row[name] = text
        out.append(_fit(path, shape, row, {(): number}))
    return out


@cache
def _adapter(shape: Hashable) -> TypeAdapter[Any]:
    """Build a shape's validator once: a CSV file asks for the same one on every row."""
    return TypeAdapter(cast("Any", shape))


def _fit(path: Path, shape: type[T], value: Any, lines: dict[Key, int]) -> T:
    try:
        return cast("T", _adapter(cast("Hashable", shape)).validate_python(value, extra="forbid"))
    except ValidationError as error:
        first = error.errors()[0]
        where = tuple(first["loc"])
        line = next(lines[where[:n]] for n in range(len(where), -1, -1) if where[:n] in lines)
        name = ".".join(str(part) for part in where) or "the value"
        raise PackError(path, line, f"{name}: {first['msg']}") from error


def _lines(node: yaml.Node, at: Key, path: Path) -> Iterator[tuple[Key, int]]:
    yield at, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise PackError(path, key.start_mark.line + 1, f"{key.value} stands twice")
            seen.add(key.value)
            yield from _lines(value, (*at, key.value), path)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _lines(value, (*at, number), path)
