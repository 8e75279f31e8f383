"""A process that runs verbs in children of its own, each in a fraction of the time that a fresh start takes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import databases

NOTES = {
    "one.txt": "Mira Solan was arrested in Phnom Penh on 2 March 2021, the Ministry of Interior said.\n",
    "two.txt": "Police in Kandal, Cambodia, arrested Teo Brandt on 5 March 2021. Mira Solan was charged.\n",
    "three.txt": "On 9 June 2022 the Phnom Penh court convicted Mira Solan and Teo Brandt of incitement.\n",
}
Answer = dict[str, Any]


class Nursery:
    """A process that runs verbs in children of its own (see `killed_verbs`)."""

    def __init__(self, folder: Path) -> None:
        given = {k: v for k, v in os.environ.items() if not k.startswith("SAKSI_")}
        given |= {"DJANGO_SETTINGS_MODULE": "saksi.settings", "SAKSI_STORE": str(folder / "never")}
        self._process = subprocess.Popen(
            [sys.executable, Path(__file__).parent / "flows" / "killed_verbs.py"],
            cwd=folder, env=given, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, store: Path, *words: str | Path, **more: Any) -> Answer:
        """Run a verb on a store; `kill` ends it at that seam, `seconds` after so long.

        `out` is what it printed, errors too; those are apart, as `err`, when a `folder` is given to run it in.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        place = store.with_name(f".{store.name}.restoring") if words[0] == "restore" else store
        database = databases.environment(store).get("SAKSI_DATABASE", "")
        order = {"store": str(store), "place": str(place), "database": database, "do": list(map(str, words)), **more}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: Answer = json.loads(self._process.stdout.readline())
        return answer

    def done(self, store: Path, *words: str | Path, status: int = 0) -> Answer:
        """Run a verb to its end."""
        answer = self.run(store, *words)
        assert answer["status"] == status, answer
        return answer

    def look(self, store: Path) -> str:
        """Return the digest of a store in which nothing is wrong."""
        lines = self.done(store, "look")["out"].splitlines()
        assert len(lines) == 1, lines
        return str(lines[0])

    def end(self) -> None:
        """Let the process end."""
        self._process.communicate(timeout=30)


def copy(store: Path, target: Path) -> Path:
    """Copy a store, folder and database."""
    databases.copy(store, target)
    return target


def drop(store: Path) -> None:
    """Take a store away, folder and database."""
    databases.drop(store)
    shutil.rmtree(store, ignore_errors=True)
