"""What the rules find in a labelled sentence, beside its labels. Sentences and people are invented."""

from typing import Any

from training.candidates import NEITHER, of, sentences
from training.heads import crossed
from training.judge import SURE, acts_judged, kept, recast, restated, roles_judged

TEXT = "Police in Kampala arrested Okello Mugabi, the lawyer of Ruth Nakato."


def row(**more: Any) -> dict[str, Any]:
    act = {"type": "arrest", "trigger": "arrested", "status": "reported", "victims": ["Okello Mugabi"]}
    labels = {"acts": [act | {"perpetrators": ["Police in Kampala"]}], "not": []}
    return {"id": "ug-1", "fold": "ug", "country": "UG", "text": TEXT} | labels | more


def test_an_act_that_a_label_names_is_right() -> None:
    [act], _ = of(row())

    assert (act.document, act.country, act.type, act.right, act.status, act.stands) == (
        "ug-1",
        "ug",
        "arrest",
        True,
        "reported",
        True,
    )
    assert 0.5 < act.score < 1
    assert "trigger=arrest:arrest" in act.features


def test_an_act_that_a_label_speaks_against_is_wrong() -> None:
    [act], _ = of(row(acts=[], **{"not": [{"trigger": "arrested", "type": "arrest"}]}))

    assert act.right is False
    assert act.stands is False


def test_a_word_without_a_label_is_no_negative() -> None:
    [act], _ = of(row(acts=[]))

    assert act.right is None
    assert act.stands is None


def test_an_act_of_another_status_is_no_claim() -> None:
    label = {"type": "arrest", "trigger": "arrested", "status": "denied", "victims": [], "perpetrators": []}
    [act], _ = of(row(acts=[label]))

    assert act.right is True
    assert act.stands is False


def test_names_have_the_roles_of_the_labels_and_of_the_rules() -> None:
    _, names = of(row())

    assert {one.name: (one.role, one.rules) for one in names} == {
        "Okello Mugabi": ("victim", "victim"),
        "Ruth Nakato": (NEITHER, NEITHER),
    }


def test_no_feature_holds_a_name() -> None:
    acts, names = of(row())
    seen = " ".join(feature.lower() for one in (*acts, *names) for feature in one.features)

    assert not any(name in seen for name in ("okello", "mugabi", "nakato", "kampala"))


def test_sentences_come_with_their_fold() -> None:
    first = next(iter(sentences()))

    assert {"id", "text", "fold", "acts", "not"} <= set(first)


def test_a_model_that_drops_what_is_false_gains() -> None:
    right = of(row())[0]
    wrong = of(row(id="ug-2", acts=[], **{"not": [{"trigger": "arrested", "type": "arrest"}]}))[0]
    acts = [*right, *wrong]
    judged = acts_judged(acts, ["ug-1"], kept(acts, [0.9, 0.1]))

    assert (round(judged.rules.value, 3), judged.model.value) == (0.667, 1)
    assert not acts_judged(acts, ["ug-1"], kept(acts, [0.9, 0.9])).ships
    assert judged.numbers()["gain"] > 0


def test_only_a_sure_model_overrules_the_rules() -> None:
    import numpy as np

    acts, names = of(row())
    shares = np.array([[1 - SURE + 0.01, SURE - 0.01]])

    assert restated(acts, ["denied", "reported"], shares) == [True]
    assert restated(acts, ["denied", "reported"], 1 - shares) == [True]
    assert restated(acts, ["denied", "reported"], np.array([[0.9, 0.1]])) == [False]
    sure = np.array([[0.1, 0.9]] * len(names))
    assert recast(names, [NEITHER, "victim"], sure) == ["victim"] * len(names)
    assert roles_judged(names, ["victim"] * len(names), "victim").gain.value < 0


def test_models_are_judged_by_sentences_of_other_countries() -> None:
    rows = [row(id=f"ug-{n}", fold=f"f{n % 7}") for n in range(14)]
    acts = [act for one in rows for act in of(one)[0]]
    shares = crossed([a.features for a in acts], ["right"] * 7 + ["wrong"] * 7, [a.country for a in acts], [True] * 14)

    assert shares.shape == (14, 2)
