"""The record as one visitor sees it: what every page is made from."""

from dataclasses import dataclass, replace

from saksi.model.policy import Sensitivity
from saksi.model.types import Document, Span, Statement
from saksi.store.read import snapshot
from saksi.store.read.facts import ActLine, NameLine, Party
from saksi.store.read.snapshot import Snapshot
from saksi.store.read.visibility import Sight, Visitor, visible_to


@dataclass(frozen=True, slots=True)
class Record:
    """What one visitor may see of a snapshot, and his sight; words come out of here as he may see them.

    `held` has no line of what he may not see, so that neither lists nor counts nor searches can tell of it.
    """

    held: Snapshot
    sight: Sight

    def act(self, line: ActLine) -> ActLine:
        """Return an act's line as it may be shown."""
        if self.sight.whole:
            return line
        parties = tuple(replace(party, name=self.sight.words(party.name, line.document)) for party in line.parties)
        place = self.sight.words(line.place, line.document)
        provisions = tuple(self.sight.words(words, line.document) for words in line.provisions)
        quote = self.sight.quote(line.quote, line.document, line.start)
        return replace(line, quote=quote, parties=parties, place=place, provisions=provisions)

    def document(self, sha256: str) -> Document:
        """Return a document's description as it may be shown; where it lay on a disk stays in the house."""
        document = self.held.documents[sha256]
        if self.sight.whole:
            return document
        name = document.source.replace("\\", "/").rstrip("/").rpartition("/")[2]
        return replace(
            document,
            title=self.sight.words(document.title, sha256),
            publisher=self.sight.words(document.publisher, sha256),
            source=document.source if self.sight.whole_texts else self.sight.address(self.sight.words(name, sha256)),
            url=self.sight.address(document.url),
        )

    def span(self, document: str, span: Span) -> Span:
        """Return words of a document as they may be shown."""
        return span if self.sight.whole else replace(span, quote=self.sight.quote(span.quote, document, span.start))

    def home(self, party: Party) -> tuple[str, str]:
        """Return the cluster and the kind of a party; two empty strings when it is only a name, or not to be seen."""
        name = self.held.names.get(party.entity)
        return (self.held.home(name.id), name.kind) if name and self.shows(name) else ("", "")

    def shows(self, name: NameLine) -> bool:
        """Say whether a named thing may be shown."""
        return self.may_see(name.id)

    def may_see(self, entity: str, claim: str = "") -> bool:
        """Say whether an entity, or one claim about it, may be shown."""
        return self.held.home(entity) not in self.sight.hidden and claim not in self.sight.silent

    def level(self, statement: Statement) -> Sensitivity:
        """Return how far a claim may travel: as far as what it is about, unless it is withheld itself."""
        return self.sight.all_levels.of(self.held.home(statement.entity), statement.claim)


def record(visitor: Visitor | None) -> Record:
    """Return the record as it stands now, for this visitor."""
    held = snapshot.take()
    sight = visible_to(visitor, held.stamp)
    return Record(snapshot.seen(held, sight), sight)
