"""Derives which groups the people of a document belong to (`derived.GroupRow`), for one audience at a time.

The words that say so are taken as that audience may read them: what a decision withholds puts nobody into a group.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from saksi.model.types import Statement
from saksi.packs.grouping import groups_of
from saksi.store.read.facts import ActLine
from saksi.store.read.levels import Shut
from saksi.store.read.masks import black, masking
from saksi.store.read.rulings import NONE, Rulings

ORGANISATION = "Organisation"
Row = tuple[str, ...]
"""Document, act (empty for the role of a person), party, group, claim, words: the columns of `GroupRow`."""


def of_words(
    acts: Iterable[ActLine],
    statements: Iterable[Statement],
    kinds: Mapping[str, str],
    rulings: Rulings,
    shut: list[Shut],
) -> Iterator[Row]:
    """Yield the groups that the words for the victims of acts put them in; `shut` is what may not be read.

    An organisation is in none, whatever it is called.
    """
    cover = _covering(shut)
    said = {(s.entity, rulings.get(s.claim, NONE).shown(s.value)): s.claim for s in statements if s.prop == "name"}
    for act in acts:
        for party in act.victims:
            claim = said.get((party.id, party.name), "")
            if kinds.get(party.entity) != ORGANISATION and claim:
                for group in groups_of(cover(party.name), bare=True):
                    yield act.document, act.id, party.entity or party.id, group, claim, party.name


def of_roles(
    statements: Iterable[Statement], people: Collection[str], rulings: Rulings, shut: list[Shut]
) -> Iterator[Row]:
    """Yield the groups that roles put these people in; `shut` is what may not be read."""
    cover, silent = _covering(shut), {one.statement.claim for one in shut}
    for s in statements:
        ruling = rulings.get(s.claim, NONE)
        if s.kind == "Person" and s.prop == "role" and s.entity in people and s.claim not in silent:
            value = ruling.shown(s.value)
            for group in groups_of(cover(value)) if not ruling.rejected else ():
                yield s.document, "", s.entity, group, s.claim, value


def _covering(shut: Iterable[Shut]) -> Callable[[str], str]:
    """Return what blacks out the words of what may not be read, as a page of the document does."""
    words = sorted({word for one in shut for word in one.words})
    pattern: re.Pattern[str] | None = masking((), (), words) if words else None
    return lambda said: said if pattern is None else pattern.sub(lambda m: m["open"] or black(m[0]), said)
