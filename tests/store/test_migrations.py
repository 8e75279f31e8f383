"""Migrations go back and forth over a store that holds something, on either database."""

from collections.abc import Iterator

import pytest
import samples
from django.core.management import call_command
from django.db import connection

from saksi.model.types import Verdict
from saksi.store import check, models, seal, search, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _whole_again() -> Iterator[None]:
    yield
    seal.lift()
    call_command("migrate", verbosity=0)


def test_the_index_can_be_taken_down_and_set_up_again_under_data() -> None:
    document = samples.add().sha256
    write.decide(samples.decision(models.Statement.objects.order_by("pk")[0].claim, Verdict.ACCEPT))
    before = check.counted(), check.head()
    seal.lay()
    call_command("migrate", "store", "0001", verbosity=0)
    assert "search" not in connection.introspection.table_names()
    call_command("migrate", verbosity=0)
    seal.lay()
    search.index(document)

    assert (check.counted(), check.head()) == before
    assert list(check.log_problems()) == []
    assert seal.standing() == seal.expected()
    assert [hit.kind for hit in search.find("solan")] == ["Person", "Document"]


def test_the_tables_are_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
