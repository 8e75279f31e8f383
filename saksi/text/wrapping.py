"""Tells where a line was broken only because its page was no wider, by the lengths of the lines alone."""

from collections.abc import Sequence
from itertools import pairwise

Range = tuple[int, int]

CLOSED = ".!?:"
CLOSERS = "\"'”’»)]"
TIGHT = 0.6  # of a block's line ends must be forced by its width before the block counts as wrapped
RUNNING = 0.3  # of the lines after such ends must begin without a capital, as those of prose do and names do not
NARROWEST = 45  # characters; nobody wraps prose tighter, while lists of names are full of such lines
WIDEST = 160  # characters; longer lines were never broken to fit
FEWEST = 8  # lines from which a page's width can be read off


def page_width(lines: Sequence[Range]) -> int:
    """Return the width that a text's lines are wrapped to, or 0 when they are not: many lines end near one column."""
    lengths = sorted(end - start for start, end in lines)
    if len(lengths) < FEWEST:
        return 0
    width = lengths[-1 - len(lengths) // 50]  # a stray address may stand out
    near = sum(length >= 0.8 * width for length in lengths)
    return width if NARROWEST <= width <= WIDEST and near >= 0.3 * len(lengths) else 0


def joins(text: str, lines: Sequence[Range], page: int) -> list[bool]:
    """Tell for each line end of a block whether the line goes on in the next; `page` is the text's own width or 0."""
    width = max(end - start for start, end in lines)
    slack = width // 8  # proportional type: lines of one width differ in characters
    forced = [_forced(text, here, there, width - slack) for here, there in pairwise(lines)]
    small = sum(one and not text[there[0]].isupper() for one, there in zip(forced, lines[1:], strict=True))
    prose = sum(forced) >= TIGHT * len(forced) and small >= RUNNING * sum(forced)
    if len(lines) == 2 or width < NARROWEST or not prose:
        forced = [_spills(text, here, there, page) for here, there in pairwise(lines)]
    else:
        forced = _without_headings(text, lines, forced, width)
    return [
        one or _broken(text, *pair) or "\f" in text[pair[0][1] : pair[1][0]]
        for one, pair in zip(forced, pairwise(lines), strict=True)
    ]


def closed(text: str, line: Range) -> bool:
    """Tell whether a line ends like a sentence or announces a list."""
    return text[max(line[0], line[1] - 4) : line[1]].rstrip(CLOSERS)[-1:] in CLOSED


def _forced(text: str, here: Range, there: Range, width: int) -> bool:
    """Tell whether the first word of the next line would not have fitted."""
    word = text[there[0] : min(there[1], there[0] + 30)].split(maxsplit=1)[0]
    return here[1] - here[0] + 1 + len(word) > width


def _spills(text: str, here: Range, there: Range, page: int) -> bool:
    """Tell whether a line goes on in the next where most lines of the block do not: a list with one long entry."""
    if closed(text, here):
        return False
    lower = text[there[0]].islower()
    if page:
        return _forced(text, here, there, page * 3 // 4 if lower else page)
    return lower and here[1] - here[0] >= NARROWEST


def _without_headings(text: str, lines: Sequence[Range], forced: list[bool], width: int) -> list[bool]:
    """Take back the joins of a full last line with the heading or list that follows it."""
    out = list(forced)
    for at, (here, there) in enumerate(pairwise(lines)):
        last = at + 1 == len(forced) or not forced[at + 1]
        heading = last and there[1] - there[0] < 0.6 * width and not closed(text, there)
        if closed(text, here) and (heading or (text[here[1] - 1] == ":" and text[there[0]].isupper())):
            out[at] = False
    return out


def _broken(text: str, here: Range, there: Range) -> bool:
    """Tell whether a word was broken at the line's end."""
    return text[here[1] - 1] in "-\u2010" and text[here[1] - 2].islower() and text[there[0]].islower()
