"""Numbers that are the same for everybody of an audience, made once and used until the record changes.

Never words: what may be read differs between people, and is looked up each time.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from saksi.store import models

T = TypeVar("T")
_MOST = 256
_made: dict[tuple[object, ...], Any] = {}
_token = ""
_lock = Lock()


def once(key: tuple[object, ...], make: Callable[[], T]) -> T:
    """Return what `make` made of the record as it stands; `key` names it, with the audience that it is for."""
    global _token
    token = models.Revision.objects.values_list("token", flat=True).first() or ""
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
