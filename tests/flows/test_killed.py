"""Ended at any moment and run again, every verb that writes leaves what an undisturbed run leaves."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import databases
import pytest

pytestmark = pytest.mark.database

POINTS = 20
SEED = 20211103
NOTES = {
    "one.txt": "Mira Solan was arrested in Phnom Penh on 2 March 2021, the Ministry of Interior said.\n",
    "two.txt": "Police in Kandal, Cambodia, arrested Teo Brandt on 5 March 2021. Mira Solan was charged.\n",
    "three.txt": "On 9 June 2022 the Phnom Penh court convicted Mira Solan and Teo Brandt of incitement.\n",
}
Answer = dict[str, Any]


class Nursery:
    """A process that runs verbs in children of its own (see `killed_verbs`)."""

    def __init__(self, folder: Path) -> None:
        given = {k: v for k, v in os.environ.items() if not k.startswith("SAKSI_")}
        given |= {"DJANGO_SETTINGS_MODULE": "saksi.settings", "SAKSI_STORE": str(folder / "never")}
        self._process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("killed_verbs.py")],
            cwd=folder, env=given, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, store: Path, *words: str | Path, **more: Any) -> Answer:
        """Run a verb on a store; `kill` ends it at that seam, `seconds` after so long."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        place = store.with_name(f".{store.name}.restoring") if words[0] == "restore" else store
        database = databases.environment(store).get("SAKSI_DATABASE", "")
        order = {"store": str(store), "place": str(place), "database": database, "do": list(map(str, words)), **more}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: Answer = json.loads(self._process.stdout.readline())
        return answer

    def done(self, store: Path, *words: str | Path, status: int = 0) -> Answer:
        """Run a verb to its end."""
        answer = self.run(store, *words)
        assert answer["status"] == status, answer
        return answer

    def look(self, store: Path) -> str:
        """Return the digest of a store in which nothing is wrong."""
        lines = self.done(store, "look")["out"].splitlines()
        assert len(lines) == 1, lines
        return str(lines[0])

    def end(self) -> None:
        """Let the process end."""
        self._process.communicate(timeout=30)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with documents, one of which cannot be read."""
    folder = tmp_path_factory.mktemp("killed")
    (folder / "in").mkdir()
    for name, content in NOTES.items():
        (folder / "in" / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def nursery(folder: Path) -> Iterator[Nursery]:
    """The process that runs verbs."""
    started = Nursery(folder)
    yield started
    started.end()


@pytest.fixture(scope="module")
def empty(nursery: Nursery, folder: Path) -> Path:
    """A store with nothing in it."""
    store = folder / "empty"
    nursery.done(store, "init")
    return store


@pytest.fixture(scope="module")
def read(nursery: Nursery, folder: Path, empty: Path) -> Path:
    """A store with the documents, and beside it a site that was published from it."""
    store = _copy(empty, folder / "read")
    nursery.done(store, "ingest", folder / "in", folder / "missing.txt", status=1)
    nursery.done(store, "publish", folder / "site")
    return store


@pytest.fixture(scope="module")
def decided(nursery: Nursery, folder: Path, read: Path) -> Path:
    """The same store after decisions."""
    store = _copy(read, folder / "decided")
    nursery.done(store, "decide")
    return store


def points(seams: int) -> list[int]:
    """Choose seams to be ended at, always the first and the last."""
    assert seams > POINTS, "there are fewer seams than points: nothing is watched"
    chosen = random.Random(SEED).sample(range(2, seams), POINTS - 2)  # noqa: S311
    print(f"seed {SEED}: of {seams} seams {sorted(chosen)}")
    return [1, *sorted(chosen), seams]


def ended(nursery: Nursery, base: Path, work: Path, *words: str | Path, status: int = 0) -> Iterator[Path]:
    """Yield a store after an undisturbed run of a verb, then after many that were ended somewhere and run again."""
    store = _copy(base, work / "store")
    seams = nursery.done(store, *words, status=status)["seams"]
    yield store
    for point in points(seams):
        _drop(store)
        _copy(base, store)
        assert nursery.run(store, *words, kill=point)["status"] == -9
        nursery.done(store, *words, status=status)
        yield store
    _drop(store)


def same(nursery: Nursery, base: Path, work: Path, *words: str | Path, status: int = 0) -> None:
    """Demand that ended and undisturbed runs leave the same, other than there was before."""
    stores = ended(nursery, base, work, *words, status=status)
    wanted = nursery.look(next(stores))
    assert wanted != nursery.look(base)
    for store in stores:
        assert nursery.look(store) == wanted


def test_ingest(nursery: Nursery, folder: Path, empty: Path, tmp_path: Path) -> None:
    same(nursery, empty, tmp_path, "ingest", folder / "in", folder / "missing.txt", status=1)


def test_reading_again_with_a_better_extractor(nursery: Nursery, folder: Path, empty: Path, tmp_path: Path) -> None:
    store = _copy(empty, folder / "older")
    nursery.done(store, "older", folder / "in", folder / "missing.txt", status=1)
    same(nursery, store, tmp_path, "ingest", "--again")


def test_decide(nursery: Nursery, read: Path, tmp_path: Path) -> None:
    same(nursery, read, tmp_path, "decide")


def test_publish(nursery: Nursery, folder: Path, decided: Path, tmp_path: Path) -> None:
    """The new site comes in place of an older one; in between both are whole."""
    site, before = tmp_path / "site", _files(folder / "site")
    seams = nursery.done(decided, "publish", site)["seams"]
    after = _files(site)
    assert after != before
    for point in points(seams):
        shutil.rmtree(site)
        shutil.copytree(folder / "site", site)
        assert nursery.run(decided, "publish", site, kill=point)["status"] == -9
        assert _files(site) in (before, after, {})
        nursery.done(decided, "publish", site)
        assert _files(site) == after
        assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_backup(nursery: Nursery, decided: Path, tmp_path: Path) -> None:
    """A backup takes no note of the clock: two of one store are byte for byte the same."""
    file = tmp_path / "store.backup"
    seams = nursery.done(decided, "backup", file)["seams"]
    wanted = file.read_bytes()
    for point in points(seams):
        file.unlink()
        assert nursery.run(decided, "backup", file, kill=point)["status"] == -9
        assert not file.exists() or file.read_bytes() == wanted
        nursery.done(decided, "backup", file)
        assert file.read_bytes() == wanted
        assert [left.name for left in tmp_path.iterdir()] == ["store.backup"]


def test_restore(nursery: Nursery, decided: Path, tmp_path: Path) -> None:
    """A store is not seen before it is whole."""
    file, wanted = tmp_path / "store.backup", nursery.look(decided)
    nursery.done(decided, "backup", file)
    store = tmp_path / "store"
    seams = nursery.done(store, "restore", file)["seams"]
    assert nursery.look(store) == wanted
    for point in points(seams):
        _drop(store)
        assert nursery.run(store, "restore", file, kill=point)["status"] == -9
        if not store.exists():
            nursery.done(store, "restore", file)
        assert nursery.look(store) == wanted
        assert sorted(left.name for left in tmp_path.iterdir()) == ["store", "store.backup"]


@pytest.mark.parametrize("name", ["publish-key", "secret-key"])
def test_keys_are_whole_or_not_there(nursery: Nursery, decided: Path, tmp_path: Path, name: str) -> None:
    """A key without bytes would be one that everybody knows."""
    store, file = _copy(decided, tmp_path / "store"), tmp_path / "store" / name
    for point in range(1, 12):
        file.unlink(missing_ok=True)
        nursery.run(store, "key", name, kill=point)
        assert not file.exists() or len(file.read_bytes()) > 60
        nursery.done(store, "key", name)
        assert len(file.read_bytes()) > 60
    _drop(store)


@pytest.mark.bench
@pytest.mark.parametrize("words", [("ingest", "in"), ("decide",), ("ingest", "--again")], ids=" ".join)
def test_ended_by_the_clock(
    nursery: Nursery, folder: Path, empty: Path, read: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Ended at any moment, also inside of what no seam shows."""
    base = empty if words == ("ingest", "in") else read
    store = _copy(base, tmp_path / "store")
    took = nursery.done(store, *words)["took"]
    wanted = nursery.look(store)
    chance = random.Random(SEED)  # noqa: S311
    for _ in range(100):
        _drop(store)
        _copy(base, store)
        nursery.run(store, *words, seconds=chance.uniform(0.01, took))
        nursery.done(store, *words)
        assert nursery.look(store) == wanted


def _files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _copy(store: Path, target: Path) -> Path:
    databases.copy(store, target)
    return target


def _drop(store: Path) -> None:
    databases.drop(store)
    shutil.rmtree(store, ignore_errors=True)
