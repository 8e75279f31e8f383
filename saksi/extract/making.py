"""Makes statements of records: the last step of extraction, which needs no language model."""

from collections.abc import Iterable, Iterator

from saksi.extract.records import Record
from saksi.model.types import Document, Statement, Text
from saksi.model.vocabulary import VERSION


def statements(document: Document, text: Text, records: Iterable[Record]) -> Iterator[Statement]:
    """Yield the statements of records, each once, in their order; raises EvidenceError for words not in the text."""
    seen: set[str] = set()
    for record in records:
        for statement in record.statements(document, text, record.lang or document.lang, VERSION):
            if statement.id not in seen:
                seen.add(statement.id)
                yield statement
