"""How much was read: documents and publishers of a country and period, and acts per hundred documents.

More documents tell of more acts, so a count that rises may be a monitor that looks closer. The rate stands beside it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from saksi.assess.cells import ALLEGED, NOWHERE, UNDATED, Cell, freedoms, is_counted, labels, periods
from saksi.assess.facts import ActFact, DocumentFact, Facts
from saksi.assess.poisson import interval
from saksi.model.groups import groups

PER = 100
T = TypeVar("T")
_NOBODY: tuple[ActFact, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: reported and alleged acts of a period, freedom or group, beside what was read."""

    key: str
    rate: Rate
    alleged: int


@dataclass(frozen=True, slots=True)
class Told:
    """What pages show of a country: `months` newest first, with unknown months and no date at the end of each year.

    The lines of `freedoms` and of `groups` stand beside everything that was read about the country, as `whole` does.
    """

    whole: Rate
    months: tuple[Line, ...]
    freedoms: tuple[Line, ...]
    groups: tuple[Line, ...] = ()

    @property
    def most_month(self) -> int:
        """Return the largest number of reported and alleged acts of a month, which the bars are drawn to."""
        return max((line.rate.acts + line.alleged for line in self.months), default=0)

    @property
    def most_freedom(self) -> int:
        """Return the largest number of reported and alleged acts under a freedom."""
        return max((line.rate.acts + line.alleged for line in self.freedoms), default=0)


def told(facts: Facts, country: str) -> Told:
    """Set the acts of a country beside what was read about it, by month, by freedom and by group of their victims."""
    documents = [one for one in facts.documents if country in countries(one)]
    own = [act for act in facts.acts if (act.country or NOWHERE) == country]
    acts, alleged = [a for a in own if is_counted(a)], [a for a in own if a.status == ALLEGED]
    published = _by(documents, lambda one: (periods(one.published)[-1],))
    dated, claimed = (_by(found, lambda act: (periods(act.date)[-1],)) for found in (acts, alleged))
    months = sorted(published.keys() | dated.keys() | claimed.keys(), key=_latest_first, reverse=True)

    def lines(keys: Iterable[str], of: Callable[[ActFact], Iterable[str]]) -> tuple[Line, ...]:
        held, said = _by(acts, of), _by(alleged, of)
        return tuple(
            Line(key, rate(held.get(key, _NOBODY), documents), len(said.get(key, ())))
            for key in keys
            if key in held or key in said
        )

    return Told(
        rate(acts, documents),
        tuple(Line(m, rate(dated.get(m, _NOBODY), published.get(m, ())), len(claimed.get(m, ()))) for m in months),
        lines(freedoms(), lambda act: labels(act.type).intersection(freedoms())),
        lines(groups(), lambda act: {one.group for one in act.members}),
    )


def _by(found: Iterable[T], keys: Callable[[T], Iterable[str]]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for one in found:
        for key in keys(one):
            groups.setdefault(key, []).append(one)
    return groups


def _latest_first(period: str) -> str:
    """Sort what has no date after everything, and a year's unknown month after its months, both in reverse."""
    return "" if period == UNDATED else period.replace("XX", "00")


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
