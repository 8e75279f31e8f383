"""Numbers that are the same for everybody of an audience, made once and used until the record changes.

Never words: what may be read differs between people, and is looked up each time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any, TypeVar

from saksi.store import engine, models

T = TypeVar("T")
_MOST = 256
_made: dict[tuple[object, ...], Any] = {}
_token = ""
_lock = Lock()


class Moment:
    """One state of the record; `token` is that of its revision, once it was asked for."""

    token: str | None = None


_moment: ContextVar[Moment | None] = ContextVar("moment", default=None)


@contextmanager
def moment() -> Iterator[None]:
    """Show the record as it stands now until the block ends, while writers go on; nothing may be written in it."""
    with engine.own().still():
        mark = _moment.set(Moment())
        try:
            yield
        finally:
            _moment.reset(mark)


def now() -> Moment | None:
    """Return the moment that is shown; None when there is none."""
    return _moment.get()


def once(key: tuple[object, ...], make: Callable[[], T]) -> T:
    """Return what `make` made of the record as it stands; `key` names it, with the audience that it is for."""
    global _token
    token = _revision()
    with _lock:
        if token != _token or not token or len(_made) > _MOST:
            _made.clear()
            _token = token
        if key in _made:
            found: T = _made[key]
            return found
    fresh = make()
    with _lock:
        if token == _token:
            _made[key] = fresh
    return fresh


def _revision() -> str:
    """Return the token of the record as it stands; within one moment it stays the same."""
    held = now() or Moment()
    if held.token is None:
        held.token = models.Revision.objects.values_list("token", flat=True).first() or ""
    return held.token
