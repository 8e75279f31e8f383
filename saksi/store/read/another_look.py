"""Decisions that need another look: what they were taken on is no longer what the store says. None is ever lost."""

from dataclasses import dataclass, replace

from saksi.assess.panel import is_ours
from saksi.model.types import Decision, Statement
from saksi.store import models
from saksi.store.read import rulings as rulings_
from saksi.store.read import subjects
from saksi.store.read.current import rows
from saksi.store.read.record import Record
from saksi.store.read.rulings import Rulings

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Loose:
    """A standing decision whose claim no current statement carries, with what it was taken on and what stands there."""

    decision: Decision
    was: Statement | None
    now: tuple[str, ...]


def loose(rulings: Rulings | None = None) -> list[Loose]:
    """Return the standing decisions that hang on nothing current, in the order in which they were taken."""
    rulings = rulings_.load() if rulings is None else rulings
    claims = [subject for subject in rulings if ":" not in subject]
    pairs = [subject for subject in rulings if ":" in subject and not is_ours(subject)]
    lost = {*_missing_claims(claims), *_missing_pairs(pairs)}
    found = [_loose(decision) for subject in rulings if subject in lost for decision in rulings[subject].standing]
    return sorted(found, key=lambda one: (one.decision.at, one.decision.subject))


def listed(record: Record) -> list[Loose]:
    """Return those that a visitor may see, in the words that he may read."""
    found = loose()
    shut = subjects.hidden(record, {one.decision.subject for one in found})
    return [_seen(record, one) for one in found if one.decision.subject not in shut]


def _seen(record: Record, one: Loose) -> Loose:
    decision, words = subjects.seen(record, one.decision), record.sight.words
    if one.was is None:
        return replace(one, decision=decision)
    document = one.was.document
    spans = tuple(replace(span, quote=words(span.quote, document)) for span in one.was.spans)
    was = replace(one.was, value=words(one.was.value, document), spans=spans)
    return Loose(decision, was, tuple(words(value, document) for value in one.now))


def _missing_claims(claims: list[str]) -> set[str]:
    carried: set[str] = set()
    for start in range(0, len(claims), CHUNK):
        carried.update(rows().filter(claim__in=claims[start : start + CHUNK]).values_list("claim", flat=True))
    # A decision on a whole document hangs on the document.
    whole = [subject for subject in claims if len(subject) == models.SHA256]
    carried.update(models.Document.objects.filter(sha256__in=whole).values_list("sha256", flat=True))
    return set(claims) - carried


def _missing_pairs(pairs: list[str]) -> set[str]:
    wanted = sorted({entity for pair in pairs for entity in pair.split(":")})
    there: set[str] = set(models.Canonical.objects.values_list("canonical", flat=True)) if wanted else set()
    for start in range(0, len(wanted), CHUNK):
        there.update(rows().filter(entity__in=wanted[start : start + CHUNK]).values_list("entity", flat=True))
    return {pair for pair in pairs if not there.issuperset(pair.split(":"))}


def _loose(decision: Decision) -> Loose:
    """Find the statement that the decision was taken on, and what current statements say of the same property there."""
    if ":" in decision.subject:
        return Loose(decision, None, ())
    row = models.Statement.objects.filter(claim=decision.subject).prefetch_related("spans").order_by("recorded").last()
    if row is None:
        return Loose(decision, None, ())
    same = rows().filter(document=row.document_id, kind=row.kind, prop=row.prop, entity=row.entity)
    return Loose(decision, row.to_type(), tuple(sorted(set(same.values_list("value", flat=True)))))
