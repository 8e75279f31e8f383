"""One Khmer text as its extractors see it: normalised, cut into sentences and words, with the way back."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from saksi.extract.khmer.frames import spots
from saksi.extract.khmer.patterns import compiled
from saksi.extract.records import MAX_SPAN, Range
from saksi.model.ids import entity_id
from saksi.model.types import Document, Text
from saksi.packs.khmer import khmer_words
from saksi.packs.pack import Pack
from saksi.text.khmer import has_khmer, normalise
from saksi.text.khmer_words import words
from saksi.text.offsets import Mapped
from saksi.text.sections import PROSE, sections
from saksi.text.sentences import sentences

LETTER = re.compile(r"[^\W\d_]|[\u1780-\u17d3]")
SHARE = 0.3  # of a sentence's letters; Khmer sentences quote names and laws in Latin letters
LATIN = re.compile(r"[A-Za-z]{2,}")
FEWEST = 5  # words of a line that is read as English inside a Khmer text


@dataclass(frozen=True)
class KhmerPage:
    """A text with a normalised copy; every range but those of `range` refers to `content`, the copy."""

    document: Document
    text: Text
    pack: Pack
    mapped: Mapped
    sentences: tuple[Range, ...]

    @classmethod
    def of(cls, document: Document, text: Text, pack: Pack) -> "KhmerPage":
        """Read a text; its sentences are those of its prose that are mostly Khmer."""
        mapped = normalise(text.content)
        prose = [(s.start, s.end) for s in sections(mapped.content) if s.kind in PROSE]
        starts = [start for start, _ in prose]
        cut = tuple(
            (start, end)
            for start, end in sentences(mapped.content)
            if (at := bisect_right(starts, start))
            and start < prose[at - 1][1]
            and mostly_khmer(mapped.content[start:end])
        )
        return cls(document, text, pack, mapped, cut)

    @property
    def content(self) -> str:
        """The normalised text."""
        return self.mapped.content

    def range(self, start: int, end: int) -> Range:
        """Map a range to the stored text, white space at its ends cut off, no longer than a span may be."""
        piece = self.content[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        first, last = self.mapped.original(start, end)
        if last - first > MAX_SPAN:
            last = first + max(self.text.content.rfind(" ", first, first + MAX_SPAN) - first, 1)
        return first, last

    def sentence(self, at: int) -> Range:
        """The sentence that holds a character."""
        index = max(bisect_right(self._sentence_starts, at) - 1, 0)
        return self.sentences[index] if self.sentences else (0, len(self.content))

    def paragraph(self, at: int) -> Range:
        """The line that holds a character."""
        end = self.content.find("\n", at)
        return self.content.rfind("\n", 0, at) + 1, end if end >= 0 else len(self.content)

    def entity(self, kind: str, name: str) -> str:
        """The entity id of a named thing, as its statements carry it."""
        return entity_id(self.document.sha256, kind, name)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def words(self) -> tuple[Range, ...]:
        """The Khmer words of the sentences, in order."""
        found = []
        for start, end in self.sentences:
            found += [(start + a, start + b) for a, b in words(self.content[start:end])]
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.words]

    @cached_property
    def verbs(self) -> tuple[Range, ...]:
        """Where the words of acts stand."""
        return tuple(at for sentence in self.sentences for at, _ in spots(self.content, sentence))

    @cached_property
    def starts(self) -> frozenset[int]:
        """Where words start: as they are cut, and where the words of an act begin and end."""
        return frozenset((*self._starts, *(at for verb in self.verbs for at in verb)))

    def word(self, at: int) -> Range | None:
        """The word at a character, from that character on, at most up to the words of an act; None where none is."""
        index = bisect_right(self._starts, at) - 1
        if index < 0 or self.words[index][1] <= at:
            return None
        verb = bisect_right(self._verb_starts, at)
        limit = self._verb_starts[verb] if verb < len(self._verb_starts) else len(self.content)
        return at, min(self.words[index][1], limit)

    def words_in(self, start: int, end: int) -> tuple[Range, ...]:
        """The words that start inside a range."""
        return self.words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    @cached_property
    def demands(self) -> tuple[Range, ...]:
        """The items of lists that a line of demand such as "សូមអំពាវនាវ…៖" leads to."""
        asks, out, open_ = compiled(khmer_words().grammar.calls), [], False
        for section in sections(self.content):
            words_ = self.content[section.body : section.end]
            item = section.body > section.start
            if item and open_:
                out.append((section.body, section.end))
            elif not item:
                open_ = words_.endswith(("៖", ":")) and asks.search(words_) is not None
        return tuple(out)

    def is_verb(self, at: int) -> bool:
        """Say whether the words of an act begin at a character."""
        return at in self._verbs

    @cached_property
    def _verbs(self) -> frozenset[int]:
        return frozenset(self._verb_starts)

    @cached_property
    def _verb_starts(self) -> list[int]:
        return [start for start, _ in self.verbs]


def mostly_khmer(words_: str) -> bool:
    """Say whether a sentence is Khmer rather than something else with Khmer in it."""
    if not has_khmer(words_):
        return False
    letters = LETTER.findall(words_)
    khmer: int = sum("\u1780" <= letter <= "\u17d3" for letter in letters)
    return bool(khmer >= SHARE * len(letters))


def without(text: Text) -> Text | None:
    """Return a text with blanks for its Khmer lines, so that offsets stay; None when nothing worth reading is left."""
    content = text.content
    left, kept = [], 0
    for line in content.splitlines(keepends=True):
        foreign = not has_khmer(line) and len(LATIN.findall(line)) >= FEWEST
        kept += foreign
        left.append(line if foreign else re.sub(r"[^\r\n]", " ", line))
    return Text(text.document, "".join(left), text.parser) if kept else None
