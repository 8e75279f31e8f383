"""Every promise of the threat model names the tests that hold it, and these exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "threat-model.md"


def promises() -> list[tuple[str, str]]:
    part = PAGE.read_text(encoding="utf-8").partition("## What is promised now")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return [(row[0], row[1]) for row in rows[1:]]


def test_every_promise_is_held_by_tests_that_exist() -> None:
    assert len(promises()) > 10
    for promise, held in promises():
        files = re.findall(r"`(tests/[\w/.]+)`", held)
        assert files, f"no test holds: {promise}"
        for file in files:
            assert "def test_" in (ROOT / file).read_text(encoding="utf-8"), f"{file} holds nothing: {promise}"


def test_what_is_not_promised_is_said() -> None:
    words = PAGE.read_text(encoding="utf-8").partition("## What is not promised")[2]
    for wanted in ("encryption at rest", "unlocked", "Backups", "Traffic", "coerced", "flash cells", "frozen site"):
        assert wanted in words
