"""Three ways to learn from the same rows: gradient boosting, a regularised forest, and a small logit that shows why.

scikit-learn is imported when a model is fitted, never with this module.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from saksi.assess.forecast.features import Features, Matrix
from saksi.assess.forecast.labels import HORIZON, Labels
from saksi.assess.forecast.method import method
from saksi.assess.forecast.panel import Array

ABSENT = -99.0  # stands for a missing value where trees cannot tell one; no feature is near it
EXTREME = 4.0  # standard deviations, beyond which the logit hears no more
Predict = Callable[[Matrix], Array]


@dataclass(frozen=True)
class Training:
    """Rows to learn from: features, labels 0 or 1."""

    rows: Matrix
    labels: npt.NDArray[np.int64]


def training(features: Features, labels: Labels, origin: int, first_year: int) -> Training:
    """Put the rows together whose label is known at an origin; raises LeakError for what was not known then."""
    features.check(origin)
    labels.check(origin)
    start = max(method().first_origin - first_year, 0)
    return rows_of(features, labels, slice(start, origin - HORIZON - first_year + 1))


def rows_of(features: Features, labels: Labels, years: slice) -> Training:
    """Put the rows of some years together, without asking what was known: the strict way is `training`."""
    said = labels.values[:, :, years]
    here = ~np.isnan(said)
    return Training(features.values[:, :, years][here], said[here].astype(np.int64))


def boosting(given: Training) -> Predict:
    """Fit gradient boosting of histogram trees (Friedman 2001); missing values go their own way at each split."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    how = method().boosting
    model = HistGradientBoostingClassifier(
        max_iter=how.trees,
        learning_rate=how.rate,
        max_leaf_nodes=how.leaves,
        min_samples_leaf=how.smallest_leaf,
        l2_regularization=how.penalty,
        max_features=how.columns,
        early_stopping=False,
        random_state=method().seed,
    )
    said = ~np.isnan(given.rows).all(axis=0)  # scikit-learn cannot cut what has no value at all
    # Its threads wait for each other busily: on a shared machine two are a hundred times slower than one.
    with threadpool_limits(1, "openmp"):
        model.fit(given.rows[:, said], given.labels)

    def predict(rows: Matrix) -> Array:
        with threadpool_limits(1, "openmp"):
            return np.asarray(model.predict_proba(rows[:, said])[:, 1])

    return predict


def forest(given: Training) -> Predict:
    """Fit extremely randomised trees (Geurts, Ernst and Wehenkel 2006), held back by leaves and parts of the rows."""
    from sklearn.ensemble import ExtraTreesClassifier

    how = method().forest
    model = ExtraTreesClassifier(
        how.trees,
        min_samples_leaf=how.smallest_leaf,
        max_features=how.columns,
        bootstrap=True,
        max_samples=how.rows,
        random_state=method().seed,
        n_jobs=1,
    ).fit(_filled(given.rows), given.labels)
    return lambda rows: np.asarray(model.predict_proba(_filled(rows))[:, 1])


@dataclass(frozen=True)
class Transparent:
    """The small logit: `weights` of the standardised variables, of the outcomes after them, and the `start`."""

    variables: tuple[str, ...]
    columns: tuple[int, ...]
    logs: tuple[int, ...]
    mean: Array
    spread: Array
    weights: Array
    start: float

    def shares(self, rows: Matrix) -> Array:
        """Return what each variable adds to the log-odds of each row, compared with an average row."""
        return self.standard(rows) * self.weights

    def predict(self, rows: Matrix) -> Array:
        """Return the probability of each row."""
        out: Array = 1 / (1 + np.exp(-(self.shares(rows).sum(axis=1) + self.start)))
        return out

    def standard(self, rows: Matrix) -> Array:
        """Return the variables in standard deviations from their mean; a missing one is average."""
        out: Array = (_taken(rows, self.columns, self.logs) - self.mean) / self.spread
        return np.nan_to_num(np.clip(out, -EXTREME, EXTREME))


def transparent(given: Training, names: tuple[str, ...]) -> Transparent:
    """Fit the logit on the variables of `method.yaml` that there are, with an own start for each outcome."""
    from sklearn.linear_model import LogisticRegression

    there = {name for name, column in zip(names, given.rows.T, strict=True) if not np.isnan(column).all()}
    wanted = [variable for variable in method().logit.variables if variable.name in there]
    columns = [names.index(one.name) for one in wanted] + [n for n, name in enumerate(names) if name.startswith("is ")]
    logs = [place for place, variable in enumerate(wanted) if variable.log]
    rows = _taken(given.rows, columns, logs)
    spread = np.nanstd(rows, axis=0)
    blank = Transparent(
        variables=tuple(variable.name for variable in wanted),
        columns=tuple(columns),
        logs=tuple(logs),
        mean=np.nanmean(rows, axis=0),
        spread=np.where(spread > 0, spread, 1.0),
        weights=np.zeros(len(columns)),
        start=0.0,
    )
    model = LogisticRegression(C=method().logit.penalty, max_iter=1000)
    model.fit(blank.standard(given.rows), given.labels)
    return replace(blank, weights=model.coef_[0], start=float(model.intercept_[0]))


def _taken(rows: Matrix, columns: Sequence[int], logs: Sequence[int]) -> Array:
    out: Array = rows[:, list(columns)].astype(np.float64)
    out[:, list(logs)] = np.log1p(np.maximum(out[:, list(logs)], 0.0))
    return out


def _filled(rows: Matrix) -> Matrix:
    return np.nan_to_num(rows, nan=ABSENT)
