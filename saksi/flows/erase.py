"""`saksi erase`: what an id means, which words go with it, and everything taken out down to the files."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from saksi.assess.panel import refiled
from saksi.flows.forget import Names, forms, holding, sharing
from saksi.flows.house import key, lands
from saksi.flows.resolve import resolve
from saksi.flows.why import whole
from saksi.model.errors import UsageError
from saksi.model.types import Decision, Verdict
from saksi.packs import load
from saksi.publish.hiding import NAMES
from saksi.publish.house import ALIAS, NAMED, alias
from saksi.resolve import cluster
from saksi.store import clusters, erase, log, models, tombstones, write
from saksi.store.append_only import raw
from saksi.store.read import current
from saksi.store.redact import Redaction, cover

SHOWN = 12  # digits of a document's id in a sentence
_DECISION = re.compile(r"decision:(\d+)")
_ALIAS = re.compile(rf"[0-9a-f]{{{ALIAS}}}")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be erased and why; `by` is who says so.

    `everywhere` has the words masked also where nothing is linked to them, None asks before anything is done.
    `remember` keeps a fingerprint of the files, so that the same bytes are refused when they come again. `matched`
    takes along what comparison alone holds to be the same.
    """

    identity: str
    why: str
    by: str
    everywhere: bool | None = None
    remember: bool = True
    matched: bool = False


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: documents that are gone, those that were masked, and sentences for the person to read on."""

    tombstone: str
    kind: str
    documents: int = 0
    masked: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What an id means: a document, the entities of a cluster, or the number of a decision.

    `left` are entities of the cluster that comparison alone joined to these: nobody said that they are the same.
    """

    kind: str
    document: str = ""
    entities: frozenset[str] = frozenset()
    decision: int = 0
    left: frozenset[str] = frozenset()


def erase_one(order: Order, store: Path, packs: Sequence[str]) -> Erased:
    """Erase what an id means, rows, words and files; what an earlier erasure left undone is finished too.

    Raises what `take_out` raises, and StoreError when the files cannot be wiped yet.
    """
    stopped = erase.unfinished()
    left = finish(store)
    try:
        done = take_out(order, store, packs)
    except UsageError:
        if not stopped:
            raise
        return Erased(stopped[-1].pk, stopped[-1].kind, notes=("It had been stopped, and is complete now.", *left))
    return replace(done, notes=(*done.notes, *finish(store)))


def take_out(order: Order, store: Path, packs: Sequence[str]) -> Erased:
    """Take what an id means out of the rows; `finish` does the rest, once for several.

    Raises UsageError for an id that nothing has, a reason that names what it erases, and other texts that hold the
    words before the person has said what to do with them.
    """
    found = target(order.identity, store, matched=order.matched)
    if found.document:
        return _document(found, order, store)
    if found.decision:
        return _decision(found, order)
    return _entities(found, order, store, packs)


def finish(store: Path) -> list[str]:
    """Say again who is who, since the id of a cluster is made of a name, and wipe the files of what was taken out.

    Returns a sentence for each thing that could not be done; raises StoreError when the files cannot be wiped yet.
    """
    if not erase.unfinished():
        return []
    resolve()
    return erase.finish(store)


def complete(store: Path) -> list[str]:
    """Finish the erasures that were stopped; returns what to tell about them."""
    stopped = erase.unfinished()
    left = finish(store)
    return [*(f"Erased: tombstone {one.pk} ({one.kind})." for one in stopped), *left] or ["Nothing was left to erase."]


def told(done: Erased) -> list[str]:
    """Return what to tell about an erasure, in sentences."""
    masked = "text was" if done.masked == 1 else "texts were"
    first = f"Erased: tombstone {done.tombstone} ({done.kind})."
    if done.masked:
        first += f" {done.masked} {masked} masked, and what they were read from is gone."
    return [first, *done.notes, "Pages and files published before, and backups, still hold it: see docs/operations.md."]


def target(identity: str, store: Path, *, matched: bool = False) -> Target:
    """Find what an id means: one of a document or an entity, whole or its beginning, as pages inside or outside show
    it; or decision:17. `matched` takes along what comparison alone joined to it. Raises UsageError.
    """
    if number := _DECISION.fullmatch(identity):
        return _taken(int(number[1]))
    full = _outside(identity, store) if _ALIAS.fullmatch(identity) else ""
    full = full or whole(identity)
    if models.Document.objects.filter(sha256=full).exists():
        return Target("Document", document=full)
    members = [full] if _is_report(full) else current.members(full)  # a report goes alone: who joined it may be wrong
    rows = models.Statement.objects.filter(entity__in=members)
    kinds = set(rows.values_list("kind", flat=True))
    if kinds:
        own = frozenset(members) if matched else _asked(full, members)
        return Target(kinds.pop(), entities=own, left=frozenset(members) - own)
    carried = models.Statement.objects.filter(claim=full) or models.Statement.objects.filter(pk=full)
    if carried:
        raise UsageError(f"{identity} is one claim: erase the {carried[0].kind} it is about, {carried[0].entity}")
    raise UsageError(f"nothing in this store has the id {identity}")


def _asked(full: str, members: Sequence[str]) -> frozenset[str]:
    """Return the members of a cluster that names and people hold to be the one asked for: a comparison may be wrong.

    The id of a cluster asks for the name that its page is under.
    """
    named = clusters.named(members)
    homes = {one.entity: one.canonical for one in cluster.clusters(named, *clusters.pairs())}
    title = models.ClusterRow.objects.filter(cluster=full, inner=True).values_list("name", flat=True).first()
    titled = models.NameRow.objects.filter(entity__in=members, name=title, inner=True).order_by("entity")
    asked = full if full in homes else titled.values_list("entity", flat=True).first()
    return frozenset(one for one in members if homes.get(one) in (None, homes.get(asked or "")) or asked is None)


def _is_report(full: str) -> bool:
    return models.Statement.objects.filter(entity=full, kind="Act").exists()


def _taken(number: int) -> Target:
    row = models.Decision.objects.filter(pk=number).exclude(salt="").first()
    if row is None:
        raise UsageError(f"there is no decision {number} with words to erase")
    return Target("Decision", decision=number)


def _outside(identity: str, store: Path) -> str:
    """Return the id inside the house of one that publication gave; nothing when it gave none."""
    own = key(store)
    for ids in (
        models.Document.objects.values_list("sha256", flat=True),
        models.Canonical.objects.values_list("canonical", flat=True).distinct(),
        models.Statement.objects.values_list("entity", flat=True).distinct(),
    ):
        for one in ids.iterator():
            if alias(own, one) == identity:
                return one
    return ""


def _document(found: Target, order: Order, store: Path) -> Erased:
    row = models.Document.objects.get(sha256=found.document)
    words = Names(frozenset(w for w in (row.title, row.source, row.publisher) if len(w.split()) > 1))
    _hold_back(order, words)
    with erase.erasing(found.kind, order.by, order.why) as tombstone:
        if order.remember:
            tombstones.refuse(store, found.document, tombstone)
        erase.document(found.document, tombstone)
    return Erased(tombstone.pk, found.kind, documents=1)


def _decision(found: Target, order: Order) -> Erased:
    """Take the words of a decision out: what was decided stays, but for a correction, which is words itself."""
    row = models.Decision.objects.get(pk=found.decision)

    def change(decision: Decision) -> Decision | None:
        if decision != row.to_type():
            return decision
        return None if decision.verdict is Verdict.CORRECT else replace(decision, reason="")

    _hold_back(order, Names(frozenset({row.reason, row.value} - {""})))
    with erase.erasing(found.kind, order.by, order.why) as tombstone:
        log.retell([row.subject], tombstone, change)
        write.tell([row.subject])
    return Erased(tombstone.pk, found.kind)


def _entities(found: Target, order: Order, store: Path, packs: Sequence[str]) -> Erased:
    rows = models.Statement.objects.filter(entity__in=found.entities).prefetch_related("spans")
    statements = [row.to_type() for row in rows]
    documents = sorted({s.document for s in statements})
    wide = Names(forms(statements) if found.kind in NAMED else frozenset())
    _hold_back(order, replace(wide, near=found.kind == "Person"))
    others = holding(wide, documents) if wide.forms else []
    namesakes = _namesakes(wide, found, others)
    also = [one for one in others if one not in namesakes]
    if also and order.everywhere is None:
        raise UsageError(_ask(also))
    near = replace(wide, near=found.kind == "Person", common=lands(load(tuple(packs))))
    sharers: dict[str, str] = {}
    matched = {one.name for one in clusters.named(sorted(found.left))}
    with erase.erasing(found.kind, order.by, order.why) as tombstone:
        for sha256 in documents:
            same = sharing(wide, sha256, found.entities) if found.kind == "Person" else {}
            sharers |= same
            _mask(sha256, found.entities, replace(near, others=frozenset(same.values())), tombstone, order, store)
        for sha256 in also if order.everywhere else ():
            _mask(sha256, found.entities, wide, tombstone, order, store)
        _mask_notes(wide, tombstone)
        resolve()  # entities have new ids now, and the next erasure asks who is one with whom
    masked = len(documents) + (len(also) if order.everywhere else 0)
    notes = (*_notes(() if order.everywhere else also, namesakes, sharers), *_left(found.kind, matched))
    return Erased(tombstone.pk, found.kind, masked=masked, notes=notes)


def _mask(
    sha256: str, gone: frozenset[str], names: Names, tombstone: models.Tombstone, order: Order, store: Path
) -> None:
    known = models.Masked.objects.filter(document=sha256).exists()
    if order.remember and not known:
        tombstones.refuse(store, sha256, tombstone)
    Redaction(sha256, gone, names, tombstone, store).write()


def _mask_notes(names: Names, tombstone: models.Tombstone) -> None:
    """Mask the names in what people wrote elsewhere: reasons and corrections, inputs that could not be read, reasons
    of earlier erasures. Of what a panel proposes only the names of files are free text: scores and ids stay.
    """

    def clean(words: str) -> str:
        return cover(words, names.ranges(words, any_case=True))

    def change(decision: Decision) -> Decision:
        proposes = decision.verdict is Verdict.PROPOSE
        value = refiled(decision.value, clean) if proposes else clean(decision.value)
        return replace(decision, value=value, reason=clean(decision.reason))

    taken = (row.to_type() for row in models.Decision.objects.exclude(salt=""))
    subjects = {one.subject for one in taken if change(one) != one}
    log.retell(subjects, tombstone, change)
    write.tell(subjects)
    for row in models.Unreadable.objects.all():
        if clean(row.source + row.reason) != row.source + row.reason:
            row.delete()
    for stone in models.Tombstone.objects.all():
        if clean(stone.why) != stone.why:
            raw(models.Tombstone).filter(pk=stone.pk).update(why=clean(stone.why))


def _hold_back(order: Order, names: Names) -> None:
    """Refuse a reason that would keep what is to go."""
    if not order.why.strip():
        raise UsageError("say with --why for what reason it is erased, without naming anybody: the reason stays")
    if names.ranges(order.why, any_case=True):
        raise UsageError("the reason names what is to be erased, and it stays: say it without a name")


def _namesakes(names: Names, found: Target, documents: Sequence[str]) -> list[str]:
    """Return the documents in which somebody else of this kind has the very name: they are left as they are.

    Whoever was rejected, or is in older readings alone, is in no cluster and nobody else.
    """
    known = models.Canonical.objects.values("entity")
    named = models.Statement.objects.filter(kind=found.kind, prop__in=NAMES, document__in=documents)
    rows = named.filter(entity__in=known).exclude(entity__in=found.entities)
    hits = {document for document, value in rows.values_list("document", "value") if names.ranges(value)}
    return sorted(hits)


def _ask(documents: Sequence[str]) -> str:
    return (
        f"nothing is erased yet: {_texts(documents)} without being linked ({_ids(documents)}); add --everywhere to "
        "mask the words there too, or --only-linked to leave them, where pages would then show them"
    )


def _notes(left: Sequence[str], namesakes: Sequence[str], sharers: dict[str, str]) -> tuple[str, ...]:
    notes = []
    if left:
        notes.append(f"{_texts(left)} and keep them: {_ids(left)}.")
    if namesakes:
        notes.append(f"{_texts(namesakes)} for somebody else of that name, and keep them: {_ids(namesakes)}.")
    if sharers:
        listed = ", ".join(f"{name} [{entity}]" for entity, name in sorted(sharers.items(), key=lambda item: item[1]))
        notes.append(f"Others who share a word of the name were left; erase who is the same: {listed}.")
    return tuple(notes)


def _left(kind: str, names: set[str]) -> Iterable[str]:
    """Say what comparison alone had joined to what was erased, by the ids that it has now."""
    rows = models.NameRow.objects.filter(kind=kind, folded__in=sorted(names), inner=True).order_by("folded", "entity")
    found = {folded: f"“{name}” [{home}]" for folded, name, home in rows.values_list("folded", "name", "cluster")}
    if found:
        told = ", ".join(found.values())
        yield (
            f"Left, since comparison alone had joined it and nobody said that it is the same: {told}. "
            "Erase by its id what is; --matched takes everything along at once."
        )


def _texts(documents: Sequence[str]) -> str:
    return "1 other text holds these words" if len(documents) == 1 else f"{len(documents)} other texts hold these words"


def _ids(documents: Sequence[str]) -> str:
    return ", ".join(sha256[:SHOWN] for sha256 in documents)
