"""Frozen results: written as JSON, compared with the run before."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "results"
Result = Mapping[str, float]


def freeze(name: str, result: Result) -> None:
    """Write a result, and print each number beside the one it replaces."""
    file = FOLDER / f"{name}.json"
    before = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    FOLDER.mkdir(exist_ok=True)
    file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(f"{name} ({file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file})")
    for line in differences(before, result):
        print(f"  {line}")
    print(f"  {sum(before.get(name) == value for name, value in result.items())} numbers as before")


def differences(before: Result, now: Result) -> Iterator[str]:
    """Yield a line for each number that moved, came or went: its name, its value, and by how much it moved."""
    for name, value in now.items():
        if name not in before:
            yield f"{name:40} {value:10g}  new"
        elif value != before[name]:
            yield f"{name:40} {value:10g}  {value - before[name]:+g}"
    yield from (f"{name:40} gone (was {before[name]:g})" for name in before if name not in now)
