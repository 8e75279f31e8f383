"""The stored bytes: whole or not there, named by their hash, and nobody else's business."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.model.errors import StoreError
from saksi.store import blobs


@given(content=st.binary(max_size=2000))
def test_what_is_kept_is_fetched(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("blobs")

    assert blobs.fetch(folder, blobs.keep(folder, content)) == content
    assert list(blobs.wrong(folder)) == []


def test_the_same_bytes_twice_are_one_file(tmp_path: Path) -> None:
    assert blobs.keep(tmp_path, b"words") == blobs.keep(tmp_path, b"words")
    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 1


def test_only_the_owner_reads_them(tmp_path: Path) -> None:
    sha256 = blobs.keep(tmp_path, b"words")
    file = blobs.path(tmp_path, sha256)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.parent.parent.stat().st_mode) == 0o700


def test_missing_bytes_are_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="are not in"):
        blobs.fetch(tmp_path, "0" * 64)


def test_changed_bytes_are_named_and_half_written_ones_are_not_there(tmp_path: Path) -> None:
    file = blobs.path(tmp_path, blobs.keep(tmp_path, b"words"))
    file.write_bytes(b"other words")
    (file.parent / ".new-1").write_bytes(b"half")

    assert [file.name[:12] in problem for problem in blobs.wrong(tmp_path)] == [True]
