"""The answer to `saksi why`: lines that walk from a number down to the words that say it."""

from collections.abc import Iterator
from dataclasses import dataclass

from saksi.model.types import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document that say a value: `number` 0 are the words themselves, later ones where it comes from."""

    span: Span
    number: int
    document: str
    source: str
    title: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the answer, and what stands below it."""

    words: str
    below: tuple["Reason", ...] = ()
    quotes: tuple[Quote, ...] = ()

    def walk(self) -> Iterator["Reason"]:
        """Yield this reason and all below it, top down."""
        yield self
        for reason in self.below:
            yield from reason.walk()
