"""Lines kept in memory: always those of the store as it is, whatever changed and however."""

from collections.abc import Iterator

import pytest
import samples
import scene
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saksi.flows.resolve import resolve
from saksi.model.types import Verdict
from saksi.store import models, write
from saksi.store.read import current, snapshot
from saksi.store.read.record import record


@pytest.fixture(autouse=True)
def _forget(db: None) -> Iterator[None]:
    snapshot.forget()
    yield
    snapshot.forget()


def agrees() -> snapshot.Snapshot:
    """Return the kept lines, after holding them against lines read anew."""
    kept = snapshot.take()
    snapshot.forget()
    fresh = snapshot.take()
    assert kept.lines == fresh.lines
    assert list(kept.documents) == list(fresh.documents)
    assert kept.clusters == fresh.clusters
    return fresh


def main(kind: str = "Act", prop: str = "type") -> str:
    return current.rows().filter(kind=kind, prop=prop).order_by("id")[0].claim


def test_an_empty_store_has_no_lines() -> None:
    assert agrees().lines == {}


def test_the_lines_are_those_of_the_assembled_entities() -> None:
    scene.lay()
    held = agrees()
    assembled = {entity.id: entity for entity in current.entities(kind="Act")}
    assert set(held.acts) == set(assembled)
    for identity, line in held.acts.items():
        entity = assembled[identity]
        assert (line.type, line.status, line.date, line.country) == tuple(
            entity.first(prop) for prop in ("type", "status", "date", "country")
        )


def test_parties_stand_in_the_order_of_the_words() -> None:
    scene.lay()
    arrest = next(act for act in snapshot.take().acts.values() if act.type == "arrest")
    assert [party.name for party in arrest.victims] == ["Mira Solan", "four other members"]


def test_each_change_is_seen() -> None:
    scene.lay()
    snapshot.take()
    for verdict, value in (
        (Verdict.REJECT, ""),
        (Verdict.UNDO, ""),
        (Verdict.CORRECT, "detention"),
        (Verdict.ACCEPT, ""),
    ):
        write.decide(samples.decision(main(), verdict, value))
        agrees()
    samples.add()
    assert len(agrees().documents) == 4
    resolve()
    agrees()


def test_rejecting_a_person_frees_the_acts_of_the_link() -> None:
    scene.lay()
    snapshot.take()
    write.decide(samples.decision(main("Person", "name"), Verdict.REJECT))
    agrees()


def test_a_newer_reading_replaces_the_older_and_back() -> None:
    doc = samples.add()
    assert len(snapshot.take().acts) == 3
    read = samples.text(doc, samples.LINES[0], "text@2")
    write.add(doc, read, samples.statements(doc, read))
    assert len(agrees().acts) == 1
    sample = samples.text(doc)
    write.add(doc, sample, samples.statements(doc, sample, by="sample@2"))
    agrees()


def test_a_decision_reads_one_document_again_and_nothing_is_read_twice() -> None:
    scene.lay()
    snapshot.take()
    with CaptureQueriesContext(
        connection,
    ) as still:
        snapshot.take()
    assert len(still) <= 6
    write.decide(samples.decision(main(), Verdict.REJECT))
    before = snapshot._held
    assert before is not None
    after = snapshot.take()
    same = [sha256 for sha256 in after.lines if after.lines[sha256] is before.lines.get(sha256)]
    assert len(same) == 2


def test_another_store_is_read_whole() -> None:
    scene.lay()
    held = snapshot.take()
    models.Run.statements.through.objects.all().delete()
    models.Run.objects.all().delete()
    samples.add()
    fresh = snapshot.take()
    assert set(fresh.lines) != set(held.lines)
    assert len(fresh.lines) == 1


def test_a_visitor_gets_the_words_he_may_see() -> None:
    scene.lay()
    arrest = next(act for act in snapshot.take().acts.values() if act.type == "arrest")
    seen = record(None).act(arrest)
    assert "Mira" not in seen.quote
    assert len(seen.quote) == len(arrest.quote)
    assert seen.victims[0].name == "████ █████"
    assert record(None).home(arrest.victims[0]) == ("", "")
