"""A site is written whole or not at all, and never over anything else."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from saksi.model.errors import SaksiError, UsageError
from saksi.publish.folder import SUMS, write, write_file

FILES = [("index.html", b"one"), ("acts/a.html", b"two")]


def there(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def test_files_are_written_with_a_list_of_their_sums(tmp_path: Path) -> None:
    assert write(tmp_path / "site", iter(FILES)) == 2
    assert there(tmp_path / "site") == {"index.html", "acts/a.html", SUMS}
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", SUMS], cwd=tmp_path / "site", capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_everybody_may_read_them(tmp_path: Path) -> None:
    write(tmp_path / "site", FILES)
    assert [(tmp_path / "site" / p).stat().st_mode & 0o777 for p in ("", "acts", "index.html")] == [0o755, 0o755, 0o644]


def test_the_next_publication_takes_the_place_of_the_last(tmp_path: Path) -> None:
    write(tmp_path / "site", FILES)
    write(tmp_path / "site", [("index.html", b"new")])
    assert there(tmp_path / "site") == {"index.html", SUMS}
    assert there(tmp_path) == {"site/index.html", f"site/{SUMS}"}


def test_what_fails_on_the_way_leaves_the_last_one_whole(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"half"
        raise OSError("the disk is full")

    write(tmp_path / "site", FILES)
    with pytest.raises(SaksiError, match="full"):
        write(tmp_path / "site", broken())
    assert (tmp_path / "site" / "index.html").read_bytes() == b"one"
    assert write(tmp_path / "site", FILES) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "to-a-friend.txt").write_text("dear")
    with pytest.raises(UsageError, match=r"to-a-friend\.txt"):
        write(tmp_path / "letters", FILES)
    write(tmp_path / "site", FILES)
    (tmp_path / "site" / "note.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"note\.txt"):
        write(tmp_path / "site", FILES)
    (tmp_path / "link").symlink_to(tmp_path / "site")
    with pytest.raises(UsageError, match="no folder"):
        write(tmp_path / "link", FILES)


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert write(tmp_path / "empty", FILES) == 2


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    def broken() -> Iterator[str]:
        yield "half\n"
        raise OSError("gone")

    assert write_file(tmp_path / "out.csv", ["a\n", "b\n"]) == 2
    with pytest.raises(SaksiError, match="gone"):
        write_file(tmp_path / "out.csv", broken())
    assert (tmp_path / "out.csv").read_text() == "a\nb\n"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_a_publication_that_was_stopped_between_two_steps_is_taken_up(tmp_path: Path) -> None:
    write(tmp_path / "site", FILES)
    (tmp_path / "site").rename(tmp_path / ".site.old")

    def broken() -> Iterator[tuple[str, bytes]]:
        raise OSError("the disk is full")
        yield "", b""

    with pytest.raises(SaksiError, match="stands there still"):
        write(tmp_path / "site", broken())
    assert (tmp_path / "site" / "index.html").read_bytes() == b"one"
