import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from saksi.cli import main

HEADER = "kind,left,right,left_context,right_context,same\n"
GOOD = """person,Sam Rainsy,Rainsy Sam,,,1
person,Sam Rainsy,Hun Sen,,,0
organisation,CCHR,Cambodian Center for Human Rights,,,1
"""


def run(file: Path, *more: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["bench", "pairs", str(file), *more])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.csv"
    path.write_text(HEADER + GOOD, encoding="utf-8")
    return path


def test_each_pair_has_its_score_verdict_and_reason(file: Path) -> None:
    status, said, wrong = run(file)
    assert (status, wrong) == (0, "")
    lines = said.splitlines()
    assert "Sam Rainsy | Rainsy Sam: " in lines[0]
    assert "in another order" in lines[0]
    assert "apart" in lines[1]
    assert lines[-1].endswith("precision 1.000, recall 1.000, F1 1.000")


def test_json_has_three_keys(file: Path) -> None:
    status, said, _ = run(file, "--json")
    assert status == 0
    assert json.loads(said) == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("dog,Rex,Max,,,1", "its kind is dog"),
        ("person,A,B,,,perhaps", "its column same is perhaps"),
        ("person,,B,,,1", "left or its right side is empty"),
        ("person", "its column same is empty"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_goes_on(file: Path, row: str, reason: str) -> None:
    file.write_text(HEADER + f"{row}\n" + GOOD, encoding="utf-8")
    status, said, wrong = run(file)
    assert status == 1
    assert "row 2 is left out" in wrong
    assert reason in wrong
    assert len(said.splitlines()) == 4


def test_contexts_may_be_missing(file: Path) -> None:
    file.write_text("kind,left,right,same\nperson,Sam Rainsy,Rainsy Sam,1\n", encoding="utf-8")
    assert run(file)[0] == 0


def test_a_file_without_a_column_is_wrong_usage(file: Path) -> None:
    file.write_text("kind,left,same\nperson,A,1\n", encoding="utf-8")
    assert run(file)[0] != 0
