"""Finds a quote again in the stored text: letter by letter, as whole words, at one place; never anything like it."""

from collections.abc import Iterable, Iterator

from saksi.extract.llm.answers import Reason
from saksi.extract.records import MAX_SPAN, Range
from saksi.text.khmer import has_khmer


def places(text: str, window: Range, quote: str) -> list[Range] | Reason:
    """Return every range of the window whose words are the quote, outer white space apart, or why there is none."""
    words = quote.strip()
    if not words:
        return Reason.SHAPE
    if len(words) > MAX_SPAN:
        return Reason.LONG
    return list(_places(text, window, words)) or Reason.ABSENT


def nearest(found: list[Range], beside: Iterable[Range]) -> Range | None:
    """Return the only place, or the one nearest to places that are certain; None when two are as near."""
    if len(found) == 1:
        return found[0]
    certain = list(beside)
    if not certain:
        return None
    ranked = sorted((min(_distance(place, other) for other in certain), place) for place in found)
    return ranked[0][1] if ranked[0][0] < ranked[1][0] else None


def _places(text: str, window: Range, words: str) -> Iterator[Range]:
    at = text.find(words, *window)
    while at >= 0:
        end = at + len(words)
        if not _inside_word(text, at) and not _inside_word(text, end):
            yield at, end
        at = text.find(words, end, window[1])


def _inside_word(text: str, at: int) -> bool:
    """Whether a cut here would part a word; Khmer puts no space between words, so there every place may be one."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return before.isalnum() and after.isalnum() and not (has_khmer(before) or has_khmer(after))


def _distance(one: Range, other: Range) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)
