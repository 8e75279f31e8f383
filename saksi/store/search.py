"""Full-text search over documents and names, fed with `terms()`; what each database does with them is in `engine/`."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from saksi.store import engine, models
from saksi.store.engine import Words
from saksi.store.read import rulings as rulings_
from saksi.store.read.current import rows
from saksi.text import khmer
from saksi.text.terms import VERSION, asked, shown, terms

DOCUMENT = "Document"
NAMES = {
    "Person": ("name", "alias", "native_name"),
    "Organisation": ("name", "acronym", "alias"),
    "Law": ("title", "alias"),
    "Place": ("name",),
}
SNIPPET = 240
MOST = 1000
"""Rows that a search weighs: of what more fit, those that came last."""
_QUERY = re.compile(r'(?P<not>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u4e00-\u9fff]")
_BETWEEN = r"[^\w\u1780-\u17df]*"  # Khmer vowels and subscripts are no \w to Python


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of a document around a hit: `words` begin at `start` of its text, `hits` are ranges inside `words`."""

    words: str
    start: int
    hits: tuple[tuple[int, int], ...]


class Hit(NamedTuple):
    """One row that was found: a document (`ref` its SHA-256) or an entity of it (`ref` its id inside the document)."""

    kind: str
    ref: str
    document: str


def index(document: str) -> None:
    """Index a document's newest text and its names again."""
    drop(document)
    engine.own().keep_words(_rows(document))


def drop(document: str) -> None:
    """Take a document and its names out of the index."""
    old = list(models.Indexed.objects.filter(document=document).values_list("id", flat=True))
    engine.own().drop_words(old)
    models.Indexed.objects.filter(pk__in=old).delete()


def rebuild() -> int:
    """Index every document again, when other terms are made of texts than those of the index; returns how many."""
    documents = list(models.Document.objects.order_by("pk").values_list("pk", flat=True))
    for document in documents:
        index(document)
    engine.own().mark_terms(VERSION)
    return len(documents)


def outdated() -> bool:
    """Say whether the index was made of other terms than today's queries ask for."""
    return engine.own().marked_terms() != VERSION


def naming(claim: str) -> list[str]:
    """Return the documents in which this claim gives a name that search finds; none for any other claim."""
    found = models.Statement.objects.filter(claim=claim).values_list("document", "kind", "prop").distinct()
    return sorted({document for document, kind, prop in found if prop in NAMES.get(kind, ())})


def find(query: str, kinds: tuple[str, ...] = (), *, excluding: bool = True) -> Iterator[Hit]:
    """Yield what a person's query finds, best first; nothing for a query without a word.

    Words must all be there; "a phrase" stands in quotes, `-word` must not be there, `detain*` finds its beginnings.
    The index knows hidden words too: who may not read them asks without `excluding`, and leaves out by what he sees
    (see `unwanted`).
    """
    parts = list(_parse(query))
    asked_for = [part for negative, part in parts if not negative]
    if asked_for:
        refused = [part for negative, part in parts if negative and excluding]
        yield from map(Hit._make, engine.own().find(asked_for, refused, kinds, MOST))


def snippet(content: str, query: str) -> Snippet:
    """Cut the words around the first hits out of a text; without a hit, its beginning."""
    hits = ranges(content, query)
    first = hits[0][0] if hits else 0
    start = max(0, first - SNIPPET // 3)
    end = min(len(content), start + SNIPPET)
    while 0 < start < first and not content[start - 1].isspace():
        start += 1
    while first < end < len(content) and not content[end].isspace():
        end -= 1
    inside = tuple((s - start, e - start) for s, e in hits if s >= start and e <= end)
    return Snippet(content[start:end], start, inside)


def ranges(content: str, query: str) -> list[tuple[int, int]]:
    """Return where the wanted words of a query stand in a text, in order and without overlap."""
    patterns = _patterns(query)
    if not patterns:
        return []
    mapped = khmer.normalise(content)
    flat = _flat(mapped.content)
    found = sorted(mapped.original(*m.span()) for pattern in patterns for m in pattern.finditer(flat))
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def missing(content: str, query: str) -> bool:
    """Say whether a wanted word of the query does not stand in a text."""
    return bool(lacking(content, wanted(query)))


def wanted(query: str) -> tuple[re.Pattern[str], ...]:
    """Return what finds each wanted part of a query, for `lacking`."""
    return _patterns(query)


def lacking(content: str, parts: Sequence[re.Pattern[str]]) -> tuple[re.Pattern[str], ...]:
    """Return which of these parts of a query do not stand in a text."""
    flat = _flat(khmer.normalise(content).content)
    return tuple(part for part in parts if not part.search(flat))


def excludes(query: str) -> bool:
    """Say whether there is something that a query does not want."""
    return any(negative for negative, _ in _parse(query))


def unwanted(content: str, query: str) -> bool:
    """Say whether something that the query does not want stands in a text."""
    flat = _flat(khmer.normalise(content).content)
    return any(re.search(_pattern(part), flat) for negative, part in _parse(query) if negative)


def _rows(document: str) -> Iterator[tuple[int, list[str]]]:
    """Write down what each row of the index stands for, and yield its number and terms."""
    found = list(_words(document))
    made = models.Indexed.objects.bulk_create(
        [models.Indexed(document_id=document, kind=kind, ref=ref) for kind, ref, _, _ in found]
    )
    for row, (_, _, words, lang) in zip(made, found, strict=True):
        yield row.pk, terms(words, lang)


def _words(document: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield kind, ref, words and language of what there is to find in a document."""
    row = models.Document.objects.get(sha256=document)
    text = models.Text.objects.filter(runs__document=document, runs__current=True).first()
    yield DOCUMENT, document, f"{row.title}\n{text.content if text else ''}", row.lang
    props = sorted({prop for found in NAMES.values() for prop in found})
    said = rows().filter(document=document, kind__in=NAMES, prop__in=props).order_by("id")
    named = [s for s in said if s.prop in NAMES[s.kind]]
    rulings = rulings_.load({s.claim for s in named})
    shown = {(s.kind, s.entity, rulings.get(s.claim, rulings_.NONE).shown(s.value), s.lang): s for s in named}
    yield from (key for key, s in shown.items() if not rulings.get(s.claim, rulings_.NONE).rejected)


def _parse(query: str) -> Iterator[tuple[bool, Words]]:
    """Yield the parts of a query, each with whether it must be absent."""
    for match in _QUERY.finditer(query):
        raw = match["phrase"] if match["phrase"] is not None else match["word"]
        prefix = match["word"] is not None and raw.endswith("*")
        words = [w for w in asked(raw) if any(c.isalnum() for c in w)]
        if words:
            yield bool(match["not"]), Words(tuple(words), prefix)


@lru_cache(maxsize=64)
def _patterns(query: str) -> tuple[re.Pattern[str], ...]:
    """Return what finds each wanted part of a query."""
    return tuple(re.compile(_pattern(part)) for negative, part in _parse(query) if not negative)


def _pattern(part: Words) -> str:
    if any(map(khmer.has_khmer, part.words)):
        body = _BETWEEN.join(re.escape(_flat(shown(word))) for word in part.words)
        return rf"(?<!{khmer.COENG}){body}(?![{khmer.HANGING}{khmer.COENG}])"
    body = r"\W*".join(re.escape(_flat(word)) for word in part.words)
    if _UNSPACED.search(body):
        return body
    return rf"(?<!\w){body}" + (r"\w*" if part.prefix else r"(?!\w)")


def _flat(words: str) -> str:
    """Fold case, Latin diacritics and Khmer digits character by character, so that offsets stay."""
    return _BEYOND_ASCII.sub(lambda found: _flat_character(found[0]), words).translate(_ASCII_LOWER)


@lru_cache(maxsize=4096)
def _flat_character(character: str) -> str:
    character = character.translate(khmer.DIGITS)
    if character.isascii():
        return character.lower()
    folded = unicodedata.normalize("NFD", character)[0].lower()
    return folded if len(folded) == 1 else character
