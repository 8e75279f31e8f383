"""Claims as people see them: the value, the words that say it, and what has been decided about it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from saksi.model.types import Decision, Span, Statement
from saksi.model.vocabulary import PropertyType, kind_of, main_prop, property_of
from saksi.store.read import current
from saksi.store.read.record import Record
from saksi.store.read.rulings import Ruling
from saksi.store.read.visibility import Sight


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement under the decisions about its claim."""

    statement: Statement
    ruling: Ruling
    sight: Sight

    @property
    def id(self) -> str:
        """Return what decisions are taken on."""
        return self.statement.claim

    @property
    def label(self) -> str:
        """Return the name of the property."""
        return property_of(self.statement.kind, self.statement.prop).label

    @property
    def value(self) -> str:
        """Return the value that stands: the corrected one, or the document's."""
        return self.sight.words(self.ruling.shown(self.statement.value), self.statement.document)

    @property
    def said(self) -> str:
        """Return the document's value, as it may be read."""
        return self.sight.words(self.statement.value, self.statement.document)

    @property
    def span(self) -> Span:
        """Return the words themselves, as they may be shown."""
        return self._seen(self.statement.spans[0])

    @property
    def sources(self) -> tuple[Span, ...]:
        """Return the words elsewhere that the value comes from, as they may be shown."""
        return tuple(self._seen(span) for span in self.statement.spans[1:])

    @property
    def decision(self) -> Decision | None:
        """Return the last word on whether the claim is right."""
        return self.ruling.judgement

    @property
    def state(self) -> str:
        """Return accept, reject or correct, or nothing while nobody has decided."""
        return self.decision.verdict.value if self.decision else ""

    @property
    def main(self) -> bool:
        """Say whether rejecting this claim takes the whole entity out."""
        return main_prop(self.statement.kind) == self.statement.prop

    def _seen(self, span: Span) -> Span:
        quote = self.sight.quote(span.quote, self.statement.document, span.start)
        return span if self.sight.whole else replace(span, quote=quote)


def of_entities(record: Record, document: str, entities: Iterable[str]) -> dict[str, list[Claim]]:
    """Return the claims about these entities of a document, in the order of the schema, then of the text."""
    return grouped(record, current.statements(current.rows().filter(document=document, entity__in=list(entities))))


def grouped(record: Record, statements: Iterable[Statement]) -> dict[str, list[Claim]]:
    """Group statements by entity; links between entities are left out, a person cannot judge an id.

    So is what the visitor may not see.
    """
    found: dict[str, list[Claim]] = {}
    seen = record.seen(statements)
    record.rulings(s.claim for s in seen)
    for statement in seen:
        if property_of(statement.kind, statement.prop).type is not PropertyType.ENTITY:
            found.setdefault(statement.entity, []).append(of(record, statement))
    return {entity: sorted(claims, key=_order) for entity, claims in found.items()}


def of(record: Record, statement: Statement) -> Claim:
    """Return a statement under the decisions about its claim."""
    return Claim(statement, record.ruling(statement.claim), record.sight)


def find(record: Record, claim: str) -> Claim | None:
    """Return the current statement of a claim; None when no current statement carries it, or it may not be seen."""
    found = current.statements(current.rows().filter(claim=claim))
    return of(record, found[0]) if found and record.seen(found[:1]) else None


def _order(claim: Claim) -> tuple[int, int]:
    properties = list(kind_of(claim.statement.kind).properties)
    return (properties.index(claim.statement.prop), claim.span.start)
