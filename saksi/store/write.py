"""What enters the store: documents with their texts and statements, and decisions; each in one transaction."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import DataError, transaction

from saksi.assess import panel
from saksi.model import types
from saksi.model.errors import EvidenceError, StoreError
from saksi.model.ids import content_id
from saksi.model.policy import UNENCRYPTED, protects
from saksi.model.vocabulary import check_value, validate
from saksi.store import derivation, engine, insertion, log, models, search
from saksi.store.read.current import chunks

_PAIR = re.compile(r"[0-9a-f]{32}:[0-9a-f]{32}")
_RELEASES = frozenset({types.Verdict.PUBLISH, types.Verdict.WITHHOLD})  # these can be about a whole document
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Added:
    """What one call of `add` changed; all false or zero when the store knew everything."""

    document: bool
    text: bool
    statements: int
    runs: int

    @property
    def changed(self) -> bool:
        """Say whether anything is new."""
        return self.document or self.text or bool(self.statements) or bool(self.runs)


@contextmanager
def writing() -> Iterator[None]:
    """Make one transaction, as the only writer: what is read in it cannot be overtaken before it is written."""
    with transaction.atomic():
        engine.own().write_alone()
        yield


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a document; `ran` names the extractors (`name@version`), also those that found nothing."""

    document: types.Document
    text: types.Text
    statements: tuple[types.Statement, ...]
    ran: tuple[str, ...] = ()


def add(
    document: types.Document, text: types.Text, statements: Iterable[types.Statement], ran: Iterable[str] = ()
) -> Added:
    """Add what was read in a document, in one transaction; the same again changes nothing.

    `ran` names the extractors (`name@version`) that read the text, also those that found nothing.
    Raises EvidenceError for a span that the text does not bear out and for what the database cannot keep (PostgreSQL
    keeps no NUL), SchemaError for a value outside the vocabulary.
    """
    reading = Reading(document, text, tuple({s.id: s for s in statements}.values()), tuple(ran))
    prove(reading)
    return add_all([reading])[0]


def add_all(readings: Sequence[Reading]) -> list[Added]:
    """Add what was read in several documents in one transaction, all or none; each was proved (`prove`) before.

    Raises EvidenceError for what the database cannot keep.
    """
    try:
        with writing():
            done = [_add(one) for one in readings]
            derivation.rewrite(one.document.sha256 for one, (_, moved) in zip(readings, done, strict=True) if moved)
    except DataError as error:
        raise EvidenceError(f"the database cannot keep it: {error}") from error
    return [added for added, _ in done]


def prove(reading: Reading) -> None:
    """Raise EvidenceError for a span that the text does not bear out, SchemaError for a value out of the vocabulary."""
    _prove(reading.document, reading.text, reading.statements)


def unreadable(source: str, reason: str) -> None:
    """Record an input that could not be read, so that people see it."""
    models.Unreadable.objects.update_or_create(source=source, defaults={"reason": reason, "at": datetime.now(UTC)})


def readable(source: str) -> None:
    """Take an input from the list of those that could not be read: it was an archive, and it was opened now."""
    models.Unreadable.objects.filter(source=source).delete()


def decide(decision: types.Decision) -> models.Decision:
    """Append a decision to the log; raises StoreError when it decides on nothing, SchemaError for a wrong value."""
    with writing():
        _check_decision(decision)
        row = log.append(decision)
        tell([decision.subject])
    return row


def tell(subjects: Iterable[str]) -> None:
    """Derive again what hangs on these subjects of decisions, the index too; call it inside of `writing`."""
    told = sorted(one for one in set(subjects) if not panel.is_ours(one))
    claims = [subject for subject in told if ":" not in subject]
    for document in sorted({document for claim in claims for document in search.naming(claim)}):
        search.index(document)
    derivation.regroup({entity for subject in told if ":" in subject for entity in subject.split(":")})
    about: set[str] = set()
    for part in chunks(claims):
        about.update(models.Statement.objects.filter(claim__in=part).values_list("document", flat=True))
        about.update(models.Document.objects.filter(pk__in=part).values_list("pk", flat=True))
    derivation.rewrite(sorted(about))


def pair(one: str, other: str) -> str:
    """Return the subject of a decision about two entities; their order does not matter."""
    return ":".join(sorted((one, other)))


def _add(reading: Reading) -> tuple[Added, bool]:
    """Add one reading; returns also whether rows are to be derived again: other statements are there than before.

    Also one that is not current says where words stand that tell of somebody who is protected.
    """
    document, text, found, now = reading.document, reading.text, reading.statements, datetime.now(UTC)
    new_document = _add_document(document)
    new_text = not models.Text.objects.filter(id=text.id).exists()
    if new_text:
        models.Text.of(text, now).save()
    added = _add_statements(document, found, now)
    runs = _add_runs(text, found, reading.ran, now)
    newest, moved = _mark_current(document.sha256)
    if newest == text.id and new_text and not new_document:
        _describe(document)
    if moved:
        search.index(document.sha256)
    models.Unreadable.objects.filter(source=document.source).delete()
    return Added(new_document, new_text, added, runs), moved or added > 0


def _prove(document: types.Document, text: types.Text, statements: Iterable[types.Statement]) -> None:
    if text.document != document.sha256:
        raise StoreError(f"text {text.id} was not read in document {document.sha256[:12]}")
    own = text.id
    for statement in statements:
        if statement.document != document.sha256:
            raise StoreError(f"statement {statement.id} is about another document than {document.sha256[:12]}")
        validate(statement)
        for span in statement.spans:
            if span.text != own:
                raise EvidenceError(f"statement {statement.id} quotes another text than {own}")
            span.check(text)


def _add_document(document: types.Document) -> bool:
    if models.Document.objects.filter(sha256=document.sha256).exists():
        return False
    models.Document.of(document).save(force_insert=True)
    return True


def _describe(document: types.Document) -> None:
    """Let a newer reading fill in what it knows of a document; the source stays the one that came first."""
    told = {name: getattr(document, name) for name in ("url", "title", "publisher", "published", "lang")}
    known = {name: value for name, value in told.items() if value}
    if known:
        models.Document.objects.filter(sha256=document.sha256).update(**known)


def _add_statements(document: types.Document, statements: Sequence[types.Statement], now: datetime) -> int:
    known = set(models.Statement.objects.filter(document=document.sha256).values_list("id", flat=True))
    new = [s for s in statements if s.id not in known]
    insertion.insert(
        models.Statement,
        (
            (s.id, s.claim, s.document, s.entity, s.kind, s.prop, s.value, s.lang, s.by, s.confidence, s.vocabulary,
             now, models.seal(s.id, s.claim))
            for s in new
        ),
    )  # fmt: skip
    spans = ((s.id, place, span) for s in new for place, span in enumerate(s.spans))
    insertion.insert(models.Span, ((one, place, s.text, s.start, s.end, s.quote) for one, place, s in spans))
    return len(new)


def _add_runs(text: types.Text, statements: Sequence[types.Statement], ran: Iterable[str], now: datetime) -> int:
    """Record which statements each extractor found in this text; returns the number of results not seen before."""
    by: dict[str, list[str]] = defaultdict(list)
    for name in ran:
        by[name] = []
    for statement in statements:
        by[statement.by].append(statement.id)
    new = 0
    for name, ids in sorted(by.items()):
        extractor, _, version = name.partition("@")
        run, created = models.Run.objects.get_or_create(
            text_id=text.id,
            extractor=extractor,
            version=version,
            digest=content_id("run", sorted(ids)),
            defaults={"document_id": text.document, "at": now},
        )
        if created:
            link = models.Run.statements.through
            insertion.insert(link, ((run.pk, one) for one in ids))
            new += 1
        elif not run.current:
            # An earlier result came out again: among results of one version the last one counts.
            run.at = now
            run.save(update_fields=["at"])
    return new


def _mark_current(document: str) -> tuple[str, bool]:
    """Say again which runs of a document are current; returns its newest text, and whether anything changed.

    Newest is the highest version of a parser or extractor, then what the store learnt last.
    """
    texts = models.Text.objects.filter(document=document).defer("content")
    newest = max(texts, key=lambda t: (_version(t.parser.partition("@")[2]), t.recorded, t.id)).id
    best: dict[str, models.Run] = {}
    for run in models.Run.objects.filter(text=newest).order_by("at", "id"):
        standing = best.get(run.extractor)
        if standing is None or _version(run.version) >= _version(standing.version):
            best[run.extractor] = run
    chosen = [run.pk for run in best.values()]
    runs = models.Run.objects.filter(document=document)
    left = runs.filter(current=True).exclude(pk__in=chosen).update(current=False)
    joined = runs.filter(current=False, pk__in=chosen).update(current=True)
    return newest, bool(left or joined)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in _NUMBERS.findall(text))


def _check_decision(decision: types.Decision) -> None:
    verdict = types.Verdict
    if panel.is_ours(decision.subject) or decision.verdict is verdict.PROPOSE:
        raise StoreError(f"{decision.subject} is proposed, voted on or acknowledged, and nothing else is decided of it")
    if decision.at.tzinfo is None:
        raise StoreError("a decision needs a time with a zone")
    if not decision.user:
        raise StoreError("a decision needs the name of the person who takes it")
    if decision.verdict is verdict.UNDO:
        if not decision.subject.isprintable() or not _standing(decision.subject):
            raise StoreError(f"there is no decision on {decision.subject} to undo")
    elif decision.verdict in (verdict.SAME, verdict.DIFFERENT):
        if not _PAIR.fullmatch(decision.subject):
            raise StoreError(f"“{decision.verdict}” is decided about two entities, not about {decision.subject}")
    else:
        _check_claim(decision)
    if bool(decision.value) != (decision.verdict is verdict.CORRECT):
        raise StoreError("a correction needs the right value, and no other decision has one")


def _check_claim(decision: types.Decision) -> None:
    if decision.verdict in _RELEASES and models.Document.objects.filter(sha256=decision.subject).exists():
        return
    claimed = models.Statement.objects.filter(claim=decision.subject).first()
    if claimed is None:
        raise StoreError(f"no statement carries the claim {decision.subject}")
    if decision.verdict is types.Verdict.CORRECT and decision.value:
        check_value(claimed.kind, claimed.prop, decision.value)
        if claimed.prop == "role" and protects(claimed.kind, decision.value):
            raise StoreError(UNENCRYPTED)


def _standing(subject: str) -> int:
    """Count the decisions on a subject that no later one took back."""
    count = 0
    for verdict in models.Decision.objects.filter(subject=subject).order_by("id").values_list("verdict", flat=True):
        count = max(0, count - 1) if verdict == types.Verdict.UNDO else count + 1
    return count
