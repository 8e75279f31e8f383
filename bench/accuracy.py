"""How right `saksi extract` is on the gold corpus, where it is there: precision, recall and F1 by record and by field.

The corpus belongs to its publishers and is no part of the repository; the numbers are.
"""

import json
import subprocess
import sys
from pathlib import Path

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
COMMAND = f"{sys.executable} -m bench.extract"


def measure(corpus: Path = CORPUS) -> dict[str, float] | None:
    """Return every score by a name like `act.f1`; None where the corpus is not on this machine."""
    scorer = corpus / "score.py"
    if not scorer.is_file():
        return None
    command = [sys.executable, str(scorer), "--json", "--run", COMMAND]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parent.parent)
    if run.returncode:
        sys.exit(f"bench: the scorer failed: {run.stderr.strip() or run.stdout.strip()}")
    return dict(sorted(flat(json.loads(run.stdout)).items()))


def flat(result: object, at: str = "") -> dict[str, float]:
    """Name the numbers of a nested result by their way down, joined with dots."""
    if isinstance(result, dict):
        return {n: v for key, value in result.items() for n, v in flat(value, f"{at}.{key}" if at else key).items()}
    return {at: float(result)} if isinstance(result, int | float) else {}
