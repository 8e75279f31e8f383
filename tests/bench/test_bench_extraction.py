"""The benches of extraction: their own arithmetic, on invented texts; what they measure is run by `make bench`."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bench import attacks, gold, models, own, reliability, results
from bench.__main__ import flat
from saksi.flows.bench.intervals import Estimate
from tests.examples.held_out import labels
from training.candidates import Candidate


def test_a_measure_is_frozen_with_its_interval() -> None:
    assert flat({"en.acts.f1": Estimate(0.81239, 0.7, 0.9)}) == {
        "en.acts.f1": 0.8124,
        "en.acts.f1.low": 0.7,
        "en.acts.f1.high": 0.9,
    }


def test_without_the_articles_or_the_corpus_nothing_is_measured(tmp_path: Path) -> None:
    assert attacks.measure(tmp_path / "dev.json") is None
    assert gold.scorer(tmp_path) is None


def test_reliability_is_told_by_set_and_over_all() -> None:
    told = reliability.measure({"own": [(0.92, True), (0.94, False)], "corpus": [(0.93, True)] * 2})

    assert (told["own.acts"], told["corpus.acts"]) == (2, 2)
    assert told["own.error"] == pytest.approx(0.43)
    assert told["all.error"] == pytest.approx(0.18)
    assert told["all.0.90–0.95.right"] == 0.75
    assert told["all.0.90–0.95.low"] < 0.75 < told["all.0.90–0.95.high"]


def test_fields_of_own_texts_are_measured_document_by_document(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.examples.held_out import Score

    asked = iter([Score(1, 2, 2), Score(2, 2, 2)])
    monkeypatch.setattr(own, "scores", lambda **_: {"acts": next(asked)})
    told = own._measured("en", labels()[:2])

    assert told["en.acts.f1"].value == pytest.approx(0.75)
    assert (told["en.acts.f1"].low, told["en.acts.f1"].high) == (0.5, 1)


class TestTheScorer:
    """A scorer of the corpus's shape, for two documents that are one line each."""

    SCORER = """
import json, pathlib
class Args:
    def __init__(self):
        self.c = {"date_right": 1, "date_given": 2, "outcome_gold": 0}
    def result(self):
        return {"victims": f1(1, 0, 1), "perpetrators": f1(0, 0, 0), "laws": f1(0, 0, 0), "date_precision": 0.5}
def f1(tp, fp, fn):
    return {"tp": tp, "fp": fp, "fn": fn}
def score(rows, corpus):
    [gold] = pathlib.Path(corpus).glob("*.gold.jsonl")
    n = len(gold.read_text().splitlines())
    result = {"act": f1(len(rows), 0, n - len(rows)), "act_values": Args().result(), "refused": 0}
    return {**result, "act_types": {"arrest": f1(1, 1, 0)}}, []
"""

    @pytest.fixture
    def corpus(self, tmp_path: Path) -> Path:
        (tmp_path / "score.py").write_text(self.SCORER)
        for name, lines in {"a": 2, "b": 1}.items():
            (tmp_path / f"{name}.txt").write_text(name)
            (tmp_path / f"{name}.gold.jsonl").write_text("{}\n" * lines)
        return tmp_path

    def test_every_record_type_and_field_has_an_interval(self, corpus: Path) -> None:
        module = gold.scorer(corpus)
        assert module is not None
        before = module.Args
        told = gold.measure({"a.txt": [{}], "b.txt": [{}]}, module, corpus)

        assert told["act.f1"].value == pytest.approx(0.8)
        assert told["act.f1"].low < 0.8 < told["act.f1"].high
        assert told["act.arrest.f1"].value == pytest.approx(2 / 3)
        assert told["act.victims.f1"].value == pytest.approx(2 / 3)
        assert told["date_precision"].value == 0.5
        assert told["outcome_recall"].value == 0
        assert module.Args is before


def test_what_is_optional_in_the_gold_costs_a_model_nothing() -> None:
    def match(rows: list[Any], asked: list[Any], agree: Any) -> tuple[list[tuple[int, int]], set[int], set[int]]:
        pairs = [(n, m) for n, row in enumerate(rows) for m, one in enumerate(asked) if agree(row, one)]
        return pairs, {n for n, _ in pairs}, {m for _, m in pairs}

    module: Any = SimpleNamespace(match=match, AGREE={"act": lambda p, g: p["start"] == g["start"]})
    claims = [
        Candidate("", "", "arrest", "reported", 0.9, frozenset(), ((at, at + 5), (at, at + 1))) for at in (0, 9, 20)
    ]
    asked = [{"start": 0, "weight": "core"}, {"start": 9, "weight": "optional"}, {"start": 40}]

    assert models._scored(claims, asked, module) == (1, 2, 2)


def test_models_that_ship_are_those_that_gained() -> None:
    from training.train import SHIPPED

    frozen = json.loads((results.FOLDER / "models_elsewhere.json").read_text())
    gained = {name.split(".")[-3] for name, value in frozen.items() if name.endswith(".gain.low") and value > 0}

    assert gained == set(SHIPPED)


def test_of_acts_said_to_be_nine_tenths_sure_nine_in_ten_are_right() -> None:
    frozen = json.loads((results.FOLDER / "reliability.json").read_text())
    rows = [name.removesuffix(".acts") for name in frozen if name.startswith("all.0.9") and name.endswith(".acts")]
    acts = sum(frozen[f"{row}.acts"] for row in rows)

    assert sum(frozen[f"{row}.acts"] * frozen[f"{row}.right"] for row in rows) >= 0.9 * acts > 0
    assert all(frozen[f"{row}.high"] >= frozen[f"{row}.said"] for row in rows)
    assert frozen["all.error"] <= 0.05
