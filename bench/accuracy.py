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
    """Return every score by a name like `act.f1`; as `acts_only.act.f1` those of a reading for acts alone.

    None where the corpus is not on this machine.
    """
    if not (corpus / "score.py").is_file():
        return None
    alone = {
        f"acts_only.{name}": value for name, value in _scores(corpus, "--only acts").items() if name.startswith("act")
    }
    return _scores(corpus) | alone


def _scores(corpus: Path, options: str = "") -> dict[str, float]:
    command = [sys.executable, str(corpus / "score.py"), "--json", "--run", f"{COMMAND} {options}"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parent.parent)
    if run.returncode:
        sys.exit(f"bench: the scorer failed: {run.stderr.strip() or run.stdout.strip()}")
    return dict(sorted(flat(json.loads(run.stdout)).items()))


def flat(result: object, at: str = "") -> dict[str, float]:
    """Name the numbers of a nested result by their way down, joined with dots."""
    if isinstance(result, dict):
        return {n: v for key, value in result.items() for n, v in flat(value, f"{at}.{key}" if at else key).items()}
    return {at: float(result)} if isinstance(result, int | float) else {}
