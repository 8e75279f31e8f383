"""What a search finds for one visitor: names grouped by cluster, documents with the words around the hits, acts."""

from collections.abc import Iterable
from dataclasses import dataclass

from saksi.model.types import Document
from saksi.store import search
from saksi.store.read import people
from saksi.store.read.documents import contents
from saksi.store.read.facts import ActLine, NameLine
from saksi.store.read.people import Row
from saksi.store.read.record import Record

MOST = 100
_HITS, _NEAR = 40, 80


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds, best first: acts as lines, documents as hashes, names as rows of their clusters."""

    people: list[Row]
    acts: list[ActLine]
    documents: list[str]
    organisations: list[Row]
    laws: list[Row]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A document with the words around the first hits: alternately outside and inside of a hit."""

    document: Document
    pieces: tuple[tuple[str, bool], ...]
    start: int
    end: int


def find(record: Record, query: str) -> Found:
    """Find a query in what the visitor may see; of documents the first hundred."""
    hits = list(search.find(query, (search.DOCUMENT, "Person", "Organisation", "Law")))
    documents = [hit.document for hit in hits if hit.kind == search.DOCUMENT and hit.document in record.held.documents]
    documents = documents[:MOST] if record.sight.whole else _bearing(record, documents[:MOST], query)
    names: dict[str, dict[str, None]] = {"Person": {}, "Organisation": {}, "Law": {}}
    for hit in hits:
        name = record.held.names.get(hit.ref)
        if name is not None and hit.kind in names and _says(record, name, query):
            names[hit.kind][record.held.home(hit.ref)] = None
    rows = {kind: _rows(record, homes) for kind, homes in names.items()}
    return Found(rows["Person"], _acts(record, documents, query), documents, rows["Organisation"], rows["Law"])


def excerpts(record: Record, documents: Iterable[str], query: str) -> list[Excerpt]:
    """Return the words around the first hits in each document."""
    wanted = list(documents)
    words = contents(wanted)
    return [_excerpt(record, sha256, words.get(sha256, ""), query) for sha256 in wanted]


def pieces(words: str, hits: Iterable[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """Cut words into what lies outside and inside of hits."""
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in hits:
        found += [(words[at:start], False), (words[start:end], True)]
        at = end
    return tuple((part, hit) for part, hit in [*found, (words[at:], False)] if part)


def _excerpt(record: Record, sha256: str, content: str, query: str) -> Excerpt:
    seen = record.sight.text(content, sha256) if record.sight.whole_texts else _quotes(record, sha256)
    cut = search.snippet(seen, query)
    at = (cut.start + cut.hits[0][0], cut.start + cut.hits[0][1]) if cut.hits and record.sight.whole_texts else (0, 0)
    return Excerpt(record.document(sha256), pieces(cut.words, cut.hits), *at)


def _bearing(record: Record, documents: list[str], query: str) -> list[str]:
    """Keep the documents that say the query in what may be seen of them, so that a search betrays no hidden word."""
    words = contents(documents) if record.sight.whole_texts else {}
    return [s for s in documents if not search.missing(_told(record, s, words.get(s, ""), query), query)]


def _told(record: Record, sha256: str, content: str, query: str) -> str:
    """Return a document's title and the words around the hits, or the quotes from it, as they may be seen."""
    title = record.document(sha256).title
    if not record.sight.whole_texts:
        return f"{title}\n{_quotes(record, sha256)}"
    hits = search.ranges(content, query)[:_HITS]
    places = [(max(0, start - _NEAR), end + _NEAR) for start, end in hits]
    return "\n".join([title, *(record.sight.text(content[a:b], sha256, a) for a, b in places)])


def _quotes(record: Record, sha256: str) -> str:
    """Return what somebody outside may read of a document: the quotes of its acts."""
    lines = record.held.lines.get(sha256)
    return "\n".join(record.act(act).quote for act in lines.acts) if lines else ""


def _says(record: Record, name: NameLine, query: str) -> bool:
    """Say whether a name may be shown, and says the query in what may be read of it."""
    if record.sight.whole:
        return True
    return record.shows(name) and not search.missing("\n".join((name.name, *name.others)), query)


def _rows(record: Record, homes: Iterable[str]) -> list[Row]:
    rows = [people.row(record.held, home, record.held.members[home]) for home in homes]
    return sorted(rows, key=lambda row: (-row.acts, -row.documents))


def _acts(record: Record, documents: list[str], query: str) -> list[ActLine]:
    lines = (record.held.lines[sha256].acts for sha256 in documents if sha256 in record.held.lines)
    said = [act for acts_ in lines for act in acts_ if not search.missing(act.quote, query)]
    found = [act for act in said if not search.missing(record.act(act).quote, query)]
    return sorted(found, key=lambda act: act.date, reverse=True)
