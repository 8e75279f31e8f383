"""Makes a copy of a text that a language model can read, with the way back to every stored character.

Web text loses spaces where links stood ("wasarrested"), carries marks of its source (** and [words](address)), breaks
words at line ends. The stored text keeps all of it; the copy does not.
"""

import re
from collections.abc import Iterator

from saksi.text.glue import cuts
from saksi.text.lines import Unit, units
from saksi.text.offsets import Edit, Mapped
from saksi.text.words import Words

SAME_LENGTH = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\t": " ",
        "\u2011": "-",
        "\u2010": "-",
    }
)
TOKEN = re.compile(r"(?<![\w@#/.\\])[^\W\d_]{4,}(?![\w@/\\]|\.\w)")
SIGN = re.compile(r"[\[*_#@.”»\u00ad\u200b\u200e\u200f\u2060\ufeff]")
MARKS = re.compile(
    r"(?P<link>\[(?P<words>[^\[\]\n]{1,300})\]\((?:#|/|https?:|mailto:)?[^()\s]*\))"
    r"|(?P<strong>(?<!\*)\*{2,3}(?=[^\s*])|(?<=[^\s*])\*{2,3}(?!\*)|(?<!\w)__(?=[^\W_])|(?<=[^\W_])__(?!\w))"
    r"|(?P<stress>(?<![\w*])\*(?=[^\s*])(?P<stressed>[^*\n]{1,300}?)(?<=[^\s*])\*(?![\w*]))"
    r"|(?P<heading>(?m:^)\#{1,6}[ ]+)"
    r"|(?P<note>(?<=[\w.,;:!?”\"’'])\[\d{1,3}\](?=[\s.,;:]|$))"
    r"|(?P<soft>\u00ad|\u200b(?![\u1780-\u17ff])|[\u200e\u200f\u2060\ufeff])"
    r"|(?P<after>(?<=\w)[”»](?=[^\W\d_])|(?<=[a-z]{3})\.(?=[A-Z][a-z]+[ ,’']))"
    r"|(?P<before>(?<=[a-z]{2})@(?=[A-Z]\w+(?![\w.]*\.\w)))"
    r"|(?P<image>\.(?:svg|jpe?g|png|gif)(?=[A-Z]))"
)
BREAK = re.compile(
    r"(?P<hyphen>(?<=[a-z])[-\u00ad\u2010][ \t]*(?:\r\n|[\n\r\f])+[ \t]*(?=[a-z]))|[ \t]*\r?[\n\r\f]+[ \t]*"
)
NUMBER = re.compile(r"(?<=[a-z]{4})\d{1,2}(?=[\s.,;:)]|$)")
NUMBERED_NOTE = re.compile(r"(?m:^[^\S\n]*(\d{1,2})(?=[A-Z][a-z]))")


def repair(content: str, words: Words) -> Mapped:
    """Return a readable copy of a text: glued words apart, source marks out, wrapped lines joined, quotes straight.

    Letters are never changed, added or dropped, so that each range of the copy is read from the same letters.
    """
    edits = [*_marks(content), *_breaks(content, words), *_numbers(content), *_glued(content, words)]
    mapped = Mapped.edited(content, edits)
    return Mapped(mapped.content.translate(SAME_LENGTH), mapped.here, mapped.there, mapped.length)


def _marks(content: str) -> Iterator[Edit]:
    for sign in SIGN.finditer(content):
        found = MARKS.match(content, sign.start())
        if not found:
            continue
        start, end = found.span()
        match found.lastgroup:
            case "link":
                yield start, start + 1, ""
                yield found.end("words"), end, ""
            case "stress":
                yield start, start + 1, ""
                yield end - 1, end, ""
            case "after":
                yield end, end, " "
            case "before":
                yield start, start, " "
            case "image":  # a caption is no part of the paragraph that it is glued to
                yield end, end, "\n\n"
            case _:
                yield start, end, ""


def _breaks(content: str, words: Words) -> Iterator[Edit]:
    """Join the lines of a wrapped unit; a hyphen goes where the two halves make one known word."""
    for unit in units(content):
        if not _has_break(content, unit):
            continue
        for found in BREAK.finditer(content, unit.start, unit.end):
            if not found["hyphen"]:
                yield found.start(), found.end(), " "
            elif words.known(_around(content, found.start(), found.end())):
                yield found.start(), found.end(), ""
            else:
                yield found.start() + 1, found.end(), ""


def _has_break(content: str, unit: Unit) -> bool:
    return any(content.find(sign, unit.start, unit.end) >= 0 for sign in "\n\r\f")


def _around(content: str, left: int, right: int) -> str:
    """Return the word whose halves end at `left` and begin at `right`."""
    low, high = left, right
    while low > 0 and content[low - 1].isalpha():
        low -= 1
    while high < len(content) and content[high].isalpha():
        high += 1
    return content[low:left] + content[right:high]


def _numbers(content: str) -> Iterator[Edit]:
    """Drop the number of a footnote that is glued to a word, where the text has a note of that number."""
    notes = frozenset(NUMBERED_NOTE.findall(content))
    if not notes:
        return
    for found in NUMBER.finditer(content):
        if found[0] in notes:
            yield found.start(), found.end(), ""


def _glued(content: str, words: Words) -> Iterator[Edit]:
    seen: dict[str, tuple[int, ...]] = {}
    for found in TOKEN.finditer(content):
        token = found[0]
        if token not in seen:
            seen[token] = cuts(token, words)
        for cut in seen[token]:
            yield found.start() + cut, found.start() + cut, " "
