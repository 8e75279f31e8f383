"""Ended at any moment and run again, every verb that writes leaves what an undisturbed run leaves."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import databases
import pytest
from nursery import Nursery, copy, drop

pytestmark = pytest.mark.database

POINTS = {"sqlite": 10, "postgresql": 4}  # copying a database there takes its time
MANY = 40  # of each verb, on either database
SEED = 20211103


@pytest.fixture(params=["some", pytest.param("many", marks=pytest.mark.bench)])
def wanted(request: pytest.FixtureRequest) -> int:
    """At how many points each verb is ended; `make bench` takes many."""
    return MANY if request.param == "many" else POINTS[databases.kind()]


def points(seams: int, wanted: int) -> list[int]:
    """Choose seams to be ended at, always the first and the last."""
    assert seams > wanted, "there are fewer seams than points: nothing is watched"
    chosen = random.Random(SEED).sample(range(2, seams), wanted - 2)  # noqa: S311
    print(f"seed {SEED}: of {seams} seams {sorted(chosen)}")
    return [1, *sorted(chosen), seams]


def ended(nursery: Nursery, base: Path, work: Path, wanted: int, *words: str | Path, status: int = 0) -> Iterator[Path]:
    """Yield a store after an undisturbed run of a verb, then after many that were ended somewhere and run again."""
    store = copy(base, work / "store")
    seams = nursery.done(store, *words, status=status)["seams"]
    yield store
    for point in points(seams, wanted):
        drop(store)
        copy(base, store)
        assert nursery.run(store, *words, kill=point)["status"] == -9
        nursery.done(store, *words, status=status)
        yield store
    drop(store)


def same(nursery: Nursery, base: Path, work: Path, wanted: int, *words: str | Path, status: int = 0) -> None:
    """Demand that ended and undisturbed runs leave the same, other than there was before."""
    stores = ended(nursery, base, work, wanted, *words, status=status)
    left = nursery.look(next(stores))
    assert left != nursery.look(base)
    for store in stores:
        assert nursery.look(store) == left


def test_ingest(nursery: Nursery, notes: Path, empty_store: Path, tmp_path: Path, wanted: int) -> None:
    same(nursery, empty_store, tmp_path, wanted, "ingest", notes / "in", notes / "missing.txt", status=1)


def test_reading_again_with_a_better_extractor(
    nursery: Nursery, notes: Path, empty_store: Path, tmp_path: Path, wanted: int
) -> None:
    store = copy(empty_store, tmp_path / "older")
    nursery.done(store, "older", notes / "in", notes / "missing.txt", status=1)
    same(nursery, store, tmp_path, wanted, "ingest", "--again")
    drop(store)


def test_decide(nursery: Nursery, read_store: Path, tmp_path: Path, wanted: int) -> None:
    same(nursery, read_store, tmp_path, wanted, "decide")


def test_publish(nursery: Nursery, notes: Path, decided_store: Path, tmp_path: Path, wanted: int) -> None:
    """The new site comes in place of an older one; in between both are whole."""
    site, before = tmp_path / "site", _files(notes / "site")
    seams = nursery.done(decided_store, "publish", site)["seams"]
    after = _files(site)
    assert after != before
    for point in points(seams, wanted):
        shutil.rmtree(site)
        shutil.copytree(notes / "site", site)
        assert nursery.run(decided_store, "publish", site, kill=point)["status"] == -9
        assert _files(site) in (before, after, {})
        nursery.done(decided_store, "publish", site)
        assert _files(site) == after
        assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_backup(nursery: Nursery, decided_store: Path, tmp_path: Path, wanted: int) -> None:
    """A backup takes no note of the clock: two of one store are byte for byte the same."""
    file = tmp_path / "store.backup"
    seams = nursery.done(decided_store, "backup", file)["seams"]
    whole = file.read_bytes()
    for point in points(seams, wanted):
        file.unlink()
        assert nursery.run(decided_store, "backup", file, kill=point)["status"] == -9
        assert not file.exists() or file.read_bytes() == whole
        nursery.done(decided_store, "backup", file)
        assert file.read_bytes() == whole
        assert [left.name for left in tmp_path.iterdir()] == ["store.backup"]


def test_restore(nursery: Nursery, decided_store: Path, tmp_path: Path, wanted: int) -> None:
    """A store is not seen before it is whole."""
    file, whole = tmp_path / "store.backup", nursery.look(decided_store)
    nursery.done(decided_store, "backup", file)
    store = tmp_path / "store"
    seams = nursery.done(store, "restore", file)["seams"]
    assert nursery.look(store) == whole
    for point in points(seams, wanted):
        drop(store)
        assert nursery.run(store, "restore", file, kill=point)["status"] == -9
        if not store.exists():
            nursery.done(store, "restore", file)
        assert nursery.look(store) == whole
        assert sorted(left.name for left in tmp_path.iterdir()) == ["store", "store.backup"]


@pytest.mark.parametrize("name", ["publish-key", "secret-key"])
def test_keys_are_whole_or_not_there(nursery: Nursery, decided_store: Path, tmp_path: Path, name: str) -> None:
    """A key without bytes would be one that everybody knows."""
    store, file = copy(decided_store, tmp_path / "store"), tmp_path / "store" / name
    for point in range(1, 12):
        file.unlink(missing_ok=True)
        nursery.run(store, "key", name, kill=point)
        assert not file.exists() or len(file.read_bytes()) > 60
        nursery.done(store, "key", name)
        assert len(file.read_bytes()) > 60
    drop(store)


@pytest.mark.bench
@pytest.mark.parametrize("words", [("ingest", "in"), ("decide",), ("ingest", "--again")], ids=" ".join)
def test_ended_by_the_clock(
    nursery: Nursery, notes: Path, empty_store: Path, read_store: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Ended at any moment, also inside of what no seam shows."""
    base = empty_store if words == ("ingest", "in") else read_store
    store = copy(base, tmp_path / "store")
    took = nursery.done(store, *words)["took"]
    wanted = nursery.look(store)
    chance = random.Random(SEED)  # noqa: S311
    for _ in range(100):
        drop(store)
        copy(base, store)
        nursery.run(store, *words, seconds=chance.uniform(0.01, took))
        nursery.done(store, *words)
        assert nursery.look(store) == wanted


def _files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
