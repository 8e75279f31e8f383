"""Fetching: what is found, in which order, and what is refused in sight."""

import os
from pathlib import Path

import pytest

from saksi.ingest import fetch
from saksi.ingest.fetch import collect


def test_a_folder_is_read_to_its_depths_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.txt", ".hidden", ".git/config", "c/.secret"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    found = list(collect([tmp_path]))
    assert [Path(raw.source).relative_to(tmp_path).as_posix() for raw in found] == ["a/y.txt", "a/z.txt", "b.txt"]
    assert [raw.content for raw in found] == [b"a/y.txt", b"a/z.txt", b"b.txt"]
    assert not any(raw.reason for raw in found)


def test_the_source_is_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "one.txt").write_text("One.")
    monkeypatch.chdir(tmp_path)
    assert [raw.source for raw in collect(["docs/one.txt", "docs"])] == ["docs/one.txt", "docs/one.txt"]


def test_links_out_of_the_folder_are_refused_in_sight(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside.txt", tmp_path / "folder"
    outside.write_text("secret")
    folder.mkdir()
    (folder / "in.txt").write_text("plain")
    (folder / "link_in.txt").symlink_to(folder / "in.txt")
    (folder / "link_out.txt").symlink_to(outside)
    (folder / "link_up").symlink_to(tmp_path)
    (folder / "link_dead").symlink_to(folder / "gone")
    (folder / "link_round").symlink_to(folder / "link_round")
    rows = {Path(raw.source).name: raw for raw in collect([folder])}
    assert rows["in.txt"].content == rows["link_in.txt"].content == b"plain"
    for name in ("link_out.txt", "link_up", "link_dead", "link_round"):
        assert rows[name].content is None
        assert "leads out of the folder" in rows[name].reason


def test_a_link_to_a_folder_inside_is_not_visited_twice(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "one.txt").write_text("One.")
    (tmp_path / "again").symlink_to(tmp_path / "real")
    assert [Path(raw.source).name for raw in collect([tmp_path])] == ["one.txt"]


def test_missing_strange_and_large_files_are_rows_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "LARGEST", 10)
    (tmp_path / "large.txt").write_text("x" * 11)
    (tmp_path / "right.txt").write_text("x" * 10)
    os.mkfifo(tmp_path / "pipe")
    rows = [raw.reason for raw in collect([tmp_path / "none.txt", tmp_path])]
    assert rows == [
        "there is no such file; check the name",
        "is larger than 0 MiB; split it and add the parts",
        "is neither a file nor a folder; name a file",
        "",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_a_row_with_a_reason(tmp_path: Path) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("x")
    locked.chmod(0)
    assert [raw.reason for raw in collect([locked])] == ["cannot be opened: permission denied"]
