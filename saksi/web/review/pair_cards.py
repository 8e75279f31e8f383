"""Pairs that may be one, as the review shows them: both sides beside each other, each with the words around it."""

from collections.abc import Iterable
from dataclasses import dataclass

from saksi.model.types import Document
from saksi.publish import labels
from saksi.publish.cards import Link
from saksi.store.read import claims, current, documents
from saksi.store.read.facts import ActLine
from saksi.store.read.record import Record
from saksi.store.read.review import Context, context
from saksi.store.read.suggestions import Side, State, Suggestion
from saksi.web.templatetags.saksi import page_of, place

_SAID = frozenset({"name", "title", "type", "status", "country"})  # which the card says already


@dataclass(frozen=True, slots=True)
class PairSide:
    """One end of a pair: what it is called, its words in their context, and what is said of it.

    `joined` counts what its cluster or act holds; `facts` are labels with values, `parties` roles with names.
    """

    entity: str
    title: str
    others: tuple[str, ...]
    to: str
    document: Document
    context: Context
    quote_to: str
    facts: tuple[tuple[str, str], ...]
    parties: tuple[tuple[str, Link], ...]
    joined: int


@dataclass(frozen=True, slots=True)
class PairCard:
    """A suggestion with both its sides; `verdicts` are what can be decided on it now."""

    found: Suggestion
    left: PairSide
    right: PairSide
    verdicts: tuple[str, ...]

    @property
    def sides(self) -> tuple[PairSide, PairSide]:
        """Return both sides, the left one first."""
        return self.left, self.right


def cards(record: Record, found: Iterable[Suggestion]) -> list[PairCard]:
    """Present pairs in their order, with the words of their documents as the visitor may read them."""
    listed = list(found)
    wanted = {side.line.document for one in listed for side in (one.left, one.right)}
    texts = {sha256: record.sight.text(text, sha256) for sha256, text in documents.contents(wanted).items()}
    return [
        PairCard(one, _side(record, one.left, texts), _side(record, one.right, texts), _verdicts(one)) for one in listed
    ]


def _verdicts(one: Suggestion) -> tuple[str, ...]:
    return ("undo",) if one.state in (State.ACCEPTED, State.REFUSED) else ("same", "different")


def _side(record: Record, side: Side, texts: dict[str, str]) -> PairSide:
    line = side.line
    text = texts.get(line.document, "")
    around = context(text, line.start, line.end) if text else Context("", line.quote, "")
    members = current.members(side.entity)
    return PairSide(
        entity=side.entity,
        title=labels.act_type(line.type) if isinstance(line, ActLine) else line.name,
        others=() if isinstance(line, ActLine) else line.others,
        to=page_of("Act", side.entity) if isinstance(line, ActLine) else page_of(line.kind, side.home),
        document=record.document(line.document),
        context=around,
        quote_to=place(line.document, line.start, line.end),
        facts=tuple(_facts(record, side.entity, line.document)),
        parties=tuple(_parties(record, line)) if isinstance(line, ActLine) else (),
        joined=len(record.there(members)),
    )


def _facts(record: Record, entity: str, document: str) -> Iterable[tuple[str, str]]:
    for claim in claims.of_entities(record, document, [entity]).get(entity, ()):
        statement = claim.statement
        if statement.prop not in _SAID and not claim.ruling.rejected:
            yield labels.prop(statement.kind, statement.prop), labels.value(statement.kind, statement.prop, claim.value)


def _parties(record: Record, line: ActLine) -> Iterable[tuple[str, Link]]:
    for party in line.parties:
        home, kind = record.home(party)
        yield party.role, Link(party.name, page_of(kind, home) if home else "")
