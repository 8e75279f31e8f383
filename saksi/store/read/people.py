"""Named things: lists of people, organisations and laws, and the page of one of them."""

from collections import Counter
from dataclasses import dataclass, replace

from saksi.model.types import Document
from saksi.store.read import claims, current
from saksi.store.read.claims import Claim
from saksi.store.read.facts import ActLine, NameLine, Party
from saksi.store.read.record import Record
from saksi.store.read.snapshot import Snapshot

_HIDDEN = frozenset({"name", "title", "alias", "acronym", "native_name"})


@dataclass(frozen=True, slots=True)
class Row:
    """One cluster in a list; `acts` counts the reports that it has a part in."""

    id: str
    name: str
    others: tuple[str, ...]
    documents: int
    acts: int
    country: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A document that names it, with the first words that do."""

    document: Document
    line: NameLine


@dataclass(frozen=True, slots=True)
class Page:
    """Everything about one person, organisation or law; `facts` are the claims that are not its names."""

    row: Row
    kind: str
    mentions: tuple[Mention, ...]
    acts: tuple[tuple[ActLine, Party], ...]
    facts: tuple[Claim, ...]


def rows(record: Record, kind: str) -> list[Row]:
    """List the clusters of a kind that may be shown: first those with the most acts, then the most documents."""
    return record.held.once(("people", kind), lambda: _rows(record.held, kind))


def row(held: Snapshot, home: str, names: list[NameLine]) -> Row:
    """Sum up one cluster; its name is the one that most documents use, the longer where they tie."""
    used = Counter(line.name for line in names)
    name = max(used, key=lambda n: (used[n], len(n), n))
    others = dict.fromkeys(other for line in names for other in (line.name, *line.others) if other != name)
    return Row(
        id=home,
        name=name,
        others=tuple(others),
        documents=len({line.document for line in names}),
        acts=len({act.id for act, _ in held.roles.get(home, ())}),
        country=next((line.country for line in names if line.country), ""),
    )


def page(record: Record, identity: str, kind: str) -> Page | None:
    """Return the page of a cluster or of one of its members; None when it is not there or of another kind."""
    home = record.held.home(identity)
    names = record.held.members.get(home)
    if not names or names[0].kind != kind or not record.shows(names[0]):
        return None
    mentions = [_mention(record, line) for line in names]
    mentions.sort(key=lambda m: m.document.published, reverse=True)
    acts = sorted(record.held.roles.get(home, ()), key=lambda found: found[0].date, reverse=True)
    return Page(row(record.held, home, names), kind, tuple(mentions), tuple(acts), tuple(_facts(record, names)))


def _mention(record: Record, line: NameLine) -> Mention:
    quote = record.sight.quote(line.quote, line.document, line.start)
    return Mention(record.document(line.document), replace(line, quote=quote))


def _rows(held: Snapshot, kind: str) -> list[Row]:
    found = [row(held, home, names) for home, names in held.members.items() if names[0].kind == kind]
    return sorted(found, key=lambda r: (-r.acts, -r.documents, r.name.casefold(), r.id))


def _facts(record: Record, names: list[NameLine]) -> list[Claim]:
    """Return one claim for each different value, names left out."""
    members = [line.id for line in names]
    found: dict[tuple[str, str], Claim] = {}
    statements = current.statements(current.rows().filter(entity__in=members).exclude(prop__in=_HIDDEN))
    for listed in claims.grouped(record, statements).values():
        for claim in listed:
            if not claim.ruling.rejected:
                found.setdefault((claim.statement.prop, claim.value.casefold()), claim)
    return sorted(found.values(), key=lambda c: (c.statement.prop, c.value))
