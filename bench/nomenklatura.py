"""Compares the matching of persons with nomenklatura's matchers: same pairs, same run, F1 and pairs a second.

    python -m bench.nomenklatura

Makes an environment of its own in a temporary folder, installs nomenklatura there, and throws it away; nothing of it
enters the project. Each matcher gets the best threshold that these pairs allow it, Saksi the threshold that it ships;
Saksi's scores are cross-validated (`bench.matching`), so that neither has seen the pairs it is scored on. Seconds are
those of the processor. Mentions are read before, as entities are there; a figure beside has reading in it. Saksi's
reasons are not made, which only pages ask for.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from bench.matching import STRENGTH, components, cross_validated, matrix, rows, strangers
from bench.results import freeze
from saksi.resolve import compare_persons

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
    start = time.process_time()
    scores = [compare(a, b).score for a, b in pairs]
    found[name] = {"scores": scores, "seconds": time.process_time() - start}
print(json.dumps(found))
"""


OURS = """
import time
from bench.matching import rows
from saksi.resolve.compare_persons import compare_persons
from saksi.resolve.contexts import read_context
from saksi.resolve.names import read_name
from saksi.resolve.pinyin import mandarin
from saksi.resolve.spelling import sounds
pairs = [(r["left"], r["right"], r["left_context"], r["right_context"]) for r in rows("persons")]
for pair in pairs[:20]:
    compare_persons(*pair)
start = time.process_time()
for left, right, *contexts in pairs:
    words = [word for name in (left, right) for reading in read_name(name) for word in reading.words]
    heard = [mandarin(reading.words) for name in (left, right) for reading in read_name(name)]
    read = [sounds(word) for word in words], [read_context(context) for context in contexts]
reading = time.process_time() - start
start = time.process_time()
for pair in pairs:
    compare_persons(*pair, told=False)
print(reading, time.process_time() - start)
"""
ROUNDS = 3
Found = dict[str, dict[str, Any]]


def rounds(pairs: Path) -> tuple[tuple[float, float], Found]:
    """Return our seconds to read and to compare, and scores and seconds of each matcher of nomenklatura.

    They take turns, each in a new process with nothing remembered; the best of the rounds counts. Nomenklatura runs in
    an environment that is then thrown away.
    """
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / "venv" / "bin" / "python"
        uv = Path(sys.executable).parent / "uv"
        subprocess.run([uv, "venv", "-q", Path(folder) / "venv", "--python", sys.executable], check=True)
        subprocess.run([uv, "pip", "install", "-q", "--python", python, PACKAGE], check=True)
        own: list[list[float]] = []
        found: Found = {}
        for _ in range(ROUNDS):
            own.append([float(word) for word in told(sys.executable, "-c", OURS).split()])
            for name, one in json.loads(told(python, "-c", THEIRS, pairs, *MATCHERS).splitlines()[-1]).items():
                if name not in found or one["seconds"] < found[name]["seconds"]:
                    found[name] = one
    return (min(one[0] for one in own), min(one[1] for one in own)), found


def told(*command: str | Path) -> str:
    """Return what a command prints; the bench ends where it fails."""
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"bench: {command[0]} failed: {run.stderr.strip()}")
    return run.stdout


def best_f1(scores: list[float], same: list[bool]) -> tuple[float, float]:
    """Return the best F1 that any threshold gives, and that threshold."""
    found = (0.0, 1.0)
    for threshold in sorted(set(scores)):
        said = [score >= threshold for score in scores]
        right = sum(a and b for a, b in zip(said, same, strict=True))
        f1 = 2 * right / (sum(said) + sum(same)) if right else 0.0
        found = max(found, (f1, threshold))
    return found


def measure() -> dict[str, float]:
    """Return F1 and pairs a second of both, and how many times the pairs of each of their matchers ours are."""
    file = Path(__file__).parent / "pairs" / "persons.csv"
    pairs = rows("persons")
    same = [row["same"] == "1" for row in pairs]
    (reading, comparing), found = rounds(file)
    x, y = matrix(pairs, compare_persons.values), np.array(same, dtype=int)
    names = components(pairs)
    made = strangers(pairs, names, compare_persons.values)
    scores = cross_validated(x, y, names, STRENGTH["persons"], made)
    said = scores >= compare_persons.model().thresholds.suggest
    result: dict[str, float] = {
        "saksi.f1, cross-validated": round(float(2 * (said & (y == 1)).sum() / (said.sum() + y.sum())), 3),
        "saksi.pairs a second": round(len(pairs) / comparing),
        "saksi.pairs a second, reading both mentions too": round(len(pairs) / (reading + comparing)),
    }
    for name, one in found.items():
        f1, threshold = best_f1([float(score) for score in one["scores"]], same)
        result[f"{name}.f1, best threshold"] = round(f1, 3)
        result[f"{name}.threshold"] = round(threshold, 3)
        result[f"{name}.pairs a second"] = round(len(pairs) / one["seconds"])
        result[f"{name}.pairs of saksi to one of its"] = round(one["seconds"] / comparing, 2)
    return result


if __name__ == "__main__":
    freeze("nomenklatura", measure())
