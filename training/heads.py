"""Models that a machine of ten years ago applies in microseconds: features that are there or not, weighed and added up.

Fitted with scikit-learn, kept as numbers (`Model.save`: npz, with the same bytes for the same weights), applied with
numpy alone.
"""

import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

MIN_DOCUMENTS = 3  # candidates that must have a feature before it is learned
STRENGTH = 0.1  # C of scikit-learn: the inverse of the penalty
FOLDS = 6
EPOCH = (1980, 1, 1, 0, 0, 0)  # of the entries in an npz, so that bytes repeat
Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Model:
    """Classes, features in order, and weights: one row a feature and a last one for what is always there."""

    classes: tuple[str, ...]
    features: tuple[str, ...]
    weights: Array

    def probabilities(self, seen: Sequence[Collection[str]]) -> Array:
        """Return a row a candidate and a column a class; classes are judged one against the rest, rows sum to one."""
        index = {name: number for number, name in enumerate(self.features)}
        sums = np.array([self.weights[[index[f] for f in sorted(one) if f in index]].sum(axis=0) for one in seen])
        shares = 1 / (1 + np.exp(-(sums.reshape(len(seen), -1) + self.weights[-1])))
        out: Array = shares / shares.sum(axis=1, keepdims=True)
        return out

    def save(self, path: Path) -> None:
        """Write an npz without pickles, whose bytes depend on nothing but the model."""
        arrays = {
            "classes": np.array(self.classes),
            "features": np.array(self.features),
            "weights": self.weights.astype(np.float32),
        }
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, array in arrays.items():
                with file.open(zipfile.ZipInfo(f"{name}.npy", EPOCH), "w") as entry:
                    np.lib.format.write_array(entry, array, allow_pickle=False)


def load(path: Path) -> Model:
    """Read a model that `Model.save` wrote."""
    with np.load(path, allow_pickle=False) as held:
        classes, features = (tuple(map(str, held[name])) for name in ("classes", "features"))
        return Model(classes, features, held["weights"].astype(np.float64))


def fit(seen: Sequence[frozenset[str]], labels: Sequence[str]) -> Model:
    """Fit one logistic regression a class; features are those that several candidates have."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = CountVectorizer(analyzer=sorted, min_df=MIN_DOCUMENTS, binary=True)
    matrix = counts.fit_transform(seen)
    classes = tuple(sorted(set(labels)))
    columns = []
    for name in classes:
        one = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
        one.fit(matrix, [label == name for label in labels])
        columns.append(np.append(one.coef_[0], one.intercept_[0]))
    return Model(classes, tuple(map(str, counts.get_feature_names_out())), np.round(np.stack(columns, axis=1), 4))


def crossed(
    seen: Sequence[frozenset[str]], labels: Sequence[str], countries: Sequence[str], asked: Sequence[bool]
) -> Array:
    """Return probabilities of the classes of `labels` from models that never saw the candidate's country.

    Countries are dealt out to FOLDS folds in the order of their codes; only candidates that are `asked` teach.
    """
    classes = tuple(sorted({label for label, one in zip(labels, asked, strict=True) if one}))
    dealt = {country: number % FOLDS for number, country in enumerate(sorted(set(countries)))}
    out = np.zeros((len(seen), len(classes)))
    for fold in range(FOLDS):
        inside = [n for n, country in enumerate(countries) if dealt[country] == fold]
        outside = [n for n, country in enumerate(countries) if dealt[country] != fold and asked[n]]
        model = fit([seen[n] for n in outside], [labels[n] for n in outside])
        columns = [classes.index(name) for name in model.classes]
        out[np.ix_(inside, columns)] = model.probabilities([seen[n] for n in inside])
    return out
