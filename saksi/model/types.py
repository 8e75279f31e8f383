"""What passes between the stages, and what the store keeps: one frozen dataclass a table."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Self

from saksi.model.errors import EvidenceError
from saksi.model.ids import claim_id, content_id


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes as they came, named by their SHA-256.

    `source` is the path or name as given, `published` and `retrieved` are ISO dates (`published` may be partial),
    `lang` an ISO 639-1 code. Empty strings stand for what is not known.
    """

    sha256: str
    source: str
    mime: str
    url: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    retrieved: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """What a parser read in a document; `parser` is `name@version`, offsets are Python str offsets into `content`."""

    document: str
    content: str
    parser: str

    @property
    def id(self) -> str:
        """Hash of document, parser and content."""
        return _text_id(self.document, self.parser, self.content)


@lru_cache(maxsize=16)
def _text_id(document: str, parser: str, content: str) -> str:
    """Hash a text once, and not again for every span that is cut out of it."""
    return content_id("text", document, parser, content)


@dataclass(frozen=True, slots=True)
class Span:
    """A range of a text and the words that stand there: `content[start:end] == quote`."""

    text: str
    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: Text, start: int, end: int) -> Self:
        """Cut a span out of a text; raises EvidenceError when the range is empty or outside."""
        if not 0 <= start < end <= len(text.content):
            raise EvidenceError(f"span {start}–{end} lies outside a text of {len(text.content)} characters")
        return cls(text.id, start, end, text.content[start:end])

    def check(self, text: Text) -> None:
        """Raise EvidenceError unless the text says the quote at these offsets."""
        if text.content[self.start : self.end] != self.quote or not self.quote:
            raise EvidenceError(f"text {text.id} does not say “{self.quote[:60]}” at {self.start}–{self.end}")


@dataclass(frozen=True, slots=True)
class Statement:
    """One value that a document gives to one property of one entity, with the words that say it.

    The first span is the words themselves; later ones are where the value comes from when it stands elsewhere.
    `id` hashes everything but `recorded`; `claim` hashes what a person decides on (see `ids.claim_id`).
    Build it with `Statement.make`.
    """

    id: str
    claim: str
    document: str
    entity: str
    kind: str
    prop: str
    value: str
    lang: str
    spans: tuple[Span, ...]
    by: str
    confidence: float
    vocabulary: str
    recorded: datetime | None = field(default=None, compare=False)

    @classmethod
    def make(
        cls,
        *,
        document: str,
        entity: str,
        kind: str,
        anchor: str,
        prop: str,
        value: str,
        lang: str,
        spans: tuple[Span, ...],
        by: str,
        confidence: float,
        vocabulary: str,
    ) -> Self:
        """Make a statement and both its hashes; raises EvidenceError without a span: no evidence, no value."""
        if not spans:
            raise EvidenceError(f"{kind}.{prop} = “{value[:60]}” has no words that say it")
        ranges = [(s.text, s.start, s.end, s.quote) for s in spans]
        whole = content_id(
            "statement", document, entity, kind, prop, value, lang, ranges, by, round(confidence, 3), vocabulary
        )
        claim = claim_id(document, kind, anchor, prop, value)
        return cls(whole, claim, document, entity, kind, prop, value, lang, spans, by, round(confidence, 3), vocabulary)


@dataclass(frozen=True, slots=True)
class Entity:
    """Assembled, never stored: the statements that share a canonical id.

    `props` maps each property to its values, best evidenced first; `statements` holds all that stand behind them.
    """

    id: str
    kind: str
    props: dict[str, tuple[str, ...]]
    statements: tuple[Statement, ...]

    def first(self, prop: str, default: str = "") -> str:
        """Return the best value of a property."""
        values = self.props.get(prop, ())
        return values[0] if values else default


class Verdict(StrEnum):
    """What a person can decide."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    SAME = "same"
    DIFFERENT = "different"
    PUBLISH = "publish"
    WITHHOLD = "withhold"
    PROPOSE = "propose"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the group holds to be so about a claim or a pair of entities; undoing is another decision.

    `value` is the corrected value for `correct`, what is proposed for `propose` (see `saksi.assess.panel`), and empty
    otherwise; `at` is a time with a zone.
    """

    subject: str
    verdict: Verdict
    value: str
    user: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A number over a place and a period, with the claims that make it up.

    `place` is a country (ISO 3166-1 alpha-2) or a region (ISO 3166-2), `period` a partial ISO date or empty for all
    time; what stands for the unknown, and the grammar of `indicator`, is in `saksi.assess.cells`.
    """

    indicator: str
    place: str
    period: str
    value: float
    claims: tuple[str, ...]

    @property
    def id(self) -> str:
        """Readable id, `indicator:place:period`, that `saksi why` takes."""
        return f"{self.indicator}:{self.place}:{self.period or 'all'}"
