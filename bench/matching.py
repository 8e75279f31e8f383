"""Measures the matching of persons and organisations on the labelled pairs, and fits its weights.

Every figure is cross-validated: a pair is scored by weights that were fitted on pairs of other names only.

    python -m bench.matching          measure
    python -m bench.matching --fit    fit the weights on all pairs, write saksi/resolve/weights/, measure
"""

import csv
import json
import random
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
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
SEED = 3
SEEDS = (1, 2, 3)
"""The figures are those of the first way to part the pairs in folds; the others tell how much that matters."""
MADE = 0.1
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


@dataclass(frozen=True)
class Strangers:
    """Features of made pairs of two who have nothing to do with each other, and the names of each, as numbers."""

    x: Any
    of: Any

    def without(self, left_out: set[int]) -> Any:
        """Return the pairs that hold no name of those."""
        return self.x[~np.isin(self.of, list(left_out)).any(axis=1)]


def strangers(pairs: list[Row], groups: list[int], values: Values) -> Strangers:
    """Make a pair of each labelled one: its left name beside the right one of another pair of the country.

    Around both stands what stood around the labelled names: so fitting learns that no context makes two names one. Made
    pairs are fitted on, lightly, and never measured.
    """
    chance = random.Random(SEED)  # noqa: S311 (a bench, no secret)
    homes: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(pairs):
        homes[row["country"]].append(at)
    made: list[Row] = []
    of: list[tuple[int, int]] = []
    for at, row in enumerate(pairs):
        others = [other for other in homes[row["country"]] if groups[other] != groups[at]]
        if len(others) > 1:
            other = chance.choice(others)
            made.append({**row, "right": pairs[other]["right"]})
            of.append((groups[at], groups[other]))
    return Strangers(matrix(made, values), np.array(of))


def fitted(x: Any, y: Any, strength: float, made: Any = None) -> tuple[Any, float]:
    """Fit a logistic regression on scaled features; return the weights of the features as they are, and intercept.

    `made` are features of pairs of different ones, each of which counts MADE of a labelled pair.
    """
    weight = np.ones(len(y))
    if made is not None:
        x, y = np.concatenate([x, made]), np.concatenate([y, np.zeros(len(made), dtype=y.dtype)])
        weight = np.concatenate([weight, np.full(len(made), MADE)])
    scale = x.std(axis=0)
    scale[scale == 0] = 1
    model = LogisticRegression(C=strength, max_iter=5000).fit(x / scale, y, sample_weight=weight)
    return model.coef_[0] / scale, float(model.intercept_[0])


def cross_validated(
    x: Any, y: Any, groups: list[int], strength: float, made: Strangers | None = None, seed: int = 1
) -> Any:
    """Return each pair's score by weights that were fitted without its names."""
    scores, names = np.zeros(len(y)), np.array(groups)
    for train, test in StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed).split(x, y, groups):
        more = made.without(set(names[test].tolist())) if made else None
        weights, intercept = fitted(x[train], y[train], strength, more)
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


def write(kind: str, features: tuple[str, ...], x: Any, y: Any, made: Any) -> None:
    """Fit on all pairs and write the weights."""
    weights, intercept = fitted(x, y, STRENGTH[kind], made)
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
        names = components(pairs)
        made = strangers(pairs, names, module.values) if kind == "persons" else None
        if fit:
            write(kind, module.FEATURES, x, y, made.x if made else None)
        scores = [cross_validated(x, y, names, STRENGTH[kind], made, seed) for seed in SEEDS]
        found[kind] = by_group(pairs, scores[0], y)
        found[kind]["other folds"] = {
            f"f1, {s}": counted(score, y)["f1"] for s, score in zip(SEEDS, scores, strict=True)
        }
        weights, intercept = fitted(x, y, STRENGTH[kind], made.x if made else None)
        found[kind]["fitted on the same pairs"] = counted(1 / (1 + np.exp(-(x @ weights + intercept))), y)
        found[kind]["merged wrongly"] = {"pairs": len(merged_wrongly(kind, pairs))}
    return found


if __name__ == "__main__":
    freeze("matching", flat(measure(fit="--fit" in sys.argv)))
