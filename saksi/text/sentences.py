"""Cuts text into sentences with exact offsets, by what stands around each full stop.

Every candidate (a mark, what closes after it, white space) is judged by the word before and the character after.
"""

import re

from saksi.text.abbreviations import abbreviations
from saksi.text.lines import OUTER, Range, units

MARK = re.compile(
    r"[.!?…។៕။।。！？؟۔]+"
    r"(?:(?<=[a-z”’)\]]\.)\d{1,2}(?=\s+[A-Z“‘\"']))?"
    r"[\"'”’»)\]]*(?:\[\d{1,3}\])*"
    r"(?=\s|(?<=[។៕။。！？]))"
)
GLUED = re.compile(r"(?<=[a-z]{3})\.(?=[A-Z][a-z]+[ ,’'])|\.(?:svg|jpe?g|png|gif)(?=[A-Z])")
ALWAYS = frozenset("។៕။。！？؟۔।")
OPENERS = "\"'“‘«([*_•-–— \t\u00a0"


def sentences(text: str) -> tuple[Range, ...]:
    """Return the ranges of the sentences, in order and disjoint; each is free of outer white space.

    List markers ("• ", "1. ", "[3] ") stay outside. A heading, an item or a line of a list is a sentence of its own.
    """
    out: list[Range] = []
    for unit in units(text):
        out.extend(split(text, unit.body, unit.end))
    return tuple(out)


def split(text: str, start: int, end: int) -> list[Range]:
    """Return the sentences within one paragraph, `text[start:end]`."""
    out: list[Range] = []
    for cut in _cuts(text, start, end):
        piece = text[start:cut]
        left = len(piece) - len(piece.lstrip(OUTER))
        words = piece.strip(OUTER)
        if words:
            out.append((start + left, start + left + len(words)))
        start = cut
    return out


def _cuts(text: str, start: int, end: int) -> list[int]:
    cuts = [found.end() for found in MARK.finditer(text, start, end) if _ends(text, found, start, end)]
    glued = [found.end() for found in GLUED.finditer(text, start, end) if not _in_address(text, found.start())]
    return [*(sorted(cuts + glued) if glued else cuts), end]


def _ends(text: str, found: re.Match[str], start: int, end: int) -> bool:
    """Tell whether a sentence ends at this mark."""
    mark = found[0]
    if mark[0] in ALWAYS:
        return not _khmer_et_cetera(text, found)
    after = text[found.end() : found.end() + 40].lstrip(OPENERS)
    if not after.strip(OUTER) or found.end() >= end:
        return True
    if after[0].islower() or after[0] in ",;:)]":
        return False
    if mark[0] != "." or mark.startswith(".."):
        return mark not in ("…]", "...]", "…)", "...)")
    word = _word_before(text, found.start(), start)
    if word.lower() in abbreviations().titles and _after_capital(text, found.start() - len(word), start):
        return _starts(after)
    return _closes(word, after, first=found.start() - len(word) == start)


def _closes(word: str, after: str, *, first: bool) -> bool:
    """Judge a full stop after `word`; `first` when the word opens its paragraph."""
    low, known = word.lower(), abbreviations()
    if low in known.titles:
        return False
    if low in known.numbered:
        return not after[0].isdigit() and (word.islower() or not after[:1].isalpha() or _starts(after) or low == "no")
    if first and (word.isdigit() or len(word) == 1):
        return False
    if (
        low in known.open_ended
        or (len(word) == 1 and word.isupper())
        or ("." in word and len(word) <= 7 and word.isupper())
    ):
        return _starts(after)
    return True


def _after_capital(text: str, at: int, start: int) -> bool:
    """Tell whether a capitalised word precedes: what looks like a title may be the end of a name (Hun Sen)."""
    words = text[max(start, at - 30) : at].split()
    return bool(words) and words[-1][0].isupper()


def _starts(after: str) -> bool:
    word = after.split(maxsplit=1)[0].rstrip(",.’'")
    return word in abbreviations().starters


def _word_before(text: str, at: int, start: int) -> str:
    """Return the letters, digits and inner full stops that lie right before an offset."""
    low = at
    while low > start and (text[low - 1].isalnum() or text[low - 1] == "."):
        low -= 1
        if at - low > 12:
            break
    return text[low:at]


def _khmer_et_cetera(text: str, found: re.Match[str]) -> bool:
    """Tell whether this is a mark of ។ល។ (and so on), after which a sentence goes on more often than not."""
    at = found.start()
    return text[at : at + 3] == "។ល។" or text[max(0, at - 2) : at + 1] == "។ល។"


def _in_address(text: str, at: int) -> bool:
    """Tell whether an offset lies within a web or mail address."""
    low = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
    chunk = text[low : at + 30].split(maxsplit=1)[0]
    return any(sign in chunk for sign in ("/", "@", "www", "_"))
