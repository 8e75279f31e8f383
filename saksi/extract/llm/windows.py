"""Cuts a text into passages that fit into one question, at the ends of sentences."""

from saksi.extract.records import Range
from saksi.text.sentences import sentences


def windows(text: str, size: int) -> list[Range]:
    """Return ranges that follow on each other and hold the whole text, none longer than `size` characters.

    Each ends before a sentence, or inside one that is longer than `size`: there at white space where there is any.
    """
    starts = [start for start, _ in sentences(text)]
    out: list[Range] = []
    begin = 0
    while len(text) - begin > size:
        last = begin + size
        ends = [at for at in starts if begin < at <= last]
        starts = [at for at in starts if at > last]
        end = ends[-1] if ends else _white(text, begin, last)
        out.append((begin, end))
        begin = end
    if begin < len(text):
        out.append((begin, len(text)))
    return out


def _white(text: str, begin: int, last: int) -> int:
    """The place after the last white space of a range that has no end of a sentence, or its end."""
    for at in range(last, begin, -1):
        if text[at - 1].isspace():
            return at
    return last
