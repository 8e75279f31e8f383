"""Which words of each document may not be said outside: names of who is not public, and what was withheld."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from saksi.model.policy import Sensitivity
from saksi.model.types import Entity, Span, Statement
from saksi.model.vocabulary import PropertyType, main_prop, property_of
from saksi.publish.allowance import of_property
from saksi.publish.house import NAMED, Held, House
from saksi.publish.mask import Mask, Phrases, Range, bare, flat, joined, named_like, parts, tokens, unspaced

NAMES = frozenset({"name", "title", "alias", "acronym", "native_name"})
_SMALL = re.compile(r"(?<![\w’'-])[^\W\d_]+(?![\w’'])")


@dataclass(frozen=True)
class Hiding:
    """What is blacked out, for the whole house; `of` gives the mask of one document, `ranges` its withheld words."""

    house: House

    def of(self, held: Held) -> Mask:
        """Return the mask of a document: all hidden names, and the parts of those that it names itself."""
        own = [e for e in held.entities if self._hides(e)]
        named = {name for entity in own for name in self._names(entity)}
        near = frozenset(part for e in own if e.kind == "Person" for n in self._names(e) for part in parts(n, 2))
        near -= self.house.lands
        strangers = set(self._strangers(held))
        near |= {part for name in strangers for part in parts(name)}
        local = Phrases(frozenset({n for n in named if len(flat(n)) > 3} | strangers | set(self._withheld_words(held))))
        return Mask((self.everywhere, local), near, self.parts, self.shown)

    def ranges(self, held: Held) -> list[Range]:
        """Return the ranges of a document's text where a hidden person is named or something withheld is said."""
        spans = [
            s for e in held.entities if self._hides(e) for st in e.statements if st.prop in NAMES for s in st.spans
        ]
        spans += [statement.spans[0] for statement in self._withheld(held)]
        return joined(held.content, [(span.start, span.end) for span in spans if _bears(held, span)])

    @cached_property
    def everywhere(self) -> Phrases:
        """Whole names of all who are hidden, wherever they are named; single words are left to the parts."""
        return Phrases(frozenset(name for name in self._hidden_names if len(name.split()) > 1 or unspaced(flat(name))))

    @cached_property
    def parts(self) -> frozenset[str]:
        """Parts of hidden persons' names that are masked in every document: those that are no other word as well."""
        found = (part for name in self._hidden_people for part in parts(name))
        return frozenset(found) - self.ordinary - self.known

    @cached_property
    def shown(self) -> Phrases:
        """Whole names of public persons, which stay whole although a hidden one shares a part."""
        shared = {part for name in self._hidden_people for part in parts(name, 2)}
        names = {
            name
            for home, found in self.house.members.items()
            if found[0].kind == "Person" and self.house.level(home) is Sensitivity.PUBLIC
            for entity in found
            for name in self._names(entity)
        }
        return Phrases(frozenset(name for name in names if len(name.split()) > 1 or flat(name) not in shared))

    @cached_property
    def ordinary(self) -> frozenset[str]:
        """Words that the documents write with a small letter: they are more than names."""
        return frozenset(
            flat(m[0]) for held in self.house.documents for m in _SMALL.finditer(held.content) if m[0].islower()
        )

    @cached_property
    def known(self) -> frozenset[str]:
        """Words of publishers and of the names of public organisations, laws and places, and what the packs know."""
        found = set(self.house.known)
        found |= {part for held in self.house.documents for part in parts(held.document.publisher)}
        for entities in self.house.members.values():
            if entities[0].kind in NAMED - {"Person"} and not self._hides(entities[0]):
                found |= {part for e in entities for name in self._names(e) for part in parts(name)}
        return frozenset(found)

    @cached_property
    def _hidden_people(self) -> list[str]:
        silenced = {s.value for s in self.house.silenced if s.kind == "Person" and s.prop in NAMES}
        return sorted({name for e in self._hidden if e.kind == "Person" for name in self._names(e)} | silenced)

    @cached_property
    def _hidden_names(self) -> list[str]:
        return sorted({name for e in self._hidden for name in self._names(e)} | set(self._hidden_people))

    @cached_property
    def _hidden(self) -> list[Entity]:
        inside = [e for held in self.house.shut for e in held.entities if e.kind == "Person" or self._kept(e)]
        shut = [e for e in inside if self._hides(e)]
        return [*(e for found in self.house.members.values() if self._hides(found[0]) for e in found), *shut]

    def _hides(self, entity: Entity) -> bool:
        return entity.kind in NAMED and self.house.level(entity.id) is not Sensitivity.PUBLIC

    def _names(self, entity: Entity) -> Iterator[str]:
        """Yield every form of a name: as the document gives it, as corrected, and as each mention writes it."""
        for statement in entity.statements:
            if statement.prop in NAMES:
                forms = (statement.value, self.house.shown(statement), *(span.quote for span in statement.spans))
                yield from (" ".join(form.split()) for form in forms if form.strip() and len(form) <= 200)

    def _withheld(self, held: Held) -> Iterator[Statement]:
        """Yield the statements that stay by a decision, or because they make up something that does."""
        for entity in held.entities:
            whole = entity.kind not in NAMED and self._kept(entity)
            for statement in entity.statements:
                main = statement.prop == main_prop(statement.kind)
                if self.house.withheld(statement) or (whole and (main or _free(statement))) or _unlisted(statement):
                    yield statement

    def _kept(self, entity: Entity) -> bool:
        """Say whether an item stays for a reason of its own, and not only because nobody has decided on it."""
        mains = [s for s in entity.statements if s.prop == main_prop(entity.kind)]
        return self.house.level(entity.id) is Sensitivity.PROTECTED or any(map(self.house.withheld, mains))

    def _withheld_words(self, held: Held) -> Iterator[str]:
        silenced = (s for s in self.house.silenced if s.document == held.document.sha256)
        for statement in (*self._withheld(held), *silenced):
            if _free(statement):
                values = {statement.value, self.house.shown(statement)}
                yield from (v for v in values if len(flat(v)) > 3 and not v.isdecimal())

    def _strangers(self, held: Held) -> Iterator[str]:
        """Yield what looks like names of persons in parts of acts and signatures that lead to nobody whom we know."""
        for entity in held.entities:
            link = {"Involvement": "party", "Endorsement": "organisation"}.get(entity.kind)
            if link and not any(self.house.home(one) in self.house.members for one in entity.props.get(link, ())):
                for name in entity.props.get("name", ()):
                    yield from _runs(name, self._told)

    @cached_property
    def _told(self) -> frozenset[str]:
        return self.ordinary | self.known | {p for name in self.shown.words for p in parts(name)}


def _runs(name: str, known: frozenset[str]) -> Iterator[str]:
    """Yield runs of words that begin with a capital and are not known to be anything else than a name."""
    run: list[tuple[int, int]] = []
    for start, end, word in [*tokens(name), (len(name), len(name), "")]:
        stranger = bool(word) and named_like(word) and len(word) > 1 and flat(bare(word)) not in known
        if run and (not stranger or name[run[-1][1] : start].strip()):
            yield bare(name[run[0][0] : run[-1][1]])
            run = []
        if stranger:
            run.append((start, end))


def _free(statement: Statement) -> bool:
    return property_of(statement.kind, statement.prop).type is PropertyType.STRING


def _unlisted(statement: Statement) -> bool:
    """Say whether words stay because of what they are, as the number of a court's file does, also inside quotes."""
    main = main_prop(statement.kind)
    told = main != statement.prop and of_property(statement.kind, main).leaves is None
    return _free(statement) and not told and of_property(statement.kind, statement.prop).leaves is None


def _bears(held: Held, span: Span) -> bool:
    return held.content[span.start : span.end] == span.quote


def within(ranges: Sequence[Range], start: int, end: int) -> Iterable[Range]:
    """Yield the parts of ranges that lie between two offsets."""
    for first, last in ranges:
        if first < end and last > start:
            yield max(first, start), min(last, end)
