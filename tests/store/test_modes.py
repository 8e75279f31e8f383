"""A store is its owner's alone, whatever the folder and the umask allowed before."""

import os
import stat
from pathlib import Path

import pytest
from nursery import Nursery

from saksi.model.errors import StoreError
from saksi.store import modes

NOTE = "Police in Cambodia arrested Teo Brandt on 5 March 2021.\n"


def wide(folder: Path) -> list[str]:
    """Return everything of a store that somebody else may do anything with."""
    every = [folder, *folder.rglob("*")]
    return [f"{path} {oct(path.lstat().st_mode)}" for path in every if path.lstat().st_mode & 0o077]


@pytest.mark.database
def test_with_an_open_umask_everything_is_closed(nursery: Nursery, tmp_path: Path) -> None:
    """As somebody whose umask keeps nothing from anybody."""
    store, note = tmp_path / "deep" / "record", tmp_path / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    for words in (("init",), ("ingest", note), ("user", "add", "ana")):
        assert nursery.run(store, *words, umask=0)["status"] == 0
    assert any((store / "blobs").rglob("*"))
    assert wide(store) == []


@pytest.mark.database
def test_a_store_that_was_opened_is_closed_with_a_sentence(nursery: Nursery, tmp_path: Path) -> None:
    def saksi(*words: str | Path) -> tuple[int, str]:
        answer = nursery.run(store, *words, umask=0, folder=str(tmp_path))
        return answer["status"], answer["err"]

    store, note = tmp_path / "record", tmp_path / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    store.mkdir(mode=0o755)
    store.chmod(0o755)
    status, told = saksi("init")
    assert status == 0
    assert "could open the store" in told
    saksi("ingest", note)
    for path in [store, *store.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)
    status, told = saksi("check")
    assert (status, told.count("\n")) == (0, 1)
    assert wide(store) == []
    assert saksi("check") == (0, "")


def test_one_file_that_was_opened_is_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    (tmp_path / "secret-key").write_text("x", encoding="ascii")
    (tmp_path / "secret-key").chmod(0o644)
    modes.close(tmp_path)
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside, store = tmp_path / "outside", tmp_path / "store"
    (outside / "inner").mkdir(parents=True)
    (outside / "file").write_text("x", encoding="ascii")
    store.mkdir()
    for path, mode in ((outside, 0o755), (outside / "inner", 0o755), (outside / "file", 0o644), (store, 0o777)):
        path.chmod(mode)
    (store / "folder").symlink_to(outside)
    (store / "link").symlink_to(outside / "file")
    modes.close(store)
    assert stat.S_IMODE((outside / "file").stat().st_mode) == 0o644
    assert stat.S_IMODE((outside / "inner").stat().st_mode) == 0o755
    assert stat.S_IMODE(store.stat().st_mode) == 0o700


def test_the_store_of_another_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(StoreError, match="belongs to another user"):
        modes.close(tmp_path)
