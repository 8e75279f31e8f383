"""The record as one visitor sees it: what every page is made from."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from saksi.model.policy import Sensitivity
from saksi.model.types import Document, Span, Statement
from saksi.store import models
from saksi.store.read import levels
from saksi.store.read import rulings as rulings_
from saksi.store.read.current import chunks
from saksi.store.read.facts import ActLine, NameLine, Party
from saksi.store.read.once import moment
from saksi.store.read.rulings import NONE, Ruling, Rulings
from saksi.store.read.visibility import Sight, Visitor, visible_to

__all__ = ["Record", "moment", "record"]


@dataclass(frozen=True)
class Record:
    """What one visitor may see of the store, for one request; words come out of here as he may see them.

    Rows are asked for through `sight.rows`, which has none of what he may not see, so that neither lists nor counts nor
    searches can tell of it. What was read once is kept until the request is answered.
    """

    sight: Sight
    _documents: dict[str, Document] = field(default_factory=dict, repr=False)
    _homes: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False)
    _rulings: dict[str, Ruling] = field(default_factory=dict, repr=False)

    def has(self, sha256: str) -> bool:
        """Say whether there is such a document."""
        self.learn([sha256])
        return sha256 in self._documents

    def learn(self, documents: Iterable[str] = (), parties: Iterable[Party] = (), texts: Iterable[str] = ()) -> None:
        """Look up all at once what a list is going to show."""
        wanted = [one for one in dict.fromkeys(documents) if one not in self._documents]
        for part in chunks(wanted):
            found = self.sight.documents().filter(sha256__in=part)
            self._documents.update((row.sha256, row.to_type()) for row in found)
        titles = [f"{one.title} {one.publisher} {one.source}" for d in wanted if (one := self._documents.get(d))]
        self.sight.learn(wanted, [*texts, *titles])
        names = [p.entity for p in parties if p.entity and p.entity not in self._homes]
        self._homes.update(dict.fromkeys(names, ("", "")))
        for part in chunks(names):
            own = models.NameRow.objects.filter(entity__in=part).values_list("entity", "cluster", "kind")
            homes = {entity: (home, kind) for entity, home, kind in own}
            seen = self.sight.rows(models.ClusterRow.objects.filter(cluster__in={home for home, _ in homes.values()}))
            open_ = set(seen.values_list("cluster", flat=True))
            self._homes.update((entity, found) for entity, found in homes.items() if found[0] in open_)

    def learn_acts(self, lines: Iterable[ActLine]) -> None:
        """Look up all at once what the acts of a list show."""
        acts = list(lines)
        texts = [" ".join((a.quote, a.place, *a.provisions, *(p.name for p in a.parties))) for a in acts]
        self.learn([a.document for a in acts], [p for a in acts for p in a.parties], texts)

    def act(self, line: ActLine) -> ActLine:
        """Return an act's line as it may be shown: of who may not be seen, not even the id."""
        if self.sight.whole:
            return line
        self.learn(parties=line.parties)
        parties = tuple(
            replace(
                party,
                name=self.sight.words(party.name, line.document),
                entity=party.entity if self.home(party)[0] else "",
            )
            for party in line.parties
        )
        place = self.sight.words(line.place, line.document)
        provisions = tuple(self.sight.words(words, line.document) for words in line.provisions)
        quote = self.sight.quote(line.quote, line.document, line.start)
        return replace(line, quote=quote, parties=parties, place=place, provisions=provisions)

    def name(self, line: NameLine) -> NameLine:
        """Return the line of a named thing as it may be shown."""
        if self.sight.whole:
            return line
        return replace(
            line,
            name=self.sight.words(line.name, line.document),
            others=tuple(self.sight.words(other, line.document) for other in line.others),
            quote=self.sight.quote(line.quote, line.document, line.start),
        )

    def document(self, sha256: str) -> Document:
        """Return a document's description as it may be shown; where it lay on a disk stays in the house."""
        self.learn([sha256])
        document = self._documents[sha256]
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
        self.learn(parties=[party])
        return self._homes.get(party.entity, ("", ""))

    def shows(self, name: NameLine) -> bool:
        """Say whether a named thing may be shown."""
        return self.may_see(name.id)

    def there(self, entities: Iterable[str]) -> frozenset[str]:
        """Return those of these named things and act reports, by their ids inside a document, that may be shown."""
        found: set[str] = set()
        for part in chunks(sorted(set(entities))):
            for table in (models.NameRow, models.ActRow):
                seen = self.sight.rows(table._default_manager.filter(entity__in=part))
                found.update(seen.values_list("entity", flat=True))
        return frozenset(found) - self.sight.hides(found)

    def may_see(self, entity: str, claim: str = "", document: str = "") -> bool:
        """Say whether an entity, or one claim about it (in this document), may be shown."""
        if self.sight.whole:
            return True
        if self.sight.hides([entity]):
            return False
        return not (claim and self.sight.silences(claim, document))

    def seen(self, statements: Iterable[Statement]) -> list[Statement]:
        """Keep the statements that may be shown."""
        found = list(statements)
        self.sight.hides(s.entity for s in found)
        self.sight.learn({s.document for s in found})
        return [s for s in found if self.may_see(s.entity, s.claim, s.document)]

    def level(self, statement: Statement) -> Sensitivity:
        """Return how far a claim may travel: as far as what it is about, unless it is withheld itself."""
        return levels.of([statement.entity], statement.claim)

    def rulings(self, subjects: Iterable[str]) -> Rulings:
        """Return what stands about these subjects."""
        new = [one for one in dict.fromkeys(subjects) if one not in self._rulings]
        self._rulings.update(dict.fromkeys(new, NONE) | rulings_.load(new))
        return {one: self._rulings[one] for one in subjects if self._rulings[one] is not NONE}

    def ruling(self, subject: str) -> Ruling:
        """Return what stands about one subject."""
        self.rulings([subject])
        return self._rulings[subject]


def record(visitor: Visitor | None) -> Record:
    """Return the record as it stands now, for this visitor; make and read it in one `moment`."""
    return Record(visible_to(visitor))
