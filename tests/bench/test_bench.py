"""The benches' own arithmetic; what they measure is run by `make bench`."""

import json
from pathlib import Path

import pytest

from bench import accuracy, counting, results


def test_scores_are_named_by_their_way_down() -> None:
    nested = {"act": {"f1": 0.9, "types": {"arrest": {"f1": 1}}}, "refused": 0, "note": "words"}

    assert accuracy.flat(nested) == {"act.f1": 0.9, "act.types.arrest.f1": 1.0, "refused": 0.0}


def test_differences_name_what_moved_came_and_went() -> None:
    found = [
        " ".join(line.split()) for line in results.differences({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 2.5, "d": 4})
    ]

    assert found == ["b 2.5 +0.5", "d 4 new", "c gone (was 3)"]


def test_a_result_is_frozen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(results, "FOLDER", tmp_path / "results")
    results.freeze("speed", {"words_a_second": 4000})
    results.freeze("speed", {"words_a_second": 4100})

    assert json.loads((tmp_path / "results" / "speed.json").read_text()) == {"words_a_second": 4100}
    assert "+100" in capsys.readouterr().out


def test_without_the_corpus_nothing_is_measured(tmp_path: Path) -> None:
    assert accuracy.measure(tmp_path) is None


def test_the_frozen_speed_is_what_was_promised() -> None:
    frozen = json.loads((results.FOLDER / "speed.json").read_text())

    assert frozen["words_a_second"] >= 3000
    assert frozen["peak_memory_mib"] <= 1024


def test_a_page_counts_as_fast_as_the_database_scans() -> None:
    frozen = json.loads((results.FOLDER / "counting.json").read_text())

    assert frozen["acts"] == counting.ACTS
    assert frozen["a_country_page_in_scans"] <= 3
    assert frozen["one_measure_in_scans"] <= 3
    assert frozen["every_measure_ms"] <= 30_000


def test_the_acts_that_counting_is_measured_on_are_always_the_same() -> None:
    assert counting.made(1) == counting.made(1) != counting.made(2)
