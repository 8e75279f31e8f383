"""Writes the index of the frozen site: keys with the pages that they stand on, and a line about every page.

All files are scripts that hand over one value each, because a browser that reads a site from a disk loads scripts and
nothing else. The keys are the `terms` of the words, cut into files in their order, so that a query needs a few of them
and the beginning of a word lies in one or two.
"""

import json
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files as resources
from itertools import groupby, pairwise

from django.utils import translation

from saksi.publish.edition import Edition
from saksi.publish.search.entries import KINDS, Entry, entries
from saksi.text.khmer import has_khmer
from saksi.text.terms import LONG, MARK, terms

FOLDER = "search"
SHARD = 32_768  # bytes of keys from which the next file begins
SHEET = 24  # lines about pages in one file
File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Group:
    """The pages of one kind: the entries from `first` up to, and without, `past`."""

    kind: str
    first: int
    past: int


@dataclass(frozen=True)
class Index:
    """The index of an edition for the languages of a site."""

    edition: Edition
    languages: Sequence[str]

    @cached_property
    def groups(self) -> list[Group]:
        """The kinds that have a page."""
        kinds = [entry.kind for entry in self._entries[self.languages[0]]]
        return [
            Group(kind, kinds.index(kind), kinds.index(kind) + kinds.count(kind)) for kind in KINDS if kind in kinds
        ]

    def files(self) -> Iterator[File]:
        """Yield the script and every file of the index by its path from the root of the site."""
        yield f"{FOLDER}/search.js", (resources("saksi.publish.search") / "search.js").read_bytes()
        firsts = []
        for number, (first, shard) in enumerate(_shards(self._postings())):
            firsts.append(first)
            yield _handing(f"keys-{number}", shard)
        yield _handing("index", {"firsts": firsts, "sheet": SHEET})
        for language, found in self._entries.items():
            for number, start in enumerate(range(0, len(found), SHEET)):
                yield _handing(f"{language}-{number}", [_line(entry) for entry in found[start : start + SHEET]])

    @cached_property
    def _entries(self) -> dict[str, list[Entry]]:
        found = {}
        for language in self.languages:
            with translation.override(language):
                found[language] = list(entries(self.edition))
        return found

    def _postings(self) -> dict[str, "array[int]"]:
        """Return the numbers of the entries on which each key stands, in order."""
        postings: dict[str, array[int]] = {}
        for number, entry in enumerate(self._entries[self.languages[0]]):
            labels = ((label, "") for found in self._entries.values() for label in found[number].labels)
            for key in keys((*entry.words, *labels)):
                postings.setdefault(key, array("I")).append(number)
        return postings


def keys(said: Iterable[tuple[str, str]]) -> set[str]:
    """Return what words, each with their language, are found by: words, and of Khmer also every three clusters.

    A query of three clusters or more asks for all its threes, a shorter one for a word (see `saksi.text.terms`), so
    that whoever asks needs no segmenter.
    """
    found: set[str] = set()
    for words, lang in said:
        for clusters, group in groupby(terms(words, lang), _is_cluster):
            if clusters:
                run = [term.removeprefix(MARK) for term in group]
                found.update(MARK + "".join(run[at : at + LONG]) for at in range(len(run) - LONG + 1))
            else:
                found.update(map(folded, group))
    return found


def folded(term: str) -> str:
    """Return a term without the accents of its letters; Khmer keeps its vowels."""
    if term.isascii() or has_khmer(term):
        return term
    return "".join(c for c in unicodedata.normalize("NFD", term) if unicodedata.category(c) != "Mn")


def _is_cluster(term: str) -> bool:
    return term[:1] == MARK and has_khmer(term[1:2])


def _shards(postings: dict[str, "array[int]"]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the first key of each file and what the file holds; keys in the order in which scripts compare words."""
    shard: dict[str, str] = {}
    size = 0
    for key in sorted(postings, key=lambda key: key.encode("utf-16-be")):
        numbers = ".".join(f"{after - before:x}" for before, after in pairwise((0, *postings[key])))
        if shard and size + len(numbers) > SHARD:
            yield next(iter(shard)), shard
            shard, size = {}, 0
        shard[key] = numbers
        size += len(key.encode()) + len(numbers)
    if shard:
        yield next(iter(shard)), shard


def _line(entry: Entry) -> list[object]:
    return [entry.to, entry.title, entry.note, entry.quote]


def _handing(name: str, value: object) -> File:
    """Return a script that hands a value over under a name."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{FOLDER}/{name}.js", f'saksi.take("{name}",{written});\n'.encode()
