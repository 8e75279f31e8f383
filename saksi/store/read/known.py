"""Which words the names begin with that are kept from somebody: asked in memory, so that few words ask the database.

What is kept between requests are hashes, salted by the process: they say that a word may be looked up in vain, never
which words there are. Only within one `once.moment` does anybody go by them: outside of it names may come meanwhile.
"""

from dataclasses import dataclass

from django.db.models import Max

from saksi.store import models
from saksi.store.read.once import once

NAME, PART, PHRASE, WORD, LAST = "name", "part", "phrase", "word", "last"
HIDING = (NAME, PART, PHRASE)


@dataclass(frozen=True, slots=True)
class Keys:
    """Hashes of keys of `derived.MaskRow`: of what hides, of names that may be shown, of words, and of last words."""

    hiding: frozenset[int]
    shown: frozenset[int]
    words: frozenset[int]
    lasts: frozenset[int]


def keys(allowed: frozenset[str]) -> Keys:
    """Return the keys that there are for who may see these levels; ask within a moment."""
    latest = models.MaskRow.objects.aggregate(latest=Max("id"))["latest"]  # a new name has a new number
    return once(("keys of masks", latest, allowed), lambda: _read(allowed))


def _read(allowed: frozenset[str]) -> Keys:
    hidden: dict[str, set[int]] = {sort: set() for sort in (*HIDING, WORD, LAST)}
    shown: set[int] = set()
    rows = models.MaskRow.objects.order_by().values_list("key", "sort", "level").distinct()
    for key, sort, level in rows.iterator():
        if level not in allowed:
            hidden[sort].add(hash(key))
        elif sort == NAME:
            shown.add(hash(key))
    hiding = frozenset().union(*(hidden[sort] for sort in HIDING))
    return Keys(hiding, frozenset(shown), frozenset(hidden[WORD]), frozenset(hidden[LAST]))
