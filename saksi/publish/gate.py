"""The gate: what of the house's record leaves it, and in which words. Pure; pages and exports are made of nothing else.

Three rules, each refusing by default: an item leaves when it is public (`House.levels`), a value when the list
`leaves.yaml` says so, words when nobody is named in them who is not public (`Hiding`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from saksi.model.dates import PartialDate
from saksi.model.errors import SchemaError
from saksi.model.policy import Sensitivity
from saksi.model.types import Entity, Span, Statement, Verdict
from saksi.model.vocabulary import check_value, kind_of, main_prop
from saksi.publish import allowance
from saksi.publish.allowance import How
from saksi.publish.hiding import Hiding, within
from saksi.publish.house import Held, House
from saksi.publish.mask import SIGN, Mask, Range, cover, flat, joined
from saksi.store.read.facts import rank
from saksi.store.read.rulings import NONE

LONGEST = 300  # characters of a quote or of words
ALSO = 2  # quotes of places where a value comes from
_READER = re.compile(r"[\w.-]{1,40}@[\w.-]{1,20}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_INSIDE = (".local", ".internal", ".lan", ".home", ".corp", ".localdomain", ".intranet")


@dataclass(frozen=True, slots=True)
class Source:
    """What leaves of a document: never its text, its hash or where it lay."""

    id: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One value as it leaves, with the words that say it; `checked` when a person accepted or corrected it.

    `also` are the words elsewhere that the value comes from; `to` says that the value is the id of another item.
    """

    value: str
    quote: str
    also: tuple[str, ...]
    source: str
    by: str
    confidence: float
    checked: bool
    to: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that leaves: an entity of a document, or what several documents say of one named thing."""

    id: str
    kind: str
    values: dict[str, tuple[Said, ...]] = field(default_factory=dict)

    def first(self, prop: str, default: str = "") -> str:
        """Return the best value of a property."""
        found = self.values.get(prop, ())
        return found[0].value if found else default

    def all(self, prop: str) -> list[str]:
        """Return the different values of a property, the best first."""
        return list(dict.fromkeys(said.value for said in self.values.get(prop, ())))


@dataclass(frozen=True)
class Gate:
    """Lets out of a house what may leave."""

    house: House

    def sources(self) -> list[Source]:
        """Return what leaves of every document, in the order of the house."""
        return [self.source(held) for held in self.house.documents]

    def source(self, held: Held) -> Source:
        """Return what leaves of a document; its title only when the text itself says it, as metadata do not."""
        document, mask = held.document, self._masks[held.document.sha256]
        title = self._words(document.title, mask) if _says(held.content, document.title) else ""
        allowed = {
            "title": title,
            "publisher": self._words(document.publisher, mask),
            "published": document.published if _is_date(document.published) else "",
            "url": self._address(document.url, mask),
            "lang": document.lang if _LANGUAGE.fullmatch(document.lang) else "",
        }
        kept = {name: value for name, value in allowed.items() if allowance.of_field("Document", name).leaves}
        return Source(self.house.alias(document.sha256), **kept)

    def items(self) -> Iterator[Item]:
        """Yield everything that leaves, in the order of the documents; named things once, at their first document."""
        for home, found in self.house.members.items():
            item = self.item(home, found)
            if item is not None:
                yield item

    def item(self, home: str, found: Sequence[Entity]) -> Item | None:
        """Return what leaves of a cluster or of an entity that stands alone; None when nothing does."""
        kind = found[0].kind
        if home not in self._leaving:
            return None
        values: dict[str, tuple[Said, ...]] = {}
        for prop in kind_of(kind).properties:
            said = tuple(self._unlike(self._said(found, prop)))
            if said:
                values[prop] = said
        return Item(self.house.alias(home), kind, values)

    def together(self) -> dict[str, str]:
        """Return the act reports that leave and are one act with others that leave, each with the first of them.

        A report that stays inside gives no value and no id, and joins no two that leave. Which
        is first rests on what leaves of them, and between equals on their ids inside: those outside are as good as
        drawn by lot, and the act would count otherwise than inside, and otherwise from each store.
        """
        groups: dict[str, list[str]] = {}
        for report, act in self.house.links.homes(self._leaving & self.house.members.keys()).items():
            groups.setdefault(act, []).append(report)
        alias, found = self.house.alias, [sorted(own, key=self._rank) for own in groups.values() if len(own) > 1]
        return {alias(one): alias(reports[0]) for reports in found for one in reports}

    def _rank(self, report: str) -> tuple[object, ...]:
        """Return the place of a report that leaves among those of its act, as `store.act_groups` gives it."""
        found = self.house.members[report]
        status, country, date = (
            next((said.value for said in self._said(found, prop)), "") for prop in ("status", "country", "date")
        )
        return *rank(status, country, date), report

    @cached_property
    def _leaving(self) -> frozenset[str]:
        """The clusters and entities that are public, still have a main value, and hang on nothing that stays."""
        public = {home for home, level in self.house.levels.items() if level is Sensitivity.PUBLIC}
        told = {home for home in public if self._told(self.house.members[home])}
        return frozenset(home for home in told if self._tied(self.house.members[home], told))

    def _told(self, found: Sequence[Entity]) -> bool:
        """Say whether a main value leaves with a word in it that is not blacked out."""
        prop = main_prop(found[0].kind)
        how = allowance.of_property(found[0].kind, prop).leaves
        if how is None or how is How.LINK:
            return False
        return any(_is_word(self._value(s, value, how)) for s, value in self._stated(found, prop))

    def _tied(self, found: Sequence[Entity], public: set[str]) -> bool:
        needs = {"Involvement": ("act",), "Membership": ("person", "organisation")}.get(found[0].kind, ())
        links = [value for entity in found for prop in needs for value in entity.props.get(prop, ())]
        return (bool(links) or not needs) and all(self.house.home(link) in public for link in links)

    @cached_property
    def _hiding(self) -> Hiding:
        return Hiding(self.house)

    @cached_property
    def _masks(self) -> dict[str, Mask]:
        return {held.document.sha256: self._hiding.of(held) for held in self.house.documents}

    @cached_property
    def _ranges(self) -> dict[str, list[Range]]:
        """What is blacked out in each document's text, found once, with everything around a quote in sight."""
        return {
            sha256: joined(held.content, [*self._masks[sha256].ranges(held.content), *self._hiding.ranges(held)])
            for sha256, held in self._held.items()
        }

    @cached_property
    def _held(self) -> dict[str, Held]:
        return {held.document.sha256: held for held in self.house.documents}

    def _said(self, found: Sequence[Entity], prop: str) -> Iterator[Said]:
        """Yield the values of a property that leave: the best evidenced first, as the house ranks them."""
        how = allowance.of_property(found[0].kind, prop).leaves
        if how is not None:
            for statement, value in self._stated(found, prop):
                yield from self._let_out(statement, value, how)

    def _stated(self, found: Sequence[Entity], prop: str) -> Iterator[tuple[Statement, str]]:
        """Yield the values that stand, each with the statements behind it, but for those withheld one by one."""
        for entity in found:
            own = [s for s in entity.statements if s.prop == prop and not self.house.withheld(s)]
            for value in entity.props.get(prop, ()):
                yield from ((s, value) for s in own if self.house.shown(s) == value)

    def _let_out(self, statement: Statement, value: str, how: How) -> Iterator[Said]:
        held = self._held[statement.document]
        out = self._value(statement, value, how)
        if out:
            judgement = self.house.rulings.get(statement.claim, NONE).judgement
            yield Said(
                value=out,
                quote=self._quote(held, statement.spans[0]),
                also=tuple(self._quote(held, span) for span in statement.spans[1 : 1 + ALSO]),
                source=self.house.alias(statement.document),
                by=statement.by if _READER.fullmatch(statement.by) else "",
                confidence=statement.confidence,
                checked=judgement is not None and judgement.verdict in (Verdict.ACCEPT, Verdict.CORRECT),
                to=how is How.LINK,
            )

    def _value(self, statement: Statement, value: str, how: How) -> str:
        mask = self._masks[statement.document]
        match how:
            case How.PLAIN:
                return value if _fits(statement, value) else ""
            case How.WORDS:
                return self._words(value, mask) if self._own(statement, value) else ""
            case How.ADDRESS:
                return self._address(value, mask)
            case How.LINK:
                home = self.house.home(value)
                return self.house.alias(home) if home in self._leaving else ""

    def _own(self, statement: Statement, value: str) -> bool:
        """Say whether a value is the text's: what is said of the publication itself can come from a file's metadata."""
        return statement.kind != "Publication" or _says(self._held[statement.document].content, value)

    def _quote(self, held: Held, span: Span) -> str:
        """Return the words of a span as they leave: masked as the whole text is, then cut."""
        sha256 = held.document.sha256
        if held.content[span.start : span.end] != span.quote:
            return self._words(span.quote, self._masks[sha256])
        hidden = within(self._ranges[sha256], span.start, span.end)
        return short(cover(span.quote, [(a - span.start, b - span.start) for a, b in hidden]))

    def _words(self, words: str, mask: Mask) -> str:
        return short(mask.words(words))

    def _address(self, url: str, mask: Mask) -> str:
        return url if is_public_address(url) and not mask.touches(url) else ""

    def _unlike(self, said: Iterator[Said]) -> Iterator[Said]:
        """Yield each value once for each source."""
        seen: set[tuple[str, str]] = set()
        for one in said:
            if (one.value, one.source) not in seen:
                seen.add((one.value, one.source))
                yield one


def short(words: str) -> str:
    """Return words on one line and no longer than may leave, cut between words."""
    line = " ".join(words.split())
    if len(line) <= LONGEST:
        return line
    cut = line[: LONGEST - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;") + "…"


def is_public_address(url: str) -> bool:
    """Say whether an address is one of the public web: a named host, no login, no port."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    host = (parts.hostname or "").rstrip(".")
    named = bool(_HOST.fullmatch(host)) and not host.endswith(_INSIDE)
    plain = parts.username is None and port is None and not re.search(r"[\s<>\"'\\\x00-\x1f]", url)
    return parts.scheme in ("http", "https") and named and plain


def _says(content: str, title: str) -> bool:
    letters = flat(title)
    return bool(letters) and letters in flat(content)


def _fits(statement: Statement, value: str) -> bool:
    try:
        check_value(statement.kind, statement.prop, value)
    except SchemaError:
        return False
    return True


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except SchemaError:
        return False
    return True


def _is_word(value: str) -> bool:
    return any(c.isalnum() for c in value.replace(SIGN, ""))
