"""Current statements of documents without their spans, and the places of their main values: what lines are made of."""

from collections.abc import Iterator
from typing import Any

from saksi.model.types import Statement
from saksi.store import models
from saksi.store.read import current
from saksi.store.read.facts import Place

_FIELDS = ("id", "claim", "document_id", "entity", "kind", "prop", "value", "lang", "by", "confidence", "vocabulary")
_MAIN = ("type", "name", "title")


def read(documents: list[str]) -> Iterator[tuple[str, list[Statement], dict[str, Place]]]:
    """Yield each document with its statements in the order of its words, and the places of main values.

    A document without statements comes with none.
    """
    found: dict[str, list[Statement]] = {document: [] for document in documents}
    for row in current.rows().filter(document__in=documents).values_list(*_FIELDS).iterator():
        statement = _statement(row)
        found[statement.document].append(statement)
    places = _places([s.id for statements in found.values() for s in statements if s.prop in _MAIN])
    for document, statements in found.items():
        yield document, sorted(statements, key=lambda s: (places.get(s.id, (0, 0, "")), s.prop, s.id)), places


def _places(statements: list[str]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for part in current.chunks(statements):
        spans = models.Span.objects.filter(position=0, statement__in=part)
        for statement, start, end, quote in spans.values_list("statement", "start", "end", "quote"):
            found[statement] = (start, end, quote)
    return found


def _statement(row: tuple[Any, ...]) -> Statement:
    """Make a statement without its spans, which a line does not need."""
    identity, claim, document, entity, kind, prop, value, lang, by, confidence, vocabulary = row
    return Statement(identity, claim, document, entity, kind, prop, value, lang, (), by, confidence, vocabulary)
