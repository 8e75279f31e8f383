"""Goes through a text clause by clause and finds the acts in it, remembering who was named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from spacy.tokens import Span, Token

from saksi.extract.act import Act
from saksi.extract.arguments import Arguments
from saksi.extract.backreference import Memory
from saksi.extract.clauses import clause, joined
from saksi.extract.narrative import Story
from saksi.extract.nlp import is_parsed
from saksi.extract.page import Reading
from saksi.extract.parties import Phrases
from saksi.extract.party import Party, merged
from saksi.extract.records import Range
from saksi.extract.status import CLAIMED, Status, is_general
from saksi.extract.subtypes import subtype
from saksi.extract.syntax import SUBJECTS, children, objects, subject
from saksi.extract.timeline import Timeline
from saksi.extract.triggers import Trigger, Triggers
from saksi.packs.lexicon import Lexicon
from saksi.text.sections import Kind

TOGETHER = (frozenset({"conviction", "fine"}),)
NEAR = 14  # words between "the imprisonment of A" and "on charges of"
FURNITURE = frozenset({Kind.TITLE, Kind.SIGNATORY, Kind.CONTACT, Kind.FURNITURE, Kind.DATELINE})
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PLURALS = frozenset({"laws", "regulations", "decrees", "rules", "codes", "acts", "bills", "legislation"})
LAWS = frozenset({"restrictive_law", "enabling_measure"})


class Finder:
    """Reads one text sentence by sentence and remembers who was named."""

    def __init__(self, reading: Reading, words: Lexicon, triggers: Triggers) -> None:
        self.reading = reading
        self.words = words
        self.triggers = triggers
        self.phrases = Phrases(reading, words.agents)
        self.memory = Memory(reading, self.phrases, words.agents)
        self.arguments = Arguments(self.phrases, self.memory)
        self.status = Status(words.reporting)
        self.outside = [(s.start, s.end) for s in reading.sections if s.kind in FURNITURE]
        self.timeline = Timeline(reading, words.calendar)

    def acts(self) -> Iterator[Act]:
        """Return all acts in the order of the text, whatever their status."""
        found = [act for sentence in self.reading.doc.sents if is_parsed(sentence) for act in self._sentence(sentence)]
        kinds = partial(subtype, self.reading, words=self.words)
        return iter(Story(found, self.reading.content, self.timeline.clock.published, kinds).complete())

    def _sentence(self, sentence: Span) -> list[Act]:
        chosen: list[tuple[Trigger, list[Party]]] = []
        waiting: list[Trigger] = []
        for trigger in self._by_token(sentence):
            if isinstance(trigger, list):
                best = self._best(trigger)
                chosen += best
                for one, victims in best:
                    self.memory.add_victims(one.token, victims, one.frame.type)
                waiting += [t for t in trigger if "governor" in t.frame.slots and t not in [b for b, _ in best]]
        chosen += self._governed(waiting, chosen)
        chosen.sort(key=lambda pair: (pair[0].token.i, pair[0].frame.type))
        chosen = self._without_objects(chosen)
        self.timeline.events = frozenset(t.token.i for t, _ in chosen if not t.verbal)
        acts = self._merged([self._act(t, v) for t, v in chosen])
        for act in acts:
            for party in act.perpetrators:
                self.memory.add_actor(act.trigger.token.idx, party)
        return acts

    def _by_token(self, sentence: Span) -> Iterator[list[Trigger]]:
        group: list[Trigger] = []
        for trigger in self.triggers.of(sentence):
            if any(start <= trigger.token.idx < end for start, end in self.outside):
                continue
            if group and trigger.token.i != group[-1].token.i:
                yield group
                group = []
            group.append(trigger)
        if group:
            yield group

    def _best(self, triggers: list[Trigger]) -> list[tuple[Trigger, list[Party]]]:
        """The frame that fits best at one token; two only where the words report both, like a term and a fine."""
        found: list[tuple[float, Trigger, list[Party]]] = []
        for trigger in triggers:
            if set(trigger.frame.slots) == {"governor"}:
                continue
            victims = self.arguments.victims(trigger)
            if not victims and not trigger.frame.bare and not self.arguments.refers(trigger):
                continue
            if not self._actor_fits(trigger, victims):
                continue
            if trigger.modifier and not any(party.named for party in victims):
                continue
            rank = (
                trigger.frame.precision
                + 0.1 * bool(victims)
                + 0.05 * bool(trigger.frame.having or trigger.frame.clause)
            )
            found.append((rank, trigger, victims))
        found.sort(key=lambda row: -row[0])
        out: list[tuple[Trigger, list[Party]]] = []
        for _, trigger, victims in found:
            types = {other.frame.type for other, _ in out}
            if not out or (
                trigger.frame.type not in types and any(types | {trigger.frame.type} <= pair for pair in TOGETHER)
            ):
                out.append((trigger, victims))
        return out

    def _actor_fits(self, trigger: Trigger, victims: list[Party]) -> bool:
        frame = trigger.frame
        if not frame.by and not frame.not_by:
            return True
        actors = self.arguments.perpetrators(trigger, victims)
        kinds = frozenset(kind for actor in actors for kind in actor.kinds)
        if frame.by:
            return bool((kinds | self._qualifying(trigger)) & set(frame.by))
        barred = (kinds | self.arguments.actor_kinds(trigger)) & set(frame.not_by)
        return not barred or bool(kinds & {"state", "court"})

    def _qualifying(self, trigger: Trigger) -> frozenset[str]:
        """Kinds of the names that qualify who acts or what is adopted: "ASEAN leaders", "a Council resolution"."""
        own = subject(trigger.token)
        heads = [*([own] if own is not None else []), *objects(trigger.token)]
        names = [c for head in heads for c in children(head, "compound", "poss", "nmod") if c.pos_ == "PROPN"]
        return frozenset(kind for name in names for kind in self.phrases.kinds(name) if kind != "unknown")

    def _governed(
        self, waiting: list[Trigger], chosen: list[tuple[Trigger, list[Party]]]
    ) -> list[tuple[Trigger, list[Party]]]:
        """Nouns like "on charges of" take the victims of the act that they depend on; a trial those of its verdict."""
        out = []
        for trigger in waiting:
            above = {token.i for token in trigger.token.ancestors}
            near = [(t, v) for t, v in chosen if t.token.i in above and v]
            if trigger.frame.type == "charge":
                near = [
                    (t, v) for t, v in near or self._before(trigger, chosen) if t.frame.type in ("detention", "arrest")
                ]
            if near:
                out.append((trigger, near[-1][1]))
        return out

    def _before(self, trigger: Trigger, chosen: list[tuple[Trigger, list[Party]]]) -> list[tuple[Trigger, list[Party]]]:
        return [(t, v) for t, v in chosen if v and 0 < trigger.token.i - t.token.i <= NEAR]

    def _without_objects(self, chosen: list[tuple[Trigger, list[Party]]]) -> list[tuple[Trigger, list[Party]]]:
        """Drop nouns that are part of a verb's own phrase: the charge in "drop the charges against"."""
        held = {
            o.i: t
            for t, _ in chosen
            if t.verbal and "object" in t.frame.having
            for o in objects(t.token)
            if not t.modifier
        }
        return [(t, v) for t, v in chosen if t.verbal or t.token.i not in held]

    def _act(self, trigger: Trigger, victims: list[Party]) -> Act:
        status = self.status.of(trigger)
        if status == "reported" and trigger.frame.status:
            status = trigger.frame.status
        if (
            status == "reported"
            and trigger.verbal
            and trigger.frame.type != "fine"  # "ordered her to pay": the order is the act
            and trigger.token.lemma_ in self.words.reporting.governors["ordered"]
        ):
            status = "ordered"
        dated = self.timeline.of(trigger, status != "scheduled") if status in CLAIMED else None
        perpetrators = self.arguments.perpetrators(trigger, victims)
        at = clause(trigger, victims)
        if status in CLAIMED:
            if dated is not None:
                self.timeline.clock.tell(trigger.token.idx, dated.date, dated.ranges[0])
            told = dated is not None or self.timeline.near(trigger)[0] is not None
            perpetrators = perpetrators or self.arguments.carried(trigger, victims, dated is not None)
            if not victims and not trigger.frame.bare:
                general = False  # a pronoun: somebody was told of before
            elif not victims:
                general = not self._bare_specific(trigger, at, told, perpetrators)
            else:
                general = is_general(trigger, victims, told, self.words.reporting, perpetrators)
            status = "general" if general else status
        return Act(trigger, trigger.frame.type, status, tuple(victims), tuple(perpetrators), at, dated)

    def _bare_specific(self, trigger: Trigger, at: Range, told: bool, actors: list[Party]) -> bool:
        """Whether an act without victims is one act: a law that is named or "a law", a measure with date or maker."""
        if trigger.frame.type in LAWS:
            if any(at[0] <= cited.at[0] < at[1] and _single(cited.words) for cited in self.reading.provisions):
                return True
            held = [*objects(trigger.token), *[s for s in [subject(trigger.token)] if s is not None]]
            return any(
                "law" in self.phrases.kinds(o)
                and o.tag_ in ("NN", "NNP")
                and bool(children(o, "det", "poss"))
                and (told or children(o, "det", "poss")[0].lower_ != "the" or bool(children(o, "compound", "amod")))
                for o in held
            )
        if trigger.frame.type == "election_irregularity":
            return bool(YEAR.search(trigger.token.sent.text))
        return told or any(actor.named or actor.tied for actor in actors)

    def _merged(self, acts: list[Act]) -> list[Act]:
        """One act a clause and type: verbs of one type with the same victims are one report."""
        out: list[Act] = []
        for act in acts:
            same = next((k for k, other in enumerate(out) if _same(other, act)), None)
            if same is None:
                out.append(act)
                continue
            out[same] = _join(out[same], act)
        return out


def _single(words: str) -> bool:
    """Whether words cite one law, not laws in general: "anti-terror laws" does not."""
    last = words.split()[-1]
    return last not in PLURALS


def _same(one: Act, other: Act) -> bool:
    if one.type != other.type:
        return False
    if one.status != other.status and one.trigger.token not in list(other.trigger.token.ancestors):
        return False
    if one.status not in CLAIMED and other.status in CLAIMED and _aside(other.trigger.token):
        return False  # "was nearly blinded when police beat him"
    mine, theirs = {p.name for p in one.victims}, {p.name for p in other.victims}
    if not mine and not theirs:
        return other.trigger.token.dep_ == "conj" and other.trigger.token.head == one.trigger.token
    if bool(mine) != bool(theirs) and not (one.trigger.frame.bare or other.trigger.frame.bare):
        # One of them has but a pronoun: "convicted X and sentenced him" is one report.
        return other.trigger.token.dep_ == "conj" and other.trigger.token.head == one.trigger.token
    return not mine or not theirs or bool(mine & theirs)


def _aside(verb: Token) -> bool:
    """Whether a verb has a clause on the side for itself."""
    return verb.dep_ == "advcl" and bool(children(verb, *SUBJECTS))


def _join(one: Act, other: Act) -> Act:
    return replace(
        one,
        victims=tuple(merged([*one.victims, *other.victims])),
        perpetrators=one.perpetrators or other.perpetrators,
        at=joined([one.at, other.at]),
        dated=one.dated or other.dated,
    )
