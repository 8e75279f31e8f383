"""The labelled examples: sound labels, and a floor under what extraction finds in them."""

import held_out
import pytest
from held_out import Label, Score, labels, match, measure, same_name

from saksi.model.vocabulary import act_types

FLOOR = {"acts": 0.70, "victims": 0.60, "dates": 0.75}


def test_at_least_five_documents_are_labelled() -> None:
    assert len(labels()) >= 5
    assert sum(label.core for one in labels() for label in one.acts) >= 80


@pytest.mark.parametrize("one", labels(), ids=lambda one: one.document)
def test_every_label_quotes_words_that_stand_once_in_its_document(one: held_out.Labelled) -> None:
    text = (held_out.DOCUMENTS / one.document).read_bytes().decode()
    assert [label.quote for label in one.acts if text.count(label.quote) != 1] == []


def test_every_label_names_known_act_types() -> None:
    known = set(act_types())
    assert {kind for one in labels() for label in one.acts for kind in label.types} <= known


def test_a_label_is_met_once_and_an_optional_one_costs_nothing() -> None:
    text = "Police arrested her. They may hold her."
    wanted = [Label("Police arrested her", ("arrest",)), Label("hold her", ("detention",), core=False)]
    acts = [
        {"type": "arrest", "start": 0, "end": 19},
        {"type": "arrest", "start": 0, "end": 10},
        {"type": "detention", "start": 21, "end": 38},
    ]
    pairs, rest = match(acts, wanted, text)
    assert [label.quote for label, _ in pairs] == ["Police arrested her", "hold her"]
    assert rest == [acts[1]]


def test_scores_add_up() -> None:
    score = Score(1, 2, 4) + Score(1, 2, 0)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)
    assert Score().f1 == Score().precision == Score().recall == 0


def test_names_agree_without_accents_and_titles() -> None:
    assert same_name("Rolando Alvarez", "Rolando Álvarez")
    assert same_name("the radio journalist Mourad Zeghidi", "radio journalist Mourad Zeghidi")
    assert not same_name("Maria Ressa", "Maria Kalesnikava")


def test_extraction_stays_above_the_floor() -> None:
    scores = measure()
    for name, score in scores.items():
        print(f"{name}: {score}")
    assert {name: score for name, score in scores.items() if score.f1 < FLOOR[name]} == {}
