"""What `saksi extract` says about each golden text, line by line; `make golden` writes the lines anew."""

import json
from functools import cache
from pathlib import Path

import pytest

from saksi.flows.extract import extract_files

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*.txt"))
PACKS = ("world", "lang/en", "kh")


@cache
def extracted(case: Path) -> str:
    """Return the lines of a case as the command prints them, under the name of the case alone."""
    (found,) = extract_files([case], PACKS)
    assert not found.reason
    return "".join(json.dumps(line | {"document": case.name}, ensure_ascii=False) + "\n" for line in found.lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_text_says_what_it_said(case: Path, rewrite_golden: bool) -> None:
    golden = case.with_suffix(".jsonl")
    now = extracted(case)
    if rewrite_golden:
        golden.write_text(now, encoding="utf-8")
    expected = golden.read_text(encoding="utf-8").splitlines()
    assert now.splitlines() == expected, f"{case.stem} reads otherwise now: run `make golden` and read the diff"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_quote_stands_in_the_text(case: Path) -> None:
    with case.open(encoding="utf-8", newline="") as file:
        content = file.read()
    for line in map(json.loads, extracted(case).splitlines()):
        assert content[line["start"] : line["end"]] == line["quote"]
        for ranges in line.get("evidence", {}).values():
            assert all(0 <= start < end <= len(content) for start, end in ranges)
