"""Makes records of what a model said, field by field: a field without its words in the text is refused and counted."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from saksi.extract.llm.answers import PARTIES, Item, Reason, Refusal, Said
from saksi.extract.llm.asking import asking, is_label
from saksi.extract.llm.derive import is_subtype, label, says_act, value_of
from saksi.extract.llm.quotes import nearest, places
from saksi.extract.records import Range, Record, Value
from saksi.model.types import Document, Text
from saksi.model.vocabulary import check_value, kind_of, property_of
from saksi.packs.pack import Pack
from saksi.text.sentences import sentences

ANCHORED = frozenset({"Person", "Organisation", "Law"})  # what is known by its name and not by its sentence


@dataclass
class Checker:
    """Checks the items of one text, window by window; the same record twice is one."""

    document: Document
    text: Text
    pack: Pack
    by: str
    records: list[Record] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    taken: int = 0
    _seen: set[tuple[str, str, tuple[str, ...]]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._sentences = sentences(self.text.content)
        self._starts = [start for start, _ in self._sentences]

    def check(self, items: Iterable[Item], window: Range) -> None:
        """Add the records of the items that a model found in one window, and what of them is refused."""
        for item in items:
            found = _Found(self, item, window)
            records = found.records()
            self.refused += found.refused
            for record in records:
                key = (record.kind, record.anchor, record.key)
                if key not in self._seen:
                    self._seen.add(key)
                    self.records.append(record)
                    self.taken += len(record.values)

    def sentence(self, at: Range) -> str:
        """The words of the sentence that a range begins in."""
        index = max(bisect_right(self._starts, at[0]) - 1, 0)
        start, end = self._sentences[index] if self._sentences else at
        return " ".join(self.text.content[start : max(end, at[1])].split())


class _Found:
    """One item with the places of its quotes."""

    def __init__(self, checker: Checker, item: Item, window: Range) -> None:
        self.checker = checker
        self.item = item
        self.refused: list[Refusal] = []
        looked = [(one, places(checker.text.content, window, one.quote)) for one in (*item.said, *item.parties)]
        self.places = {id(one): found for one, found in looked if isinstance(found, list)}
        for one, found in looked:
            if isinstance(found, Reason):
                self._refuse(one, found)
        main = item.main
        certain = [found[0] for one, found in looked if isinstance(found, list) and len(found) == 1]
        self.at = self._place(main, certain) if main is not None else None

    def records(self) -> Sequence[Record]:
        """The record, and the involvements of an act; empty when the main field is refused."""
        main = self.item.main
        if main is None or self.at is None or (value := self._value(main, self.at)) is None:
            self._refuse_rest(main)
            return ()
        kind = self.item.kind
        anchor = value.value if kind in ANCHORED else self.checker.sentence(self.at)
        words = " ".join(self.checker.text.content[slice(*self.at)].split())
        key = () if kind in ANCHORED else (value.value, words)
        values = [value, *self._others(main, value.value)]
        required = {name for name, prop in kind_of(kind).properties.items() if prop.required}
        if missing := required - {one.prop for one in values}:
            self._refuse_record(values, missing)
            return ()
        record = Record(kind, anchor, tuple(values), self.checker.by, key)
        return record, *self._parties(record)

    def _others(self, main: Said, act: str) -> Iterable[Value]:
        done = {(main.prop, "")}
        for one in self.item.said:
            multiple = property_of(self.item.kind, one.prop).multiple
            mark = (one.prop, one.quote if multiple else "")
            at = self._place(one, [self.at] if self.at else []) if one is not main and mark not in done else None
            value = self._value(one, at, act) if at is not None else None
            if value is not None:
                done.add(mark)
                yield value

    def _parties(self, record: Record) -> Iterable[Record]:
        entity, sure = record.entity(self.checker.document.sha256), asking().confidence
        for one in self.item.parties:
            at = self._place(one, [self.at] if self.at else [])
            if at is None:
                continue
            name = " ".join(self.checker.text.content[slice(*at)].split())
            values = (
                Value("role", one.prop, (at,), sure),
                Value("name", name, (at,), sure),
                Value("act", entity, (at,), sure),
            )
            yield Record(PARTIES, record.anchor, values, self.checker.by, (*record.key, one.prop, name))

    # --- one field ---------------------------------------------------------------------------------------------

    def _place(self, one: Said, beside: Sequence[Range]) -> Range | None:
        found = self.places.get(id(one))
        if found is None:
            return None  # refused already
        if one is self.item.main and self.item.kind in ANCHORED:
            return found[0]  # a name says the same wherever it stands
        at = nearest(found, beside)
        if at is None:
            self._refuse(one, Reason.AMBIGUOUS)
        return at

    def _value(self, one: Said, at: Range, act: str = "") -> Value | None:
        """The value of a field, None when its words do not say one."""
        kind, text = self.item.kind, self.checker.text.content
        if is_label(property_of(kind, one.prop)):
            reason = label(kind, one.prop, one.value) or self._denied(one, text[slice(*at)], act)
            value = one.value
        else:
            made = value_of(kind, one.prop, text, at, self.checker.pack)
            reason, value = (made, "") if isinstance(made, Reason) else (None, str(made))
        if reason is not None:
            self._refuse(one, reason)
            return None
        check_value(kind, one.prop, value)
        return Value(one.prop, value, (at,), asking().confidence)

    def _denied(self, one: Said, words: str, act: str) -> Reason | None:
        if (self.item.kind, one.prop) == ("Act", "type") and not says_act(words, one.value, self.checker.pack):
            return Reason.ACT
        if (self.item.kind, one.prop) == ("Act", "subtype") and not is_subtype(act, one.value):
            return Reason.LABEL
        return None

    # --- what is not taken -------------------------------------------------------------------------------------

    def _refuse(self, one: Said, reason: Reason) -> None:
        kind = PARTIES if any(one is party for party in self.item.parties) else self.item.kind
        self.refused.append(Refusal(kind, one.prop, reason, one.quote, one.value))

    def _refuse_rest(self, main: Said | None) -> None:
        """Count the fields whose words are there while what they belong to is not."""
        for one in (*self.item.said, *self.item.parties):
            if one is not main and id(one) in self.places:
                self._refuse(one, Reason.RECORD)

    def _refuse_record(self, values: Iterable[Value], missing: Iterable[str]) -> None:
        for prop in sorted(missing):
            self.refused.append(Refusal(self.item.kind, prop, Reason.SHAPE))
        for value in values:
            self.refused.append(Refusal(self.item.kind, value.prop, Reason.RECORD, value=value.value))
        for one in self.item.parties:
            if id(one) in self.places:
                self._refuse(one, Reason.RECORD)
