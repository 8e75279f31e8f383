"""One text as the extractors see it: repaired, cut into sections and sentences, parsed, with the named things in it."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from saksi.extract.records import MAX_SPAN, Range
from saksi.model.ids import entity_id
from saksi.model.types import Document, Text
from saksi.packs.pack import Pack
from saksi.text.offsets import Mapped
from saksi.text.sections import Section


@dataclass(frozen=True, slots=True)
class Named:
    """A person or an organisation of one document with every place that names it.

    `mentions` and the ranges of `facts` are offsets into the repaired text; the first mention is the one shown.
    `facts` maps a property of the kind (role, type, country…) to its value and the words that say it.
    """

    kind: str
    name: str
    mentions: tuple[Range, ...]
    variants: tuple[str, ...] = ()
    acronym: str = ""
    facts: tuple[tuple[str, str, Range], ...] = ()
    confidence: float = 0.9

    def fact(self, prop: str) -> str:
        """Return the value of a property, empty when the document does not say it."""
        return next((value for name, value, _ in self.facts if name == prop), "")


@dataclass(frozen=True, slots=True)
class Cited:
    """A law or provisions of a law as cited: the words, the law's title, the article numbers and the acronym.

    `at` is a range of the repaired text; `articles` is empty where the law is cited as a whole.
    """

    words: str
    title: str
    at: Range
    articles: tuple[str, ...] = ()
    acronym: str = ""
    type: str = ""


@dataclass(frozen=True)
class Page:
    """A text before anything is found in it; `doc` and all ranges but those of `text` refer to `mapped.content`."""

    document: Document
    text: Text
    pack: Pack
    mapped: Mapped
    sections: tuple[Section, ...]
    sentences: tuple[Range, ...]
    doc: Doc

    @property
    def content(self) -> str:
        """The repaired text."""
        return self.mapped.content

    def original(self, start: int, end: int) -> Range:
        """Map a range of the repaired text to the stored text, white space at its ends cut off."""
        words = self.content[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return self.mapped.original(start, end)

    def range(self, start: int, end: int) -> Range:
        """Map a range as `original` does, cut at a word's end to the longest span that may be stored."""
        first, last = self.original(start, end)
        if last - first > MAX_SPAN:
            words = self.text.content[first : first + MAX_SPAN]
            last = first + max(words.rfind(" "), words.rfind("\n"), 1)
        return first, last

    def span(self, words: Span | Token) -> Range:
        """Range in the stored text of tokens of `doc`."""
        if isinstance(words, Token):
            return self.range(words.idx, words.idx + len(words))
        return self.range(words.start_char, words.end_char)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _offsets(self) -> list[int]:
        offsets: list[int] = self.doc.to_array(["IDX"]).tolist()
        return offsets

    def token(self, at: int) -> Token:
        """The token that holds a character of the repaired text, or the last one before it."""
        # Doc.char_span would write out the whole text at each call.
        return self.doc[max(bisect_right(self._offsets, at) - 1, 0)]

    def words(self, start: int, end: int) -> Span:
        """The tokens that hold the characters of a range of the repaired text."""
        return self.doc[self.token(start).i : self.token(max(end - 1, start)).i + 1]

    def sentence(self, at: int) -> Range:
        """The sentence that holds a character of the repaired text."""
        index = max(bisect_right(self._starts, at) - 1, 0)
        return self.sentences[index] if self.sentences else (0, len(self.content))


@dataclass(frozen=True)
class Reading(Page):
    """A page with the people, organisations and provisions that it names."""

    people: tuple[Named, ...] = field(default=())
    organisations: tuple[Named, ...] = field(default=())
    provisions: tuple[Cited, ...] = field(default=())

    @cached_property
    def _index(self) -> list[tuple[int, int, Named]]:
        return sorted(
            ((a, b, named) for named in (*self.people, *self.organisations) for a, b in named.mentions),
            key=lambda row: (row[0], row[1], row[2].kind, row[2].name),
        )

    @cached_property
    def _index_starts(self) -> list[int]:
        return [start for start, _, _ in self._index]

    def within(self, start: int, end: int) -> list[tuple[Range, Named]]:
        """All mentions of named things that overlap a range of the repaired text, in order."""
        index, found = bisect_right(self._index_starts, end - 1), []
        for a, b, named in reversed(self._index[max(index - 60, 0) : index]):
            if b > start:
                found.append(((a, b), named))
        return found[::-1]

    def named(self, words: Token | Span) -> Named | None:
        """The person or organisation whose mention holds these tokens, None when they name nothing known."""
        start, end = (
            (words.idx, words.idx + len(words)) if isinstance(words, Token) else (words.start_char, words.end_char)
        )
        return next((named for (a, b), named in self.within(start, end) if a <= start and end <= b), None)

    def entity(self, named: Named) -> str:
        """The entity id of a named thing, as its statements carry it."""
        return entity_id(self.document.sha256, named.kind, named.name)


def inside(at: Range, ranges: Iterable[Range]) -> bool:
    """Whether a range overlaps any of the ranges."""
    return any(a < at[1] and at[0] < b for a, b in ranges)
