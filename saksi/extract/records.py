"""What an extractor finds before it becomes statements: values with the ranges of the words that say them."""

from collections.abc import Iterator
from dataclasses import dataclass

from saksi.model.ids import entity_id
from saksi.model.types import Document, Span, Statement, Text

Range = tuple[int, int]
MAX_SPAN = 400


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one property; the first range is the words themselves, later ones are where it comes from.

    Ranges are offsets into the stored text, never into a repaired copy of it.
    """

    prop: str
    value: str
    ranges: tuple[Range, ...]
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Record:
    """One entity that a text speaks of; the first value is the main one (a person's name, an act's type).

    `anchor` is the words that a decision hangs on, free of offsets: for an act its sentence, for a named thing its
    name. `key` tells records with the same anchor apart (an act's type and trigger). `by` is `extractor@version`.
    `lang` is the language of its words where that is not the document's.
    """

    kind: str
    anchor: str
    values: tuple[Value, ...]
    by: str
    key: tuple[str, ...] = ()
    lang: str = ""

    def entity(self, document: str) -> str:
        """Return the id of this entity inside the document with this SHA-256."""
        return entity_id(document, self.kind, self.anchor, *self.key)

    def statements(self, document: Document, text: Text, lang: str, vocabulary: str) -> Iterator[Statement]:
        """Turn every value into a statement; raises EvidenceError for a range outside the text."""
        entity = self.entity(document.sha256)
        anchor = " ".join((self.anchor, *self.key))
        for value in self.values:
            yield Statement.make(
                document=document.sha256,
                entity=entity,
                kind=self.kind,
                anchor=anchor,
                prop=value.prop,
                value=value.value,
                lang=lang,
                spans=tuple(Span.of(text, start, end) for start, end in value.ranges),
                by=self.by,
                confidence=value.confidence,
                vocabulary=vocabulary,
            )
