"""Turns names into the keys that packs are looked up by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from saksi.model.ids import fold

T = TypeVar("T")
SHORT = 8
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})


def key(name: str) -> str:
    """Fold a name: NFC, lower case, straight apostrophes, single spaces, no leading "the", no final full stop."""
    return whole_key(name).removeprefix("the ")


@lru_cache(maxsize=4_096)  # a text says few names, and each is looked up many times
def whole_key(name: str) -> str:
    """Fold a name like `key`, but keep its leading "the"."""
    folded = fold(name.translate(APOSTROPHES))
    return folded.removesuffix(".") or folded


def stored_key(name: str) -> str:
    """Return the key a name is kept under: a title of one word keeps its "the" (The Post is not any post)."""
    return key(name) if " " in key(name) else whole_key(name)


def is_short_acronym(name: str) -> bool:
    """Say whether a name is capitals only (US, U.K., CAR), so that in small letters it may be a common word."""
    letters = name.replace(".", "").replace("-", "")
    return letters.isalnum() and letters.isupper() and len(letters) <= SHORT


def exact_key(name: str) -> str:
    """Return a short acronym in its exact case, without "the" and dots: "the U.S." is "US"."""
    return name.removeprefix("the ").removeprefix("The ").replace(".", "").strip()


@dataclass(frozen=True, slots=True)
class Index(Generic[T]):
    """Things by folded name, and by exact acronym where the acronym is short."""

    folded: dict[str, tuple[T, ...]]
    exact: dict[str, tuple[T, ...]]

    def all(self, name: str) -> tuple[T, ...]:
        """Return everything with this name, exact acronyms first; "Name (ACRONYM)" is looked up as "Name" too."""
        return tuple(dict.fromkeys(thing for form in forms((name,)) for thing in self._of(form)))

    def _of(self, name: str) -> tuple[T, ...]:
        exact, whole = self.exact.get(exact_key(name), ()), self.folded.get(whole_key(name), ())
        return (*exact, *whole, *self.folded.get(key(name), ()))

    def first(self, name: str) -> T | None:
        """Return the first thing with this name, or None."""
        found = self.all(name)
        return found[0] if found else None


def forms(names: Iterable[str]) -> Iterator[str]:
    """Yield names, and a name with something in brackets at its end also without: Labour Party (UK)."""
    for name in filter(None, names):
        yield name
        if name.endswith(")") and " (" in name:
            yield name.rpartition(" (")[0]


def index(named: Iterable[tuple[T, Iterable[str]]]) -> Index[T]:
    """Index things by their names; empty names are passed over, and the order of things is kept."""
    folded: dict[str, list[T]] = {}
    exact: dict[str, list[T]] = {}
    for thing, names in named:
        for name in forms(names):
            into, at = (exact, exact_key(name)) if is_short_acronym(name) else (folded, stored_key(name))
            if thing not in into.setdefault(at, []):
                into[at].append(thing)
    return Index({at: tuple(v) for at, v in folded.items()}, {at: tuple(v) for at, v in exact.items()})
