"""Thousands of malformed files: each is a document or a row, the parent lives, nothing is written, limits are held."""

import resource
import time
from pathlib import Path

import mutants
import pytest

from saksi.ingest.confine import Limits
from saksi.ingest.fetch import MIB
from saksi.ingest.inputs import inputs
from saksi.ingest.reader import Reader

QUICK = 300
ALL = 2000
SECONDS = 30.0


def attempt(folder: Path, count: int) -> dict[str, int]:
    """Read mutants as files of a folder, and prove of each that it has its row; returns what became of them."""
    inside = folder / "in"
    inside.mkdir()
    names = []
    for name, content in mutants.mutants(count):
        (inside / name).write_bytes(content)
        names.append(name)
    before = sorted(path.name for path in folder.rglob("*"))
    seen: set[str] = set()
    became = {"documents": 0, "rows": 0, "opened": 0, "broke the reader": 0}
    with Reader(Limits(memory=768 * MIB, cpu=20, wall=SECONDS)) as reader:
        last = time.monotonic()
        for one in inputs([inside], reader):
            seen.add(one.source.removeprefix(f"{inside}/").partition("!/")[0])
            assert time.monotonic() - last < SECONDS + 10
            last = time.monotonic()
            assert "\n" not in one.reason
            assert len(one.reason) < 400
            if one.text is not None and one.document is not None:
                assert any(char.isalnum() for char in one.text.content)
                one.text.content.encode()
                assert "\0" not in one.text.content
                became["documents"] += 1
            else:
                became["rows" if one.reason else "opened"] += 1
            became["broke the reader"] += "breaks the reader" in one.reason
        became["restarts"] = reader.starts - 1
    assert seen == set(names)
    assert sorted(path.name for path in folder.rglob("*")) == before
    return became


def test_malformed_files_each_have_their_row(tmp_path: Path) -> None:
    became = attempt(tmp_path, QUICK)
    assert became["documents"] > QUICK // 10
    assert became["rows"] > QUICK // 3
    assert became["restarts"] < QUICK // 20, became


@pytest.mark.bench
def test_two_thousand_malformed_files_each_have_their_row(tmp_path: Path) -> None:
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    became = attempt(tmp_path, ALL)
    print(became)
    assert became["restarts"] < ALL // 20, became
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - own < 500_000  # kibibytes
