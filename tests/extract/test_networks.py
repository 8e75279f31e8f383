"""Quick layers and scores answer as those that were trained."""

from typing import Any

import numpy as np
import pytest

from saksi.extract import nlp
from saksi.extract.networks import CONVOLUTION, quicken

WORDS = "Turkish police arrested Osman Kavala in Istanbul on 18 October 2017. A court later released two members."


@pytest.mark.parametrize("size", [1, 2, 17, 400])
def test_a_quick_layer_answers_as_the_trained_one(size: int) -> None:
    network: Any = nlp.loaded().get_pipe("tok2vec").model  # type: ignore[attr-defined]
    trained = next(node for node in network.walk() if node.name == CONVOLUTION)
    rows = np.random.default_rng(3).normal(size=(size, 96)).astype("float32")
    expected = trained.predict(rows)
    quicken(network)
    quick = next(node for node in network.walk() if node.name == "convolution")
    assert not [node for node in network.walk() if node.name == CONVOLUTION]
    assert np.allclose(quick.predict(rows), expected, atol=1e-4)


def test_a_text_is_tagged_named_and_parsed_as_before() -> None:
    quick, trained = nlp.model()(WORDS), nlp.loaded()(WORDS)
    assert [(t.tag_, t.dep_, t.head.i, t.ent_type_) for t in quick] == [
        (t.tag_, t.dep_, t.head.i, t.ent_type_) for t in trained
    ]


def test_moves_are_scored_as_the_shipped_parser_scores_them(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [(0, WORDS.index(" A court")), (WORDS.index("A court"), len(WORDS))]
    quick = nlp.parse(WORDS, sentences)
    monkeypatch.setattr("saksi.extract.transitions._scorer", lambda _pipe, steps: steps.predict)
    slow = nlp.parse(WORDS, sentences)
    assert [(t.dep_, t.head.i, t.ent_type_) for t in quick] == [(t.dep_, t.head.i, t.ent_type_) for t in slow]
