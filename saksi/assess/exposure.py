"""How much was read: documents and publishers of a country and period, and acts per hundred documents.

More documents tell of more acts, so a count that rises may be a monitor that looks closer. The rate stands beside it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saksi.assess.cells import NOWHERE, Cell, is_counted, periods
from saksi.assess.facts import ActFact, DocumentFact, Facts
from saksi.assess.poisson import interval

PER = 100


@dataclass(frozen=True, slots=True)
class Rate:
    """Reported acts beside what was read; `value`, `low` and `high` are acts per 100 documents, with 95 % limits.

    The limits take documents as independent and what one tells as one event of its size (see `poisson.interval`).
    Without a document nothing can be said, and all three are None.
    """

    acts: int
    documents: int
    publishers: int
    value: float | None
    low: float | None
    high: float | None


def rate(acts: Sequence[ActFact], documents: Sequence[DocumentFact]) -> Rate:
    """Set reported acts beside the documents read; an act counts with the first document that tells of it."""
    number = len(documents)
    if not number:
        return Rate(len(acts), 0, 0, None, None, None)
    low, high = interval(Counter(act.documents[0] for act in acts).values())
    scale = PER / number
    return Rate(len(acts), number, publishers(documents), len(acts) * scale, low * scale, high * scale)


def publishers(documents: Iterable[DocumentFact]) -> int:
    """Count independent publishers: those that are unknown cannot be told apart, so all of them are one."""
    return len({document.publisher for document in documents})


def is_confirmed(act: ActFact, facts: Facts) -> bool:
    """Say whether two or more known publishers, different ones, report an act."""
    known = {facts.publishers.get(document, "") for document in act.documents} - {""}
    return len(known) > 1


def countries(document: DocumentFact) -> tuple[str, ...]:
    """Return the countries that a document counts as read about, `ZZ` where that is unknown."""
    return tuple(dict.fromkeys(about.country or NOWHERE for about in document.about)) or (NOWHERE,)


def exposed(facts: Facts, cell: Cell) -> list[DocumentFact]:
    """Return the documents about the country of a cell that were published in its period.

    A region has no documents of its own: those about its country could have told of it.
    """
    return [d for d in facts.documents if cell.country in countries(d) and cell.period in periods(d.published)]


def counted(facts: Facts, cell: Cell) -> list[ActFact]:
    """Return the reported acts of a cell."""
    return [act for act in facts.acts if is_counted(act) and cell.takes(act)]
