"""Tells the parts of a text apart: title, headings, prose, lists, captions, signatories, notes, contacts, furniture.

Each rule looks at how lines are laid out and at a few phrases of `layout.yaml`; none knows a document.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import zip_longest

from saksi.model.ids import fold
from saksi.text import dateline
from saksi.text.layout import patterns
from saksi.text.lines import Unit, units
from saksi.text.sentences import split

MENU = re.compile(r"\S\s{3,}\S")
PAGE = re.compile(
    r"(?:(?:page|p\.|página|pagina|seite)\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|de|von|/)\s*\d{1,4})?", re.I
)
BROWSER = re.compile(
    r"\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}(?: ?[AP]M)?\b|[a-z]+://\S+\s+\d+/\d+$"
)  # its print margins
RULE = re.compile(r"[\W_]+")
REACH = re.compile(r"(?i)\b(?:tel|phone|telephone|fax|mobile|whatsapp|signal|hotline|e-?mail)\b\s*[.:]|\S@\w[\w-]*\.\w")
PHONE = re.compile(r"\+\d[\d\s().-]{6,}\d")
IMAGE = re.compile(r".{0,100}?\.(?:svg|jpe?g|png|gif)(?=[A-Z])")
FILE = re.compile(r"\.(?:svg|jpe?g|png|gif|webp)$", re.I)
CITED = re.compile(r"(?<![\s\]])(?:\s*\[\d{1,3}\])+\s*$")  # from where a run begins, or it takes quadratic time
CLOSED = ".!?…:;,。។៕"
OPENERS = "\"'“‘«(["
CLOSERS = "\"'”’»)]"
LONGEST_HEADING = 20  # words
LONGEST_TITLE = 45
LONGEST_FURNITURE = 30
LONGEST_NAME = 30
FEWEST_NAMES = 3  # in a list of signatories right after the words that announce it
FEWEST_FAR_NAMES = 5  # when the announcement stands elsewhere in the text


class Kind(StrEnum):
    """What a part of a text is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    SIGNATORY = "signatory"
    NOTE = "note"
    CONTACT = "contact"
    FURNITURE = "furniture"
    DATELINE = "dateline"


PROSE = frozenset({Kind.TITLE, Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.CAPTION})


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a text, `start` to `end` without outer white space; its words begin at `body`, after a marker."""

    kind: Kind
    start: int
    end: int
    body: int


@dataclass(slots=True)
class Line:
    """A unit under judgement: its words, folded words, and the kind once it is known."""

    unit: Unit
    words: str
    folded: str
    kind: Kind | None = None

    @property
    def count(self) -> int:
        """Number of words."""
        return self.folded.count(" ") + 1

    @property
    def closed(self) -> bool:
        """Whether it ends like a sentence or announces something."""
        return CITED.sub("", self.words).rstrip(CLOSERS)[-1:] in CLOSED

    @property
    def marked(self) -> bool:
        """Whether a list marker stands before it."""
        return self.unit.body > self.unit.start


@lru_cache(maxsize=4)
def sections(text: str) -> tuple[Section, ...]:
    """Return the parts of a text in order; every character but white space lies in exactly one of them."""
    lines = [_line(text, unit) for unit in _parted(text)]
    for judge in (_furniture, _datelines, _signatories, _notes, _contacts, _items, _captions, _title, _headings):
        judge(lines)
    return tuple(Section(line.kind or Kind.PARAGRAPH, line.unit.start, line.unit.end, line.unit.body) for line in lines)


def _parted(text: str) -> Iterator[Unit]:
    """Yield the units, an image's file name apart from the paragraph it is glued to."""
    for unit in units(text):
        image = IMAGE.match(text, unit.body, unit.end)
        if image and image.end() < unit.end:
            yield Unit(unit.start, unit.body, image.end(), unit.gap)
            yield Unit(image.end(), image.end(), unit.end, True)
        else:
            yield unit


def _line(text: str, unit: Unit) -> Line:
    words = text[unit.body : unit.end]
    return Line(unit, words, fold(words))


def _groups(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield the runs of lines without an empty line between them."""
    group: list[Line] = []
    for line in lines:
        if line.unit.gap and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _furniture(lines: list[Line]) -> None:
    """Mark page numbers, rules, menus, newsletter and cookie notes, and lines that return on page after page."""
    known = patterns()
    seen = Counter(_masked(line) for line in lines if line.count <= 12)
    lead = False
    for at, line in enumerate(lines):
        short = line.count <= LONGEST_FURNITURE
        phrase = short and (known.furniture_start.match(line.folded) or known.furniture_whole.match(line.folded))
        bare = RULE.fullmatch(line.words) or PAGE.fullmatch(line.words) or (short and BROWSER.match(line.words))
        menu = at < 5 and line.count <= 12 and not line.closed and MENU.search(line.words)
        header = seen[_masked(line)] >= 3 and line.count <= 12 and not line.marked and not line.closed
        if phrase or bare or menu or header or (lead and short):
            line.kind = Kind.FURNITURE
        lead = bool(known.furniture_leads.match(line.folded))


def _masked(line: Line) -> str:
    return re.sub(r"\d+", "#", line.folded)


def _datelines(lines: list[Line]) -> None:
    for line in lines:
        if line.kind is None and line.count <= 12 and dateline.only_date(line.words):
            line.kind = Kind.DATELINE


def _signatories(lines: list[Line]) -> None:
    """Mark the lines of names that an "undersigned", "endorsed by" or "Sincerely" leads to."""
    announced, near, at = False, -9, 0
    while at < len(lines):
        size = _names_from(lines, at)
        if (size >= FEWEST_NAMES and at - near <= 3) or (size >= FEWEST_FAR_NAMES and announced):
            for line in lines[at : at + size]:
                line.kind = Kind.SIGNATORY
        for line in lines[at : at + max(size, 1)]:
            announced = announced or bool(patterns().signatory_leads.search(line.folded))
            near = at if _leads(line) else near
            at += 1


def _names_from(lines: list[Line], at: int) -> int:
    """Count the name lines from here on; an empty line ends a list that had none so far."""
    size, spaced = 0, False
    while at + size < len(lines) and _is_name(lines[at + size]):
        gap = lines[at + size].unit.gap
        if size == 1:
            spaced = gap
        elif size > 1 and gap and not spaced:
            break
        size += 1
    return size


def _is_name(line: Line) -> bool:
    """Tell whether a line reads like a name: short, no sentence, most of its longer words capitalised."""
    if line.kind is not None or line.count > LONGEST_NAME or (line.closed and line.words[-1] not in ".,;"):
        return False
    if (line.words[-1] in ".;" and line.count > 8) or not (line.words[0].isalnum() or line.words[0] in OPENERS):
        return False
    if patterns().sentence_words.search(line.folded) or (line.count <= 3 and _leads(line)):
        return False
    head = re.split(r",| [-–—] |\(", line.words)[0].split() or line.words.split()
    long = [word.strip("\"'“‘(") for word in head if len(word.strip("\"'“‘(),.")) > 3] or head[:1]
    capital = sum(1 for word in long if word[:1].isupper() or word[:1].isdigit())
    return capital * 2 >= len(long) and not (line.words[0].islower() and capital < len(long))


def _leads(line: Line) -> bool:
    known = patterns()
    return bool(known.signatory_leads.search(line.folded) or known.signature_leads.search(line.folded))


def _notes(lines: list[Line]) -> None:
    """Mark what follows a heading such as "Endnotes", and numbered notes that begin with the first."""
    headed = numbered = False
    heads = patterns().note_heads
    numbers = [0 if line.kind else line.unit.note for line in lines]
    first = next((at for at, number in enumerate(numbers) if number == 1), len(lines))
    for at, line in enumerate(lines):
        headed = headed or (at > 0 and bool(heads.match(line.folded)))
        numbered = bool(at >= first and numbers[at]) or (numbered and not line.unit.gap)
        if line.kind is None and (headed or numbered):
            line.kind = Kind.NOTE


def _contacts(lines: list[Line]) -> None:
    """Mark "Media contact:" and what hangs on it, addresses, and lines with a telephone or mail address."""
    lead = patterns().contact_leads
    hanging = False
    for line in lines:
        if line.kind is not None:
            hanging = hanging and line.kind is not Kind.NOTE
            continue
        opens = line.count <= LONGEST_FURNITURE and bool(lead.match(line.folded))
        reach = bool(REACH.search(line.words) or PHONE.search(line.words)) and line.count <= LONGEST_FURNITURE
        hangs = hanging and (line.marked or (line.count <= 8 and not line.closed))
        if opens or reach or hangs:
            line.kind = Kind.CONTACT
        hanging = opens or hangs or (hanging and reach)
    _addresses(lines)


def _addresses(lines: list[Line]) -> None:
    """Spread a contact over its block of short lines and over like blocks beside it."""
    groups = list(_groups(lines))
    short = [len(group) > 1 and all(line.count <= 8 for line in group) for group in groups]
    hit = [
        some and any(line.kind is Kind.CONTACT and REACH.search(line.words) for line in group)
        for some, group in zip(short, groups, strict=True)
    ]
    for at, group in enumerate(groups):
        beside = short[at] and any(hit[max(0, at - 1) : at + 2])
        for line in group if beside else ():
            line.kind = line.kind or Kind.CONTACT


def _items(lines: list[Line]) -> None:
    """Mark list items; a lone marker on a text's first line is decoration."""
    content = [line for line in lines if line.kind is None]
    for at, line in enumerate(content):
        alone = at == 0 and (len(content) == 1 or not content[1].marked)
        if line.marked and not alone:
            line.kind = Kind.ITEM


def _captions(lines: list[Line]) -> None:
    """Mark the words under pictures: credits, file names, scraps that are no sentence, and a name before a heading."""
    marks = patterns().caption_marks
    for line in lines:
        if line.kind is not None or line.closed or line.count > LONGEST_HEADING + 5:
            continue
        scrap = line.words[0].islower() and line.count <= 8
        if marks.search(line.folded) or FILE.search(line.words) or scrap:
            line.kind = Kind.CAPTION
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if line.kind is not None or line.closed or before.kind is not None:
            continue
        heads = before.closed and after.kind is None and after.words.endswith("?")
        if (after.kind is Kind.CAPTION and line.count <= 6) or (heads and line.count <= 4 and _is_name(line)):
            line.kind = Kind.CAPTION


def _title(lines: list[Line]) -> None:
    """Mark the title: the first line that is neither furniture nor a genre, unless it is a closed sentence."""
    genres = patterns().genres
    for line in lines[:40]:
        if line.kind is None and genres.match(line.folded):
            line.kind = Kind.HEADING
        elif line.kind is None:
            if line.count <= LONGEST_TITLE and (not line.closed or line.words.rstrip(CLOSERS)[-1] in "?!"):
                line.kind = Kind.TITLE
            return


def _headings(lines: list[Line]) -> None:
    """Mark short lines that are no sentence, and questions that stand alone as in interviews."""
    for line, after in zip_longest(lines, lines[1:]):
        if line.kind is not None or not line.folded:
            continue
        if not line.closed:
            opens = after is not None and after.kind in (None, Kind.ITEM)
            heading = line.count <= LONGEST_HEADING and (opens or not patterns().sentence_words.search(line.folded))
        elif line.words.endswith(":"):
            heading = line.count <= (2 if after and after.kind is Kind.ITEM else 8)
        else:
            heading = line.words.endswith("?") and line.count <= 40 and len(split(line.words, 0, len(line.words))) == 1
        if heading:
            line.kind = Kind.HEADING
