"""Turns the acts of a Khmer text into records: every value with the ranges of the stored text that say it."""

import re
from collections.abc import Iterator
from functools import cache

from saksi.extract.extractors import KHMER as BY
from saksi.extract.khmer.acts import Act, subtype
from saksi.extract.khmer.laws import Cited
from saksi.extract.khmer.page import KhmerPage
from saksi.extract.khmer.parties import Party
from saksi.extract.khmer.patterns import any_of
from saksi.extract.khmer.places import Places
from saksi.extract.records import Range, Record, Value
from saksi.packs.khmer import khmer_words
from saksi.text.khmer import normalise

CITING = frozenset(
    {"charge", "conviction", "detention", "arrest", "restrictive_law", "lawsuit", "trial", "fine", "summons"}
)


class Reports:
    """Writes the records of acts and of the parts that people have in them."""

    def __init__(self, page: KhmerPage, places: Places, cited: list[Cited]) -> None:
        self.page = page
        self.places = places
        self.cited = cited

    def records(self, acts: list[Act]) -> Iterator[Record]:
        """Yield one record an act and one an involvement, in the order of the text."""
        seen: set[tuple[str, tuple[str, ...]]] = set()
        for act in acts:
            record = self._act(act)
            if (record.anchor, record.key) in seen:
                continue
            seen.add((record.anchor, record.key))
            yield record
            yield from self._involvements(act, record)

    def _act(self, act: Act) -> Record:
        sentence = self.page.sentence(act.trigger.at[0])
        anchor = " ".join(self.page.content[slice(*sentence)].split())
        words = self.page.content[slice(*act.trigger.at)]
        names = tuple(p.name for p in act.roles.victims[:1])
        return Record("Act", anchor, tuple(self._values(act, sentence)), BY, (act.type, words, *names))

    def _values(self, act: Act, sentence: Range) -> Iterator[Value]:
        words = khmer_words()
        at, trigger, sure = self.page.range(*act.at), self.page.range(*act.trigger.at), confidence(act)
        yield Value("type", act.type, (at, trigger), sure)
        found = subtype(self.page.content, act, words)
        if found:
            yield Value("subtype", found, (at, trigger), sure * 0.95)
        yield Value("status", act.status, (at, trigger), 0.85)
        if act.dated is not None:
            ranges = tuple(self.page.range(*r) for r in act.dated.ranges)
            yield Value("date", act.dated.date, ranges, act.dated.confidence)
            if act.dated.end:
                yield Value("date_end", act.dated.end, ranges, act.dated.confidence * 0.95)
        yield from self._where(act, sentence)
        yield from self._measures(act, sentence)

    def _where(self, act: Act, sentence: Range) -> Iterator[Value]:
        country = self.places.country(act.trigger.clause.at, self.page.paragraph(act.trigger.at[0]))
        if country is not None:
            yield Value("country", country.country, (self.page.range(*country.at),), 0.8)
        place = self.places.place(act.trigger.clause.at, sentence)
        if place is not None:
            yield Value("place", place.name, (self.page.range(*place.at),), 0.75)

    def _measures(self, act: Act, sentence: Range) -> Iterator[Value]:
        counts = [p.count or 0 for p in act.roles.victims]
        if counts and all(counts):
            ranges = tuple(self.page.range(*p.at) for p in act.roles.victims)
            yield Value("count", str(sum(counts)), ranges, 0.8)
        start, end = act.trigger.clause.at
        ended = _first(_outcomes().get(act.type), self.page.content, act.trigger.at[0], max(end, act.trigger.at[1]))
        if ended is not None:
            yield Value("outcome", " ".join(self.page.content[slice(*ended)].split()), (self.page.range(*ended),), 0.8)
        if act.type == "fine":
            money = _first(_amount(), self.page.content, start, end)
            if money is not None:
                yield Value(
                    "amount", " ".join(self.page.content[slice(*money)].split()), (self.page.range(*money),), 0.8
                )
        if act.type in CITING:
            until = sentence[1] if act.type in ("charge", "conviction", "restrictive_law") else end
            for cited in self.cited:
                if start <= cited.at[0] < until:
                    yield Value("provision", self.page.content[slice(*cited.at)], (self.page.range(*cited.at),), 0.8)

    def _involvements(self, act: Act, record: Record) -> Iterator[Record]:
        entity = record.entity(self.page.document.sha256)
        seen: set[tuple[str, str]] = set()
        for role, parties in (("victim", act.roles.victims), ("perpetrator", act.roles.perpetrators)):
            for party in parties:
                if party.name and (role, party.name) not in seen:
                    seen.add((role, party.name))
                    yield self._involvement(role, party, record, entity)

    def _involvement(self, role: str, party: Party, record: Record, entity: str) -> Record:
        ranges = tuple(dict.fromkeys(self.page.range(*r) for r in (party.at, *party.source)))
        sure = 0.85 if party.person and not party.source else 0.72 if party.source else 0.75
        name = party.name[:160]
        values = [
            Value("role", role, ranges[:1], sure),
            Value("name", name, ranges, sure),
            Value("act", entity, ranges[:1], sure),
        ]
        if party.person is not None:
            values.append(Value("party", self.page.entity("Person", party.person.name), ranges, sure))
        elif party.organisation:
            values.append(Value("party", self.page.entity("Organisation", party.organisation), ranges, sure))
        if party.count:
            values.append(Value("count", str(party.count), ranges[:1], sure))
        return Record("Involvement", record.anchor, tuple(values), BY, (*record.key, role, name))


def confidence(act: Act) -> float:
    """Trigger precision, lowered where nobody is singled out, for nouns, and where nothing dates the act."""
    sure = act.trigger.frame.precision
    if not act.roles.victims:
        sure *= 0.8
    elif not any(p.specific for p in act.roles.victims):
        sure *= 0.88
    if act.dated is None and not any(p.person for p in act.roles.victims):
        sure *= 0.93
    return round(min(sure * (0.85 if act.trigger.voice == "nominal" else 1.0), 0.95), 3)


def _first(patterns: tuple[re.Pattern[str], ...] | None, content: str, start: int, end: int) -> Range | None:
    """Where the first of some patterns that is there stands."""
    for pattern in patterns or ():
        found = pattern.search(content, start, end)
        if found:
            return found.span()
    return None


@cache
def _outcomes() -> dict[str, tuple[re.Pattern[str], ...]]:
    return {kind: tuple(map(_written, patterns)) for kind, patterns in khmer_words().grammar.outcomes.items()}


@cache
def _amount() -> tuple[re.Pattern[str], ...]:
    return (_written(khmer_words().grammar.amount),)


def _written(pattern: str) -> re.Pattern[str]:
    grammar = khmer_words().grammar
    number = f"(?:[0-9០-៩][0-9០-៩.,]*|{any_of(grammar.numbers)})"
    return re.compile(normalise(pattern.replace("TERM", grammar.term).replace("NUM", number)).content)
