"""Cuts text into the terms that search compares, the same for what is stored and for what is asked."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"[’']s\b")
UNSEGMENTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def terms(text: str, lang: str = "") -> list[str]:
    """Return the terms of a text in order: NFC, case folded, of letters, digits and the marks that belong to them.

    English possessives lose their ’s. Scripts that write no spaces (Khmer, Thai, Burmese, Chinese) are not built yet:
    their runs are left out rather than passed off as words, so that search says nothing about them instead of little.
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    if lang in ("", "en"):
        folded = POSSESSIVE.sub("", folded)
    return [term for term in _split(folded) if not UNSEGMENTED.search(term)]


def _split(folded: str) -> list[str]:
    if folded.isascii():
        return WORD.findall(folded)
    kept = "".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in folded)
    return kept.split()
