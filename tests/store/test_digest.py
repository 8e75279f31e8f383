"""The digest tells every change of what a store holds, and nothing of when or in which order it came in."""

from itertools import permutations

import pytest
import samples
from django.apps import apps
from django.db import models as fields
from django.db import transaction

from saksi.model.types import Verdict
from saksi.store import digest, models, write
from saksi.store.append_only import raw

pytestmark = pytest.mark.django_db

TABLES = [
    digest.DOCUMENTS, *digest.TABLES, digest.SPANS, digest.RUNS, digest.DECISIONS, digest.TOMBSTONES, digest.MASKED,
]  # fmt: skip
NAMED = {table.model.__name__: table for table in TABLES}
OTHER = {fields.BooleanField: False, fields.FloatField: 0.125, fields.IntegerField: 77}


def now() -> str:
    return digest.digest(lambda sha256: sha256)


def fill() -> None:
    samples.add()
    claim = models.Statement.objects.order_by("pk")[0].claim
    write.decide(samples.decision(claim, Verdict.ACCEPT))
    write.unreadable("a.pdf", "it is cut off")


def test_the_order_and_the_time_in_which_documents_came_say_nothing() -> None:
    found = set()
    for order in permutations(range(3)):
        with transaction.atomic():
            for number in order:
                samples.add(samples.LINES[number], f"{number}.txt")
            found.add(now())
            transaction.set_rollback(True)
    assert len(found) == 1


def test_bytes_that_are_gone_or_changed_show() -> None:
    fill()
    assert len({now(), digest.digest(lambda _: ""), digest.digest(lambda sha256: sha256[::-1])}) == 3


def test_every_table_and_column_is_hashed_or_left_out_with_a_reason() -> None:
    own = {model.__name__: model for model in apps.get_app_config("store").get_models()}
    assert own.keys() == NAMED.keys() | digest.APART.keys()
    for name, table in NAMED.items():
        columns = {field.name for field in own[name]._meta.concrete_fields}
        assert columns == {*table.columns, *table.apart}, name


@pytest.mark.parametrize(
    ("name", "column"),
    [(n, c) for n in ("Document", "Text", "Statement", "Run", "Decision", "Unreadable") for c in NAMED[n].columns
     if c not in ("id", "sha256", "document", "text", "subject")],
)  # fmt: skip
def test_a_changed_value_shows(name: str, column: str) -> None:
    fill()
    before, model = now(), NAMED[name].model
    field = model._meta.get_field(column)
    other = next((value for kind, value in OTHER.items() if isinstance(field, kind)), "other")
    raw(model).filter(pk=model._default_manager.order_by("pk")[0].pk).update(**{column: other})
    assert now() != before


@pytest.mark.parametrize(("name", "column"), [("Text", "recorded"), ("Statement", "recorded"), ("Run", "at")])
def test_clocks_say_nothing(name: str, column: str) -> None:
    fill()
    before = now()
    raw(NAMED[name].model).update(**{column: "2001-01-01T00:00:00Z"})
    assert now() == before


def test_the_order_of_decisions_on_one_subject_shows() -> None:
    found = set()
    for verdicts in permutations((Verdict.ACCEPT, Verdict.REJECT)):
        with transaction.atomic():
            samples.add()
            claim = models.Statement.objects.order_by("pk")[0].claim
            for verdict in verdicts:
                write.decide(samples.decision(claim, verdict))
            found.add(now())
            transaction.set_rollback(True)
    assert len(found) == 2
