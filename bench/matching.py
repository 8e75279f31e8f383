"""Measures the matching of persons and organisations on the labelled pairs, and fits its weights.

Every figure is cross-validated: a pair is scored by weights that were fitted on pairs of other names only.

    python -m bench.matching          measure
    python -m bench.matching --fit    fit the weights on all pairs, write saksi/resolve/weights/, measure
"""

import csv
import json
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from bench.accuracy import flat
from bench.results import freeze
from saksi.resolve import compare_organisations, compare_persons
from saksi.resolve.linear import FOLDER

PAIRS = Path(__file__).parent / "pairs"
FOLDS = 10
STRENGTH = {"persons": 0.3, "organisations": 0.3}
THRESHOLDS = {"persons": {"suggest": 0.5, "merge": 0.9}, "organisations": {"suggest": 0.5, "merge": 0.9}}
Row = dict[str, str]
Values = Callable[[str, str, str, str], tuple[float, ...]]


def rows(kind: str) -> list[Row]:
    """Read the labelled pairs of persons or organisations."""
    with (PAIRS / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def matrix(pairs: Iterable[Row], values: Values) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Return the features of every pair, a row a pair."""
    return np.array([values(r["left"], r["right"], r["left_context"], r["right_context"]) for r in pairs])


def components(pairs: list[Row]) -> list[int]:
    """Return a number for each pair; pairs that share a name, directly or through others, have the same one."""
    homes: dict[str, str] = {}

    def home(name: str) -> str:
        while homes.setdefault(name, name) != name:
            name = homes[name]
        return name

    for row in pairs:
        homes[home(row["left"])] = home(row["right"])
    return [zlib.crc32(home(row["left"]).encode()) for row in pairs]


def fitted(x: Any, y: Any, strength: float) -> tuple[Any, float]:
    """Fit a logistic regression on scaled features; return the weights of the features as they are, and intercept."""
    scale = x.std(axis=0)
    scale[scale == 0] = 1
    model = LogisticRegression(C=strength, max_iter=5000).fit(x / scale, y)
    return model.coef_[0] / scale, float(model.intercept_[0])


def cross_validated(x: Any, y: Any, groups: list[int], strength: float) -> Any:
    """Return each pair's score by weights that were fitted without its names."""
    scores = np.zeros(len(y))
    for train, test in StratifiedGroupKFold(FOLDS, shuffle=True, random_state=1).split(x, y, groups):
        weights, intercept = fitted(x[train], y[train], strength)
        scores[test] = 1 / (1 + np.exp(-(x[test] @ weights + intercept)))
    return scores


def counted(scores: Any, y: Any) -> dict[str, float]:
    """Return precision, recall, F1 and the number of pairs at the threshold of suggestions."""
    said, true = scores >= 0.5, y == 1
    right = int((said & true).sum())
    precision, recall = right / max(int(said.sum()), 1), right / max(int(true.sum()), 1)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3), "pairs": len(y)}


def by_group(pairs: list[Row], scores: Any, y: Any) -> dict[str, dict[str, float]]:
    """Return the counts of all pairs and of each group."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(pairs):
        if "group" in row:
            groups[row["group"]].append(at)
    found = {"all": counted(scores, y)}
    return found | {name: counted(scores[at], y[at]) for name, at in sorted(groups.items())}


def merged_wrongly(kind: str, pairs: list[Row]) -> list[str]:
    """Return the pairs of different ones that would be merged without asking, with the weights as they are."""
    compare = compare_persons.compare_persons if kind == "persons" else compare_organisations.compare_organisations
    return [
        f"{r['left']} / {r['right']}"
        for r in pairs
        if r["same"] == "0"
        and compare(r["left"], r["right"], r["left_context"], r["right_context"]).verdict.value == "merge"
    ]


def write(kind: str, features: tuple[str, ...], x: Any, y: Any) -> None:
    """Fit on all pairs and write the weights."""
    weights, intercept = fitted(x, y, STRENGTH[kind])
    stored = {
        "thresholds": THRESHOLDS[kind],
        "intercept": round(intercept, 4),
        "weights": {feature: round(float(weight), 4) for feature, weight in zip(features, weights, strict=True)},
    }
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{kind}.json").write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def measure(*, fit: bool = False) -> dict[str, Any]:
    """Measure both kinds, after fitting when asked to."""
    found: dict[str, Any] = {}
    for kind, module in (("persons", compare_persons), ("organisations", compare_organisations)):
        pairs = rows(kind)
        x, y = matrix(pairs, module.values), np.array([int(row["same"]) for row in pairs])
        if fit:
            write(kind, module.FEATURES, x, y)
        scores = cross_validated(x, y, components(pairs), STRENGTH[kind])
        found[kind] = by_group(pairs, scores, y)
        found[kind]["merged wrongly"] = {"pairs": len(merged_wrongly(kind, pairs))}
    return found


if __name__ == "__main__":
    freeze("matching", flat(measure(fit="--fit" in sys.argv)))
