"""A document written anew without what is to be forgotten: masked texts, and the statements that still stand in them.

Every id in the store hashes words, so a name could be guessed and confirmed from the hash of a text that holds it. So
the masked document is another document: its bytes are the masked text, the ids in it are new, and claims and entities,
whose words are not kept, get random ones. What was decided about them is told again under the new ids.
"""

import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from saksi.model.ids import content_id
from saksi.model.types import Decision, Document, Span, Statement, Text, Verdict
from saksi.model.vocabulary import PropertyType, kind_of, main_prop, property_of
from saksi.store import blobs, cited, derivation, erase, log, models, search
from saksi.store.read.documents import current_text

SIGN = "█"
NOTICE = "\n\n[Words were erased from this text. Tombstone {tombstone}, copy {copy}.]\n"
Range = tuple[int, int]
_BLACK = re.compile(r"[^\r\n]")


class Mask(Protocol):
    """What tells which words go."""

    def ranges(self, words: str, *, any_case: bool = False) -> Sequence[Range]:
        """Return where words say what is to be forgotten; `any_case` is for paths and addresses."""


def cover(words: str, ranges: Iterable[Range]) -> str:
    """Black ranges out, sign for sign, so that every offset stays; line ends stay, and with them the layout."""
    for start, end in ranges:
        words = words[:start] + _BLACK.sub(SIGN, words[start:end]) + words[end:]
    return words


def says(words: str) -> bool:
    """Say whether words still say something."""
    return any(character.isalnum() for character in words)


def _new_id() -> str:
    return secrets.token_hex(models.ID // 2)


@dataclass
class Redaction:
    """The rewriting of one document: `gone` are the entities to be forgotten, `mask` finds the words that name them."""

    sha256: str
    gone: frozenset[str]
    mask: Mask
    tombstone: models.Tombstone
    folder: Path
    _entities: dict[str, str] = field(default_factory=lambda: defaultdict(_new_id))
    _claims: dict[str, str] = field(default_factory=lambda: defaultdict(_new_id))
    _meant: dict[str, tuple[str, str]] = field(default_factory=dict)
    _masked: dict[str, str] = field(default_factory=dict)

    def write(self) -> str:
        """Put the masked document in place of the old one, and note the old bytes for `erase.finish`.

        Returns the hash of the new bytes. Raises nothing of its own; call it inside `erase.erasing`.
        """
        old = models.Document.objects.get(sha256=self.sha256)
        texts = list(models.Text.objects.filter(document=self.sha256))
        found = [row.to_type() for row in old.statements.prefetch_related("spans")]
        self._masked = {text.pk: cover(text.content, self._ranges(text, found)) for text in texts}
        staying = self._staying(found)
        new = self._document(old)
        again = {text.pk: Text(new.sha256, self._masked[text.pk], text.parser) for text in texts}
        kept = {s.id: self._statement(s, new.sha256, again) for s in found if s.entity in staying and self._stays(s)}
        self._keep_rows(new, texts, again, kept)
        self._tell_again(new.sha256, {s.claim for s in found if s.id in kept})
        self._replace(old, new)
        return new.sha256

    def _words(self, words: str, any_case: bool = False) -> str:
        return cover(words, self.mask.ranges(words, any_case=any_case))

    def _ranges(self, text: models.Text, found: Iterable[Statement]) -> list[Range]:
        """Return what is blacked out of a text: the names, and the words that are a forgotten act or other thing."""
        own = [s for s in found if s.entity in self.gone and s.prop in (main_prop(s.kind), "alias", "native_name")]
        spans = [span for s in own for span in s.spans[:1] if span.text == text.pk]
        return [*self.mask.ranges(text.content), *((span.start, span.end) for span in spans)]

    def _staying(self, found: list[Statement]) -> frozenset[str]:
        """Return the entities that stay: not those forgotten, nor what hangs on one, nor what loses its main value."""
        every, gone = {s.entity for s in found}, set(self.gone)
        while more := {s.entity for s in found if s.entity not in gone and self._falls(s, gone)}:
            gone |= more
        self.gone = frozenset(gone)
        return frozenset(every - gone)

    def _falls(self, statement: Statement, gone: set[str]) -> bool:
        """Say whether an entity falls with this statement about it."""
        definition = property_of(statement.kind, statement.prop)
        if definition.type is PropertyType.ENTITY:
            return statement.value in gone and (kind_of(statement.kind).link or definition.required)
        main = statement.prop == main_prop(statement.kind)
        return (main or definition.required) and not self._told(statement)

    def _told(self, statement: Statement) -> bool:
        if property_of(statement.kind, statement.prop).type is not PropertyType.STRING or not says(statement.value):
            return True
        return says(self._value(statement))

    def _value(self, statement: Statement) -> str:
        """Return a value without the words: what is masked in the text is masked in the value that stands there."""
        span = statement.spans[0]
        place = span.quote.find(statement.value)
        if place < 0:
            quote = self._masked[span.text][span.start : span.end]
            return self._words(statement.value) if says(quote) or not says(span.quote) else ""
        start = span.start + place
        return self._words(self._masked[span.text][start : start + len(statement.value)])

    def _stays(self, statement: Statement) -> bool:
        return statement.value not in self.gone and self._told(statement)

    def _document(self, old: models.Document) -> Document:
        """Store the bytes of the masked text, and describe them as the old ones were; a copy's number is random.

        Two files with the same words stay two documents, and the hash tells nobody what stood there.
        """
        current = current_text(self.sha256)
        notice = NOTICE.format(tombstone=self.tombstone.pk, copy=_new_id())
        content = (self._masked[current.pk] if current else "") + notice
        sha256 = blobs.keep(self.folder, content.encode("utf-8", "surrogatepass"))
        told = {name: self._words(getattr(old, name), name == "source") for name in ("source", "title", "publisher")}
        url = "" if self.mask.ranges(old.url, any_case=True) else old.url
        return replace(old.to_type(), sha256=sha256, mime="text/plain", url=url, **told)

    def _statement(self, s: Statement, document: str, texts: Mapping[str, Text]) -> Statement:
        definition = property_of(s.kind, s.prop)
        value = s.value
        if definition.type is PropertyType.STRING:
            value = self._value(s)
        elif definition.type is PropertyType.ENTITY:
            value = self._entities[value]
        self._meant[s.claim] = (s.kind, s.prop)
        made = Statement.make(
            document=document, entity=self._entities[s.entity], kind=s.kind, anchor="", prop=s.prop, value=value,
            lang=s.lang, spans=tuple(Span.of(texts[span.text], span.start, span.end) for span in s.spans), by=s.by,
            confidence=s.confidence, vocabulary=s.vocabulary,
        )  # fmt: skip
        return replace(made, claim=self._claims[s.claim], recorded=s.recorded)

    def _keep_rows(
        self,
        new: Document,
        old_texts: Iterable[models.Text],
        texts: Mapping[str, Text],
        kept: Mapping[str, Statement],
    ) -> None:
        models.Document.of(new).save(force_insert=True)
        rows = {texts[old.pk].id: models.Text.of(texts[old.pk], old.recorded) for old in old_texts}
        models.Text.objects.bulk_create(rows.values())
        fresh = {s.id: s for s in kept.values()}
        models.Statement.objects.bulk_create([models.Statement.of(s, s.recorded) for s in fresh.values()])
        models.Span.objects.bulk_create(
            [models.Span.of(s.id, place, span) for s in fresh.values() for place, span in enumerate(s.spans)]
        )
        self._keep_runs(new.sha256, texts, kept)

    def _keep_runs(self, document: str, texts: Mapping[str, Text], kept: Mapping[str, Statement]) -> None:
        """Write every run again over what stays; two that are the same now become one."""
        link = models.Run.statements.through
        for old in models.Run.objects.filter(document=self.sha256).order_by("pk"):
            known = link.objects.filter(run_id=old.pk).values_list("statement_id", flat=True)
            ids = sorted({kept[one].id for one in known if one in kept})
            run, created = models.Run.objects.get_or_create(
                text_id=texts[old.text_id].id, extractor=old.extractor, version=old.version,
                digest=content_id("run", ids), defaults={"document_id": document, "at": old.at, "current": old.current},
            )  # fmt: skip
            if created:
                link.objects.bulk_create([link(run_id=run.pk, statement_id=one) for one in ids])
            elif old.current and not run.current:
                models.Run.objects.filter(pk=run.pk).update(current=True)

    def _tell_again(self, document: str, claims: set[str]) -> None:
        """Tell the decisions again under the new ids, without the words; those on what is gone are forgotten."""

        lost = self.gone | set(
            models.Canonical.objects.filter(entity__in=self.gone).values_list("canonical", flat=True)
        )

        def change(decision: Decision) -> Decision | None:
            subject = self._subject(decision.subject, document, claims, lost)
            value = self._corrected(decision)
            if not subject or (decision.verdict is Verdict.CORRECT and not value):
                return None
            return replace(decision, subject=subject, value=value, reason=self._words(decision.reason))

        log.retell(erase.subjects(self.sha256), self.tombstone, change)
        every = models.Statement.objects.filter(document=self.sha256).values_list("claim", flat=True)
        cited.retell({old: self._claims[old] if old in claims else "" for old in set(every)}, self.tombstone)

    def _subject(self, subject: str, document: str, claims: set[str], lost: frozenset[str]) -> str:
        """Return what a decision is about now; nothing when that is gone."""
        if subject == self.sha256:
            return document
        if ":" not in subject:
            return self._claims[subject] if subject in claims else ""
        ids = subject.split(":")
        if not lost.isdisjoint(ids):
            return ""
        return ":".join(sorted(self._entities.get(one, one) for one in ids))

    def _corrected(self, decision: Decision) -> str:
        if decision.verdict is not Verdict.CORRECT or decision.subject not in self._meant:
            return self._words(decision.value)
        match property_of(*self._meant[decision.subject]).type:
            case PropertyType.ENTITY:
                return "" if decision.value in self.gone else self._entities[decision.value]
            case PropertyType.STRING:
                words = self._words(decision.value)
                return words if says(words) or not says(decision.value) else ""
            case _:
                return decision.value

    def _replace(self, old: models.Document, new: Document) -> None:
        """Take the old rows out, index the new ones, and say which erasures masked the document."""
        marks = [*models.Masked.objects.filter(document=self.sha256).values_list("tombstone", flat=True)]
        erase.drop_readings(self.sha256, self.tombstone)
        erase.drop_unreadable(old)
        models.Document.objects.filter(sha256=self.sha256).delete()
        rows = [models.Masked(document_id=new.sha256, tombstone_id=one) for one in {*marks, self.tombstone.pk}]
        models.Masked.objects.bulk_create(rows)
        erase.note_blob(self.sha256, self.tombstone)
        search.index(new.sha256)
        derivation.rewrite([new.sha256])
