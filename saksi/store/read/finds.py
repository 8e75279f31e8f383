"""What a search finds for one visitor: names grouped by cluster, documents with the words around the hits, acts."""

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from saksi.model.types import Document
from saksi.store import models, search
from saksi.store.read import current, people, stored
from saksi.store.read.documents import contents
from saksi.store.read.facts import ActLine
from saksi.store.read.proving import Cut, Proof
from saksi.store.read.record import Record

KINDS = ("Person", "Organisation", "Law")
Show = Callable[[str, str, int], str]
"""Returns words of a document that begin at a place as the visitor may read them."""
_NAMES = 200
MOST, FIRST = 100, 20
"""Documents that are found where a list of them is asked for, and where a few of each kind are shown."""
LOOKED = 100
"""Documents that are looked at when fewer are wanted, for not all of them say the query in what may be read."""
_HITS, _NEAR = 40, 80
_AROUND = 500
"""Characters on both sides of what counts: a hidden name that is cut in two is no longer known, and would be read."""


class Quoted(NamedTuple):
    """The words of an act report as they stand in its document, from `start` on; `number` is that of its row."""

    number: int
    id: str
    date: str
    document: str
    start: int
    quote: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds, in order: documents as hashes, names as clusters for `people.of_homes`, acts for `lines`.

    `more` says that there are more documents, all of which may be seen to say the query, and so perhaps more acts.
    """

    people: list[str]
    acts: Sequence[Quoted | ActLine]
    documents: list[str]
    organisations: list[str]
    laws: list[str]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A document with the words around the first hits: alternately outside and inside of a hit."""

    document: Document
    pieces: tuple[tuple[str, bool], ...]
    start: int
    end: int


def find(record: Record, query: str, most: int = MOST, among: Container[str] | None = None) -> Found:
    """Find a query in what the visitor may see: so many documents at most, and none that is not `among` these."""
    hits = list(search.find(query, (search.DOCUMENT, *KINDS), excluding=record.sight.whole))
    shut = frozenset() if record.sight.whole else frozenset(record.sight.shut().values_list("document", flat=True))
    documents = [hit.document for hit in hits if hit.kind == search.DOCUMENT and hit.document not in shut]
    documents = [sha256 for sha256 in documents if among is None or sha256 in among]
    proof, show = Proof(record.sight, query), cache(record.sight.quote)
    acts: dict[str, list[Quoted]] = {}
    proved: list[str] = []
    step = most + most // 2 + 1
    for start in range(0, min(len(documents), max(step, LOOKED)), step):
        part = documents[start : start + step]
        if len(proved) <= most:
            acts |= _quoted(record, part)
            proved += _wanted(record, _bearing(record, part, proof, acts, show), query)
    rows = {kind: _rows(record, [hit.ref for hit in hits if hit.kind == kind], proof) for kind in KINDS}
    said = _acts(record, proved[:most], proof, acts, show)
    more = len(proved) > most
    return Found(rows["Person"], said, proved[:most], rows["Organisation"], rows["Law"], more)


def _wanted(record: Record, documents: list[str], query: str) -> list[str]:
    """Keep the documents in which nothing may be read that the query does not want."""
    if record.sight.whole or not search.excludes(query):
        return documents
    seen = _seen(record, documents)
    titles = {s: record.document(s).title for s in documents}
    return [s for s in documents if not search.unwanted(f"{titles[s]}\n{seen.get(s, '')}", query)]


def lines(found: Iterable[Quoted | ActLine]) -> list[ActLine]:
    """Return the lines of act reports that were found, in the same order; one that is a line already stays."""
    listed = list(found)
    numbers = [one.number for one in listed if isinstance(one, Quoted)]
    rows = {row.pk: row for part in current.chunks(numbers) for row in models.ActRow.objects.filter(pk__in=part)}
    return [stored.act(rows[one.number]) if isinstance(one, Quoted) else one for one in listed]


def excerpts(record: Record, documents: Iterable[str], query: str) -> list[Excerpt]:
    """Return the words around the first hits in each document."""
    wanted = list(documents)
    seen = _seen(record, wanted)
    return [_excerpt(record, sha256, seen.get(sha256, ""), query) for sha256 in wanted]


def pieces(words: str, hits: Iterable[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """Cut words into what lies outside and inside of hits."""
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in hits:
        found += [(words[at:start], False), (words[start:end], True)]
        at = end
    return tuple((part, hit) for part, hit in [*found, (words[at:], False)] if part)


def _seen(record: Record, documents: list[str]) -> dict[str, str]:
    """Return what the visitor may read of each document: its text, or the quotes of its acts."""
    record.learn(documents)
    if record.sight.whole_texts:
        words = contents(documents)
        record.sight.learn(texts=words.values())
        return {sha256: record.sight.text(content, sha256) for sha256, content in words.items()}
    quoted = _quoted(record, documents)
    record.sight.learn(texts=(one.quote for quotes in quoted.values() for one in quotes))
    return {sha256: _quotes(quotes, record.sight.quote) for sha256, quotes in quoted.items()}


def _excerpt(record: Record, sha256: str, seen: str, query: str) -> Excerpt:
    cut = search.snippet(seen, query)
    at = (cut.start + cut.hits[0][0], cut.start + cut.hits[0][1]) if cut.hits and record.sight.whole_texts else (0, 0)
    return Excerpt(record.document(sha256), pieces(cut.words, cut.hits), *at)


def _quoted(record: Record, documents: list[str]) -> dict[str, list[Quoted]]:
    """Return the quotes of the acts of documents that may be seen, as they stand there."""
    rows = record.sight.rows(models.ActRow.objects.filter(document__in=documents)).order_by("start", "end", "entity")
    found: dict[str, list[Quoted]] = {}
    for row in rows.values_list("id", "entity", "date", "document", "start", "quote"):
        one = Quoted(*row)
        found.setdefault(one.document, []).append(one)
    return found


def _bearing(
    record: Record, documents: list[str], proof: Proof, acts: Mapping[str, list[Quoted]], show: Show
) -> list[str]:
    """Keep the documents that say the query in what may be seen of them, so that a search betrays no hidden word."""
    titles = dict(models.Document.objects.filter(sha256__in=documents).values_list("sha256", "title"))
    documents = [s for s in documents if s in titles]
    cuts = {s: [Cut(titles[s]), *(proof.quoted(one.quote, one.start) for one in acts.get(s, ()))] for s in documents}
    if not record.sight.whole_texts:
        documents = [s for s in documents if not search.missing(_joined(cuts[s]), proof.query)]
    unsure = record.sight.may_lose(proof.query, documents)
    if unsure and record.sight.whole_texts:
        cuts |= {s: [Cut(titles[s]), *_around(text, proof.query)] for s, text in contents(unsure).items()}
    told = {s: proof.says(s, cuts[s]) for s in unsure}
    looked = {s: [one for one in cuts[s][1:] if _has(one.words, proof)] for s, sure in told.items() if sure is None}
    record.sight.learn(texts=[titles[s] for s in looked] + [one.words for hits in looked.values() for one in hits])
    told |= {s: _bears(record, s, titles[s], hits, proof, show) for s, hits in looked.items()}
    return [s for s in documents if told.get(s, True)]


def _has(words: str, proof: Proof) -> bool:
    return len(search.lacking(words, proof.parts)) < len(proof.parts)


def _bears(record: Record, sha256: str, title: str, hits: Iterable[Cut], proof: Proof, show: Show) -> bool:
    """Say whether all parts of a query stand in what may be read of a title and of the words with hits in them."""
    left = search.lacking(record.sight.words(title, sha256), proof.parts)
    for words, start, counts in hits:
        if not left:
            break
        left = search.lacking(show(words, sha256, start or 0)[counts], left)
    return not left


def _joined(cuts: Iterable[Cut]) -> str:
    return "\n".join(cut.words[cut.counts] for cut in cuts)


def _around(content: str, query: str) -> list[Cut]:
    """Return the words around the first hits in a text, inside of more words that tell what of them is hidden.

    Hits whose surroundings overlap share them, so that no word is looked at twice.
    """
    places: list[tuple[int, int]] = []
    for start, end in search.ranges(content, query)[:_HITS]:
        near, far = _word_begins(content, max(0, start - _NEAR)), _word_ends(content, min(len(content), end + _NEAR))
        if places and near - _AROUND <= places[-1][1] + _AROUND:
            places[-1] = places[-1][0], max(places[-1][1], far)
        else:
            places.append((near, far))
    wide = [max(0, near - _AROUND) for near, _ in places]
    return [
        Cut(content[start : far + _AROUND], start, slice(near - start, far - start))
        for start, (near, far) in zip(wide, places, strict=True)
    ]


def _word_begins(content: str, at: int) -> int:
    """Go back to where a word begins: half of a word that may be read could pass for one that may not."""
    while at and content[at - 1].isalnum() and content[at : at + 1].isalnum():
        at -= 1
    return at


def _word_ends(content: str, at: int) -> int:
    while at < len(content) and content[at - 1].isalnum() and content[at].isalnum():
        at += 1
    return at


def _rows(record: Record, names: list[str], proof: Proof) -> list[str]:
    """Return the clusters of names that may be shown, and say the query in what may be read of them."""
    homes: dict[str, None] = {}
    for part in current.chunks(names[:_NAMES]):
        found = record.sight.rows(models.NameRow.objects.filter(entity__in=part)).values_list(
            "entity", "cluster", "document", "name", "others"
        )
        told = {entity: row for entity, *row in found if row[0] not in homes}
        if not record.sight.whole:
            hidden = record.sight.hides(told)
            told = _saying(record, {entity: row for entity, row in told.items() if entity not in hidden}, proof)
        homes.update((told[name][0], None) for name in part if name in told)
    return people.ordered(record, list(homes))


def _saying(record: Record, told: Mapping[str, list[str]], proof: Proof) -> dict[str, list[str]]:
    """Keep the names (cluster, document, name, others) that say the query in what may be read of them."""
    unsure = record.sight.may_lose(proof.query, {document for _, document, _, _ in told.values()})
    excludes = search.excludes(proof.query)
    if excludes:
        unsure |= {document for _, document, _, _ in told.values()}
    sure = {
        entity: proof.says(document, [Cut("\n".join((name, *json.loads(others))))]) if document in unsure else True
        for entity, (_, document, name, others) in told.items()
        if not excludes or document not in unsure
    }
    looked = {entity: row for entity, row in told.items() if sure.get(entity) is None}
    record.sight.learn(texts=(f"{name} {others}" for _, _, name, others in looked.values()))
    return {e: row for e, row in told.items() if (_says(record, proof, *row[1:]) if e in looked else sure[e])}


def _says(record: Record, proof: Proof, document: str, name: str, others: str) -> bool:
    words = [record.sight.words(one, document) for one in (name, *json.loads(others))]
    said = "\n".join(words)
    return not search.missing(said, proof.query) and not search.unwanted(said, proof.query)


def _acts(
    record: Record, documents: list[str], proof: Proof, quoted: Mapping[str, list[Quoted]], show: Show
) -> list[Quoted]:
    """Return the act reports of documents whose quotes say the query, the latest first."""
    said = [one for s in documents for one in quoted.get(s, ()) if not search.lacking(_read(one, proof), proof.parts)]
    unsure = record.sight.may_lose(proof.query, {one.document for one in said})
    said = [one for one in said if one.document not in unsure or _told(one, proof, show)]
    return sorted(sorted(said, key=attrgetter("number")), key=attrgetter("date"), reverse=True)


def _read(one: Quoted, proof: Proof) -> str:
    """Return as much of a quote as the visitor may read, with what of it is hidden."""
    cut = proof.quoted(one.quote, one.start)
    return cut.words[cut.counts]


def _told(one: Quoted, proof: Proof, show: Show) -> bool:
    """Say whether a quote says the query in what may be read of it."""
    sure = proof.says(one.document, [proof.quoted(one.quote, one.start)])
    if sure is not None:
        return sure
    counts = proof.quoted(one.quote, one.start).counts
    return not search.lacking(show(one.quote, one.document, one.start)[counts], proof.parts)


def _quotes(quotes: Iterable[Quoted], show: Show) -> str:
    """Return what somebody outside may read of a document: the quotes of its acts."""
    return "\n".join(show(one.quote, one.document, one.start) for one in quotes)
