"""Joins the physical lines of a text into the units that a reader sees: paragraphs, list items, headings.

Text from PDF and mail is wrapped: a line ends where the next word did not fit. Text from the web has one unit a line.
Which of the two a block is can be read off its line lengths alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from saksi.text.wrapping import closed, joins, page_width

Range = tuple[int, int]

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
OUTER = "".join(chr(n) for n in range(0x3001) if chr(n).isspace()) + INVISIBLE
MARKER = re.compile(r"(?:[•◦▪●■‣∙·–—*+>-]|\(?\d{1,3}[.)]|\(?[a-zក-អ][.)]|\(?[ivx]{2,4}[.)])(?:[^\S\n]+|(?=[•◦▪●‣]))")
GLYPH = re.compile(r"[•◦▪●■‣∙]")
NOTE = re.compile(r"(?:[-–*]\s+)?(?:\[(\d{1,3})\]|(\d{1,2})(?=[A-Z][a-z])|([¹²³⁴⁵⁶⁷⁸⁹⁰]+)|(\d{1,3})\s+(?=See\b))")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph, item or heading: `start` to `end` without outer white space; `body` is where its words begin.

    `body` lies after a list marker ("• ", "1. ", "[3] "). `gap` tells that an empty line or the text's start precedes.
    `note` is the number of a footnote that opens it, or 0.
    """

    start: int
    body: int
    end: int
    gap: bool
    note: int = 0


@lru_cache(maxsize=4)
def units(text: str) -> tuple[Unit, ...]:
    """Cut a text into units, in order and without overlap; nothing but white space lies between them."""
    return tuple(_units(text))


def _units(text: str) -> Iterator[Unit]:
    blocks = list(_blocks(text))
    page = page_width([line for block in blocks for line in block])
    for block in blocks:
        yield from _block(text, block, page)


def _blocks(text: str) -> Iterator[list[Range]]:
    """Yield the runs of lines between empty lines, each line without outer white space."""
    block: list[Range] = []
    at = 0
    for line in text.splitlines(keepends=True):
        left = line.lstrip(OUTER)
        if left:
            start = at + len(line) - len(left)
            block.append((start, start + len(left.rstrip(OUTER))))
        elif block and not (line == "\f" and _runs_on(text, block[-1], at + 1)):
            yield block
            block = []
        at += len(line)
    if block:
        yield block


def _runs_on(text: str, last: Range, after: int) -> bool:
    """Tell whether a sentence goes on over a page break."""
    follows = text[after : after + 80].lstrip(OUTER)
    return follows[:1].islower() and not closed(text, last)


def _block(text: str, lines: list[Range], page: int) -> Iterator[Unit]:
    if len(lines) == 1:
        yield _unit(text, *lines[0], gap=True)
        return
    gap = True
    start, end = lines[0]
    for (here, there), joined in zip(pairwise(lines), joins(text, lines, page), strict=True):
        if not joined or _opens(text, here, there, marked=_unit(text, start, end, gap=gap).body > start):
            yield _unit(text, start, end, gap=gap)
            start, gap = there[0], False
        end = there[1]
    yield _unit(text, start, end, gap=gap)


def _unit(text: str, start: int, end: int, *, gap: bool) -> Unit:
    body = start
    marker = MARKER.match(text, start, end)
    if marker and marker.end() < end:
        body = marker.end()
    number = 0
    note = NOTE.match(text, body, end)
    if note and note.end() < end:
        number = int(next(filter(None, note.groups())).translate(RAISED))
        body = note.end()
        body += len(text[body:end]) - len(text[body:end].lstrip(OUTER + ":"))
    return Unit(start, body, end, gap, number) if body < end else Unit(start, start, end, gap)


def _opens(text: str, here: Range, there: Range, *, marked: bool) -> bool:
    """Tell whether a wrapped line begins an item or note of its own."""
    if GLYPH.match(text, there[0]) or NOTE.match(text, there[0]):
        return True
    ended = closed(text, here) or text[here[1] - 1] == ";"
    return bool(MARKER.match(text, *there)) and (ended or marked)
