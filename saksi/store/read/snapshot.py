"""The lines of every document, kept in memory and renewed document by document as the record changes.

Counting ten thousand acts out of their statements takes a second; a page must not. So each process keeps the lines,
asks the store before each use whether anything was added or decided, and reads again only the documents concerned.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

from django.db.models import Count

from saksi.model.types import Document, Statement
from saksi.store import models
from saksi.store.read import current
from saksi.store.read import rulings as rulings_
from saksi.store.read.facts import KINDS, ActLine, Lines, NameLine, Party, Place, lines
from saksi.store.read.rulings import Rulings
from saksi.store.read.visibility import Sight

_FIELDS = ("id", "claim", "document_id", "entity", "kind", "prop", "value", "lang", "by", "confidence", "vocabulary")
_MAIN = ("type", "name", "title")
_MANY = 200
_LISTS = 64
_PART = 100
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one state of the store from another."""

    run: tuple[Any, ...]
    current: int
    decision: tuple[Any, ...]
    clusters: tuple[int, int]
    documents: int
    erased: int = 0


@dataclass(frozen=True)
class Snapshot:
    """The record at one moment; never changed, only replaced."""

    stamp: Stamp
    rulings: Rulings
    gone: frozenset[str]
    clusters: dict[str, str]
    documents: dict[str, Document]
    lines: dict[str, Lines]
    _made: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False)

    @cached_property
    def acts(self) -> dict[str, ActLine]:
        """Every act report by its id, by document."""
        return {act.id: act for found in self.lines.values() for act in found.acts}

    @cached_property
    def names(self) -> dict[str, NameLine]:
        """Every named thing by its id, by document."""
        return {name.id: name for found in self.lines.values() for name in found.names}

    @cached_property
    def members(self) -> dict[str, list[NameLine]]:
        """The named things of every cluster."""
        found: dict[str, list[NameLine]] = {}
        for name in self.names.values():
            found.setdefault(self.home(name.id), []).append(name)
        return found

    @cached_property
    def roles(self) -> dict[str, list[tuple[ActLine, Party]]]:
        """The acts of every cluster, with its part in each."""
        found: dict[str, list[tuple[ActLine, Party]]] = {}
        for act in self.acts.values():
            for party in act.parties:
                if party.entity:
                    found.setdefault(self.home(party.entity), []).append((act, party))
        return found

    def once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what `make` made of this snapshot the first time; a handful of lists that pages share."""
        if key not in self._made:
            if len(self._made) >= _LISTS:
                self._made.clear()
            self._made[key] = make()
        found: T = self._made[key]
        return found

    def home(self, entity: str) -> str:
        """Return the id of the cluster of an entity, or its own."""
        return self.clusters.get(entity, entity)


_held: Snapshot | None = None
_lock = Lock()


def take() -> Snapshot:
    """Return the record as it stands now."""
    global _held
    stamp = _stamp()
    with _lock:
        if _held is None or _held.stamp != stamp:
            _held = _renew(_held, stamp)
        return _held


def at(moment: datetime) -> Snapshot:
    """Return the record under the decisions that had been taken by a moment; made anew each time, never kept."""
    taken = models.Decision.objects.filter(at__lte=moment).order_by("id")
    return _renew(None, _stamp(), rulings_.rule(row.to_type() for row in taken.iterator()))


def seen(held: Snapshot, sight: Sight) -> Snapshot:
    """Return what somebody may see of a snapshot: without the lines of what he may not, and those values.

    Names of organisations and laws come out as he may read them; quotes only when they are shown.
    """
    if sight.whole:
        return held
    return held.once(("seen", sight.hidden, sight.silent, sight.pattern, sight.shut), lambda: _seen(held, sight))


def forget() -> None:
    """Drop what is kept, so that the next page reads everything again."""
    global _held
    with _lock:
        _held = None


def _stamp() -> Stamp:
    clusters = models.Canonical.objects.aggregate(all=Count("entity"), homes=Count("canonical", distinct=True))
    return Stamp(
        run=models.Run.objects.order_by("-id").values_list("id", "digest", "at").first() or (0,),
        current=models.Run.objects.filter(current=True).count(),
        decision=models.Decision.objects.order_by("-id").values_list("id", "link").first() or (0,),
        clusters=(clusters["all"], clusters["homes"]),
        documents=models.Document.objects.count(),
        erased=models.Tombstone.objects.count(),
    )


def _renew(old: Snapshot | None, stamp: Stamp, rulings: Rulings | None = None) -> Snapshot:
    rulings, clusters = rulings_.load() if rulings is None else rulings, current.clusters()
    gone = current.gone(rulings)
    documents = {row.sha256: row.to_type() for row in models.Document.objects.order_by("-published", "sha256")}
    changed = None if old is None else _changed(old, stamp, gone)
    if old is None or changed is None:
        kept: dict[str, Lines] = {}
        fresh = dict(_read(list(documents), rulings, gone))
    else:
        kept = {document: found for document, found in old.lines.items() if document not in changed}
        fresh = dict(_read(sorted(changed), rulings, gone))
    both = kept | fresh
    ordered = {document: both[document] for document in documents if document in both}
    return Snapshot(stamp, rulings, gone, clusters, documents, ordered)


def _seen(held: Snapshot, sight: Sight) -> Snapshot:
    touched = sorted(sight.covered.keys() & held.lines.keys())
    fresh = dict(_read(touched, held.rulings, held.gone, sight.silent))
    open_ = {document: row for document, row in held.documents.items() if document not in sight.shut}
    lines_ = {document: fresh.get(document, held.lines[document]) for document in open_ if document in held.lines}
    kept = {document: _kept(held, found, sight) for document, found in lines_.items()}
    return replace(held, documents=open_, lines=kept, _made={})


def _kept(held: Snapshot, found: Lines, sight: Sight) -> Lines:
    """Keep of a document's lines what may be seen."""
    acts = tuple(
        replace(act, parties=tuple(party for party in act.parties if party.id not in sight.hidden))
        for act in found.acts
        if held.home(act.id) not in sight.hidden
    )
    names = tuple(
        replace(
            name,
            name=sight.words(name.name, name.document),
            others=tuple(sight.words(other, name.document) for other in name.others),
        )
        for name in found.names
        if held.home(name.id) not in sight.hidden
    )
    return Lines(acts, names)


def _changed(old: Snapshot, stamp: Stamp, gone: frozenset[str]) -> set[str] | None:
    """Return the documents that differ since `old`; None when the store is another or too much has changed."""
    if old.stamp.erased != stamp.erased:
        return None
    runs, decisions = models.Run.objects.all(), models.Decision.objects.all()
    if old.stamp.run != (0,) and not runs.filter(id=old.stamp.run[0], digest=old.stamp.run[1]).exists():
        return None
    if (
        old.stamp.decision != (0,)
        and not decisions.filter(id=old.stamp.decision[0], link=old.stamp.decision[1]).exists()
    ):
        return None
    since = runs.filter(id__gt=old.stamp.run[0]).values_list("document", flat=True)
    found = set(since)
    if old.stamp.current != stamp.current and not found:
        return None
    claims = decisions.filter(id__gt=old.stamp.decision[0]).values_list("subject", flat=True)
    touched = gone ^ old.gone
    if len(claims) + len(touched) > _MANY:
        return None
    statements = models.Statement.objects.order_by()
    found |= set(statements.filter(claim__in=list(claims)).values_list("document", flat=True))
    found |= set(statements.filter(entity__in=list(touched)).values_list("document", flat=True))
    return None if len(found) > _MANY else found


def _read(
    documents: list[str], rulings: Rulings, gone: frozenset[str], without: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Lines]]:
    """Read the lines of these documents, a part at a time, so that only lines stay in memory.

    The claims of `without` are left out.
    """
    for part in _parts(documents, _PART):
        found: dict[str, list[Statement]] = {}
        # The kinds are told apart here: told to SQLite, it would walk through all of a kind instead of these documents.
        for row in current.rows().filter(document__in=part).values_list(*_FIELDS).iterator():
            statement = _statement(row)
            if statement.kind in KINDS and statement.claim not in without:
                found.setdefault(statement.document, []).append(statement)
        places = _places([s.id for statements in found.values() for s in statements if s.prop in _MAIN])
        for document, statements in found.items():
            yield document, lines(_placed(statements, places), places, rulings, gone)


def _places(statements: list[str]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for part in _parts(statements, current.CHUNK):
        spans = models.Span.objects.filter(position=0, statement__in=part)
        for statement, start, end, quote in spans.values_list("statement", "start", "end", "quote"):
            found[statement] = (start, end, quote)
    return found


def _parts(values: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _placed(statements: Iterable[Statement], places: dict[str, Place]) -> list[Statement]:
    return sorted(statements, key=lambda s: (places.get(s.id, (0, 0, "")), s.prop, s.id))


def _statement(row: tuple[Any, ...]) -> Statement:
    """Make a statement without its spans, which a line does not need."""
    identity, claim, document, entity, kind, prop, value, lang, by, confidence, vocabulary = row
    return Statement(identity, claim, document, entity, kind, prop, value, lang, (), by, confidence, vocabulary)
