"""Small models: fitted with scikit-learn, kept as numbers, applied with numpy."""

from pathlib import Path

import numpy as np
import pytest

from training.heads import FOLDS, Model, crossed, fit, load

SEEN = [frozenset({"b", word}) for word in ["arrest", "arrest", "arrest", "alarm", "alarm", "alarm"] * 3]
LABELS = ["right", "right", "right", "wrong", "wrong", "wrong"] * 3


def test_a_model_learns_what_features_say() -> None:
    model = fit(SEEN, LABELS)
    shares = model.probabilities([frozenset({"arrest"}), frozenset({"alarm"}), frozenset({"never seen"})])

    assert model.classes == ("right", "wrong")
    assert shares.argmax(axis=1).tolist()[:2] == [0, 1]
    assert np.allclose(shares.sum(axis=1), 1)


def test_numpy_says_what_scikit_learn_says() -> None:
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = CountVectorizer(analyzer=sorted, min_df=3, binary=True)
    matrix = counts.fit_transform(SEEN)
    theirs = LogisticRegression(C=0.1, solver="liblinear", random_state=0).fit(matrix, [n == "right" for n in LABELS])

    ours = fit(SEEN, LABELS).probabilities(SEEN)[:, 0]

    assert np.allclose(ours, theirs.predict_proba(matrix)[:, 1], atol=1e-3)


def test_a_model_has_the_same_bytes_twice_and_no_pickle(tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        fit(SEEN, LABELS).save(tmp_path / name)
    again = load(tmp_path / "a.npz")

    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert again.features == ("alarm", "arrest", "b")
    assert np.allclose(again.probabilities(SEEN), fit(SEEN, LABELS).probabilities(SEEN), atol=1e-5)


def test_the_order_of_features_changes_nothing() -> None:
    model = Model(("x",), ("a", "b"), np.array([[1.0], [2.0], [-1.0]]))

    assert model.probabilities([["b", "a"]]).tolist() == model.probabilities([["a", "b"]]).tolist()


def test_no_country_teaches_about_itself() -> None:
    seen, told = SEEN * 4, LABELS * 4
    countries = [f"c{number // 6 % FOLDS}" for number in range(len(seen))]
    # In one country the words mean the opposite: a model that had seen it would know.
    opposite = {"right": "wrong", "wrong": "right"}
    labels = [opposite[label] if country == "c0" else label for label, country in zip(told, countries, strict=True)]
    shares = crossed(seen, labels, countries, [True] * len(seen))

    assert [("right", "wrong")[int(row.argmax())] for row in shares] == told


def test_what_is_not_asked_teaches_nothing() -> None:
    asked = [label == "right" or number % 2 == 0 for number, label in enumerate(LABELS)]
    labels = [label if one else "nonsense" for label, one in zip(LABELS, asked, strict=True)]

    assert crossed(SEEN, labels, [str(n % 7) for n in range(len(SEEN))], asked).shape == (len(SEEN), 2)


@pytest.mark.parametrize("head", ["type", "status", "roles"])
def test_no_model_that_does_not_ship_is_part_of_the_package(head: str) -> None:
    from training.train import SHIPPED

    package = Path(__file__).parents[2] / "saksi" / "extract" / "models"

    assert (package / f"{head}.npz").is_file() == (head in SHIPPED)
