"""What is committed, and what the package promises."""

import re
import tomllib
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pytest
from house import ROOT, committed

# In parts, so that this file does not name one itself.
HOSTS = re.compile(
    rb"|".join(
        part + rb"\." + end
        for part, end in [
            (rb"pypi", rb"org"),
            (rb"pythonhosted", rb"org"),
            (rb"npmjs", rb"(?:org|com)"),
            (rb"crates", rb"io"),
            (rb"anaconda", rb"org"),
            (rb"rubygems", rb"org"),
        ]
    ),
    re.IGNORECASE,
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PLUGINS = [
    EntryPoint(name, value, group)
    for group, points in PROJECT["entry-points"].items()
    for name, value in points.items()
]


def test_no_committed_file_names_a_registry() -> None:
    naming = [str(path.relative_to(ROOT)) for path in committed() if HOSTS.search(path.read_bytes())]
    assert not naming


def test_no_committed_file_is_a_lock_that_writes_addresses() -> None:
    assert not [path for path in committed() if path.name == "uv.lock"]


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda plugin: f"{plugin.group}.{plugin.name}")
def test_every_plug_in_point_leads_to_a_function(plugin: EntryPoint) -> None:
    assert callable(plugin.load())
    assert plugin in entry_points(group=plugin.group), "the installation is older than pyproject: make setup"


def test_the_command_leads_to_a_function() -> None:
    for name, value in PROJECT["scripts"].items():
        assert callable(EntryPoint(name, value, "console_scripts").load())


@pytest.mark.parametrize("lock", ["base", "postgresql", "dev", "build"])
def test_every_requirement_is_locked_with_hashes(lock: str) -> None:
    locked = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"^(?=\w)", locked, flags=re.MULTILINE)[1:]
    assert blocks
    for block in blocks:
        assert re.match(r"[\w.-]+(?:\[[\w,-]+\])?==", block), block.splitlines()[0]
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_the_locks_agree_with_each_other() -> None:
    locks = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "requirements").glob("*.txt"))]
    pins = [dict.fromkeys(re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?(==[^\\\n]+)", lock, re.MULTILINE)) for lock in locks]
    versions: dict[str, set[tuple[str, ...]]] = {}
    for pinned in pins:
        for name in {name for name, _ in pinned}:
            versions.setdefault(name, set()).add(tuple(version for other, version in pinned if other == name))
    assert not {name: found for name, found in versions.items() if len(found) > 1}


def test_what_the_package_needs_is_what_is_locked() -> None:
    locked = (ROOT / "requirements" / "base.in").read_text(encoding="utf-8")
    wanted = {re.match(r"[\w.-]+", line)[0] for line in locked.splitlines() if line and not line.startswith("#")}  # type: ignore[index]
    assert {re.match(r"[\w.-]+", need)[0] for need in PROJECT["dependencies"]} == wanted  # type: ignore[index]


def test_the_licence_is_whole() -> None:
    licence = Path(ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence


def test_no_two_test_files_have_one_name() -> None:
    """Without packages in tests/, pytest knows a file by its name alone."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(set(names)) == sorted(names)
