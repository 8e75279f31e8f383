"""Who sees what: the one place that decides it, for every page, search and list.

The rule of `docs/ontology.md`, as it stands now:

- A visitor without an account is a `reader`, and a reader is outside the house: he reads what is public.
- Persons (and memberships) are internal until a decision *publish* stands on their name in any document and no
  *withhold* stands on it. Everything else is public until a decision *withhold* stands on its main claim.
- A person whose role protects (a witness, a source, an observer, a minor) is protected whatever was published.
- Whoever is in the group (contributor and up) reads internal items, and whole texts.
- For everybody else a quote is at most 300 characters, and the names of persons whom he may not see are blacked out in
  it, character for character, so that offsets stay.
- A person who was taken out of the record by a rejected claim is no person, and masks nothing.
"""

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from saksi.model.policy import Role, Sensitivity, readable
from saksi.model.types import Entity
from saksi.store.read import levels as levels_
from saksi.store.read.levels import Levels, sensitivity
from saksi.store.read.rulings import Rulings

__all__ = ["MASK", "QUOTE", "Sight", "Visitor", "masking", "role_of", "sensitivity", "visible_to"]

QUOTE = 300
MASK = "█"
_SHORTEST = 3
Tree = dict[str, "Tree"]
Range = tuple[int, int]
_WORD = re.compile(r"[\w’'-]+")
_LETTERS = re.compile(r"[^\W\d_]+")


class Visitor(Protocol):
    """What is asked of a user: Django's, or its anonymous one."""

    @property
    def is_authenticated(self) -> bool:
        """Say whether somebody logged in."""


@dataclass(frozen=True)
class Sight:
    """What one person may see. `hidden` holds the clusters and entities that he may not, `silent` the claims.

    `pattern` finds their names, `local` what is withheld in one document, `covered` the ranges of its text that say so;
    `parts` are the words of hidden names, for addresses and names of files. `whole_texts` says whether he may read
    documents' texts, and not only quotes from them; `shut` are documents that he may not see at all. `all_levels` say
    how far things may travel, whoever asks.
    """

    role: Role
    levels: frozenset[Sensitivity]
    whole_texts: bool
    hidden: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None
    silent: frozenset[str] = frozenset()
    local: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    covered: Mapping[str, tuple[Range, ...]] = field(default_factory=dict)
    parts: frozenset[str] = frozenset()
    shut: frozenset[str] = frozenset()
    all_levels: Levels = field(default_factory=Levels, compare=False, repr=False)

    @property
    def whole(self) -> bool:
        """Say whether nothing at all is kept from him."""
        return self.whole_texts and not (self.hidden or self.silent or self.pattern or self.shut)

    def sees(self, entity: Entity, rulings: Rulings) -> bool:
        """Say whether this entity may be shown at all."""
        return entity.id not in self.hidden and sensitivity(entity, rulings) in self.levels

    def visible(self, found: Iterable[Entity], rulings: Rulings) -> list[Entity]:
        """Keep the entities that may be shown."""
        return [entity for entity in found if self.sees(entity, rulings)]

    def words(self, words: str, document: str = "") -> str:
        """Black out what may not be seen, of a document also its own; the result is as long as the words were."""
        for pattern in (self.pattern, self.local.get(document)):
            if pattern is not None:
                words = pattern.sub(lambda m: m["open"] or _black(m[0]), words)
        return words

    def text(self, words: str, document: str, start: int = 0) -> str:
        """Black out words that stand at `start` of a document's text; the result is as long as they were."""
        ranges = self.covered.get(document, ())
        for first, last in ranges[max(bisect_left(ranges, (start, 0)) - 1, 0) :]:
            if first >= start + len(words):
                break
            a, b = max(first - start, 0), max(last - start, 0)
            words = words[:a] + _black(words[a:b]) + words[b:]
        return self.words(words, document)

    def quote(self, words: str, document: str = "", start: int = 0) -> str:
        """Return a quote as it may be shown: masked, and cut at 300 characters for who may not read whole texts."""
        masked = self.text(words, document, start)
        if self.whole_texts or len(masked) <= QUOTE:
            return masked
        return masked[: QUOTE - 1] + "…"

    def address(self, words: str) -> str:
        """Return an address or the name of a file, or nothing when a part of it is a part of a hidden name."""
        return "" if self.parts.intersection(w.casefold() for w in _LETTERS.findall(words)) else words


def visible_to(user: Visitor | None, state: Hashable = None) -> Sight:
    """Return what a user may see; None is a visitor without an account.

    `state` names the state of the store for who knows it already.
    """
    role = role_of(user)
    return _sight(role, _Same(levels_.levels(state)))


@dataclass(frozen=True)
class _Same:
    """Levels compared by being the same object: they are made once a state of the store."""

    levels: Levels = field(compare=False)
    identity: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "identity", id(self.levels))


@lru_cache(maxsize=32)
def _sight(role: Role, same: _Same) -> Sight:
    allowed = frozenset(readable(role))
    found = same.levels
    shut = [name for name, level in found.people if level not in allowed]
    phrases = [phrase for phrase, level in found.phrases if level not in allowed]
    words: dict[str, list[str]] = {}
    for document, value, level in found.words:
        if level not in allowed:
            words.setdefault(document, []).append(value)
    ranges: dict[str, list[Range]] = {}
    for document, place, level in found.ranges:
        if level not in allowed:
            ranges.setdefault(document, []).append(place)
    local = {document: masking((), (), values) for document, values in words.items()}
    return Sight(
        role,
        allowed,
        whole_texts=Sensitivity.INTERNAL in allowed,
        hidden=frozenset(home for home, level in found.homes.items() if level not in allowed),
        pattern=masking(shut, [name for name, level in found.people if level in allowed], phrases),
        silent=frozenset(claim for claim, level in found.claims.items() if level not in allowed),
        local={document: pattern for document, pattern in local.items() if pattern is not None},
        covered={document: _joined(places) for document, places in ranges.items()},
        parts=frozenset(part.casefold() for part in _parts(shut)),
        shut=frozenset(document for document, level in found.documents.items() if level not in allowed),
        all_levels=found,
    )


def role_of(user: Visitor | None) -> Role:
    """Return the role of a user; a role that the policy does not know reads what anybody reads."""
    name = getattr(user, "role", "") if user is not None and user.is_authenticated else ""
    return Role(name) if name in set(Role) else Role.READER


def masking(hidden: Sequence[str], shown: Sequence[str], phrases: Sequence[str] = ()) -> re.Pattern[str] | None:
    """Return a pattern that finds hidden names and their parts; a shown name (group `open`) wins over parts of others.

    Of two names at the same place the longer counts. A part is a word of three letters or more, capital as a name is;
    `phrases` are hidden as a whole.
    """
    if not hidden and not phrases:
        return None
    closed = {*hidden, *_parts(hidden), *phrases} - set(shown)
    words = {name for name in closed if " " not in name}
    # A full name is found also where a lost link glued it to the next word; a part of a name only as a word.
    ends = [_either(closed - words), rf"(?:{_either(words | {w.upper() for w in words})})(?!\w)"]
    return re.compile(rf"(?<!\w)(?:(?P<open>(?:{_either(shown)})(?!\w))|{'|'.join(ends)})")


def _parts(names: Iterable[str]) -> set[str]:
    return {w for name in names for w in _WORD.findall(name) if len(w) >= _SHORTEST and w[0] != w[0].lower()}


def _black(words: str) -> str:
    return re.sub(r"\S", MASK, words)


def _joined(places: Iterable[Range]) -> tuple[Range, ...]:
    """Join ranges that overlap, in order."""
    found: list[Range] = []
    for start, end in sorted(places):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _either(names: Iterable[str]) -> str:
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
