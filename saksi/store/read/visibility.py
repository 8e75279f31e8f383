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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from django.db.models import Max

from saksi.model.policy import Role, Sensitivity, default_sensitivity, protects, readable
from saksi.model.types import Entity, Verdict
from saksi.model.vocabulary import main_prop
from saksi.store import models
from saksi.store.read import rulings as rulings_
from saksi.store.read.current import entities
from saksi.store.read.rulings import Rulings

QUOTE = 300
MASK = "█"
_SHORTEST = 3
_NAME_PROPS = ("name", "alias", "native_name")
Tree = dict[str, "Tree"]
_WORD = re.compile(r"[\w’'-]+")


class Visitor(Protocol):
    """What is asked of a user: Django's, or its anonymous one."""

    @property
    def is_authenticated(self) -> bool:
        """Say whether somebody logged in."""


@dataclass(frozen=True)
class Sight:
    """What one person may see. `hidden` holds the clusters' ids of the persons he may not, `pattern` finds their names.

    `whole_texts` says whether he may read documents' texts, and not only quotes from them.
    """

    role: Role
    levels: frozenset[Sensitivity]
    whole_texts: bool
    hidden: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None

    def sees(self, entity: Entity, rulings: Rulings) -> bool:
        """Say whether this entity may be shown at all."""
        return sensitivity(entity, rulings) in self.levels

    def visible(self, found: Iterable[Entity], rulings: Rulings) -> list[Entity]:
        """Keep the entities that may be shown."""
        return [entity for entity in found if self.sees(entity, rulings)]

    def words(self, words: str) -> str:
        """Black out the names that may not be seen; the result is as long as the words were."""
        if self.pattern is None:
            return words
        return self.pattern.sub(lambda m: m["open"] or re.sub(r"\S", MASK, m[0]), words)

    def quote(self, words: str) -> str:
        """Return a quote as it may be shown: masked, and cut at 300 characters for who may not read whole texts."""
        masked = self.words(words)
        if self.whole_texts or len(masked) <= QUOTE:
            return masked
        return masked[: QUOTE - 1] + "…"


def visible_to(user: Visitor | None) -> Sight:
    """Return what a user may see; None is a visitor without an account."""
    role = role_of(user)
    levels = frozenset(readable(role))
    if Sensitivity.INTERNAL in levels:
        return Sight(role, levels, whole_texts=True)
    hidden, pattern = _hidden(_state())
    return Sight(role, levels, whole_texts=False, hidden=hidden, pattern=pattern)


def role_of(user: Visitor | None) -> Role:
    """Return the role of a user; a role that the policy does not know reads what anybody reads."""
    name = getattr(user, "role", "") if user is not None and user.is_authenticated else ""
    return Role(name) if name in set(Role) else Role.READER


def sensitivity(entity: Entity, rulings: Rulings) -> Sensitivity:
    """Return how far an entity may travel: its kind's default, unless a decision on its main claim says otherwise.

    A role that protects (a witness, a source, an observer, a minor) goes before any decision but one on the role.
    """
    if any(protects(entity.kind, role) for role in entity.props.get("role", ())):
        return Sensitivity.PROTECTED
    main = main_prop(entity.kind)
    claims = {s.claim for s in entity.statements if s.prop == main}
    releases = [r.verdict for claim in claims if (r := rulings.get(claim, rulings_.NONE).release) is not None]
    if Verdict.WITHHOLD in releases:
        return Sensitivity.INTERNAL
    if Verdict.PUBLISH in releases:
        return Sensitivity.PUBLIC
    return default_sensitivity(entity.kind)


def masking(hidden: Sequence[str], shown: Sequence[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds hidden names and their parts; a shown name (group `open`) wins over parts of others.

    Of two names at the same place the longer counts. A part is a word of three letters or more, capital as a name is.
    """
    if not hidden:
        return None
    parts = {w for name in hidden for w in _WORD.findall(name) if len(w) >= _SHORTEST and w[0] != w[0].lower()}
    closed = {*hidden, *parts} - set(shown)
    words = {name for name in closed if " " not in name}
    # A full name is found also where a lost link glued it to the next word; a part of a name only as a word.
    ends = [_either(closed - words), rf"(?:{_either(words | {w.upper() for w in words})})(?!\w)"]
    return re.compile(rf"(?<!\w)(?:(?P<open>(?:{_either(shown)})(?!\w))|{'|'.join(ends)})")


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


def _state() -> tuple[object, ...]:
    """Name the state of the store that visibility depends on, so that it is worked out once a state."""
    decision = models.Decision.objects.order_by("-id").values_list("link", flat=True).first()
    runs = models.Run.objects.filter(current=True).aggregate(Max("id"), Max("at"))
    return (decision, *runs.values(), models.Canonical.objects.count())


@lru_cache(maxsize=4)
def _hidden(_: tuple[object, ...]) -> tuple[frozenset[str], re.Pattern[str] | None]:
    rulings = rulings_.load()
    people = entities(kind="Person", props=_NAME_PROPS, spans=False, rulings=rulings)
    outside = [p for p in people if sensitivity(p, rulings) is not Sensitivity.PUBLIC]
    hidden = frozenset(p.id for p in outside)
    return hidden, masking(_names(outside), _names(p for p in people if p.id not in hidden))


def _names(people: Iterable[Entity]) -> list[str]:
    return sorted({name for person in people for prop in _NAME_PROPS for name in person.props.get(prop, ())})
