"""Stores that several tests of whole verbs start from, each made once."""

from pathlib import Path

import pytest
from nursery import NOTES, Nursery, copy


@pytest.fixture(scope="session")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with documents in its folder `in`."""
    folder = tmp_path_factory.mktemp("killed")
    (folder / "in").mkdir()
    for name, content in NOTES.items():
        (folder / "in" / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def empty_store(nursery: Nursery, notes: Path) -> Path:
    """A store with nothing in it."""
    store = notes / "empty"
    nursery.done(store, "init")
    return store


@pytest.fixture(scope="session")
def read_store(nursery: Nursery, notes: Path, empty_store: Path) -> Path:
    """A store with the documents, and beside it a site that was published from it."""
    store = copy(empty_store, notes / "read")
    nursery.done(store, "ingest", notes / "in", notes / "missing.txt", status=1)
    nursery.done(store, "publish", notes / "site")
    return store


@pytest.fixture(scope="session")
def decided_store(nursery: Nursery, notes: Path, read_store: Path) -> Path:
    """The same store after decisions."""
    store = copy(read_store, notes / "decided")
    nursery.done(store, "decide")
    return store
