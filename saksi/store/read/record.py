"""The record as one visitor sees it: what every page is made from."""

from dataclasses import dataclass, replace

from saksi.model.types import Document
from saksi.store.read import snapshot
from saksi.store.read.facts import ActLine, NameLine, Party
from saksi.store.read.snapshot import Snapshot
from saksi.store.read.visibility import Sight, Visitor, visible_to


@dataclass(frozen=True, slots=True)
class Record:
    """A snapshot of the store and the sight of one visitor; words come out of here as he may see them."""

    held: Snapshot
    sight: Sight

    def act(self, line: ActLine) -> ActLine:
        """Return an act's line as it may be shown."""
        if self.sight.whole_texts:
            return line
        parties = tuple(replace(party, name=self.sight.words(party.name)) for party in line.parties)
        place = self.sight.words(line.place)
        return replace(line, quote=self.sight.quote(line.quote), parties=parties, place=place)

    def document(self, sha256: str) -> Document:
        """Return a document's description as it may be shown; where it lay on a disk stays in the house."""
        document = self.held.documents[sha256]
        if self.sight.whole_texts:
            return document
        name = document.source.replace("\\", "/").rstrip("/").rpartition("/")[2]
        return replace(document, title=self.sight.words(document.title), source=self.sight.words(name))

    def home(self, party: Party) -> tuple[str, str]:
        """Return the cluster and the kind of a party; two empty strings when it is only a name, or not to be seen."""
        name = self.held.names.get(party.entity)
        return (self.held.home(name.id), name.kind) if name and self.shows(name) else ("", "")

    def shows(self, name: NameLine) -> bool:
        """Say whether a named thing may be shown."""
        return self.held.home(name.id) not in self.sight.hidden


def record(visitor: Visitor | None) -> Record:
    """Return the record as it stands now, for this visitor."""
    return Record(snapshot.take(), visible_to(visitor))
