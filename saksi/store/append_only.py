"""Tables that only grow: the model layer refuses to change or remove a row (`seal.py` has the database refuse too)."""

from typing import Any, NoReturn, Self, TypeVar

from django.db import models

from saksi.model.errors import StoreError

Row = TypeVar("Row", bound=models.Model, covariant=True)
Plain = TypeVar("Plain", bound=models.Model)


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """A query set that can read and add, and nothing else."""

    def update(self, **_: Any) -> NoReturn:
        """Refuse with StoreError."""
        raise StoreError(f"{self.model.__name__} rows are never changed; record a new one instead")

    def delete(self) -> NoReturn:
        """Refuse with StoreError."""
        raise StoreError(f"{self.model.__name__} rows are never removed; record a decision instead")

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse with StoreError."""
        raise StoreError(f"{self.model.__name__} rows are never changed; record a new one instead")


class AppendOnlyModel(models.Model):
    """A row that is written once."""

    objects: models.Manager[Self] = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row; raises StoreError when it already stands in the store."""
        if not self._state.adding:
            raise StoreError(f"{type(self).__name__} rows are never changed; record a new one instead")
        super().save(*args, force_insert=True, **{k: v for k, v in kwargs.items() if k == "using"})

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse with StoreError."""
        raise StoreError(f"{type(self).__name__} rows are never removed; record a decision instead")


def raw(model: type[Plain]) -> models.QuerySet[Plain]:
    """Return the rows of a table past the refusals above: for erasure, and for nothing else."""
    return models.QuerySet(model)
