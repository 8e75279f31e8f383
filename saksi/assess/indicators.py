"""Counts of acts and what was read beside them, each a Measure with the claims that make it up.

Only what a source reports to have taken place counts (see `docs/ontology.md`, status); alleged acts have counts of
their own. What each id means stands in `saksi.assess.cells`, how rates are made in `docs/methods/counts.md`:

- `acts`, `alleged`: act reports with that status; reports of one event in several documents are several, unless they
  were matched to one act.
- `victims`: the least number of people to whom reported acts were done; who was arrested and then charged counts twice.
- `confirmed`: reported acts that two or more known and different publishers report.
- `share`: the percentage of reported acts that are confirmed; asked for by its id, and not listed.
- `documents`, `publishers`: what was read about the country, by the date of publication; unknown publishers are one.
- `detained`, `laws`: what lasts, counted from cases and laws (see `saksi.flows.lasting`).
- `rate`: reported acts per 100 documents of the same country and period.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from saksi.assess.cells import (
    ALLEGED,
    NOWHERE,
    OF_ACTS,
    OF_DOCUMENTS,
    RATE,
    SHARE,
    Cell,
    cells,
    is_counted,
    members,
    parse,
    periods,
)
from saksi.assess.exposure import Rate, countries, exposed, is_confirmed, publishers, rate
from saksi.assess.facts import ActFact, DocumentFact, Facts
from saksi.model.types import Measure

__all__ = ["INDICATOR", "NOWHERE", "acts_of", "count", "documents_of", "measure", "rates"]

INDICATOR = "acts"


def count(facts: Facts, kinds: Collection[str] = (*OF_ACTS, *OF_DOCUMENTS)) -> list[Measure]:
    """Return every listed measure that is not zero, and the rates wherever something was read; in order of their ids.

    `kinds` keeps it to some, by the first word of the id. The order of acts and documents in `facts` does not matter.
    """
    found: list[Measure] = []
    for what in OF_ACTS:
        if what in kinds and what != RATE:
            found.extend(_of_acts(cell, acts) for cell, acts in _grouped(_eligible(facts, what), what).items())
    read = _read(facts)
    for cell, documents in read.items():
        both = (Cell(what, (), cell.place, cell.period) for what in OF_DOCUMENTS if what in kinds)
        found.extend(_of_documents(one, documents) for one in both)
    if RATE in kinds:
        found.extend(_rate(*whole) for whole in _rated(_grouped(_eligible(facts, INDICATOR), INDICATOR), read))
    return sorted(found, key=lambda one: one.id)


def measure(facts: Facts, identity: str) -> Measure | None:
    """Return the measure with this id; None when the id is none, or nothing counts there."""
    cell = parse(identity)
    if cell is None:
        return None
    if cell.what in OF_DOCUMENTS:
        documents = exposed(facts, cell)
        return _of_documents(cell, documents) if documents else None
    acts = acts_of(facts, cell)
    if cell.what == RATE:
        documents = exposed(facts, cell)
        return _rate(cell, acts, documents) if documents else None
    if cell.what == SHARE:
        return _share(cell, acts, facts) if acts else None
    return _of_acts(cell, acts) if acts else None


def rates(facts: Facts) -> dict[str, Rate]:
    """Return every listed rate with its limits by its id."""
    groups = _grouped(_eligible(facts, INDICATOR), INDICATOR)
    return {cell.id: rate(acts, documents) for cell, acts, documents in _rated(groups, _read(facts))}


def acts_of(facts: Facts, cell: Cell) -> list[ActFact]:
    """Return the acts behind a measure, none behind a count of documents."""
    return [act for act in _eligible(facts, cell.what) if cell.takes(act)]


def documents_of(facts: Facts, cell: Cell) -> list[DocumentFact]:
    """Return the documents behind a count of documents or publishers, or below a rate."""
    return exposed(facts, cell) if cell.what in (*OF_DOCUMENTS, RATE) else []


def _eligible(facts: Facts, what: str) -> Iterator[ActFact]:
    """Yield the acts that a kind of measure counts."""
    tests: Mapping[str, Callable[[ActFact], bool]] = {
        INDICATOR: is_counted,
        RATE: is_counted,
        SHARE: is_counted,
        ALLEGED: lambda act: act.status == ALLEGED,
        "victims": lambda act: is_counted(act) and act.victims > 0,
        "confirmed": lambda act: is_counted(act) and is_confirmed(act, facts),
    }
    test = tests.get(what)
    return (act for act in facts.acts if test is not None and test(act))


def _grouped(acts: Iterable[ActFact], what: str) -> dict[Cell, list[ActFact]]:
    found: dict[Cell, list[ActFact]] = defaultdict(list)
    for act in acts:
        for cell in cells(act, what):
            found[cell].append(act)
    return found


def _read(facts: Facts) -> dict[Cell, list[DocumentFact]]:
    """Group the documents by country and period."""
    found: dict[Cell, list[DocumentFact]] = defaultdict(list)
    for document in facts.documents:
        for country in countries(document):
            for period in periods(document.published):
                found[Cell("documents", (), country, period)].append(document)
    return found


def _rated(
    groups: Mapping[Cell, Sequence[ActFact]], read: Mapping[Cell, list[DocumentFact]]
) -> Iterator[tuple[Cell, Sequence[ActFact], list[DocumentFact]]]:
    """Yield every listed count of a whole country with what was read about it, and none told where something was."""
    wanted = {Cell("acts", (), cell.place, cell.period) for cell in read}
    wanted.update(cell for cell in groups if cell.place == cell.country)
    for cell in wanted:
        documents = read.get(Cell("documents", (), cell.place, cell.period))
        if documents:
            yield Cell(RATE, cell.cuts, cell.place, cell.period), groups.get(cell, ()), documents


def _of_acts(cell: Cell, acts: Sequence[ActFact]) -> Measure:
    people = cell.what == "victims"
    value = sum(_people(act, cell) for act in acts) if people else len(acts)
    more = (claim for act in acts for claim in act.victim_claims) if people and not cell.groups else ()
    return _made(cell, value, _claims(cell, acts).union(more))


def _people(act: ActFact, cell: Cell) -> int:
    """Return how many people an act was done to at least: all of them, or those in the groups of a cell."""
    if not cell.groups:
        return act.victims
    return sum({one.party: one.people for one in members(act, cell.groups)}.values())


def _claims(cell: Cell, acts: Iterable[ActFact]) -> set[str]:
    """Return the claims of acts, and those that say that their victims are in the groups of a cell."""
    held = list(acts)
    told = (one for act in held for one in members(act, cell.groups)) if cell.groups else ()
    return {claim for act in held for claim in act.claims}.union(claim for one in told for claim in one.claims)


def _of_documents(cell: Cell, documents: Sequence[DocumentFact]) -> Measure:
    value = publishers(documents) if cell.what == "publishers" else len(documents)
    return _made(cell, value, _country_claims(cell, documents))


def _rate(cell: Cell, acts: Sequence[ActFact], documents: Sequence[DocumentFact]) -> Measure:
    """A rate is made of the claims of its acts and of those that say what its documents are about."""
    claims = _claims(cell, acts).union(_country_claims(cell, documents))
    return _made(cell, rate(acts, documents).value or 0.0, claims)


def _share(cell: Cell, acts: Sequence[ActFact], facts: Facts) -> Measure:
    confirmed = sum(is_confirmed(act, facts) for act in acts)
    return _made(cell, 100 * confirmed / len(acts), _claims(cell, acts))


def _country_claims(cell: Cell, documents: Iterable[DocumentFact]) -> Iterator[str]:
    own = (about for document in documents for about in document.about if (about.country or NOWHERE) == cell.country)
    return (claim for about in own for claim in about.claims)


def _made(cell: Cell, value: float, claims: Iterable[str]) -> Measure:
    return Measure(cell.indicator, cell.place, cell.period, float(value), tuple(sorted(set(claims))))
