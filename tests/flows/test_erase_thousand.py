"""Of many documents and persons a tenth is erased: no byte of them is left, and the others are whole."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from nest import Nest, Person, joint, lone

from saksi.flows import erase as flow
from saksi.flows import publish
from saksi.flows.resolve import resolve
from saksi.options import Options
from saksi.store import check, models, search
from saksi.store.read import rulings

pytestmark = pytest.mark.django_db(transaction=True)

EACH = 10  # people of a joint statement
PACKS = Options().packs
Told = tuple[object, ...]


@pytest.fixture
def folder(store_folder: Path) -> Iterator[Path]:
    """The store's own folder, emptied of bytes afterwards."""
    yield store_folder
    shutil.rmtree(store_folder / "blobs")


def fill(nest: Nest, folder: Path, lonely: int, joined: int) -> tuple[list[str], list[Person]]:
    """Lay everything; returns the hashes of the documents and the persons."""
    documents = [lone(nest, folder, f"document {number}") for number in range(lonely)]
    people = []
    for number in range(joined * EACH):
        item = f"person {number}"
        people.append(Person(item, f"{nest.lay(item)} {nest.lay(item)}", nest.lay(item), nest.lay(item)))
    groups = [people[number * EACH : (number + 1) * EACH] for number in range(joined)]
    for number, group in enumerate(groups):
        joint(nest, folder, number, group + groups[(number + 1) % joined][:1])
    resolve()
    return documents, people


def files(folder: Path) -> dict[str, bytes]:
    """Return every byte under the store's folder, and on PostgreSQL of the files of the server's tables."""
    found = {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")  # what the server still holds in memory goes to the files first
            cursor.execute("SHOW data_directory")
            data = Path(cursor.fetchone()[0])
        for part in ("base", "global", "pg_stat", "pg_stat_tmp", "pg_xact"):
            found |= {str(file): file.read_bytes() for file in (data / part).rglob("*") if file.is_file()}
    return found


def left(nest: Nest, folder: Path, items: list[str]) -> dict[str, set[str]]:
    """Return the canaries of items by the file that holds them."""
    found = {name: nest.found(name.encode() + content, items) for name, content in files(folder).items()}
    return {name: words for name, words in found.items() if words}


def document(sha256: str) -> Told:
    """Return everything that the store says of a document."""
    ruled = rulings.load(models.Statement.objects.filter(document=sha256).values_list("claim", flat=True))
    spans = models.Span.objects.filter(text__document=sha256).order_by("pk")
    rows = (models.Document, models.Text, models.Statement)
    told = [
        list(t.objects.filter(**{"pk" if t is models.Document else "document": sha256}).order_by("pk").values_list())
        for t in rows
    ]
    return (*map(repr, told), repr(list(spans.values_list())), repr(sorted(ruled.items())))


def person(one: Person) -> Told:
    """Return what the store says of a person: values, words and where they stand, decisions and parts in acts."""
    rows = models.Statement.objects.filter(value=one.name, kind="Person").values_list("entity", flat=True)
    about = models.Statement.objects.filter(entity__in=list(rows)).order_by("prop", "value", "spans__start")
    told = about.values_list("prop", "value", "by", "confidence", "spans__start", "spans__end", "spans__quote")
    ruled = rulings.load(about.values_list("claim", flat=True))
    decided = sorted((d.verdict, d.value, d.reason, d.user, d.at) for r in ruled.values() for d in r.standing)
    acts = models.Statement.objects.filter(kind="Involvement", prop="name", value=one.name).count()
    return (sorted(map(repr, told)), decided, acts)


def take_out(identity: str, folder: Path) -> None:
    flow.take_out(flow.Order(identity, "asked for", "ana"), folder, PACKS)


@pytest.mark.parametrize(
    ("lonely", "joined", "erased"),
    [(80, 12, 10), pytest.param(400, 60, 50, marks=pytest.mark.bench)],
    ids=["20 of 200", "100 of 1000"],
)
def test_a_tenth_is_erased(folder: Path, tmp_path: Path, lonely: int, joined: int, erased: int) -> None:
    """As many documents as persons are erased."""
    nest = Nest()
    documents, people = fill(nest, folder, lonely, joined)
    gone = [f"document {n}" for n in range(erased)] + [one.item for one in people[:erased]]
    assert len({word for item in gone for word in nest.words[item]}) > 10 * erased
    planted = {word for item in gone for word in nest.words[item]}
    seen = {word for words in left(nest, folder, gone).values() for word in words}
    # PostgreSQL packs long texts, so that not every word stands there in plain letters.
    assert seen == planted if connection.vendor == "sqlite" else len(seen) > 0.8 * len(planted)
    before = [document(sha256) for sha256 in documents[erased:]], [person(one) for one in people[erased:]]

    for sha256 in documents[:erased]:
        take_out(sha256, folder)
    for one in people[:erased]:
        take_out(models.Statement.objects.filter(kind="Person", value=one.name)[0].entity, folder)
    flow.finish(folder)

    assert left(nest, folder, gone) == {}
    assert ([document(s) for s in documents[erased:]], [person(one) for one in people[erased:]]) == before
    assert not [p for p in check.problems(folder) if "trigger" not in p]
    assert models.Tombstone.objects.count() == 2 * erased
    assert models.Decision.objects.filter(salt="").exists()
    assert not list(search.find(people[0].name))
    assert [hit.kind for hit in search.find(f'"{people[-EACH].name}"')].count("Person") == 2

    publish.publish(tmp_path / "site", folder, PACKS, "A group")
    pages = b"".join(file.read_bytes() for file in (tmp_path / "site").rglob("*") if file.is_file())
    assert not nest.found(pages, gone)
    assert people[-EACH].name.encode() in pages
