"""Compares the matching of persons with nomenklatura's matchers: same pairs, same run, F1 and pairs a second.

    python -m bench.nomenklatura

Makes an environment of its own in a temporary folder, installs nomenklatura there, and throws it away; nothing of it
enters the project. Each matcher gets the best threshold that these pairs allow it, Saksi the threshold that it ships;
Saksi's scores are cross-validated (`bench.matching`), so that neither has seen the pairs it is scored on.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from bench.matching import STRENGTH, components, cross_validated, matrix, rows
from bench.results import freeze
from saksi.resolve import compare_persons
from saksi.resolve.contexts import read_context
from saksi.resolve.names import read_name

PACKAGE = "nomenklatura==4.17.4"
MATCHERS = ("logic-v2", "logic-v1", "regression-v1", "name-based", "er-unstable")
THEIRS = """
import csv, json, sys, time
from nomenklatura.matching import get_algorithm
from followthemoney import model
def entity(id, name, context):
    properties = {"name": [name], "notes": [context] if context else []}
    return model.get_proxy({"id": id, "schema": "Person", "properties": properties})
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
sides = ("left", "right")
pairs = [[entity(f"{s}{n}", r[s], r[s + "_context"]) for s in sides] for n, r in enumerate(rows)]
found = {}
for name in sys.argv[2:]:
    matcher = get_algorithm(name)
    if matcher is None:
        continue
    config = matcher.default_config() if hasattr(matcher, "default_config") else None
    compare = (lambda a, b: matcher.compare(a, b, config)) if config is not None else matcher.compare
    for a, b in pairs[:20]:
        compare(a, b)
    start = time.perf_counter()
    scores = [compare(a, b).score for a, b in pairs]
    found[name] = {"scores": scores, "seconds": time.perf_counter() - start}
print(json.dumps(found))
"""


def theirs(pairs: Path) -> dict[str, dict[str, object]]:
    """Return scores and seconds of each matcher of nomenklatura, run in an environment that is then thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / "venv" / "bin" / "python"
        uv = Path(sys.executable).parent / "uv"
        subprocess.run([uv, "venv", "-q", Path(folder) / "venv", "--python", sys.executable], check=True)
        subprocess.run([uv, "pip", "install", "-q", "--python", python, PACKAGE], check=True)
        run = subprocess.run([python, "-c", THEIRS, pairs, *MATCHERS], capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"bench: nomenklatura failed: {run.stderr.strip()}")
    found: dict[str, dict[str, object]] = json.loads(run.stdout.splitlines()[-1])
    return found


def best_f1(scores: list[float], same: list[bool]) -> tuple[float, float]:
    """Return the best F1 that any threshold gives, and that threshold."""
    found = (0.0, 1.0)
    for threshold in sorted(set(scores)):
        said = [score >= threshold for score in scores]
        right = sum(a and b for a, b in zip(said, same, strict=True))
        f1 = 2 * right / (sum(said) + sum(same)) if right else 0.0
        found = max(found, (f1, threshold))
    return found


def ours(pairs: list[dict[str, str]]) -> float:
    """Return the seconds that Saksi takes for the pairs; mentions are read before, as entities are there."""
    compare_persons.compare_persons("Ada Example", "Ada Example", "judge in Kandal", "judge")
    for row in pairs:
        for side in ("left", "right"):
            read_name(row[side])
            read_context(row[f"{side}_context"])
    start = time.perf_counter()
    for row in pairs:
        compare_persons.compare_persons(row["left"], row["right"], row["left_context"], row["right_context"])
    return time.perf_counter() - start


def main() -> None:
    """Measure both and freeze the result."""
    file = Path(__file__).parent / "pairs" / "persons.csv"
    pairs = rows("persons")
    same = [row["same"] == "1" for row in pairs]
    result: dict[str, float] = {"saksi.pairs a second": round(len(pairs) / ours(pairs))}
    x, y = matrix(pairs, compare_persons.values), np.array(same, dtype=int)
    scores = cross_validated(x, y, components(pairs), STRENGTH["persons"])
    said = scores >= compare_persons.model().thresholds.suggest
    result["saksi.f1, cross-validated"] = round(float(2 * (said & (y == 1)).sum() / (said.sum() + y.sum())), 3)
    for name, found in theirs(file).items():
        f1, threshold = best_f1([float(score) for score in found["scores"]], same)  # type: ignore[attr-defined]
        result[f"{name}.f1, best threshold"] = round(f1, 3)
        result[f"{name}.threshold"] = round(threshold, 3)
        result[f"{name}.pairs a second"] = round(len(pairs) / float(found["seconds"]))  # type: ignore[arg-type]
    freeze("nomenklatura", result)


if __name__ == "__main__":
    main()
