"""Finds the acts that a Khmer text reports: one a clause and type, with everybody and everything in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from saksi.extract.khmer.page import KhmerPage
from saksi.extract.khmer.parties import GOING_ON, Parties, Roles
from saksi.extract.khmer.patterns import compiled
from saksi.extract.khmer.status import status
from saksi.extract.khmer.timeline import Dated, Timeline
from saksi.extract.khmer.triggers import Trigger, triggers
from saksi.extract.records import Range
from saksi.packs.khmer import KhmerWords

UNCLAIMED = frozenset({"denied", "called-for", "hypothetical", "general"})
RULES = frozenset({"restrictive_law", "enabling_measure", "election_irregularity"})
"""Types whose frames ask for the law or election that they are about, which is no victim."""
ABSORBED = {"detention": frozenset({"conviction", "release"}), "arrest": frozenset({"disappearance"})}
"""Words of a type that only tell more of another in the same clause: ដាក់ពន្ធនាគារ after ផ្តន្ទាទោស."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what reports it, how, its parties, its date, and the range of its clause."""

    trigger: Trigger
    status: str
    roles: Roles
    dated: Dated | None
    at: Range

    @property
    def type(self) -> str:
        """Its type."""
        return self.trigger.frame.type


class Finder:
    """Finds acts sentence by sentence."""

    def __init__(self, page: KhmerPage, parties: Parties, timeline: Timeline, words: KhmerWords) -> None:
        self.page = page
        self.parties = parties
        self.timeline = timeline
        self.words = words

    def acts(self) -> Iterator[Act]:
        """Yield the acts of the text in order."""
        for sentence in self.page.sentences:
            yield from self._merged(self._sentence(sentence))

    def _sentence(self, sentence: Range) -> list[Act]:
        out: list[Act] = []
        before: Roles | None = None
        for trigger in triggers(self.page.content, sentence):
            if out and out[-1].trigger.at == trigger.at:
                continue
            roles = self.parties.of(trigger, before)
            if not self._stands(trigger, roles):
                continue
            if trigger.frame.type in RULES:
                roles = replace(roles, victims=tuple(p for p in roles.victims if p.kind not in ("law", "election")))
            told = status(self.page, trigger, self.words)
            dated = self._dated(trigger, sentence, out) if told not in UNCLAIMED else None
            out.append(Act(trigger, told, roles, dated, self._reach(trigger, roles)))
            if roles.victims or roles.subject:
                before = replace(roles, until=trigger.at[1])
        return out

    def _stands(self, trigger: Trigger, roles: Roles) -> bool:
        """Whether words of a frame are an act: somebody it was done to, or a frame that needs nobody."""
        if roles.victims:
            return True
        if trigger.voice == "nominal":
            return False
        return trigger.frame.bare or (trigger.voice == "passive" and "person" in trigger.frame.needs)

    def _reach(self, trigger: Trigger, roles: Roles) -> Range:
        """The words that report an act: from its subject to what its verb acts on, inside its clause."""
        own = [
            p.at
            for p in (*roles.subject, *roles.victims, *roles.perpetrators)
            if trigger.clause.at[0] <= p.at[0] < trigger.clause.at[1]
        ]
        start = min([trigger.mark, trigger.at[0], *(a for a, _ in own)])
        end = max([trigger.at[1], *(b for _, b in own)])
        return start, end

    # --- when --------------------------------------------------------------------------------------------------

    def _dated(self, trigger: Trigger, sentence: Range, before: list[Act]) -> Dated | None:
        """The date of an act: one of its clause, one that opens the sentence, or that of the act it goes on from."""
        clause = trigger.clause
        told = max((a.trigger.at[1] for a in before if a.trigger.clause.at == clause.at), default=clause.at[0])
        relative = clause.opener.startswith("ដែល") and told > clause.at[0]
        own = [w for w in self.timeline.within(*clause.at) if w.role != "until"]
        own = [w for w in own if not relative or w.at[0] >= trigger.at[1]]
        if own:
            after = [w for w in own if w.at[0] >= trigger.at[1]]
            earlier = [w for w in own if w.at[1] <= trigger.at[0]]
            return (after[0] if after and not earlier else (earlier or own)[-1]).dated
        if GOING_ON.match(clause.opener) and not clause.opener.startswith(("បន្ទាប់ពី", "ក្រោយ", "មុន", "ខណៈ")):
            found = (before[-1].dated if before else None) or self._opening(sentence, clause.at[0])
            if found is not None:
                return found
        return self._closing(trigger, sentence) or self.timeline.lead(trigger.at[0])

    def _closing(self, trigger: Trigger, sentence: Range) -> Dated | None:
        """The one date of a sentence, in a clause that reports nothing, belongs to the act told last before it."""
        found = [w for w in self.timeline.within(*sentence) if w.role != "until"]
        if len(found) != 1 or found[0].at[0] < trigger.at[1]:
            return None
        between = [at for at in self.page.verbs if trigger.at[1] <= at[0] < found[0].at[0]]
        return found[0].dated if not between else None

    def _opening(self, sentence: Range, until: int) -> Dated | None:
        found = [w for w in self.timeline.within(sentence[0], until) if not w.role]
        return found[0].dated if found and found[0].at[0] - sentence[0] < 25 else None

    # --- one act a clause and type -------------------------------------------------------------------------------

    def _merged(self, acts: list[Act]) -> list[Act]:
        out: list[Act] = []
        for act in acts:
            near = [a for a in acts if a is not act and a.trigger.clause.at == act.trigger.clause.at]
            if any(a.type in ABSORBED.get(act.type, ()) for a in near):
                continue
            same = next(
                (i for i, a in enumerate(out) if a.type == act.type and a.status == act.status and _one(a, act)), None
            )
            if same is None:
                out.append(act)
            elif not out[same].roles.victims and act.roles.victims:
                out[same] = replace(act, dated=act.dated or out[same].dated)
        return out


def _one(one: Act, other: Act) -> bool:
    """Whether two triggers of one type in a clause report one act."""
    if one.trigger.clause.at != other.trigger.clause.at:
        return False
    mine, theirs = {p.name for p in one.roles.victims}, {p.name for p in other.roles.victims}
    return not mine or not theirs or bool(mine & theirs)


def subtype(content: str, act: Act, words: KhmerWords) -> str:
    """The subtype that the words of an act's clause give it, empty for none."""
    if act.trigger.frame.subtype:
        return act.trigger.frame.subtype
    clause = content[slice(*act.trigger.clause.at)]
    for name, signs in words.acts.subtypes.get(act.type, {}).items():
        if compiled(signs).search(clause):
            return name
    return ""
