"""How a text is laid out with what was found in it, and which measure counts a choice of acts; pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from saksi.assess.cells import ALLEGED, parse
from saksi.assess.indicators import INDICATOR
from saksi.store.read.documents import Found
from saksi.text.sections import sections
from saksi.web.explore.choosing import Asked

_WIDEST = 10_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters under the same findings: `act` and `name` are those it belongs to, if any.

    `anchor` is the offset that addresses point to, when findings begin here; `shown` marks the words asked for.
    """

    text: str
    act: Found | None
    name: Found | None
    shown: bool
    anchor: int | None


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a text: title, heading, paragraph, item, note… (see `saksi.text.sections.Kind`)."""

    kind: str
    pieces: tuple[Piece, ...]


def shown(start: str, end: str) -> tuple[int, int] | None:
    """Read the range of words that an address asks for; None when it asks for none."""
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        return None
    first, last = int(start), int(end)
    return (first, last) if first < last and last - first <= _WIDEST else None


def layout(content: str, found: Sequence[Found], asked: tuple[int, int] | None) -> list[Block]:
    """Cut a text into paragraphs and these into pieces, so that every finding begins and ends at a piece."""
    ordered = sorted(found, key=lambda f: (f.start, -f.end))
    starts = [f.start for f in ordered]
    longest = max((f.end - f.start for f in ordered), default=0)
    anchors = {f.start for f in ordered} | ({asked[0]} if asked else set())
    blocks = []
    for unit in sections(content):
        low, high = bisect_left(starts, unit.start - longest), bisect_right(starts, unit.end)
        inside = [f for f in ordered[low:high] if f.end > unit.start and f.start < unit.end]
        pieces = tuple(_pieces(content, unit.start, unit.end, inside, asked, anchors))
        blocks.append(Block(unit.kind.value, pieces))
    return blocks


def measure(asked: Asked) -> str:
    """Return the id of the measure that counts a choice, for `saksi why`; empty when no measure does."""
    what = {"reported": INDICATOR, ALLEGED: ALLEGED}.get(asked.status)
    beyond = asked.since or asked.until or asked.source or asked.province
    if what is None or not asked.country or beyond:
        return ""
    cuts = (what, asked.type, asked.freedom, asked.group)
    cell = parse(f"{'.'.join(filter(None, cuts))}:{asked.country}:{asked.period or 'all'}")
    return cell.id if cell else ""


def _pieces(
    content: str, start: int, end: int, found: list[Found], asked: tuple[int, int] | None, anchors: set[int]
) -> list[Piece]:
    cuts = {start, end} | {edge for f in found for edge in (f.start, f.end)} | set(asked or ())
    edges = sorted(cut for cut in cuts if start <= cut <= end)
    pieces = []
    for here, there in pairwise(edges):
        covering = [f for f in found if f.start <= here and there <= f.end]
        pieces.append(
            Piece(
                text=content[here:there],
                act=_narrowest([f for f in covering if f.kind == "Act"]),
                name=_narrowest([f for f in covering if f.kind != "Act"]),
                shown=asked is not None and asked[0] <= here and there <= asked[1],
                anchor=here if here in anchors else None,
            )
        )
    return pieces


def _narrowest(found: list[Found]) -> Found | None:
    return min(found, key=lambda f: (f.end - f.start, f.id), default=None)
