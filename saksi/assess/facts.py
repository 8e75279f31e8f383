"""What is counted: frozen lines about acts and documents, and the same lines as they were known at an earlier time.

Every act has three times. *Observed*: when it took place (`date`), which is the axis of every count. *Known*: when this
store had learnt all that the act is counted by. *Published*: when whoever read everything could have known it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from saksi.model.dates import PartialDate
from saksi.model.errors import SchemaError


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody an act was done to, who belongs to a group: `people` is how many, `party` tells them from each other.

    `claims` are those that say so, and those that make them a victim. Who is said twice to belong comes twice.
    """

    group: str
    party: str
    people: int = 1
    claims: tuple[str, ...] = ()
    known: datetime | None = None


@dataclass(frozen=True, slots=True)
class ActFact:
    """One act, as often as the record holds it: reports that were matched to one act are one, others are several.

    `country` is ISO 3166-1 alpha-2, `region` the ISO 3166-2 code that the packs give for its place; both empty where
    unknown. `victims` is the least number of people that the words tell of. `claims` are those of its type,
    `victim_claims` those of its victims' parts. `documents` are those that report it, in a fixed order. `members` are
    its victims that belong to groups.
    """

    id: str
    type: str
    status: str
    date: str
    country: str
    region: str
    documents: tuple[str, ...]
    victims: int = 0
    claims: tuple[str, ...] = ()
    victim_claims: tuple[str, ...] = ()
    known: datetime | None = None
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """A country that a document speaks of, with the claims that say so; none where only its publisher tells."""

    country: str
    claims: tuple[str, ...] = ()
    known: datetime | None = None


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """One document that was read: who published it (folded, empty where unknown), when (partial date), about what.

    `about` names every country that a value read in it gives (of an act, an organisation, a law, a person); where there
    is none, the country of its publisher; where that is unknown too, it is empty.
    """

    id: str
    publisher: str
    published: str
    about: tuple[About, ...]
    known: datetime | None = None


@dataclass(frozen=True)
class Facts:
    """Everything that counts are made of."""

    acts: tuple[ActFact, ...]
    documents: tuple[DocumentFact, ...]

    @cached_property
    def publishers(self) -> Mapping[str, str]:
        """The publisher of each document by its id."""
        return {document.id: document.publisher for document in self.documents}


def known_by(facts: Facts, moment: datetime) -> Facts:
    """Return what the store knew at a moment; what has no time of learning was not known.

    An act counts only once all the values that it is counted by were known, so nothing learnt later can leak in; and
    under a group only once it was known of somebody that he belongs to it.
    """
    acts = tuple(
        replace(act, members=tuple(m for m in act.members if m.known is not None and m.known <= moment))
        for act in facts.acts
        if act.known is not None and act.known <= moment
    )
    documents = tuple(
        replace(one, about=tuple(a for a in one.about if a.known is None or a.known <= moment))
        for one in facts.documents
        if one.known is not None and one.known <= moment
    )
    return Facts(_told(acts, frozenset(d.id for d in documents)), documents)


def published_by(facts: Facts, day: date) -> Facts:
    """Return what stood in documents that had surely been published by a day; those without a date had not."""
    documents = tuple(one for one in facts.documents if _latest(one.published) <= day)
    return Facts(_told(facts.acts, frozenset(d.id for d in documents)), documents)


def _told(acts: tuple[ActFact, ...], documents: frozenset[str]) -> tuple[ActFact, ...]:
    """Keep the acts that these documents report, each with these documents alone."""
    kept = (replace(act, documents=tuple(d for d in act.documents if d in documents)) for act in acts)
    return tuple(act for act in kept if act.documents)


def _latest(published: str) -> date:
    try:
        return PartialDate.parse(published).latest
    except SchemaError:
        return date.max
