"""Joins the physical lines of a text into the units that a reader sees: paragraphs, list items, headings.

Text from PDF and mail is wrapped: a line ends where the next word did not fit. Text from the web has one unit a line.
Which of the two a block is can be read off its line lengths alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

Range = tuple[int, int]

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
OUTER = "".join(chr(n) for n in range(0x3001) if chr(n).isspace()) + INVISIBLE
MARKER = re.compile(r"(?:[•◦▪●■‣∙·–—*+>-]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{2,4}[.)])(?:[^\S\n]+|(?=[•◦▪●‣]))")
GLYPH = re.compile(r"[•◦▪●■‣∙]")
NOTE = re.compile(r"(?:[-–*]\s+)?(?:\[(\d{1,3})\]|(\d{1,2})(?=[A-Z][a-z])|([¹²³⁴⁵⁶⁷⁸⁹⁰]+)|(\d{1,3})\s+(?=See\b))")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
TIGHT = 0.6  # of a block's line ends must be forced by its width before the block counts as wrapped
NARROWEST = 45  # characters; nobody wraps prose tighter, while lists of names are full of such lines


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
    block: list[Range] = []
    at = 0
    for line in text.splitlines(keepends=True):
        left = line.lstrip(OUTER)
        if left:
            start = at + len(line) - len(left)
            block.append((start, start + len(left.rstrip(OUTER))))
        elif block and not (line == "\f" and _runs_on(text, block[-1], at + 1)):
            yield from _block(text, block)
            block = []
        at += len(line)
    if block:
        yield from _block(text, block)


def _runs_on(text: str, last: Range, after: int) -> bool:
    """Tell whether a sentence goes on over a page break."""
    follows = text[after : after + 80].lstrip(OUTER)
    return follows[:1].islower() and text[last[1] - 1] not in ".!?:"


def _block(text: str, lines: list[Range]) -> Iterator[Unit]:
    if len(lines) == 1:
        yield _unit(text, *lines[0], gap=True)
        return
    gap = True
    start, end = lines[0]
    for (here, there), joins in zip(pairwise(lines), _joins(text, lines), strict=True):
        if not joins or _opens(text, here, there, marked=_unit(text, start, end, gap=gap).body > start):
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


def _joins(text: str, lines: list[Range]) -> list[bool]:
    """Tell for each line end whether the line goes on in the next."""
    pairs = list(pairwise(lines))
    forced = [_continues(text, *lines)] if len(lines) == 2 else _forced(text, lines)
    if max(end - start for start, end in lines) < NARROWEST or sum(forced) < TIGHT * len(forced):
        forced = [False] * len(pairs)
    return [
        one or _broken(text, *pair) or "\f" in text[pair[0][1] : pair[1][0]]
        for one, pair in zip(forced, pairs, strict=True)
    ]


def _forced(text: str, lines: list[Range]) -> list[bool]:
    """Tell for each line end whether the line was broken only because the next word did not fit."""
    width = max(end - start for start, end in lines)
    slack = width // 8  # proportional type: lines of one width differ in characters
    out = []
    for (start, end), (after, last) in pairwise(lines):
        word = text[after : min(last, after + 30)].split(maxsplit=1)[0]
        out.append(end - start + 1 + len(word) > width - slack)
    return out


def _broken(text: str, here: Range, there: Range) -> bool:
    """Tell whether a word was broken at the line's end."""
    return text[here[1] - 1] in "-\u2010" and text[here[1] - 2].islower() and text[there[0]].islower()


def _continues(text: str, here: Range, there: Range) -> bool:
    """Tell whether two lines alone in a block are one sentence cut in two."""
    return text[there[0]].islower() and text[here[1] - 1] not in ".!?:;"


def _opens(text: str, here: Range, there: Range, *, marked: bool) -> bool:
    """Tell whether a wrapped line begins an item or note of its own."""
    if GLYPH.match(text, there[0]) or NOTE.match(text, there[0]):
        return True
    closed = text[here[1] - 1] in ".!?:;"
    return bool(MARKER.match(text, *there)) and (closed or marked)
