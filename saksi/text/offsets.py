"""Maps offsets between a stored text and a copy of it made for reading."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from saksi.text.lines import Range

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A copy of a text with small edits, and the way back.

    Piece number i starts at `here[i]` in the copy and at `there[i]` in the original; inside a piece both run alike.
    """

    content: str
    here: tuple[int, ...]
    there: tuple[int, ...]
    length: int

    @classmethod
    def edited(cls, original: str, edits: Iterable[Edit]) -> "Mapped":
        """Apply edits `(start, end, replacement)`; those that overlap an earlier one are left out."""
        parts: list[str] = []
        here, there = [0], [0]
        at = size = 0
        for start, end, words in sorted(edits):
            if start < at:
                continue
            parts.append(original[at:start])
            size += start - at
            if words:
                parts.append(words)
                here.append(size)
                there.append(start)
                size += len(words)
            here.append(size)
            there.append(end)
            at = end
        parts.append(original[at:])
        return cls("".join(parts), tuple(here), tuple(there), len(original))

    def original(self, start: int, end: int) -> Range:
        """Return the range of the stored text that a range of the copy was read from."""
        if end <= start:
            at = self._back(start)
            return at, at
        first, last = self._back(start), self._back(end - 1)
        piece = bisect_right(self.here, end - 1) - 1
        limit = self.there[piece + 1] if piece + 1 < len(self.there) else self.length
        return first, max(first, min(last + 1, limit))

    def repaired(self, start: int, end: int) -> Range:
        """Return the range of the copy that shows a range of the stored text."""
        first = self._forth(start)
        if end <= start:
            return first, first
        piece = bisect_right(self.there, end - 1) - 1
        limit = self.here[piece + 1] if piece + 1 < len(self.here) else len(self.content)
        return first, max(first, min(self._forth(end - 1) + 1, limit))

    def _back(self, at: int) -> int:
        piece = bisect_right(self.here, at) - 1
        limit = self.there[piece + 1] if piece + 1 < len(self.there) else self.length
        return min(self.there[piece] + at - self.here[piece], limit)

    def _forth(self, at: int) -> int:
        piece = bisect_right(self.there, at) - 1
        limit = self.here[piece + 1] if piece + 1 < len(self.here) else len(self.content)
        return min(self.here[piece] + at - self.there[piece], limit)
