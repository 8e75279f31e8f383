"""Proves that words which a query finds may be read, or may not, by the few names that hold a word of the query.

To black a text out, every name that begins with one of its words is looked up. For whether one word stays readable,
only names that hold it count: where none of them stands over it, it stays; where a single word of a hidden name stands
over each place, and no name that may be shown is there, it goes. What neither settles is blacked out and looked at.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q, QuerySet

from saksi.store import models, search
from saksi.store.read import masks
from saksi.store.read.current import chunks
from saksi.store.read.known import NAME, PART, WORD
from saksi.store.read.visibility import QUOTE, Local, Range, Sight

MOST = 3000
"""Rows of names that are looked up for a word; one that more hold is not proved to be readable."""
ALL = slice(None)


_LETTER = "_"  # a part of words to a pattern


class Cut(NamedTuple):
    """Words, whole enough to know the names in them, and which of them count.

    `start` is where they stand in the document's text; None for a title or a name.
    """

    words: str
    start: int | None = None
    counts: slice = ALL


class Names(NamedTuple):
    """The names that hold a word of a query, looked up by the words of a text.

    `hidden` are the hidden names and what of them is hidden by itself, `mixed` those of more than one word, `shown` the
    full names that may be shown. Of these `first` have all words of the query and begin with one, `later` hold one that
    `first` begin with, but do not begin with it. `every` says that none is missing: the names of a word that too many
    hold are left out.
    """

    hidden: masks.Forms
    mixed: masks.Forms
    shown: masks.Forms
    first: masks.Forms
    later: masks.Forms
    every: bool


@dataclass(frozen=True)
class Proof:
    """What proves one query for one visitor."""

    sight: Sight
    query: str

    @cached_property
    def parts(self) -> Sequence[re.Pattern[str]]:
        """What finds each wanted part of the query."""
        return search.wanted(self.query)

    def says(self, document: str, cuts: Sequence[Cut]) -> bool | None:
        """Say whether all parts of the query stay readable in these words together; None where only a look tells."""
        names = self._names
        if names is None:
            return None
        own = self.sight.own(document)
        told = [_Told(cut, own) for cut in cuts]
        hidden = [one.standing(names.hidden) for one in told]
        if names.every and not self._lacking(
            one.without(forms, own.words) for one, forms in zip(told, hidden, strict=True)
        ):
            return True
        if names.every and not any(one.standing(names.mixed) for one in told):
            open_ = [one.open(one.standing(names.first), one.standing(names.later)) for one in told]
            shown = (one.without(forms, own.words, at) for one, forms, at in zip(told, hidden, open_, strict=True))
            if any(open_) and not self._lacking(shown):
                return True
        if any(one.standing(names.shown) for one in told):
            return None
        words = [{form for form in forms if form.isalnum()} for forms in hidden]
        return False if self._lacking(one.without(forms) for one, forms in zip(told, words, strict=True)) else None

    def quoted(self, quote: str, start: int) -> Cut:
        """Return the words of a quote, of which as much counts as he may read."""
        if self.sight.whole_texts or len(quote) <= QUOTE:
            return Cut(quote, start)
        end = QUOTE - 1
        while end and quote[end - 1].isalnum() and quote[end].isalnum():
            end -= 1  # half of a word that may be read could pass for one that may not
        return Cut(quote, start, slice(end))

    @cached_property
    def _names(self) -> Names | None:
        if self.sight.whole or self.sight.pattern is not None or _LETTER in self.query or masks.unspaced(self.query):
            return None
        return names(masks.words(self.query), {level.value for level in self.sight.levels}, begins="*" in self.query)

    def _lacking(self, seen: Iterable[str]) -> Sequence[re.Pattern[str]]:
        """Return the parts of the query that stand in none of these words."""
        left = self.parts
        for words in seen:
            left = search.lacking(words, left)
            if not left:
                break
        return left


class _Told:
    """Words of a cut, as what is kept from the visitor in this document alone leaves them, and the names in them."""

    def __init__(self, cut: Cut, own: Local) -> None:
        self.words = cut.words if cut.start is None else own.without(cut.words, cut.start)
        self.counts = cut.counts
        self.flat, self._original = masks.single(self.words)
        self._keys = {"", *masks.keys(self.words)}

    def standing(self, forms: masks.Forms) -> set[str]:
        return forms.standing(self._keys, self.flat)

    def without(self, hidden: set[str], own: Collection[str] = (), open_: Sequence[Range] = ()) -> str:
        """Return what counts without every place where a hidden form stands, also where they overlap.

        Letters stand there instead, so that nothing becomes a word by what was glued to it.
        Places inside of those that are `open_` stay, but for `own`, which the document itself hides.
        """
        words = self.words
        inside = [p for p in self._places(hidden) if not any(s <= p[0] and p[1] <= e for s, e in open_)]
        for start, end in (*inside, *self._places(own)):
            words = words[:start] + _LETTER * (end - start) + words[end:]
        return words[self.counts]

    def open(self, first: Collection[str], later: Collection[str]) -> list[Range]:
        """Return where names stand that may be shown, unless another one begins before and overlaps (see `Names`)."""
        before = self._ranges(later, glued=False)
        places = self._ranges(first, glued=False)
        return [place for place in places if not any(start < place[0] < end for start, end in before)]

    def _places(self, hidden: Collection[str]) -> list[Range]:
        several = [form for form in hidden if " " in form]
        words = [form for form in hidden if " " not in form]
        return [*self._ranges(several, glued=True), *self._ranges(words, glued=False)]

    def _ranges(self, forms: Collection[str], *, glued: bool) -> list[Range]:
        found = masks.places(self.flat, forms, glued=glued) if forms else ()
        return [(self._original(start), self._original(end - 1) + 1) for start, end in found]


def names(words: Collection[str], allowed: Collection[str], *, begins: bool) -> Names:
    """Return the names that hold one of these words, or have one that `begins` so, of words that few names hold.

    So does a name whose last word one of them begins with: it is hidden also where it is glued to what follows.
    """
    holding: set[tuple[str, str]] = set()
    every = True
    for word in words:
        held = Q(key__gte=word, key__lt=word + masks.AFTER) if begins else Q(key=word)
        rows = models.MaskRow.objects.filter(held & Q(sort=WORD) | masks.ending(word))
        found = list(rows.values_list("form", "level")[: MOST + 1])
        if len(found) > MOST:
            every = False
            continue
        holding.update(found)
    hidden = {form for form, level in holding if level not in allowed}
    open_ = {form for form, level in holding if level in allowed}
    shown = _kept(open_, models.MaskRow.objects.filter(sort=NAME, level__in=allowed))
    parts = _parts(hidden, allowed, words, begins=begins)
    first = {form for form in shown if (told := masks.words(form))[0] in words and set(told).issuperset(words)}
    begun = {masks.words(form)[0] for form in first}
    return Names(
        _forms(hidden | parts),
        _forms(form for form in hidden | parts if not form.isalnum()),
        _forms(shown),
        _forms(first),
        _forms(form for form in shown if not begun.isdisjoint(masks.words(form)[1:])),
        every,
    )


def _parts(names: Iterable[str], allowed: Collection[str], words: Collection[str], *, begins: bool) -> set[str]:
    """Return the words of names that hold a word of a query and are hidden by themselves, as only those of persons."""
    own = {part for part in masks.parts(names) if begins or not set(masks.words(part)).isdisjoint(words)}
    return _kept(own, models.MaskRow.objects.filter(sort=PART).exclude(level__in=allowed))


def _kept(forms: Collection[str], rows: QuerySet[models.MaskRow]) -> set[str]:
    """Return those of these forms that are in some rows."""
    keys = chunks(sorted({masks.key(form) for form in forms}))
    found = {form for part in keys for form in rows.filter(key__in=part).values_list("form", flat=True).distinct()}
    return found.intersection(forms)


def _forms(forms: Iterable[str]) -> masks.Forms:
    made = masks.Forms()
    for form in sorted(forms):
        made.add(masks.key(form), form, NAME)
    return made
