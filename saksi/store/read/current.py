"""The record as it stands: the current statements, and the entities that they make under the decisions."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db.models import QuerySet

from saksi.model.types import Entity, Statement
from saksi.model.vocabulary import kinds, main_prop
from saksi.store import models
from saksi.store.read import rulings as rulings_
from saksi.store.read.assembly import assemble, removed
from saksi.store.read.rulings import Rulings

CHUNK = 500
T = TypeVar("T")


def rows() -> QuerySet[models.Statement]:
    """Return the current statements: of each document's newest text, by the newest version of each extractor.

    In the order of the store: by document, then where the words stand.
    """
    return models.Statement.objects.filter(runs__current=True)


def statements(query: QuerySet[models.Statement] | None = None) -> list[Statement]:
    """Return current statements with their spans, in order of document and place."""
    found = (rows() if query is None else query).prefetch_related("spans")
    return sorted((row.to_type() for row in found), key=_place)


def bare(query: QuerySet[models.Statement]) -> list[Statement]:
    """Return current statements without their spans, in the same order: a count needs values, not quotes."""
    words = models.Span.objects.filter(position=0, statement__in=query.order_by().values("id"))
    places = {statement: (start, end) for statement, start, end in words.values_list("statement", "start", "end")}
    names = [name for name in Statement.__slots__ if name not in ("document", "spans")]
    found = (
        Statement(document=document, spans=(), **dict(zip(names, rest, strict=True)))
        for document, *rest in query.values_list("document", *names)
    )
    return sorted(found, key=lambda s: (s.document, *places[s.id], s.prop, s.id))


def entities(
    *,
    kind: str = "",
    document: str = "",
    ids: Iterable[str] | None = None,
    props: Iterable[str] = (),
    spans: bool = True,
    rulings: Rulings | None = None,
) -> list[Entity]:
    """Assemble the entities of a kind, of a document, or with these ids (of a cluster or inside a document).

    `props` keeps it to some properties (the entity is then made of these alone), `spans` off leaves the statements
    without their words (several times as fast); pass `rulings` to load them once.
    """
    rulings = rulings_.load() if rulings is None else rulings
    found: list[Statement] = []
    for part in _parts(ids):
        query = rows()
        query = query.filter(kind=kind) if kind else query
        query = query.filter(document=document) if document else query
        query = query.filter(entity__in=part) if part is not None else query
        query = query.filter(prop__in=list(props)) if props else query
        found.extend(statements(query) if spans else bare(query))
    return assemble(found, clusters(), rulings, gone(rulings))


def entity(identity: str, rulings: Rulings | None = None) -> Entity | None:
    """Return one entity by the id of its cluster or of a member; None when it is not there or was taken out."""
    found = entities(ids=[identity], rulings=rulings)
    return found[0] if found else None


def involvements(acts: Iterable[Entity], rulings: Rulings | None = None) -> list[Entity]:
    """Return the involvements (links from act to party) of these acts."""
    return linked("Involvement", "act", acts, rulings)


def linked(kind: str, prop: str, targets: Iterable[Entity], rulings: Rulings | None = None) -> list[Entity]:
    """Return the entities of a kind whose property `prop` names one of the targets."""
    targets = list(targets)
    members = {s.entity for target in targets for s in target.statements}
    documents = sorted({s.document for target in targets for s in target.statements})
    found: list[str] = []
    for part in chunks(documents):  # a link lies in the document of its ends; there is no index on values
        links = rows().filter(document__in=part, kind=kind, prop=prop)
        found.extend(entity for entity, value in links.values_list("entity", "value") if value in members)
    return entities(kind=kind, ids=dict.fromkeys(found), rulings=rulings)


def clusters(kinds: Iterable[str] = ()) -> dict[str, str]:
    """Map every entity that belongs to a cluster or an act to its id; of some kinds, if given."""
    rows = models.Canonical.objects.filter(kind__in=list(kinds)) if kinds else models.Canonical.objects.all()
    return dict(rows.values_list("entity", "canonical"))


def members(identity: str) -> list[str]:
    """Return the entities of the same cluster as this one; an entity without a cluster stands alone."""
    own = models.Canonical.objects.filter(entity=identity).values_list("canonical", flat=True).first()
    found = models.Canonical.objects.filter(canonical=own or identity).values_list("entity", flat=True)
    return sorted({identity, *found})


def withheld(rulings: Rulings) -> frozenset[str]:
    """Return the documents that a decision withholds whole."""
    subjects = [subject for subject, ruling in rulings.items() if len(subject) == models.SHA256 and ruling.withheld]
    return frozenset(subjects)


def gone(rulings: Rulings) -> frozenset[str]:
    """Return the entities (ids inside their document) that a rejected main claim takes out."""
    rejected = [subject for subject, ruling in rulings.items() if ruling.rejected]
    mains = {(name, main_prop(name)) for name in kinds()}
    touched: set[str] = set()
    for part in chunks(rejected):
        hits = rows().filter(claim__in=part).values_list("entity", "kind", "prop")
        touched.update(entity for entity, kind, prop in hits if (kind, prop) in mains)
    found: list[Statement] = []
    for part in chunks(sorted(touched)):
        found.extend(row.to_type() for row in rows().filter(entity__in=part).prefetch_related("spans"))
    return removed(found, rulings)


def _parts(ids: Iterable[str] | None) -> Iterator[list[str] | None]:
    if ids is None:
        yield None
        return
    wanted = dict.fromkeys(ids)
    grouped: dict[str, list[str]] = {}
    of: dict[str, str] = {}
    for part in chunks(list(wanted)):
        of.update(models.Canonical.objects.filter(entity__in=part).values_list("entity", "canonical"))
    homes = list(dict.fromkeys(of.get(identity, identity) for identity in wanted))
    for part in chunks(homes):
        for member, home in models.Canonical.objects.filter(canonical__in=part).values_list("entity", "canonical"):
            grouped.setdefault(home, []).append(member)
    yield from chunks(list(dict.fromkeys(m for home in homes for m in (home, *grouped.get(home, ())))))


def chunks(values: list[T]) -> Iterator[list[T]]:
    """Cut a list into parts that a database takes in one query."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def _place(statement: Statement) -> tuple[str, int, int, str, str]:
    first = statement.spans[0]
    return (statement.document, first.start, first.end, statement.prop, statement.id)
