"""What decisions are taken on, for somebody who may not see all of it: which are hidden, and how the rest reads."""

from collections.abc import Iterable
from dataclasses import replace

from saksi.model.policy import Sensitivity
from saksi.model.types import Decision
from saksi.store import models
from saksi.store.read import current, levels
from saksi.store.read.record import Record
from saksi.store.read.rulings import history as every
from saksi.store.read.unsaid import says_guarded


def hidden(record: Record, subjects: Iterable[str]) -> frozenset[str]:
    """Return those of these claims and pairs whose things may not be seen, also where no current reading has them."""
    if record.sight.whole:
        return frozenset()
    of = _entities(subjects)
    shut = frozenset[str]()
    if Sensitivity.PROTECTED not in record.sight.levels:
        for part in current.chunks(sorted({entity for entities in of.values() for entity in entities})):
            shut |= levels.once_protected(part)
    shut |= record.sight.hides(entity for entities in of.values() for entity in entities)
    silent = record.sight.silenced(of)
    shut |= _of_shut(record, {entity for entities in of.values() for entity in entities})
    whole = frozenset(record.sight.shut().values_list("document", flat=True)).intersection(subjects)
    return whole | frozenset(subject for subject, entities in of.items() if entities & shut or subject in silent)


def level(subject: str) -> Sensitivity:
    """Return how far a document, a claim or a pair may travel: as far as the most guarded thing in it."""
    if len(subject) == models.SHA256:
        return levels.of_document(subject)
    return levels.of(_entities([subject]).get(subject, set()), subject)


def seen(record: Record, decision: Decision) -> Decision:
    """Return a decision in the words that may be read: who took it, and why, is not told outside the house.

    A reason in which something stands that is kept from him is left out whole.
    """
    if record.sight.whole:
        return decision
    words = record.sight.words
    if not record.sight.whole_texts:
        return replace(decision, value=words(decision.value), user="", reason="")
    reason = "" if says_guarded(record.sight, decision.reason) else words(decision.reason)
    return replace(decision, value=words(decision.value), reason=reason)


def _of_shut(record: Record, entities: Iterable[str]) -> frozenset[str]:
    """Return those of these entities that stand in a document which may not be seen at all."""
    if not record.sight.shut().exists():
        return frozenset()
    documents = record.sight.shut().values("document")
    found: set[str] = set()
    for part in current.chunks(sorted(set(entities))):
        rows = models.Statement.objects.filter(entity__in=part, document__in=documents)
        found.update(rows.values_list("entity", flat=True))
    return frozenset(found)


def _entities(subjects: Iterable[str]) -> dict[str, set[str]]:
    """Return what each subject is about, in any reading."""
    wanted = list(subjects)
    of = {subject: set(subject.split(":")) for subject in wanted if ":" in subject}
    for part in current.chunks([subject for subject in wanted if ":" not in subject]):
        rows = models.Statement.objects.filter(claim__in=part).values_list("claim", "entity").distinct()
        for claim, entity in rows:
            of.setdefault(claim, set()).add(entity)
    return of


def history(record: Record, subject: str) -> list[Decision]:
    """Return every decision ever taken on a subject that may be seen, the oldest first."""
    return [seen(record, decision) for decision in every(subject)]
