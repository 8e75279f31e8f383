"""People who write at once do not overtake each other: the log stays one chain, on either database."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
import samples
from django.db import connection

from saksi.model.errors import StoreError
from saksi.model.types import Verdict
from saksi.store import check, models, write

EACH = 12
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], None]) -> list[BaseException]:
    """Run functions in threads that start together; returns what went wrong in them."""
    barrier = Barrier(len(works))
    failed: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            barrier.wait(timeout=30)
            work()
        except StoreError as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return failed


def test_two_people_who_decide_at_once_make_one_chain() -> None:
    samples.add()
    claims = [row.claim for row in models.Statement.objects.order_by("pk")[:EACH]]

    def decide(user: str) -> Callable[[], None]:
        def work() -> None:
            for claim in claims:
                write.decide(samples.decision(claim, Verdict.ACCEPT, user=user))

        return work

    assert at_once(decide("ana"), decide("lena")) == []
    assert models.Decision.objects.count() == 2 * len(claims)
    assert list(check.log_problems()) == []


def test_of_two_who_take_the_same_decision_back_one_is_told_that_there_is_none() -> None:
    samples.add()
    claim = models.Statement.objects.order_by("pk")[0].claim
    write.decide(samples.decision(claim, Verdict.ACCEPT))

    def undo() -> None:
        write.decide(samples.decision(claim, Verdict.UNDO))

    failed = at_once(undo, undo)

    assert [str(error) for error in failed] == [f"there is no decision on {claim} to undo"]
    assert models.Decision.objects.count() == 2


def test_two_who_read_the_same_document_at_once_add_it_once() -> None:
    def add() -> None:
        samples.add()

    assert at_once(add, add) == []
    assert models.Document.objects.count() == 1
    assert models.Run.objects.filter(current=True).count() == 1
