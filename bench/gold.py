"""The gold corpus's own scorer, document by document: counts that intervals can be drawn from."""

import importlib.util
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from bench.accuracy import CORPUS
from saksi.flows.bench.intervals import Estimate, f1, ratio
from saksi.flows.extract import extract_files
from saksi.options import Options

Line = dict[str, Any]
VALUES = ("victims", "perpetrators", "laws")
RATES = {
    "date_precision": ("date_right", "date_given"),
    "date_recall": ("date_recalled", "date_gold"),
    "outcome_recall": ("outcome_right", "outcome_gold"),
}


def scorer(corpus: Path = CORPUS) -> ModuleType | None:
    """Load the corpus's scorer; None where the corpus is not on this machine."""
    path = corpus / "score.py"
    if not path.is_file():
        return None
    spec = importlib.util.spec_from_file_location("corpus_score", path)
    if spec is None or spec.loader is None:
        sys.exit(f"bench: {path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def extracted(corpus: Path = CORPUS) -> dict[str, list[Line]]:
    """Return the lines of every document of the corpus, by name."""
    files = extract_files(sorted(corpus.glob("*.txt")), Options.packs)
    return {Path(file.source).name: list(file.lines) for file in files}


def measure(lines: dict[str, list[Line]], module: ModuleType, corpus: Path = CORPUS) -> dict[str, Estimate]:
    """Return F1 by record, by act type and by field with intervals over documents."""
    counted = [_counts(name, rows, module, corpus) for name, rows in sorted(lines.items())]
    names = sorted({name.rpartition(".")[0] for one in counted for name in one if name.endswith((".tp", ".fp", ".fn"))})
    out = {f"{name}.f1": _f1(name, counted) for name in names}
    for rate, (above, below) in RATES.items():
        out[rate] = ratio([one[above] for one in counted], [one[below] for one in counted])
    return out


def _f1(name: str, counted: Sequence[Counter[str]]) -> Estimate:
    right, false, missed = ([one[f"{name}.{what}"] for one in counted] for what in ("tp", "fp", "fn"))
    return f1(
        right,
        [r + f for r, f in zip(right, false, strict=True)],
        [r + m for r, m in zip(right, missed, strict=True)],
    )


def _counts(name: str, rows: list[Line], module: ModuleType, corpus: Path) -> Counter[str]:
    """What the scorer counts in one document: it reads a folder, so it is given one with that document alone."""
    kept: list[Counter[str]] = []

    class Kept(module.Args):  # type: ignore[misc,name-defined]
        def result(self) -> Any:
            kept.append(Counter({key: number for key, number in self.c.items() if key.startswith(("date", "outcome"))}))
            return super().result()

    with TemporaryDirectory() as folder:
        for path in (corpus / name, corpus / name.replace(".txt", ".gold.jsonl")):
            (Path(folder) / path.name).symlink_to(path)
        before, module.Args = module.Args, Kept
        try:
            result, _ = module.score(rows, folder)
        finally:
            module.Args = before
    return Counter(dict(_flat(result))) + kept[0]


def _flat(result: dict[str, Any]) -> Iterator[tuple[str, int]]:
    for name, held in result.items():
        if isinstance(held, dict) and "tp" in held:
            yield from ((f"{name}.{key}", held[key]) for key in ("tp", "fp", "fn"))
        elif name == "act_values":
            yield from _flat({f"act.{value}": held[value] for value in VALUES})
        elif name == "act_types":
            yield from _flat({f"act.{kind}": counts for kind, counts in held.items()})
