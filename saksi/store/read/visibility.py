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

Rows of `store/derived.py` say for which audience they are: `Sight.rows` picks those of one person's.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, TypeVar

from django.db.models import Model, QuerySet

from saksi.model.policy import Role, Sensitivity, readable
from saksi.model.types import Entity
from saksi.store import models
from saksi.store.read.current import chunks
from saksi.store.read.levels import sensitivity
from saksi.store.read.masks import MASK, Mask, black, masking
from saksi.store.read.rulings import Rulings

__all__ = ["MASK", "QUOTE", "Sight", "Visitor", "masking", "role_of", "sensitivity", "visible_to"]

QUOTE = 300
AUDIENCES: dict[str, frozenset[Sensitivity]] = {
    "open": frozenset({Sensitivity.PUBLIC}),
    "house": frozenset({Sensitivity.PUBLIC, Sensitivity.INTERNAL}),
    "desk": frozenset(Sensitivity) - {Sensitivity.PROTECTED},
    "inner": frozenset(Sensitivity),
}
"""The audiences that derived rows are made for, with what each may read."""
Range = tuple[int, int]
Row = TypeVar("Row", bound=Model)
_LETTERS = re.compile(r"[^\W\d_]+")


class Visitor(Protocol):
    """What is asked of a user: Django's, or its anonymous one."""

    @property
    def is_authenticated(self) -> bool:
        """Say whether somebody logged in."""


@dataclass(frozen=True)
class Local:
    """What of one document somebody may not read: entities, claims, ranges of its text, words of it, or `all` of it."""

    entities: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    ranges: tuple[Range, ...] = ()
    words: tuple[str, ...] = ()
    all: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds the words."""
        return masking((), (), self.words)

    def without(self, words: str, start: int) -> str:
        """Black out the ranges in words that stand at `start` of the document's text."""
        for first, last in self.ranges[max(bisect_left(self.ranges, (start, 0)) - 1, 0) :]:
            if first >= start + len(words):
                break
            a, b = max(first - start, 0), max(last - start, 0)
            words = words[:a] + black(words[a:b]) + words[b:]
        return words


_NOTHING = Local()


@dataclass(frozen=True)
class Sight:
    """What one person may see, for one request: what is looked up is kept until the request is answered.

    `whole_texts` says whether he may read documents' texts, and not only quotes from them; `whole`, that nothing at all
    is kept from him; `pattern` finds further words to black out.
    """

    role: Role
    levels: frozenset[Sensitivity]
    whole_texts: bool
    whole: bool = False
    pattern: re.Pattern[str] | None = None
    mask: Mask | None = None
    _local: dict[str, Local] = field(default_factory=dict, repr=False)
    _hidden: dict[str, bool] = field(default_factory=dict, repr=False)

    @property
    def audience(self) -> str:
        """Return the widest audience of derived rows that he belongs to."""
        return [name for name, needed in AUDIENCES.items() if needed <= self.levels][-1]

    def rows(self, query: QuerySet[Row]) -> QuerySet[Row]:
        """Keep the derived rows that are for him."""
        return query.filter(**{self.audience: True})

    def learn(self, documents: Iterable[str] = (), texts: Iterable[str] = ()) -> None:
        """Look up all at once what of these documents he may not read, and names that may stand in these texts."""
        if self.whole or self.mask is None:
            return
        told = set(texts)
        if told:
            self.mask.learn(told)
        new = [one for one in set(documents) if one not in self._local]
        if not new:
            return
        allowed = [level.value for level in self.levels]
        found: dict[str, list[models.Guard]] = {}
        for guard in models.Guard.objects.filter(document__in=new).exclude(level__in=allowed):
            found.setdefault(guard.document_id, []).append(guard)
        for document in new:
            self._local[document] = _local(found.get(document, []))

    def shut(self) -> QuerySet[models.Guard]:
        """Return the guards of the documents that he may not see at all."""
        allowed = [level.value for level in self.levels]
        return models.Guard.objects.filter(entity="", claim="").exclude(level__in=allowed)

    def guarded(self) -> QuerySet[models.Guard]:
        """Return everything that guards something from him."""
        if self.whole:
            return models.Guard.objects.none()
        return models.Guard.objects.exclude(level__in=[level.value for level in self.levels])

    def documents(self) -> QuerySet[models.Document]:
        """Return the documents that he may see."""
        every = models.Document.objects.all()
        return every if self.whole else every.exclude(sha256__in=self.shut().values("document"))

    def hides(self, entities: Iterable[str]) -> frozenset[str]:
        """Return those of these entities, of documents or clusters, that he may not see."""
        if self.whole or self.mask is None:
            return frozenset()
        wanted = set(entities)
        new = wanted - self._hidden.keys()
        if new:
            self._hidden.update(dict.fromkeys(new, False))
            for part in chunks(sorted(new)):
                self._hidden.update(dict.fromkeys(self._shut(set(part)), True))
        return frozenset(entity for entity in wanted if self._hidden[entity])

    def silences(self, claim: str, document: str = "") -> bool:
        """Say whether a claim is kept from him; knowing its document saves a question to the database."""
        if self.whole or self.mask is None:
            return False
        if document:
            self.learn([document])
            return self._local[document].all or claim in self._local[document].claims
        return bool(self.silenced([claim]))

    def silenced(self, claims: Iterable[str]) -> frozenset[str]:
        """Return which of these claims are kept from him, of any document."""
        found: set[str] = set()
        if not self.whole and self.mask is not None:
            allowed = [level.value for level in self.levels]
            for part in chunks(sorted(set(claims))):
                guards = models.Guard.objects.filter(claim__in=part).exclude(level__in=allowed)
                found.update(guards.values_list("claim", flat=True))
        return frozenset(found)

    def sees(self, entity: Entity, rulings: Rulings) -> bool:
        """Say whether this entity may be shown at all."""
        return not self.hides([entity.id]) and sensitivity(entity, rulings) in self.levels

    def visible(self, found: Iterable[Entity], rulings: Rulings) -> list[Entity]:
        """Keep the entities that may be shown."""
        listed = list(found)
        self.hides(entity.id for entity in listed)
        return [entity for entity in listed if self.sees(entity, rulings)]

    def words(self, words: str, document: str = "") -> str:
        """Black out what may not be seen, of a document also its own; the result is as long as the words were."""
        if self.pattern is not None:
            words = self.pattern.sub(lambda m: m["open"] or black(m[0]), words)
        if self.whole or self.mask is None:
            return words
        if document:
            self.learn([document])
        words = self.mask.cover(words)
        local = self._local[document].pattern if document else None
        return words if local is None else local.sub(lambda m: m["open"] or black(m[0]), words)

    def text(self, words: str, document: str, start: int = 0) -> str:
        """Black out words that stand at `start` of a document's text; the result is as long as they were."""
        if self.whole or self.mask is None:
            return self.words(words, document)
        return self.words(self.own(document).without(words, start), document)

    def quote(self, words: str, document: str = "", start: int = 0) -> str:
        """Return a quote as it may be shown: masked, and cut at 300 characters for who may not read whole texts."""
        masked = self.text(words, document, start) if document else self.words(words)
        if self.whole_texts or len(masked) <= QUOTE:
            return masked
        return masked[: QUOTE - 1] + "…"

    def may_lose(self, query: str, documents: Iterable[str]) -> frozenset[str]:
        """Return those of these documents in which what a query finds may be blacked out for him."""
        wanted = frozenset(documents)
        if self.whole or self.mask is None:
            return frozenset()
        self.learn(wanted)
        if self.mask.touches(query):
            return wanted
        return frozenset(one for one in wanted if self._local[one].claims)

    def own(self, document: str) -> Local:
        """Return what of this document itself is kept from him, besides names that are hidden anywhere."""
        self.learn([document])
        return self._local.get(document, _NOTHING)

    def address(self, words: str) -> str:
        """Return an address or the name of a file, or nothing when a part of it is a part of a hidden name."""
        if self.whole or self.mask is None:
            return words
        return "" if self.mask.parts(_LETTERS.findall(words)) else words

    def _shut(self, entities: set[str]) -> set[str]:
        """Return which of these may not be seen: guarded themselves, or of a cluster that has no row for him."""
        allowed = [level.value for level in self.levels]
        guards = models.Guard.objects.filter(entity__in=entities, claim="").exclude(level__in=allowed)
        found = set(guards.values_list("entity", flat=True))
        homes = dict(models.NameRow.objects.filter(entity__in=entities).values_list("entity", "cluster"))
        levels = models.ClusterRow.objects.filter(cluster__in={*entities, *homes.values()}).exclude(level__in=allowed)
        closed = set(levels.values_list("cluster", flat=True))
        return found | (closed & entities) | {entity for entity, home in homes.items() if home in closed}


def visible_to(user: Visitor | None) -> Sight:
    """Return what a user may see; None is a visitor without an account."""
    role = role_of(user)
    allowed = frozenset(readable(role))
    whole_texts = Sensitivity.INTERNAL in allowed
    shut = [level.value for level in Sensitivity if level not in allowed]
    whole = whole_texts and not any(
        query.filter(level__in=shut).exists() for query in (models.ClusterRow.objects, models.Guard.objects)
    )
    return Sight(role, allowed, whole_texts, whole=whole, mask=Mask(allowed))


def role_of(user: Visitor | None) -> Role:
    """Return the role of a user; a role that the policy does not know reads what anybody reads."""
    name = getattr(user, "role", "") if user is not None and user.is_authenticated else ""
    return Role(name) if name in set(Role) else Role.READER


def _local(guards: list[models.Guard]) -> Local:
    claims = [guard for guard in guards if guard.claim]
    return Local(
        entities=frozenset(guard.entity for guard in guards if guard.entity and not guard.claim),
        claims=frozenset(guard.claim for guard in claims),
        ranges=_joined((guard.start, guard.end) for guard in claims if guard.end),
        words=tuple(sorted({word for guard in claims for word in json.loads(guard.words)})),
        all=any(not guard.entity and not guard.claim for guard in guards),
    )


def _joined(places: Iterable[Range]) -> tuple[Range, ...]:
    """Join ranges that overlap, in order."""
    found: list[Range] = []
    for start, end in sorted(places):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
