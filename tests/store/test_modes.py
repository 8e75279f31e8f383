"""A store is its owner's alone, whatever the folder and the umask allowed before."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import databases
import pytest

from saksi.model.errors import StoreError
from saksi.store import modes

SAKSI = "import os; os.umask(0); from saksi.cli import main; main()"
NOTE = "Police in Cambodia arrested Teo Brandt on 5 March 2021.\n"


def saksi(store: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run a verb as somebody whose umask keeps nothing from anybody."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SAKSI_", "DJANGO_"))}
    environ = kept | databases.environment(store)
    command = [sys.executable, "-c", SAKSI, *words]
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120, check=False)


def wide(folder: Path) -> list[str]:
    """Return everything of a store that somebody else may do anything with."""
    every = [folder, *folder.rglob("*")]
    return [f"{path} {oct(path.lstat().st_mode)}" for path in every if path.lstat().st_mode & 0o077]


@pytest.mark.database
def test_with_an_open_umask_everything_is_closed(tmp_path: Path) -> None:
    store, note = tmp_path / "deep" / "record", tmp_path / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    assert saksi(store, "init").returncode == 0
    assert saksi(store, "ingest", str(note)).returncode == 0
    saksi(store, "user", "add", "ana")
    assert any((store / "blobs").rglob("*"))
    assert wide(store) == []


@pytest.mark.database
def test_a_store_that_was_opened_is_closed_with_a_sentence(tmp_path: Path) -> None:
    store, note = tmp_path / "record", tmp_path / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    store.mkdir(mode=0o755)
    store.chmod(0o755)
    made = saksi(store, "init")
    assert made.returncode == 0
    assert "could open the store" in made.stderr
    saksi(store, "ingest", str(note))
    for path in [store, *store.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)
    checked = saksi(store, "check")
    assert (checked.returncode, checked.stderr.count("\n")) == (0, 1)
    assert wide(store) == []
    assert saksi(store, "check").stderr == ""


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
