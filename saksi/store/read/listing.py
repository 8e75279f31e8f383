"""Lists that are read from the database page by page."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, overload

from django.db.models import Model, QuerySet

T = TypeVar("T")
_STEP = 500


class Listing(Sequence[T], Generic[T]):
    """A list whose length is counted and whose parts are read when they are asked for; `make` turns rows into items."""

    def __init__(self, query: QuerySet[Any], make: Callable[[list[Any]], Sequence[T]]) -> None:
        self._query = query
        self._make = make

    @cached_property
    def _length(self) -> int:
        return self._query.order_by().count()

    def __len__(self) -> int:
        return self._length

    def __bool__(self) -> bool:
        return self._length > 0 if "_length" in self.__dict__ else self._query.exists()

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            start, stop, step = index.start or 0, index.stop, index.step
            if start < 0 or (stop is not None and stop < 0) or step not in (None, 1):
                return list(self)[index]
            return self._make(list(self._query[start:stop]))
        if index < 0:
            index += len(self)
        found = self._make(list(self._query[index : index + 1])) if index >= 0 else []
        if not found:
            raise IndexError(index)
        return found[0]

    def __iter__(self) -> Iterator[T]:
        start = 0
        while part := self[start : start + _STEP]:
            yield from part
            start += _STEP


def rows_of(query: QuerySet[Model]) -> Listing[Any]:
    """List rows as they are."""
    return Listing(query, lambda found: found)
