"""A corrected name keeps the pairs that it stands in: nobody has to wait for the next comparison to judge them."""

import pytest
import samples
from scene import Writer

from saksi.model.types import Verdict
from saksi.store import check_rows, derivation, matches, models, write
from saksi.store.read import suggestions
from saksi.store.read.record import record

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NAMES = ("Open Water Forum", "Open Water Fora")


@pytest.fixture
def pair(db: None) -> str:
    """Two organisations of two documents that a machine joined, and the subject of their pair."""
    entities = []
    for name in NAMES:
        w = Writer(f"{name} met.", title=name, publisher="North Post", published="2021-01-01")
        entities.append(w.named("Organisation", name))
        page = w.page()
        write.add(page.document, page.text, list(page.statements()))
    one, other = sorted(entities)
    with write.writing():
        found = matches.Found("Organisation", one, other, 0.97, matches.MERGE)
        matches.put("Organisation", dict.fromkeys(entities, "looks"), entities, [found])
        derivation.regroup(entities)
    assert together()
    return f"{one}:{other}"


def together() -> bool:
    return models.NameRow.objects.values("cluster").distinct().count() == 1


def correct() -> None:
    claim = models.Statement.objects.get(kind="Organisation", value=NAMES[1]).claim
    write.decide(samples.decision(claim, Verdict.CORRECT, value="Clear Water Circle"))
    assert list(check_rows.problems()) == []


def test_a_joined_pair_is_asked_about_until_it_is_compared_again(pair: str) -> None:
    correct()
    assert not together()
    assert [one.subject for one in suggestions.waiting(record(None))] == [pair]
    assert models.Compared.objects.count() == 1


def test_a_pair_that_waits_still_waits(pair: str) -> None:
    models.Match.objects.update(state=matches.SUGGEST)
    with write.writing():
        derivation.regroup(pair.split(":"))
    correct()
    assert [one.subject for one in suggestions.waiting(record(None))] == [pair]


def test_what_people_judged_stands_and_undoing_it_leaves_what_was_before(pair: str) -> None:
    write.decide(samples.decision(pair, Verdict.SAME))
    correct()
    assert together()
    write.decide(samples.decision(pair, Verdict.UNDO))
    assert together()
    assert models.Match.objects.get().state == matches.MERGE


def test_a_name_that_is_taken_out_takes_its_pairs_along(pair: str) -> None:
    claim = models.Statement.objects.get(kind="Organisation", value=NAMES[1]).claim
    write.decide(samples.decision(claim, Verdict.REJECT))
    assert not models.Match.objects.exists()
