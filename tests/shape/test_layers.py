"""Imports only go up the house; import-linter holds the list in pyproject."""

import subprocess
import sys
from pathlib import Path

from house import ROOT


def test_imports_only_go_up_the_house() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
