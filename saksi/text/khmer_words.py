"""Cuts Khmer into words with khmercut (a conditional random field over clusters; Apache licence), offsets exact."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from threading import Lock
from types import MappingProxyType

from saksi.model.errors import SaksiError
from saksi.model.readers import read_yaml
from saksi.text.khmer import CLUSTER, has_khmer, normalise
from saksi.text.layout import FOLDER
from saksi.text.lines import Range

PIECE = re.compile(r"[^\n.!?។៕៖]+")
RUN = re.compile(r"[\u1780-\u17d3\u17dd]+")
LONGEST = 1_000  # characters that are cut at once
COMPOUND = 5  # clusters from which one word may be several that the model did not part
NOMINAL = ("ការ", "សេចក្តី", "ភាព")
_ONE_AT_A_TIME = Lock()


def words(text: str) -> Iterator[Range]:
    """Yield the ranges of the Khmer words of a normalised text, in order; digits, spaces and signs lie between them."""
    for piece in PIECE.finditer(text):
        for start in range(piece.start(), piece.end(), LONGEST):
            yield from _cut(text, start, min(start + LONGEST, piece.end()))


def parts(word: str) -> list[str]:
    """Return the words inside a long one: known compounds, their parts, and what the model cuts without neighbours."""
    known = _compounds()
    if word in known or len(CLUSTER.findall(word)) < COMPOUND:
        return list(known.get(word, ()))
    inside = [form for form in known if form in word]
    head = next((h for h in NOMINAL if word.startswith(h) and len(word) > len(h)), "")
    inner = [p for p in _tokens(word[len(head) :]) if has_khmer(p)]
    found = [*(inner if len(inner) > 1 or head else ()), *inside, *(part for form in inside for part in known[form])]
    return list(dict.fromkeys(found))


@cache
def _compounds() -> Mapping[str, tuple[str, ...]]:
    """Return the known compounds, each with its parts, as they are written after normalisation."""
    listed = [normalise(one).content.split() for one in read_yaml(FOLDER / "km/compounds.yaml", list[str])]
    return MappingProxyType({"".join(found): tuple(found) for found in listed})


def _cut(text: str, start: int, end: int) -> Iterator[Range]:
    if not RUN.search(text, start, end):
        return
    for token in _tokens(text[start:end]):
        for run in RUN.finditer(token):
            yield start + run.start(), start + run.end()
        start += len(token)


@lru_cache(maxsize=512)
def _tokens(piece: str) -> tuple[str, ...]:
    import khmercut

    _loaded()
    with _ONE_AT_A_TIME:
        found = tuple(khmercut.tokenize(piece)) if piece else ()
    if "".join(found) != piece:  # pragma: no cover - a fault of the library would show here
        raise SaksiError("the segmenter changed the text that it was given")
    return found


@cache
def _loaded() -> None:
    import khmercut

    with _ONE_AT_A_TIME:
        khmercut.load()
