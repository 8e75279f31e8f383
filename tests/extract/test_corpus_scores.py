"""The gold corpus, which is not part of the repository: the scores that a reading of it must not fall below."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from saksi.flows.extract import extract_files

FLOORS = {
    "act": 0.88,
    "person": 0.92,
    "organisation": 0.90,
    "law": 0.80,
    "endorsement": 0.95,
    "call": 0.75,
    "rating": 0.80,
}


@pytest.fixture(scope="module")
def scores(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Score all documents with the corpus's own scorer."""
    lines = tmp_path_factory.mktemp("corpus") / "lines.jsonl"
    with lines.open("w", encoding="utf-8") as file:
        for found in extract_files(sorted(corpus.glob("*.txt")), ("world", "lang/en", "kh")):
            assert not found.reason
            file.writelines(json.dumps(line) + "\n" for line in found.lines)
    scored = subprocess.run(
        [sys.executable, corpus / "score.py", "--json", lines], capture_output=True, text=True, check=True
    )
    return json.loads(scored.stdout)


@pytest.mark.parametrize(("kind", "floor"), FLOORS.items())
def test_records_are_found(scores: Any, kind: str, floor: float) -> None:
    assert scores[kind]["f1"] >= floor


def test_victims_are_found(scores: Any) -> None:
    assert scores["act_values"]["victims"]["f1"] >= 0.80


def test_dates_are_right_and_most_are_found(scores: Any) -> None:
    assert scores["act_values"]["date_precision"] >= 0.92
    assert scores["act_values"]["date_recall"] >= 0.78


def test_provisions_are_found(scores: Any) -> None:
    assert scores["act_values"]["laws"]["f1"] >= 0.92


def test_nothing_is_refused(scores: Any) -> None:
    assert scores["refused"] == 0
