"""Finds in a text the names that somebody may not read, among all that the store knows, without knowing them all."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db.models import Q, QuerySet

from saksi.model.policy import Sensitivity
from saksi.store import models
from saksi.store.read import known, once
from saksi.store.read.current import chunks
from saksi.store.read.known import HIDING, LAST, NAME, PART, PHRASE, WORD
from saksi.text import khmer

__all__ = ["LAST", "MASK", "NAME", "PART", "PHRASE", "WORD", "Mask", "black", "masking"]

MASK = "█"
_SHORTEST = 3
_LONGEST_KEY = 60
AFTER = "\U0010ffff"
_WORD = re.compile(r"[\w’'-]+")
_RUN = re.compile(r"\w+")
_UNSEEN = re.compile(f"[{khmer.UNSEEN}]")
_SPACE = re.compile(r"\s")
_SPACES = re.compile(r" {2,}")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
Tree = dict[str, "Tree"]
Form = tuple[str, str, str, str]
"""A form and its sort, as they stand in `derived.MaskRow`; then the form with single spaces, and that in capitals."""


def key(form: str) -> str:
    """Return the word by which a form is looked up: every text that holds the form has this among its `keys`.

    Nothing for a form whose only word may be glued to the next: it is looked up for every text.
    """
    runs = _RUN.findall(form)
    return "" if not runs or (len(runs) == 1 and " " in form) else runs[0].casefold()[:_LONGEST_KEY]


def unspaced(text: str) -> bool:
    """Say whether a text has letters of a script that puts no spaces between words."""
    return _UNSPACED.search(text) is not None


def keys(text: str) -> set[str]:
    """Return the words of a text by which forms in it are looked up."""
    return {run.casefold()[:_LONGEST_KEY] for run in set(_RUN.findall(text))}


def parts(names: Iterable[str]) -> set[str]:
    """Return the words of names that give somebody away: of three letters or more, capital as a name is."""
    return {w for name in names for w in _WORD.findall(name) if len(w) >= _SHORTEST and w[0] != w[0].lower()}


def words(text: str) -> list[str]:
    """Return the words of a text as a search compares them: case, diacritics and digits folded.

    What cannot be seen may part two words, and may not (see `khmer.normalise`): both ways of reading it count.
    """
    folded = unicodedata.normalize("NFD", text.casefold().translate(khmer.DIGITS))
    flat = "".join(c for c in folded if not unicodedata.combining(c))
    runs = [run[:_LONGEST_KEY] for run in _RUN.findall(_UNSEEN.sub("", flat))]
    if not _UNSEEN.search(flat):
        return runs
    return [*runs[:1], *(run[:_LONGEST_KEY] for run in _RUN.findall(_UNSEEN.sub(" ", flat))), *runs[1:]]


def black(words: str) -> str:
    """Black words out, character for character."""
    return re.sub(r"\S", MASK, words)


class Mask:
    """The names that are kept from somebody, looked up as texts come; made for one request."""

    def __init__(self, allowed: Iterable[Sensitivity]) -> None:
        self._allowed = frozenset(level.value for level in allowed)
        self._hidden, self._shown = Forms(), Forms()
        self._own: dict[str, set[str]] = {}
        self._touched: dict[str, bool] = {}
        self._known: tuple[object, known.Keys] | None = None

    def learn(self, texts: Iterable[str]) -> None:
        """Look up what has to be hidden in these texts, and what may be shown where something is, all at once."""
        own = {text: self._own[text] for text in texts if self._read(text)}
        self._look_up(set().union(*own.values()))
        touched = [found for text, found in own.items() if self._hidden.standing(found, " ".join(text.split()))]
        if touched:
            self._look_up_shown(set().union(*touched))

    def cover(self, words: str) -> str:
        """Black out the names in words; the result is as long as the words were.

        Most names whose first word stands in a text do not stand there: only those that do make the pattern.
        """
        own = self._read(words)
        self._look_up(own)
        flat = " ".join(words.split())
        hidden = self._hidden.standing(own, flat)
        if not hidden:
            return words
        self._look_up_shown(own)
        return blacken(words, self._shown.standing(own, flat), hidden)

    def parts(self, words: Iterable[str]) -> bool:
        """Say whether one of these words, in any case, is a part of a name that is kept from him."""
        folded = {word.casefold() for word in words}
        self.learn(folded)
        return any(
            sort == PART and form.casefold() in folded
            for word in folded
            for form, sort, *_ in self._hidden.found.get(key(word), ())
        )

    def touches(self, query: str) -> bool:
        """Say whether what a query finds may be inside of a name that is kept from him.

        A search folds diacritics, takes beginnings (`x*`), and finds a name also where it is glued to the next word.
        """
        if query not in self._touched:
            self._touched[query] = unspaced(query) or any(
                self._begins(word) if "*" in query else self._is_word(word) for word in words(query)
            )
        return self._touched[query]

    def _begins(self, word: str) -> bool:
        rows = models.MaskRow.objects.filter(ending(word) | Q(key__gte=word, key__lt=word + AFTER, sort=WORD))
        return rows.exclude(level__in=self._allowed).exists()

    def _is_word(self, word: str) -> bool:
        if there := self._keys():
            return hash(word) in there.words or any(hash(word[:end]) in there.lasts for end in range(1, len(word)))
        rows = models.MaskRow.objects.filter(ending(word) | Q(key=word, sort=WORD))
        return rows.exclude(level__in=self._allowed).exists()

    def _keys(self) -> known.Keys | None:
        """Return the keys that there are; None outside of a moment, where each word has to be looked up."""
        now = once.now()
        if now is None:
            return None
        if self._known is None or self._known[0] is not now:
            self._known = now, known.keys(self._allowed)
        return self._known[1]

    def _read(self, text: str) -> set[str]:
        """Return the keys of a text and the one that is looked up for every text, found once."""
        if text not in self._own:
            self._own[text] = {"", *keys(text)}
        return self._own[text]

    def _look_up(self, wanted: set[str]) -> None:
        if new := wanted - self._hidden.asked:
            there = self._keys()
            rows = models.MaskRow.objects.filter(sort__in=HIDING).exclude(level__in=self._allowed)
            self._hidden.take(new, there.hiding if there else None, rows)

    def _look_up_shown(self, wanted: set[str]) -> None:
        if new := wanted - self._shown.asked:
            there = self._keys()
            rows = models.MaskRow.objects.filter(sort=NAME, level__in=self._allowed)
            self._shown.take(new, there.shown if there else None, rows)


class Forms:
    """Forms by their keys, as far as keys were asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self.found: dict[str, list[Form]] = {}

    def take(self, new: set[str], there: frozenset[int] | None, rows: QuerySet[models.MaskRow]) -> None:
        """Look up the forms under these keys, which are not known yet; `there` are the hashes of all keys, if known."""
        self.asked |= new
        wanted = new if there is None else {one for one in new if hash(one) in there}
        for part in chunks(sorted(wanted)):
            for at, form, sort in rows.filter(key__in=part).values_list("key", "form", "sort").distinct():
                self.add(at, form, sort)

    def add(self, at: str, form: str, sort: str) -> None:
        """Add a form under its key."""
        known = form, sort, " ".join(form.split()), " ".join(form.upper().split())
        self.found.setdefault(at, []).append(known)

    def standing(self, own: set[str], flat: str) -> set[str]:
        """Return the forms whose letters stand in a text, as they are or in capitals; its white space is single spaces.

        `own` are the keys of the text.
        """
        return {
            form
            for one in own & self.found.keys()
            for form, _, plain, capital in self.found[one]
            if plain in flat or capital in flat
        }


def ending(word: str) -> Q:
    """Find the last words of names that a word begins with."""
    return Q(key__in=[word[:end] for end in range(1, len(word))], sort=LAST)


def blacken(words: str, shown: set[str], hidden: set[str]) -> str:
    """Black out a few hidden forms in a text, as the pattern of `masking` does.

    To look for a few names costs less than to make a pattern of them.
    """
    flat, original = single(words)
    closed = hidden - shown
    several = {form for form in closed if " " in form}
    found = [
        (start, rank, start - end, end)
        for rank, (forms, glued) in enumerate(((shown, False), (several, True), (closed - several, False)))
        for start, end in places(flat, forms, glued=glued)
    ]
    pieces: list[str] = []
    at = 0
    for first, rank, _, last in sorted(found):
        start, end = original(first), original(last - 1) + 1
        if start >= at:
            pieces += (words[at:start], words[start:end] if rank == 0 else black(words[start:end]))
            at = end
    return "".join((*pieces, words[at:]))


def single(words: str) -> tuple[str, Callable[[int], int]]:
    """Return words with single spaces between them, and what says where a character stood before."""
    flat = _SPACE.sub(" ", words)
    if "  " not in flat:
        return flat, int
    starts, shifts, lost = [0], [0], 0
    for run in _SPACES.finditer(flat):
        lost += run.end() - run.start() - 1
        starts.append(run.end() - lost)
        shifts.append(lost)
    return _SPACES.sub(" ", flat), lambda place: place + shifts[bisect_right(starts, place) - 1]


def places(flat: str, forms: Iterable[str], *, glued: bool) -> Iterator[tuple[int, int]]:
    """Yield where forms stand in a text, as they are or in capitals; unless `glued`, only as whole words."""
    for form in {" ".join(one.split()) for name in forms for one in (name, name.upper())} - {""}:
        start = flat.find(form)
        while start >= 0:
            end = start + len(form)
            if not _inside(flat[start - 1 : start]) and (glued or not _inside(flat[end : end + 1])):
                yield start, end
            start = flat.find(form, start + 1)


def _inside(character: str) -> bool:
    """Say whether a character belongs to a word, as patterns have it."""
    return character.isalnum() or character == "_"


def masking(hidden: Sequence[str], shown: Sequence[str], phrases: Sequence[str] = ()) -> re.Pattern[str] | None:
    """Return a pattern that finds hidden names and their parts; a shown name (group `open`) wins over parts of others.

    Of two names at the same place the longer counts; `phrases` are hidden as a whole.
    """
    if not hidden and not phrases:
        return None
    closed = {*hidden, *parts(hidden), *phrases} - set(shown)
    words = {name for name in closed if " " not in name}
    # A full name is found also where a lost link glued it to the next word; a part of a name only as a word.
    ends = [either(closed - words), rf"(?:{either(words | {w.upper() for w in words})})(?!\w)"]
    return re.compile(rf"(?<!\w)(?:(?P<open>(?:{either(shown)})(?!\w))|{'|'.join(ends)})")


def either(names: Iterable[str]) -> str:
    """Match any of the names, the longest first; no name matches nothing.

    The names share their beginnings as in a tree, so that a text is read once and not once a name.
    """
    tree: Tree = {}
    for form in {form for name in names for form in (name, name.upper())}:
        node = tree
        for character in " ".join(form.split()):
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(tree) or r"(?!)"


def _branch(tree: Tree) -> str:
    """Write a tree of characters as a pattern; the end of a name (an empty key) is tried last."""
    ways = [(r"\s+" if c == " " else re.escape(c)) + _branch(below) for c, below in sorted(tree.items()) if c]
    if not ways:
        return ""
    inner = ways[0] if len(ways) == 1 and "" not in tree else f"(?:{'|'.join(ways)})"
    return f"(?:{inner})?" if "" in tree else inner
