"""How long counting takes at ten thousand acts, beside one scan of the same acts by plain SQL in the same run.

The acts are invented: some countries, all types, dates over ten years, two documents an act. Time is processor time of
this process; one round warms up, of the others the best counts. The ratios are what to compare between machines.
"""

import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

from saksi.assess import exposure, indicators
from saksi.assess.facts import About, ActFact, DocumentFact, Facts, known_by
from saksi.model.vocabulary import act_types

ACTS, DOCUMENTS, COUNTRIES = 10_000, 5_000, 20
ROUNDS = 3
SEED = 20
LEARNT = datetime(2024, 1, 1, tzinfo=UTC)


def measure() -> dict[str, float]:
    """Return milliseconds of each kind of counting, and how many scans each is worth."""
    facts = made(SEED)
    scan = _best(_scan(facts))
    works: dict[str, Callable[[], object]] = {
        "one_measure": lambda: indicators.measure(facts, "acts.closing.expression:AA:2015"),
        "one_rate": lambda: indicators.measure(facts, "rate:AA:2015"),
        "a_country_page": lambda: exposure.told(facts, "AA"),
        "as_of_a_moment": lambda: known_by(facts, LEARNT),
        "a_daily_run": lambda: indicators.count(facts, ("acts", "alleged")),
        "every_measure": lambda: indicators.count(facts),
    }
    result = {"acts": ACTS, "documents": DOCUMENTS, "measures": len(indicators.count(facts))}
    result |= {"scan_ms": round(1000 * scan, 2)}
    for name, work in works.items():
        took = _best(work)
        result |= {f"{name}_ms": round(1000 * took, 1), f"{name}_in_scans": round(took / scan, 1)}
    return result


def made(seed: int) -> Facts:
    """Make the facts of invented acts and documents, the same ones for a seed every time."""
    chance = Random(seed)  # noqa: S311  # nothing to guess here
    countries = [f"A{chr(ord('A') + number)}" for number in range(COUNTRIES)]
    documents = tuple(
        DocumentFact(
            f"d{n}", f"publisher {n % 90}", _date(chance), (About(chance.choice(countries), (f"c{n}",), LEARNT),)
        )
        for n in range(DOCUMENTS)
    )
    acts = tuple(
        ActFact(
            id=f"{number:032x}",
            type=chance.choice(list(act_types())),
            status=chance.choice(["reported", "reported", "reported", "alleged"]),
            date=_date(chance),
            country=(country := chance.choice(countries)),
            region=f"{country}-{chance.randint(1, 12)}",
            documents=(f"d{chance.randrange(DOCUMENTS)}", f"d{chance.randrange(DOCUMENTS)}"),
            victims=chance.randint(0, 3),
            claims=(f"claim {number}",),
            known=LEARNT,
        )
        for number in range(ACTS)
    )
    return Facts(acts, documents)


def _date(chance: Random) -> str:
    whole = f"{chance.randint(2014, 2023)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return whole[: chance.choice([0, 4, 7, 10, 10, 10])]


def _scan(facts: Facts) -> Callable[[], object]:
    """Return what counts the acts of each country, type and month in one SQL query over a table without an index."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE acts (id, type, status, date, country, region)")
    rows = [(act.id, act.type, act.status, act.date, act.country, act.region) for act in facts.acts]
    base.executemany("INSERT INTO acts VALUES (?, ?, ?, ?, ?, ?)", rows)
    query = "SELECT country, type, substr(date, 1, 7), count(*) FROM acts WHERE status = 'reported' GROUP BY 1, 2, 3"
    return lambda: base.execute(query).fetchall()


def _best(work: Callable[[], object]) -> float:
    times = []
    for number in range(ROUNDS + 1):
        start = time.process_time()
        work()
        if number:
            times.append(time.process_time() - start)
    return min(times)
