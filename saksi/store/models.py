"""One table a type of `saksi.model.types`, and the few the store keeps beside them. A test holds the columns equal.

Portable ORM throughout: what only SQLite knows (full text, triggers) stands in `search.py` and `seal.py`.
"""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from saksi.model import types
from saksi.model.ids import content_id
from saksi.store.append_only import AppendOnlyModel
from saksi.store.derived import (
    ActRow,
    ClusterRow,
    Compared,
    Follower,
    GroupRow,
    Guard,
    MaskRow,
    Match,
    NameRow,
    PartRow,
    Revision,
)
from saksi.store.rated import Alert, Assessment, Evidence, Fitted, Mailed

__all__ = [
    "ID", "SHA256", "ActRow", "Alert", "Assessment", "Canonical", "ClusterRow", "Compared", "Decision", "Document",
    "Evidence", "Fitted", "Follower", "GroupRow", "Guard", "Indexed", "Mailed", "MaskRow", "Masked", "Match", "NameRow",
    "PartRow", "Refusal", "Revision", "Run", "Span", "Statement", "StoreFormat", "Text", "Tombstone", "Unfinished",
    "Unreadable", "User", "seal",
]  # fmt: skip

ID = 32
SHA256 = 64


def seal(statement: str, claim: str) -> str:
    """Hash a statement's id and claim together."""
    return content_id("seal", statement, claim)


class User(AbstractUser):
    """A person with a login; `role` is a row of the policy table (`saksi.model.policy`)."""

    role = models.CharField(max_length=32, default="reader")


class StoreFormat(models.Model):
    """The one row that says which format this store is in; a newer one is refused with a sentence."""

    version = models.PositiveIntegerField()
    created = models.DateTimeField()


class Document(models.Model):
    """The bytes as they came (see `types.Document`); the bytes themselves lie in the blob folder."""

    shape: ClassVar[type[Any]] = types.Document
    extra: ClassVar[tuple[str, ...]] = ()

    sha256 = models.CharField(max_length=SHA256, primary_key=True)
    source = models.TextField()
    mime = models.CharField(max_length=120)
    url = models.TextField(blank=True)
    title = models.TextField(blank=True)
    publisher = models.TextField(blank=True)
    published = models.CharField(max_length=32, blank=True, db_index=True)
    retrieved = models.CharField(max_length=32, blank=True)
    lang = models.CharField(max_length=16, blank=True)

    @classmethod
    def of(cls, value: types.Document) -> "Document":
        """Make the row of a document."""
        return cls(**{name: getattr(value, name) for name in value.__slots__})

    def to_type(self) -> types.Document:
        """Return the document of this row."""
        return types.Document(**{name: getattr(self, name) for name in types.Document.__slots__})


class Text(AppendOnlyModel):
    """What one version of a parser read in a document (see `types.Text`)."""

    shape: ClassVar[type[Any]] = types.Text
    extra: ClassVar[tuple[str, ...]] = ("id", "recorded")

    id = models.CharField(max_length=ID, primary_key=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="texts", db_column="document")
    content = models.TextField()
    parser = models.CharField(max_length=120)
    recorded = models.DateTimeField()

    @classmethod
    def of(cls, value: types.Text, recorded: Any) -> "Text":
        """Make the row of a text; `recorded` is when the store learnt it."""
        return cls(
            id=value.id, document_id=value.document, content=value.content, parser=value.parser, recorded=recorded
        )

    def to_type(self) -> types.Text:
        """Return the text of this row."""
        return types.Text(self.document_id, self.content, self.parser)


class Statement(AppendOnlyModel):
    """One value with its evidence (see `types.Statement`); rows are never changed, newer ones stand beside them.

    `seal` hashes id and claim: the words a claim is made of are not kept, so it cannot be computed again from the row.
    """

    shape: ClassVar[type[Any]] = types.Statement
    extra: ClassVar[tuple[str, ...]] = ("seal",)

    id = models.CharField(max_length=ID, primary_key=True)
    claim = models.CharField(max_length=ID, db_index=True)
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="statements", db_column="document", db_index=False
    )
    entity = models.CharField(max_length=ID, db_index=True)
    kind = models.CharField(max_length=40)
    prop = models.CharField(max_length=40)
    value = models.TextField()
    lang = models.CharField(max_length=16)
    by = models.CharField(max_length=120)
    confidence = models.FloatField()
    vocabulary = models.CharField(max_length=40)
    recorded = models.DateTimeField()
    seal = models.CharField(max_length=ID)

    class Meta:
        """Lists are made by kind and property, of the whole store or of a document."""

        indexes: ClassVar = [
            models.Index(fields=["kind", "prop", "entity"], name="statement_kind_prop_entity"),
            models.Index(fields=["document", "kind", "prop"], name="statement_document_kind_prop"),
        ]

    @classmethod
    def of(cls, value: types.Statement, recorded: Any) -> "Statement":
        """Make the row of a statement, without its spans; `recorded` is when the store learnt it."""
        plain = {n: getattr(value, n) for n in value.__slots__ if n not in ("document", "spans", "recorded")}
        return cls(document_id=value.document, recorded=recorded, seal=seal(value.id, value.claim), **plain)

    def to_type(self) -> types.Statement:
        """Return the statement of this row; prefetch `spans` when there are many."""
        plain = {n: getattr(self, n) for n in types.Statement.__slots__ if n not in ("document", "spans")}
        ordered = sorted(self.spans.all(), key=lambda span: span.position)
        return types.Statement(document=self.document_id, spans=tuple(s.to_type() for s in ordered), **plain)


class Span(AppendOnlyModel):
    """A range of a text that stands behind a statement (see `types.Span`); position 0 is the words themselves."""

    shape: ClassVar[type[Any]] = types.Span
    extra: ClassVar[tuple[str, ...]] = ("id", "statement", "position")

    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="spans", db_column="statement", db_index=False
    )  # the constraint below has an index
    position = models.PositiveSmallIntegerField()
    text = models.ForeignKey(Text, models.PROTECT, related_name="spans", db_column="text")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()

    class Meta:
        """A statement's spans have an order."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["statement", "position"], name="span_position"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="span_not_empty"),
        ]

    @classmethod
    def of(cls, statement: str, position: int, value: types.Span) -> "Span":
        """Make the row of a statement's span."""
        return cls(
            statement_id=statement,
            position=position,
            text_id=value.text,
            start=value.start,
            end=value.end,
            quote=value.quote,
        )

    def to_type(self) -> types.Span:
        """Return the span of this row."""
        return types.Span(self.text_id, self.start, self.end, self.quote)


class Run(models.Model):
    """One reading of a text by one version of an extractor; `current` says whether its statements are the ones shown.

    Of a document's newest text the newest version of each extractor is current. `digest` hashes the statements' ids.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="runs", db_column="document")
    text = models.ForeignKey(Text, models.PROTECT, related_name="runs", db_column="text")
    extractor = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    digest = models.CharField(max_length=ID)
    at = models.DateTimeField()
    current = models.BooleanField(default=False, db_index=True)
    statements = models.ManyToManyField(Statement, related_name="runs")

    class Meta:
        """The same result twice is one run."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["text", "extractor", "version", "digest"], name="run_once")
        ]


class Decision(AppendOnlyModel):
    """What the group holds to be so (see `types.Decision`), in a chain over salted digests.

    `digest` hashes salt and content, `link` hashes the previous link and this digest. An item can be erased by
    destroying its salt and content; digest and link stay, so the chain still verifies.
    """

    shape: ClassVar[type[Any]] = types.Decision
    extra: ClassVar[tuple[str, ...]] = ("id", "salt", "digest", "link")

    subject = models.CharField(max_length=2 * ID + 1, db_index=True)
    verdict = models.CharField(max_length=20, choices=[(v.value, v.value) for v in types.Verdict])
    value = models.TextField(blank=True)
    user = models.CharField(max_length=150)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    salt = models.CharField(max_length=SHA256)
    digest = models.CharField(max_length=SHA256)
    link = models.CharField(max_length=SHA256, unique=True)

    class Meta:
        """Few of many decisions are about pairs or withhold."""

        indexes: ClassVar = [models.Index(fields=["verdict"], name="decision_verdict")]

    def to_type(self) -> types.Decision:
        """Return the decision of this row."""
        return types.Decision(self.subject, types.Verdict(self.verdict), self.value, self.user, self.at, self.reason)


class Canonical(models.Model):
    """The cluster that an entity of one document belongs to, and why; derived, and derived again at any time."""

    entity = models.CharField(max_length=ID, primary_key=True)
    canonical = models.CharField(max_length=ID, db_index=True)
    kind = models.CharField(max_length=40)
    reason = models.CharField(max_length=200)


class Unreadable(models.Model):
    """An input that could not be read, with its reason, so that people see it in a list."""

    source = models.TextField(unique=True)
    reason = models.TextField()
    at = models.DateTimeField()


class Indexed(models.Model):
    """What a row of the search index stands for; its id is the row's number there."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="indexed", db_column="document")
    kind = models.CharField(max_length=40, db_index=True)
    ref = models.CharField(max_length=SHA256)


class Tombstone(AppendOnlyModel):
    """What stays of something that was erased: a random id, what kind of thing it was, when, by whom and why.

    Nothing in it can be worked out from what is gone; `why` is a person's own words, which must not name anybody.
    """

    id = models.CharField(max_length=ID, primary_key=True)
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    why = models.TextField()


class Unfinished(models.Model):
    """An erasure whose rows are gone and whose bytes are not yet: `blobs` names the files that still have to go."""

    tombstone = models.OneToOneField(Tombstone, models.PROTECT, primary_key=True, db_column="tombstone")
    blobs = models.TextField(blank=True)


class Refusal(models.Model):
    """A file that must not come back, by a fingerprint of its bytes under a key that only this store has."""

    fingerprint = models.CharField(max_length=SHA256, primary_key=True)
    tombstone = models.ForeignKey(Tombstone, models.PROTECT, db_column="tombstone")


class Masked(models.Model):
    """A document in whose texts words were blacked out by an erasure; its bytes are the masked text, and stay so."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="masked", db_column="document")
    tombstone = models.ForeignKey(Tombstone, models.PROTECT, db_column="tombstone")

    class Meta:
        """Each erasure masks a document once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "tombstone"], name="masked_once")]
