"""Proves the store: every byte, text, statement, span and decision is what it says it is; what is not is named."""

from collections.abc import Iterator
from pathlib import Path

from saksi.assess import panel
from saksi.model.errors import EvidenceError, SchemaError, StoreError
from saksi.model.ids import content_id
from saksi.model.types import Statement, Verdict
from saksi.model.vocabulary import validate
from saksi.store import blobs, chain, check_rows, models, rated, seal

BATCH = 1000


def problems(folder: Path) -> Iterator[str]:
    """Yield a sentence for everything that is wrong; a store that holds yields nothing."""
    yield from _triggers()
    yield from _unfinished()
    yield from blobs.wrong(folder)
    yield from _documents(folder)
    yield from _texts()
    yield from _statements()
    yield from _runs()
    yield from log_problems()
    yield from _rated()
    yield from check_rows.problems()


def counted() -> dict[str, int]:
    """Return how many rows of each sort a check proves."""
    tables = (models.Document, models.Text, models.Statement, models.Span, models.Decision)
    return {table.__name__.lower() + "s": table._default_manager.count() for table in tables}


def head() -> str:
    """Return the last link of the decisions' chain; noted elsewhere, it shows when the end of the log is cut off."""
    last = models.Decision.objects.order_by("-id").values_list("link", flat=True).first()
    return last or chain.GENESIS


def _triggers() -> Iterator[str]:
    for name in sorted(seal.expected() - seal.standing()):
        yield f"the trigger {name} is gone: rows could have been changed since"


def _unfinished() -> Iterator[str]:
    for tombstone in models.Tombstone.objects.filter(unfinished__isnull=False).order_by("at"):
        yield f"the erasure {tombstone.pk} was stopped before files were clean: run `saksi erase --finish`"


def _documents(folder: Path) -> Iterator[str]:
    for document in models.Document.objects.order_by("pk").iterator():
        if not blobs.path(folder, document.sha256).exists():
            yield f"document {document.sha256[:12]} ({document.source}) has no stored bytes"


def _texts() -> Iterator[str]:
    for row in models.Text.objects.order_by("pk").iterator(chunk_size=50):
        if row.to_type().id != row.id:
            yield f"text {row.id} of document {row.document_id[:12]} has been changed: its content has another id"


def _statements() -> Iterator[str]:
    """Check text by text, so that one text is in memory at a time."""
    spans = 0
    for text in models.Text.objects.order_by("pk").iterator(chunk_size=20):
        own = text.to_type()
        rows = models.Statement.objects.filter(spans__text=text.pk, spans__position=0).prefetch_related("spans")
        for row in rows.order_by("pk"):
            statement = row.to_type()
            spans += len(statement.spans)
            yield from _statement(statement, row.seal)
            for span in statement.spans:
                if span.text != text.pk:
                    yield f"statement {row.pk} quotes two texts"
                    continue
                try:
                    span.check(own)
                except EvidenceError as error:
                    yield f"statement {row.pk}: {error}"
    if spans != models.Span.objects.count():
        yield "there are spans that no statement carries"
    for row in models.Statement.objects.exclude(spans__position=0):
        yield f"statement {row.pk} has no words that say it"


def _statement(statement: Statement, sealed: str) -> Iterator[str]:
    if id_of(statement) != statement.id:
        yield f"statement {statement.id} has been changed: {statement.kind}.{statement.prop} gives it another id"
    if models.seal(statement.id, statement.claim) != sealed:
        yield f"statement {statement.id} has been changed: its claim is not the one it was recorded with"
    try:
        validate(statement)
    except SchemaError as error:
        yield f"statement {statement.id}: {error}"


def id_of(statement: Statement) -> str:
    """Compute a statement's id again, without the words its claim is made of."""
    s = statement
    again = Statement.make(
        document=s.document, entity=s.entity, kind=s.kind, anchor="", prop=s.prop, value=s.value, lang=s.lang,
        spans=s.spans, by=s.by, confidence=s.confidence, vocabulary=s.vocabulary,
    )  # fmt: skip
    return again.id


def _runs() -> Iterator[str]:
    link = models.Run.statements.through
    for run in models.Run.objects.order_by("pk"):
        ids = sorted(link.objects.filter(run_id=run.pk).values_list("statement_id", flat=True))
        if content_id("run", ids) != run.digest:
            yield f"the run of {run.extractor}@{run.version} on text {run.text_id} has lost or gained statements"


def _rated() -> Iterator[str]:
    """Check that assessments and alerts are what they were kept as, and that the log's proposals can be read."""
    for row in models.Assessment.objects.order_by("pk").iterator():
        if rated.assessment_id(row) != row.pk:
            yield f"the {row.kind} of {row.place} {row.period} has been changed: its content has another id"
    for alert in models.Alert.objects.order_by("pk").iterator():
        if rated.alert_id(alert.rule, alert.place, alert.period) != alert.pk:
            yield f"the alert {alert.pk} has been changed: its rule and place have another id"
    claims = models.Statement.objects.values("claim")
    for one in models.Evidence.objects.exclude(claim__in=claims):
        yield f"the alert {one.alert_id} stands on a claim {one.claim} that is not in the record"
    for decision in models.Decision.objects.filter(verdict=Verdict.PROPOSE.value).order_by("pk"):
        try:
            panel.motion(decision.value)
        except StoreError as error:
            yield f"decision {decision.pk} on {decision.subject}: {error}"


def log_problems() -> Iterator[str]:
    """Yield a sentence for every decision that is not what was taken, or not where it was in the chain."""
    previous = chain.GENESIS
    tombstones = frozenset(models.Tombstone.objects.values_list("pk", flat=True))
    for row in models.Decision.objects.order_by("id").iterator():
        if row.salt and chain.digest(row.salt, row.to_type()) != row.digest:
            yield f"decision {row.pk} on {row.subject} has been changed: it no longer has its digest"
        elif not row.salt and (row.value or row.reason or row.user):
            yield f"decision {row.pk} on {row.subject} has lost its salt but not its content"
        elif not row.salt and row.subject not in tombstones:
            yield f"decision {row.pk} was emptied, and no tombstone says by which erasure"
        if chain.link(previous, row.digest) != row.link:
            yield f"decision {row.pk} on {row.subject} does not follow the one before it: one was put in, or taken out"
        previous = row.link
