"""Search over documents, acts and names, narrowed by conditions on the acts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from saksi.publish import labels
from saksi.publish.cards import Pieces, SourceCard
from saksi.publish.provinces import provinces
from saksi.store.read import acts, documents, finds, people
from saksi.store.read.finds import Found, pieces
from saksi.store.read.record import Record
from saksi.store.search import SNIPPET, ranges
from saksi.web.access import reading, seen
from saksi.web.explore import cards, choosing
from saksi.web.explore.choosing import Asked
from saksi.web.templatetags.saksi import place

PARTS = ("people", "acts", "documents", "organisations", "laws")
CUT = ("documents", "acts")
"""Parts of which not all are looked at when a few of each are shown."""
KINDS = {"people": "Person", "organisations": "Organisation", "laws": "Law"}
FEW = 5
LONGEST = 200
NEAR = 90  # characters around a hit
SHOWN = 8  # places of one document


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of results: those shown, and how many were found; `more` says that this is not all."""

    name: str
    shown: Sequence[object]
    total: int
    more: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Words around hits that stand close together, and where they are in their document."""

    pieces: Pieces
    to: str


@dataclass(frozen=True, slots=True)
class FoundIn:
    """A document with the places that say what was asked; `more` counts those not shown."""

    source: SourceCard
    mentions: tuple[Place, ...]
    more: int


@reading
def search(request: HttpRequest) -> HttpResponse:
    """Find words in documents, acts, people, organisations and laws; conditions alone find acts."""
    record = seen(request)
    query = " ".join(request.GET.get("q", "").split())[:LONGEST]
    wanted, asked = request.GET.get("in", ""), choosing.asked(request.GET)
    context: dict[str, object] = {"query": query, "wanted": wanted if wanted in PARTS else "", "asked": asked}
    if query or asked.any:
        found = _found(record, query, asked, wanted) if query else _only_acts(record, asked)
        context["parts"] = [_part(record, found, name, wanted, query) for name in PARTS]
        context |= {"total": sum(len(getattr(found, name)) for name in PARTS), "more": found.more}
    context["province"] = labels.province(provinces(asked.country), asked.province)
    return render(request, "explore/search.html", {**context, **choosing.offered(record)})


def mentions(content: str, query: str) -> list[tuple[int, tuple[tuple[int, int], ...]]]:
    """Return the places of a text that say a query: where the words around begin, and the hits in them."""
    groups: list[list[tuple[int, int]]] = []
    for hit in ranges(content, query):
        if groups and hit[0] - groups[-1][-1][1] < NEAR:
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return [(max(0, group[0][0] - NEAR), tuple(group)) for group in groups]


def _found(record: Record, query: str, asked: Asked, wanted: str) -> Found:
    """Find what has to do with an act that fits; without a condition everything."""
    most = finds.MOST if wanted in CUT else finds.FIRST
    if not asked.any:
        return finds.find(record, query, most)
    chosen = list(choosing.chosen(record, asked))
    fitting, held = {line.id for line in chosen}, {line.document for line in chosen}
    found = finds.find(record, query, most, among=held)
    return replace(
        found,
        acts=[one for one in found.acts if one.id in fitting],
        people=_with_part(record, found.people, fitting),
        organisations=_with_part(record, found.organisations, fitting),
        laws=[],
    )


def _with_part(record: Record, homes: Iterable[str], fitting: set[str]) -> list[str]:
    listed = list(homes)
    parts = acts.taken_part(record, listed)
    return [home for home in listed if not fitting.isdisjoint(parts.get(home, ()))]


def _only_acts(record: Record, asked: Asked) -> Found:
    return Found([], choosing.chosen(record, asked, first=True), [], [], [])


def _part(record: Record, found: Found, name: str, wanted: str, query: str) -> Part:
    """Make what is shown of one kind: all of the kind asked for, a few of each when none is."""
    everything: list[Any] = getattr(found, name)
    more = found.more and name in CUT
    few = everything[: finds.MOST if name == wanted else FEW if wanted not in PARTS else 0]
    if name == "documents":
        return Part(name, _documents(record, few, query), len(everything), more)
    if name == "acts":
        return Part(name, cards.acts(record, finds.lines(few), query), len(everything), more)
    rows = people.of_homes(record, few)
    return Part(name, [cards.named_line(row, KINDS[name]) for row in rows], len(everything), more)


def _documents(record: Record, wanted: Sequence[str], query: str) -> list[FoundIn]:
    """Return documents with every place in them that says the query, as far as the visitor may read."""
    record.learn(wanted)
    said = _places(record, wanted, query) if record.sight.whole_texts else _quotes(record, wanted, query)
    return [
        FoundIn(cards.source(record.document(sha256)), tuple(places[:SHOWN]), max(0, len(places) - SHOWN))
        for sha256 in wanted
        for places in [said.get(sha256, [])]
    ]


def _places(record: Record, wanted: Sequence[str], query: str) -> dict[str, list[Place]]:
    """Return the places of whole texts that say the query."""
    texts = documents.contents(wanted)
    record.sight.learn(texts=texts.values())
    seen_ = {sha256: record.sight.text(content, sha256) for sha256, content in texts.items()}
    return {s: [_place(s, seen, start, hits) for start, hits in mentions(seen, query)] for s, seen in seen_.items()}


def _quotes(record: Record, wanted: Sequence[str], query: str) -> dict[str, list[Place]]:
    """Return the quotes of acts that say the query: more of a text is not for everybody."""
    found: dict[str, list[Place]] = {}
    lines = [line for line in acts.of_documents(record, wanted) if ranges(line.quote, query)]
    record.sight.learn(texts=[line.quote for line in lines])
    for line in lines:
        quote = record.sight.quote(line.quote, line.document, line.start)
        hits = ranges(quote, query)
        if hits:
            found.setdefault(line.document, []).append(
                Place(pieces(quote, hits), place(line.document, line.start, line.end))
            )
    return found


def _place(sha256: str, content: str, start: int, hits: tuple[tuple[int, int], ...]) -> Place:
    end = min(hits[-1][1] + NEAR, start + SNIPPET)
    while 0 < start < hits[0][0] and not content[start - 1].isspace():
        start += 1
    while hits[-1][1] < end < len(content) and not content[end].isspace():
        end -= 1
    inside = [(first - start, last - start) for first, last in hits if last <= end]
    return Place(pieces(content[start:end], inside), place(sha256, *hits[0]))
