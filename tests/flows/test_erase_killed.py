"""An erasure that is ended at any moment is whole or not begun, and the same command completes it."""

import random
from pathlib import Path

import databases
import pytest
from nursery import Nursery, copy, drop

pytestmark = pytest.mark.database

POINTS = {"sqlite": 6, "postgresql": 3}
MANY = 40  # on either database
DONE = (0, 2)  # complete now, or there is nothing left of that id since the last moment


def hold(store: Path, words: str) -> list[str]:
    """Return the files under the store's folder that hold words, in any case."""
    files = (file for file in store.rglob("*") if file.is_file())
    return [file.name for file in files if words.lower().encode() in file.read_bytes().lower()]


def first(store: Path, query: str) -> str:
    """Return the first value of a query on the store's database."""
    return str(databases.execute(store, query)[0][0])


@pytest.mark.parametrize("many", [False, pytest.param(True, marks=pytest.mark.bench)], ids=["some", "many"])
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT sha256 FROM store_document WHERE source LIKE '%three.txt'", "convicted"),
        (
            "SELECT entity FROM store_statement WHERE prop = 'name' AND kind = 'Person' AND value = 'Teo Brandt'",
            "Brandt",
        ),
    ],
    ids=["document", "person"],
)
def test_erase(
    nursery: Nursery, decided_store: Path, read_store: Path, tmp_path: Path, query: str, words: str, many: bool
) -> None:
    # With the decisions, one Teo Brandt is really somebody else, who would be left.
    base = read_store if "entity" in query else decided_store
    order = ("erase", first(base, query), "--why", "asked for", "--by", "ana", "--everywhere")
    store = copy(base, tmp_path / "store")
    before = nursery.look(store)
    seams = nursery.done(store, *order)["seams"]
    assert nursery.look(store) != before
    wanted = nursery.look(store)
    assert hold(store, words) == []
    points = MANY if many else POINTS[databases.kind()]
    assert seams > points
    chosen = [1, *random.Random(20211103).sample(range(2, seams), points - 2), seams]  # noqa: S311
    for point in chosen:
        drop(store)
        copy(base, store)
        assert nursery.run(store, *order, kill=point)["status"] == -9
        assert nursery.run(store, *order)["status"] in DONE, point
        assert nursery.run(store, "erase", "--finish")["out"] == "Nothing was left to erase.\n"
        assert hold(store, words) == [], point
        after = nursery.look(store)
        assert after != before, point
        assert after == wanted or "entity" in query, point
    drop(store)


def test_the_verb_says_what_it_did_and_what_is_wrong(nursery: Nursery, read_store: Path, tmp_path: Path) -> None:
    store = copy(read_store, tmp_path / "store")
    document = first(store, "SELECT sha256 FROM store_document WHERE source LIKE '%one.txt'")
    wrong = {
        (): "name one thing to erase",
        (document, "--finish"): "name one thing to erase",
        (document,): "say with --why",
        ("0123456789", "--why", "asked for"): "begins with 0123456789",
    }
    for words, sentence in wrong.items():
        ran = nursery.run(store, "erase", *words)
        assert (ran["status"], ran["out"].count("\n")) == (2, 1), ran
        assert sentence in ran["out"]
    ran = nursery.done(store, "erase", document[:12], "--why", "asked for")
    stone = first(store, "SELECT id FROM store_tombstone")
    assert ran["out"].startswith(f"Erased: tombstone {stone} (Document).\n")
    assert "published before, and backups" in ran["out"]
    drop(store)
