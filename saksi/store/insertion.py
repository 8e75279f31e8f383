"""Many rows at once: a document brings hundreds, and the ORM takes longer for them than the database."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], values: Iterable[Sequence[Any]]) -> None:
    """Insert rows, each with the values of all columns in the order of the model, but for a key that counts itself.

    The database holds its constraints; the model's own checks are left out.
    """
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    times = [place for place, field in enumerate(fields) if isinstance(field, models.DateTimeField)]
    packed = [list(row) for row in values]
    for row in packed:
        for place in times:
            row[place] = connection.ops.adapt_datetimefield_value(row[place])
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({names}) "  # noqa: S608
            f"VALUES ({', '.join(['%s'] * len(fields))})",
            packed,
        )
