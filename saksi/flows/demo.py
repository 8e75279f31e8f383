"""`saksi demo`: the main job from end to end on the example documents that come with Saksi."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import as_file, files
from pathlib import Path

from saksi.flows.ingest import Outcome, ingest_raws
from saksi.flows.measures import measures
from saksi.flows.replay import Replayed, publish_people, replay
from saksi.flows.resolve import resolve
from saksi.ingest.fetch import collect
from saksi.model.policy import Role
from saksi.store import models
from saksi.store.read import current
from saksi.store.read import rulings as rulings_
from saksi.store.users import add_user, new_password

REVIEWER = "reviewer"
PUBLIC = "a public figure, named in an example document"


@dataclass(frozen=True, slots=True)
class Login:
    """The reviewer's login of the demo; the password is random and shown once."""

    name: str
    password: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table at the end: a document with what was found in it."""

    document: str
    title: str
    country: str
    acts: int
    people: int
    organisations: int


def load_examples(store: Path, packs: Sequence[str]) -> Iterator[Outcome]:
    """Ingest the example documents."""
    with as_file(files("saksi.examples") / "documents") as folder:
        named = (replace(raw, source=f"examples/{Path(raw.source).name}") for raw in collect([folder]))
        yield from ingest_raws(named, store, packs)


def decide_examples() -> Iterator[Replayed]:
    """Replay the example decisions, and publish the people of the examples: public figures, one and all."""
    with as_file(files("saksi.examples") / "decisions.yaml") as file:
        yield from replay(file)
    with as_file(files("saksi.examples") / "documents") as folder:
        # Only these: whoever adds documents of his own to the demo's store decides himself who in them is public.
        publish_people([hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()], PUBLIC)
    resolve()


def reviewer() -> Login:
    """Make the reviewer's login, or give it a new password."""
    if models.User.objects.filter(username=REVIEWER).exists():
        return Login(REVIEWER, new_password(REVIEWER))
    return Login(REVIEWER, add_user(REVIEWER, Role.REVIEWER))


def table() -> list[Row]:
    """Count, document by document, what the record holds after the decisions."""
    rulings = rulings_.load()
    found = {kind: current.entities(kind=kind, rulings=rulings) for kind in ("Act", "Person", "Organisation")}
    rows = []
    for document in models.Document.objects.order_by("source"):
        own = {
            kind: [e for e in entities if any(s.document == document.pk for s in e.statements)]
            for kind, entities in found.items()
        }
        countries = [act.first("country") for act in own["Act"] if act.first("country")]
        rows.append(
            Row(
                Path(document.source).name,
                document.title,
                max(sorted(set(countries)), key=countries.count, default=""),
                len(own["Act"]),
                len(own["Person"]),
                len(own["Organisation"]),
            )
        )
    return rows


def totals() -> dict[str, int]:
    """Count the record: clusters, not mentions."""
    rulings = rulings_.load()
    counts = {kind: len(current.entities(kind=kind, rulings=rulings)) for kind in ("Act", "Person", "Organisation")}
    return {"documents": models.Document.objects.count(), **counts}


def largest_count() -> str:
    """Return the id of the largest country count, to try `saksi why` on; empty when nothing counts."""
    counted = [m for m in measures() if m.indicator == "acts" and not m.period]
    return max(counted, key=lambda m: (m.value, m.id)).id if counted else ""
