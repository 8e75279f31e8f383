"""Which words name somebody who is to be forgotten, and which documents hold them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from saksi.model.types import Statement
from saksi.publish.hiding import NAMES
from saksi.publish.mask import Phrases, Range, bare, flat, joined, named_like, parts, tokens, unspaced, within_words
from saksi.store import models
from saksi.store.read import rulings as rulings_
from saksi.store.read.rulings import NONE

LONGEST_NAME = 200  # characters; a longer quote is a sentence
_ACRONYM = 5  # letters up to which a form in capitals is taken only as it is written
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W_]+")
_ENDING = re.compile(r"s$")


@dataclass(frozen=True)
class Names:
    """The forms of a name; `near` says that single words of it count too, as they do where the person is named whole.

    `others` are names of other persons there, which stay whole although they share a word. `common` are words that are
    more than names (countries, months, numbers), as `publish.mask.flat` folds them.
    """

    forms: frozenset[str]
    near: bool = False
    others: frozenset[str] = frozenset()
    common: frozenset[str] = field(default=frozenset())

    def ranges(self, words: str, *, any_case: bool = False) -> list[Range]:
        """Return where words name them, in order and apart; a web or e-mail address that does goes whole."""
        if not self._can_stand(words):
            return []
        addresses = [m.span() for m in _ADDRESS.finditer(words) if self._find(m[0], any_case=True)]
        return joined(words, [*addresses, *self._find(words, any_case)])

    def _can_stand(self, words: str) -> bool:
        """Say quickly whether the letters of a form or part are in words at all: in nearly all texts they are not."""
        letters = _dense(words)
        return any(needle in letters for needle in self._needles)

    @cached_property
    def _needles(self) -> frozenset[str]:
        return frozenset(filter(None, map(_dense, (*self.forms, *self._parts))))

    def _find(self, words: str, any_case: bool) -> list[Range]:
        kept = self._others.ranges(words)
        found = [r for r in self._whole.ranges(words) if not _inside(r, kept, longer=True)]
        return found + [r for r in self._single(words, any_case) if not _inside(r, kept)]

    def _single(self, words: str, any_case: bool) -> Iterator[Range]:
        for start, end, word in tokens(words):
            if word in self._acronyms or ((any_case or named_like(word)) and self._is_part(word)):
                yield start, end
        yield from within_words(self._parts).ranges(words)

    def _is_part(self, word: str) -> bool:
        letters = flat(bare(word))
        return letters in self._parts or _ENDING.sub("", letters) in self._parts

    @cached_property
    def _whole(self) -> Phrases:
        return Phrases(frozenset(form for form in self.forms if len(form.split()) > 1 or unspaced(flat(form))))

    @cached_property
    def _others(self) -> Phrases:
        return Phrases(self.others)

    @cached_property
    def _acronyms(self) -> frozenset[str]:
        return frozenset(form for form in self.forms if form.isupper() and len(form) <= _ACRONYM)

    @cached_property
    def _parts(self) -> frozenset[str]:
        """Single words that count: names of one word, and every word of a name where it is named whole."""
        single = {flat(form) for form in self.forms if len(form.split()) == 1 and form not in self._acronyms}
        within = {part for form in self.forms if len(form.split()) > 1 for part in parts(form, 2)}
        return frozenset((single | within) - self.common if self.near else single - within)


def forms(statements: Iterable[Statement]) -> frozenset[str]:
    """Return every form of a name: as documents give it, as people corrected it, and as each mention writes it."""
    named = [s for s in statements if s.prop in NAMES]
    rulings = rulings_.load({s.claim for s in named})
    found = set()
    for s in named:
        shown = rulings.get(s.claim, NONE).shown(s.value)
        found |= {" ".join(form.split()) for form in (s.value, shown, *(span.quote for span in s.spans))}
    return frozenset(form for form in found if flat(form) and len(form) <= LONGEST_NAME)


def holding(names: Names, but: Iterable[str]) -> list[str]:
    """Return the documents, but for these, of which a text or the description holds one of the names."""
    known = set(but)
    found = set()
    for row in models.Document.objects.exclude(sha256__in=known):
        if any(names.ranges(words, any_case=True) for words in (row.title, row.publisher, row.source, row.url)):
            found.add(row.sha256)
    texts = models.Text.objects.exclude(document__in=known | found).values_list("document", "content")
    found |= {document for document, content in texts.iterator(chunk_size=50) if names.ranges(content)}
    return sorted(found)


def sharing(names: Names, document: str, gone: Iterable[str]) -> dict[str, str]:
    """Return the other persons of a document whose names share a word with the one to be forgotten, by entity."""
    rows = models.Statement.objects.filter(document=document, kind="Person", prop__in=NAMES).exclude(entity__in=gone)
    own = {part for form in names.forms for part in parts(form, 2)}
    return {
        e: value for e, value in rows.values_list("entity", "value") if own & parts(value, 2) and parts(value, 2) - own
    }


def _dense(words: str) -> str:
    """Return nothing but letters and digits, without case and accents; marks of Khmer go too, so it only sorts out."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKD", words).casefold())


def _inside(inner: Range, outers: Sequence[Range], *, longer: bool = False) -> bool:
    return any(a <= inner[0] and inner[1] <= b and not (longer and (a, b) == inner) for a, b in outers)
