"""What the house holds, document by document, and how far each item may travel; pure, built by `flows.publish`."""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from saksi.model.policy import Sensitivity, protects
from saksi.model.types import Document, Entity, Statement, Verdict
from saksi.model.vocabulary import main_prop
from saksi.resolve.union import Links
from saksi.store.read.rulings import NONE, Rulings
from saksi.store.read.visibility import sensitivity

NAMED = frozenset({"Person", "Organisation", "Law", "Place"})
ALIAS = 24  # hexadecimal digits of an id made for publication


def alias(key: bytes, identity: str) -> str:
    """Return the id that something has outside the house whose key this is."""
    return hmac.new(key, identity.encode(), hashlib.sha256).hexdigest()[:ALIAS]


@dataclass(frozen=True)
class Held:
    """One document as the house holds it: its current text and the entities that stand, by their ids inside it."""

    document: Document
    content: str
    entities: tuple[Entity, ...]

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """The entities by their ids."""
        return {entity.id: entity for entity in self.entities}


@dataclass(frozen=True)
class House:
    """The whole record under the decisions.

    `clusters` maps entities to what they are one with. `key` is the store's own secret: ids are hashes over names, and
    whoever guesses a name could prove it, so what leaves has an id made with the key. `known` are words that are no
    names of persons (countries, places, months), folded by `mask.flat`; `lands` are those that stay readable also where
    a part of a hidden name is one. `silenced` are all statements ever on which a decision withhold stands, also those
    that no longer count. `shut` are the documents withheld whole: nothing of them leaves, but whom they name is hidden.
    `links` say by which pairs act reports are one act.
    """

    documents: tuple[Held, ...]
    clusters: Mapping[str, str]
    rulings: Rulings
    key: bytes
    known: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()
    silenced: tuple[Statement, ...] = ()
    shut: tuple[Held, ...] = ()
    links: Links = field(default_factory=Links)

    def home(self, identity: str) -> str:
        """Return the cluster of an entity, or its own id."""
        return self.clusters.get(identity, identity)

    def alias(self, identity: str) -> str:
        """Return the id that something has outside the house: the same at every publication from this store."""
        return alias(self.key, identity)

    def withheld(self, statement: Statement) -> bool:
        """Say whether a decision keeps this one claim inside."""
        release = self.rulings.get(statement.claim, NONE).release
        return release is not None and release.verdict is Verdict.WITHHOLD

    def shown(self, statement: Statement) -> str:
        """Return the value that stands: the corrected one, or the document's."""
        return self.rulings.get(statement.claim, NONE).shown(statement.value)

    def level(self, identity: str) -> Sensitivity:
        """Return how far an entity may travel; what nobody knows may not travel at all."""
        return self.levels.get(self.home(identity), Sensitivity.PROTECTED)

    @cached_property
    def members(self) -> dict[str, list[Entity]]:
        """The entities of every cluster, in the order of the documents."""
        found: dict[str, list[Entity]] = {}
        for held in self.documents:
            for entity in held.entities:
                found.setdefault(self.home(entity.id), []).append(entity)
        return found

    @cached_property
    def levels(self) -> dict[str, Sensitivity]:
        """How far each cluster or entity may travel: what was decided, and the roles that protect, which go first."""
        protected, withheld = set(self._protected()), set(self._withheld_inside())
        return {
            home: Sensitivity.PROTECTED
            if home in protected
            else Sensitivity.INTERNAL
            if home in withheld
            else self._decided(home, found)
            for home, found in self.members.items()
        }

    def _withheld_inside(self) -> Iterator[str]:
        """Yield what a decision withholds by a claim in a document that is itself withheld."""
        for held in self.shut:
            for entity in held.entities:
                if any(s.prop == main_prop(entity.kind) and self.withheld(s) for s in entity.statements):
                    yield self.home(entity.id)

    def _decided(self, home: str, found: list[Entity]) -> Sensitivity:
        statements = tuple(s for entity in found for s in entity.statements)
        main = main_prop(found[0].kind)
        if not any(s.prop == main for s in statements):
            return Sensitivity.INTERNAL  # whatever it is, nobody can decide on it
        return sensitivity(Entity(home, found[0].kind, {}, statements), self.rulings)

    def _protected(self) -> Iterator[str]:
        """Yield who has a role that protects, and the links that say so."""
        for held in (*self.documents, *self.shut):
            for entity in held.entities:
                if any(protects(entity.kind, role) for role in entity.props.get("role", ())):
                    yield self.home(entity.id)
                    for party in entity.props.get("party", ()):
                        # An organisation that bears witness does so in public.
                        if (linked := held.by_id.get(party)) is None or linked.kind == "Person":
                            yield self.home(party)
