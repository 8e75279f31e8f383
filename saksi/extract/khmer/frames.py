"""Where the words of the frames stand in a Khmer sentence."""

import re
from collections.abc import Iterator
from functools import cache

from saksi.extract.khmer.patterns import compiled
from saksi.extract.records import Range
from saksi.packs.khmer import KhmerFrame, khmer_words


def spots(content: str, sentence: Range) -> Iterator[tuple[Range, KhmerFrame]]:
    """Yield words of frames that do not overlap: the longest count, then the first; shadows hide what they cover.

    Where frames share their words each is yielded: who it was done to tells which one is meant.
    """
    found: list[tuple[Range, KhmerFrame | None]] = []
    for pattern, frame in _frames():
        found += [(m.span(), frame) for m in pattern.finditer(content, *sentence) if m.end() > m.start()]
    found.sort(key=lambda row: (row[0][0] - row[0][1], row[0][0]))
    kept: list[tuple[Range, KhmerFrame | None]] = []
    for at, own in found:
        if not any(a < at[1] and at[0] < b for (a, b), other in kept if (a, b) != at or None in (own, other)):
            kept.append((at, own))
    for at, own in sorted(kept, key=lambda row: row[0]):
        if own is not None:
            yield at, own


@cache
def _frames() -> tuple[tuple[re.Pattern[str], KhmerFrame | None], ...]:
    acts = khmer_words().acts
    shadows: list[tuple[re.Pattern[str], KhmerFrame | None]] = [(compiled(acts.shadows), None)]
    return (*shadows, *((compiled(frame.words), frame) for frame in acts.frames))
