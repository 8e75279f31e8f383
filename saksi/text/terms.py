"""Cuts text into the terms that search compares, for what is stored (`terms`) and for what is asked (`asked`).

Khmer writes no spaces. A text with Khmer in it gives each Khmer word as its segmenter cuts it and, after them, all of
the text as one stream: Khmer in clusters, each marked, everything else in words. A query of three clusters or more asks
for its clusters side by side, which no error of segmentation can lose; a shorter one, which would also stand inside
other words and across them, asks for a word.
"""

import re
import unicodedata

from saksi.text import khmer, khmer_words

VERSION = 2
"""Goes up when other terms are made of the same text: an index made of older ones is then built again."""

MARK = "k"
"""Stands before a cluster, so that a word of one cluster is another term than the cluster; a letter to every index."""

LONG = 3
"""Clusters from which a query is looked up as clusters and not as a word."""

WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"[’']s\b")
UNSEGMENTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
_STREAM = re.compile(rf"(?P<khmer>[\u1780-\u17d3\u17dd]+)|(?P<other>[^\u1780-\u17df{khmer.UNSEEN}]+)")


def terms(text: str, lang: str = "") -> list[str]:
    """Return the terms of a text: NFC, case folded, of letters, digits and the marks that belong to them.

    English possessives lose their ’s; Khmer digits are digits. Scripts without spaces other than Khmer (Thai, Burmese,
    Chinese) are not built yet: their runs are left out rather than passed off as words, so that search says nothing
    about them instead of little.
    """
    if not khmer.has_khmer(text):
        return _plain(text, lang)
    normal = khmer.normalise(text).content
    found = [normal[start:end] for start, end in khmer_words.words(normal)]
    return [*(term for word in found for term in (word, *khmer_words.parts(word))), *_stream(normal, lang)]


def asked(words: str) -> list[str]:
    """Return the terms that must stand side by side where these words of a query stand; see the top of this module."""
    if not khmer.has_khmer(words):
        return _plain(words, "")
    normal = khmer.normalise(words).content
    short = khmer.clusters(normal)
    whole = "".join(short)
    return [whole] if len(short) < LONG and whole == normal.strip() else _stream(normal, "")


def shown(term: str) -> str:
    """Return a term of a query as it stands in a text."""
    return term.removeprefix(MARK) if khmer.has_khmer(term) else term


def _stream(normal: str, lang: str) -> list[str]:
    out: list[str] = []
    for found in _STREAM.finditer(normal):
        out += [MARK + c for c in khmer.clusters(found[0])] if found["khmer"] else _plain(found[0], lang)
    return out


def _plain(text: str, lang: str) -> list[str]:
    folded = unicodedata.normalize("NFC", text).translate(khmer.DIGITS).casefold()
    if lang in ("", "en"):
        folded = POSSESSIVE.sub("", folded)
    return [term for term in _split(folded) if not UNSEGMENTED.search(term)]


def _split(folded: str) -> list[str]:
    if folded.isascii():
        return WORD.findall(folded)
    kept = "".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in folded)
    return kept.split()
