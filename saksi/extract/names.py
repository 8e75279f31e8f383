"""Runs of capitalised words: the raw material of every name, and how two spellings of a name compare."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from saksi.extract.records import Range

WORD = re.compile(r"(?:[A-Z]\.){2,}|@?[^\W\d_][\w]*(?:[’'\-‑][^\W_][\w]*)*(?:(?<=\b[A-Z])\.)?")
GAPS = (" ", "  ", "   ", "\u00a0")
# "Abd el-Fattah", "al-Jazeera": the Arabic article keeps its small letter inside a name.
ARTICLE = re.compile(r"(?:al|el|ul|ad|ar|as|ash|az|ed)[-‑][A-Z]")
POSSESSIVE = re.compile(r"[’']s$|-(?:led|backed|era|linked|aligned|owned|run|based|born|elect|controlled)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place; `owns` when an ending such as ’s or -led stood behind it (the ending is cut off)."""

    text: str
    start: int
    end: int
    owns: bool = False

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter, behind an Arabic article or not."""
        return self.text[0].isupper() or bool(ARTICLE.match(self.text))


@lru_cache(maxsize=2)  # several questions ask for the words of one text
def words(content: str) -> tuple[Word, ...]:
    """All words of a text, possessive endings cut off."""
    return tuple(_word(m) for m in WORD.finditer(content))


def _word(match: re.Match[str]) -> Word:
    text = match.group()
    owner = POSSESSIVE.search(text)
    if owner:
        text = text[: owner.start()]
    return Word(text, match.start(), match.start() + len(text), bool(owner))


def runs(content: str, particles: frozenset[str]) -> Iterator[list[Word]]:
    """Longest runs of capitalised words with only single spaces between; `particles` may stand inside."""
    run: list[Word] = []
    for word in words(content):
        joined = bool(run) and not run[-1].owns and content[run[-1].end : word.start] in GAPS
        if not joined and run:
            yield from _closed(run)
            run = []
        if word.capital or word.text.startswith("@") or (run and word.text in particles):
            run.append(word)
        elif run:
            yield from _closed(run)
            run = []
    yield from _closed(run)


def _closed(run: list[Word]) -> Iterator[list[Word]]:
    while run and not (run[-1].capital or run[-1].text.startswith("@")):
        run = run[:-1]
    if run:
        yield run


@lru_cache(maxsize=4_096)  # a text says few names, and each is asked for many times
def fold(name: str) -> str:
    """A name in comparable form: lower case, Latin accents off, hyphens and apostrophes as spaces or nothing."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    bare = re.sub(r"[’'`.]", "", bare)
    return " ".join(re.sub(r"[\-‑–_/,:]", " ", bare).split())


def parts(name: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(fold(name).split())


def alike(a: str, b: str) -> float:
    """Likeness of two folded names, 0 to 1, whatever the order of their words."""
    straight = SequenceMatcher(None, a, b, autojunk=False).ratio()
    turned = SequenceMatcher(None, " ".join(sorted(a.split())), " ".join(sorted(b.split())), autojunk=False).ratio()
    return max(straight, turned)


def cover(run: list[Word]) -> Range:
    """Range of a run."""
    return run[0].start, run[-1].end
