"""What is read and parsed of a text, and that leaving the rest aside loses no act."""

from pathlib import Path

import numpy as np
import pytest
from spacy.tokens import Doc

from saksi.extract import nlp
from saksi.extract.embedding import SEEN, remembering
from saksi.extract.triggers import Triggers
from saksi.packs.lexicon import lexicon
from saksi.text.sentences import sentences

TEXTS = sorted((Path(__file__).parent.parent / "golden").glob("*.txt"))
REPORT = "The police arrested three men."
CALM = "The weather was mild in the old city."


def parsed(words: str) -> list[str]:
    """The sentences whose grammar is asked for."""
    return [sent.text for sent in nlp.parse(words, sentences(words)).sents if nlp.is_parsed(sent)]


def test_only_sentences_that_may_hold_an_act_or_a_demand_are_parsed() -> None:
    assert parsed(f"{CALM} {REPORT} The state must act.") == [REPORT, "The state must act."]


def test_a_frame_that_asks_for_company_waits_for_it() -> None:
    assert parsed("He held a meeting.") == []
    assert parsed("He was held in a prison.") == ["He was held in a prison."]


def test_a_word_is_no_company_for_itself() -> None:
    assert parsed("They report daily.") == []


def test_sentences_that_a_pronoun_may_refer_to_are_parsed_with_it() -> None:
    assert len(parsed(f"A lawyer came. {CALM} Police arrested her.")) == 3


def test_a_sentence_that_is_not_parsed_hangs_on_its_first_token() -> None:
    sent = next(nlp.parse(CALM, sentences(CALM)).sents)
    assert {token.head.i for token in sent} == {0}
    assert [token.tag_ for token in sent][:3] == ["DT", "NN", "VBD"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_trigger_is_held_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = path.read_text(encoding="utf-8")
    cut = sentences(content)
    let_through = {sent.start_char for sent in nlp.parse(content, cut).sents if nlp.is_parsed(sent)}
    monkeypatch.setattr(nlp.sieve(), "grammar", lambda _, pieces: set(range(len(pieces))))
    triggers = Triggers(lexicon("en").acts)
    for sent in nlp.parse(content, cut).sents:
        if next(triggers.of(sent), None) is not None:
            assert sent.start_char in let_through, sent.text


@pytest.mark.parametrize("path", TEXTS[:4], ids=lambda path: path.stem)
def test_acts_alone_are_found_where_everything_finds_them(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    cut = sentences(content)
    whole, part = nlp.parse(content, cut), nlp.parse(content, cut, acts_only=True)
    assert [token.text for token in part] == [token.text for token in whole]
    triggers = Triggers(lexicon("en").acts)
    for sent in part.sents:
        if nlp.is_parsed(sent):
            assert nlp.is_parsed(whole[sent.start : sent.end])
    assert any(next(triggers.of(sent), None) for sent in part.sents if nlp.is_parsed(sent))


def test_what_is_remembered_of_a_word_does_not_depend_on_its_company() -> None:
    layer = nlp.loaded().get_pipe("tok2vec").model.layers[0]  # type: ignore[attr-defined]
    memory = remembering(layer)
    docs = [nlp.model().make_doc(words) for words in (CALM, REPORT, "Police can't arrest the weather.")]
    for doc in docs:
        assert np.array_equal(memory.predict([doc])[0], layer.predict([doc])[0])
    assert np.array_equal(np.concatenate(memory.predict(docs)), np.concatenate(layer.predict(docs)))


def test_too_many_forms_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saksi.extract.embedding.FORMS", 5)
    layer = nlp.loaded().get_pipe("tok2vec").model.layers[0]  # type: ignore[attr-defined]
    memory, vocab = remembering(layer), nlp.model().vocab
    for words in ("one two three", "four five six", "seven eight"):
        doc = Doc(vocab, words=words.split())
        assert np.array_equal(memory.predict([doc])[0], layer.predict([doc])[0])
    assert len(memory.attrs["memory"].places) <= 5
    assert len(SEEN) == 3
