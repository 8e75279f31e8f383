"""Turns acts into records: every value with the ranges of the stored text that say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from saksi.extract.act import Act
from saksi.extract.confidence import confidence, score
from saksi.extract.extractors import ACTS as BY
from saksi.extract.outcomes import amount, outcome
from saksi.extract.page import Cited, Reading
from saksi.extract.party import Party
from saksi.extract.places import Geography
from saksi.extract.records import Range, Record, Value
from saksi.extract.subtypes import subtype
from saksi.packs.lexicon import Lexicon

LAW_TYPES = frozenset(
    {
        "charge",
        "conviction",
        "detention",
        "arrest",
        "restrictive_law",
        "enabling_measure",
        "lawsuit",
        "trial",
        "fine",
        "summons",
    }
)
CITING = frozenset({"charge", "conviction"})
SENTENCING = frozenset({"sentence", "jail", "imprison"})
LAWS = frozenset({"restrictive_law", "enabling_measure"})


class Reports:
    """Reads place, laws, outcome and subtype of acts and writes their records."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self.reading = reading
        self.words = words
        self.geography = Geography(reading)
        self._charges: list[int] = []

    def records(self, acts: list[Act]) -> list[Record]:
        """One record an act and one an involvement, in the order of the text."""
        self._charges = [act.trigger.token.idx for act in acts if act.type in CITING]
        out: list[Record] = []
        seen: set[tuple[str, tuple[str, ...]]] = set()
        for act in acts:
            record = self._act(act)
            if (record.anchor, record.key) in seen:
                names = tuple(party.name for party in act.victims[:1])
                record = replace(record, key=(*record.key, *names))
            if (record.anchor, record.key) in seen:
                continue
            seen.add((record.anchor, record.key))
            out.append(record)
            out += self._involvements(act, record)
        return out

    # --- the act -----------------------------------------------------------------------------------------------

    def _act(self, act: Act) -> Record:
        sentence = self.reading.sentence(act.trigger.token.idx)
        anchor = " ".join(self.reading.content[slice(*sentence)].split())
        words = " ".join(token.text for token in act.trigger.words)
        values = tuple(self._values(act, sentence))
        return Record("Act", anchor, values, BY, (act.type, words))

    def _values(self, act: Act, sentence: Range) -> Iterator[Value]:
        at = self.reading.range(*act.at)
        trigger = self._trigger(act)
        sure = confidence(score(act))
        yield Value("type", act.type, (at, trigger), sure)
        found = subtype(self.reading, act, self.words)
        if found is not None:
            yield Value("subtype", found, (at, trigger), sure * 0.95)
        yield Value("status", act.status, (at, trigger), 0.9)
        if act.dated is not None:
            ranges = tuple(self.reading.range(*r) for r in act.dated.ranges)
            yield Value("date", act.dated.date, ranges, act.dated.confidence)
            if act.dated.end:
                yield Value("date_end", act.dated.end, ranges, act.dated.confidence * 0.95)
        yield from self._where(act, sentence)
        yield from self._measures(act, sentence)

    def _trigger(self, act: Act) -> Range:
        """The trigger's own words, with the word before it or its particle where they stand together."""
        token = act.trigger.token
        near = [t for t in act.trigger.words if abs(t.i - token.i) <= 1]
        return self.reading.range(min(t.idx for t in near), max(t.idx + len(t) for t in near))

    def _where(self, act: Act, sentence: Range) -> Iterator[Value]:
        where = self.geography.of(act.at, sentence, self._paragraph(sentence))
        if where.country:
            yield Value(
                "country", where.country, tuple(self.reading.range(*r) for r in where.country_at), where.confidence
            )
        if where.place:
            yield Value("place", where.place, tuple(self.reading.range(*r) for r in where.place_at), 0.8)

    def _measures(self, act: Act, sentence: Range) -> Iterator[Value]:
        counts = [self._counted(party) for party in act.victims if not party.among]
        if counts and all(counts):
            yield Value("count", str(sum(counts)), tuple(self.reading.range(*p.at) for p in act.victims), 0.85)
        reach = (act.at[0], max(act.at[1], min(sentence[1], act.trigger.token.idx + 300)))
        if act.trigger.verbal and act.trigger.token.lemma_ in SENTENCING:
            reach = (act.trigger.token.idx, reach[1])  # what stands before is another sentence, served or asked for
        ended = outcome(self.reading, act.type, reach, act.trigger.token.idx, self.words.outcomes)
        if ended is not None:
            yield Value("outcome", ended[0], (self.reading.range(*ended[1]),), 0.85)
        if act.type == "fine":
            money = amount(self.reading, reach, self.words.outcomes)
            if money is not None:
                yield Value("amount", money[0], (self.reading.range(*money[1]),), 0.85)
        if act.type in LAW_TYPES:
            for cited in self._laws(act, sentence):
                yield Value("provision", cited.words, (self.reading.range(*cited.at),), 0.85)

    def _laws(self, act: Act, sentence: Range) -> list[Cited]:
        """Laws cited in the act's clause; for a charge or verdict, or a law not named there, anywhere later on."""
        start, end = act.at
        own = [c for c in self.reading.provisions if start <= c.at[0] < end]
        if act.type in CITING or (act.type in LAWS and not own):
            own = [c for c in self.reading.provisions if start <= c.at[0] < sentence[1]]
        if act.type not in CITING:
            own = [c for c in own if not self._charged(c, act)]
        return [c for c in own if not any(o.acronym == c.words and 0 <= c.at[0] - o.at[1] <= len(" (") for o in own)]

    def _charged(self, cited: Cited, act: Act) -> bool:
        """Whether a law told before the act belongs to a charge there: "charged under Article 12 and detained"."""
        before = range(cited.at[0], act.trigger.token.idx)
        return bool(before) and any(act.at[0] <= at < cited.at[0] for at in self._charges)

    def _paragraph(self, sentence: Range) -> Range:
        text = self.reading.content
        start = text.rfind("\n\n", 0, sentence[0])
        end = text.find("\n\n", sentence[1])
        return (start + 2 if start >= 0 else 0), (end if end >= 0 else len(text))

    # --- who ---------------------------------------------------------------------------------------------------

    def _involvements(self, act: Act, record: Record) -> Iterator[Record]:
        entity = record.entity(self.reading.document.sha256)
        seen: set[tuple[str, str]] = set()
        for role, parties in (("victim", act.victims), ("perpetrator", act.perpetrators)):
            for party in parties:
                name = _name(party)
                if not name or (role, name) in seen:
                    continue
                seen.add((role, name))
                yield self._involvement(role, name, party, record, entity)

    def _counted(self, party: Party) -> int:
        """How many the words say; 0 for "dozens" and its like, which say that there are some and not how many."""
        vague = self.words.agents.vague.intersection(party.name.lower().split())
        return party.count or 0 if party.exact and not vague else 0

    def _involvement(self, role: str, name: str, party: Party, record: Record, entity: str) -> Record:
        ranges = tuple(self.reading.range(*r) for r in (party.at, *party.source))
        sure = 0.9 if party.named and not party.source else 0.75 if party.source else 0.82
        values = [
            Value("role", role, ranges[:1], sure),
            Value("name", name, ranges, sure),
            Value("act", entity, ranges[:1], sure),
        ]
        if party.named is not None:
            values.append(Value("party", self.reading.entity(party.named), ranges, sure))
        if self._counted(party):
            values.append(Value("count", str(party.count), ranges[:1], sure))
        return Record("Involvement", record.anchor, tuple(values), BY, (*record.key, role, name))


def _name(party: Party) -> str:
    return re.sub(r"\s+", " ", party.name).strip(" ,;:–—-“”‘’\"'*")[:160]
