"""Tables equal the types, rows turn into values and back, and what is written once is never changed."""

from dataclasses import fields

import pytest
import samples
from django.db import models as django
from django.db.migrations.loader import MigrationLoader

from saksi.model.errors import StoreError
from saksi.model.types import Verdict
from saksi.store import models, write

MIRRORS = (models.Document, models.Text, models.Statement, models.Span, models.Decision)


@pytest.mark.parametrize("table", MIRRORS, ids=lambda t: t.__name__)
def test_columns_equal_the_fields_of_the_type(table: type[django.Model]) -> None:
    columns = {field.name for field in table._meta.concrete_fields}
    typed = {field.name for field in fields(table.shape)} - {"spans"}

    assert columns - set(table.extra) == typed
    assert set(table.extra) <= columns


@pytest.mark.parametrize("table", MIRRORS, ids=lambda t: t.__name__)
def test_a_column_is_named_like_its_field_in_the_database_too(table: type[django.Model]) -> None:
    assert all(field.column == field.name for field in table._meta.concrete_fields)


def test_spans_are_a_table_of_their_own() -> None:
    assert models.Statement._meta.get_field("spans").related_model is models.Span


def test_the_user_stands_in_the_first_migration() -> None:
    first = MigrationLoader(None, ignore_no_migrations=True).get_migration("store", "0001_first")

    assert "User" in {getattr(operation, "name", "") for operation in first.operations}


@pytest.mark.django_db
def test_rows_turn_back_into_the_values_they_came_from() -> None:
    doc = samples.document(published="2021-03", publisher="Open Docket")
    read = samples.text(doc)
    found = samples.statements(doc, read)
    write.add(doc, read, found)

    assert models.Document.objects.get().to_type() == doc
    assert models.Text.objects.get().to_type() == read
    assert {row.to_type() for row in models.Statement.objects.all()} == set(found)
    assert all(row.to_type().recorded is not None for row in models.Statement.objects.all())


@pytest.mark.django_db
def test_a_decision_turns_back_into_itself() -> None:
    samples.add()
    claim = models.Statement.objects.first().claim
    taken = samples.decision(claim, Verdict.ACCEPT, reason="seen in the court's list")
    write.decide(taken)

    assert models.Decision.objects.get().to_type() == taken


@pytest.mark.django_db
@pytest.mark.parametrize("table", [models.Text, models.Statement, models.Span, models.Decision])
def test_what_only_grows_refuses_change(table: type[django.Model]) -> None:
    samples.add()
    write.decide(samples.decision(models.Statement.objects.first().claim, Verdict.ACCEPT))
    row = table.objects.first()

    with pytest.raises(StoreError, match="never changed"):
        row.save()
    with pytest.raises(StoreError, match="never removed"):
        row.delete()
    with pytest.raises(StoreError, match="never changed"):
        table.objects.filter(pk=row.pk).update(pk=0)
    with pytest.raises(StoreError, match="never removed"):
        table.objects.all().delete()
    with pytest.raises(StoreError, match="never changed"):
        table.objects.bulk_update([row], ["pk"])
