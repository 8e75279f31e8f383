"""What the shape tests look at: the files of the house as they stand in the repository, parsed once."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """A Python file of the house and its syntax tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Path below the repository."""
        return str(self.path.relative_to(ROOT))

    @property
    def lines(self) -> int:
        """Number of lines, blank ones and comments included."""
        return self.text.count("\n")

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones included."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines of a function, from its `def` to its end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def read(path: Path) -> Source:
    """Read and parse one file."""
    text = path.read_text(encoding="utf-8")
    return Source(path, text, ast.parse(text))


@cache
def house() -> tuple[Source, ...]:
    """Every Python file of saksi/ but the migrations, which Django writes."""
    files = sorted((ROOT / "saksi").rglob("*.py"))
    return tuple(read(path) for path in files if "migrations" not in path.parts)


@cache
def suite() -> tuple[Source, ...]:
    """Every Python file of tests/."""
    return tuple(read(path) for path in sorted((ROOT / "tests").rglob("*.py")))


@cache
def committed() -> tuple[Path, ...]:
    """Every file that git keeps; empty where the working folder is no checkout."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())
