"""Chains acts into cases: by person, provision and time; an act done to several people joins their cases to one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from saksi.model.dates import Days, Period
from saksi.model.ids import fold
from saksi.resolve.act import Act
from saksi.resolve.act_evidence import court_level
from saksi.resolve.act_report import Party
from saksi.resolve.act_victims import is_group
from saksi.resolve.stages import OPENS, TYPES, Held, Stage, custody, ends, in_order, stages, surely_before, total
from saksi.resolve.union import Groups

COUNTED = "reported"
SCHEDULED = "scheduled"
_QUIET = 3 * 365
"""Days without any act after which a summons, an arrest or a charge begins another case."""
_OTHER_CHARGE = 90
"""Days after which a charge under other articles begins another case."""
_COURT = frozenset({"charge", "trial", "lawsuit", "summons"})
_ARTICLE = re.compile(r"\d+(?:\s?(?:bis|ter|quater))?")


@dataclass(frozen=True, slots=True)
class Step:
    """One act in a case with the stages that it makes, in the order of time."""

    act: Act
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Defendant:
    """One person in a case: their steps, and how long they were held."""

    party: Party
    steps: tuple[Step, ...]
    held: tuple[Held, ...]

    @property
    def days(self) -> Days | None:
        """Return the days in detention, at least and at most; None where the beginning is not dated."""
        return total(self.held)


@dataclass(frozen=True, slots=True)
class Case:
    """A chain of acts on the same matter.

    `id` is that of the earliest act. `steps` are what took place; `claimed` are acts that are alleged,
    ordered, set for a day or denied, which make no stage. `next_hearing` is the first day set that is not surely past.
    """

    id: str
    defendants: tuple[Defendant, ...]
    steps: tuple[Step, ...]
    claimed: tuple[Act, ...]
    provisions: tuple[str, ...]
    courts: tuple[str, ...]
    lawyers: tuple[Party, ...]
    next_hearing: Period | None
    open: bool

    @property
    def stage(self) -> Stage | None:
        """Return the stage that the case has come to: that of its last step."""
        return self.steps[-1].stages[-1] if self.steps else None

    @property
    def acts(self) -> tuple[str, ...]:
        """Return the ids of all its acts."""
        return tuple(dict.fromkeys([*(step.act.id for step in self.steps), *(act.id for act in self.claimed)]))


@dataclass(frozen=True, slots=True)
class Chained:
    """The cases, the latest first, and acts that belong to a case which none can tell (undated, several cases)."""

    cases: tuple[Case, ...]
    loose: tuple[str, ...]


def chain(acts: Iterable[Act], today: date, lawyers: Mapping[str, Sequence[Party]] | None = None) -> Chained:
    """Chain acts into cases; `lawyers` are those of each act. The order of acts does not matter.

    An act without anybody named makes no case: nobody could say whose it is.
    """
    wanted = [act for act in in_order(acts) if act.type in TYPES and _people(act)]
    of_person: dict[str, list[Act]] = defaultdict(list)
    for act in wanted:
        for key in sorted({_key(party) for party in _people(act)}):
            of_person[key].append(act)
    chains, loose = list[list[str]](), set[str]()
    for person in sorted(of_person):
        found, left = _segments(of_person[person])
        chains += [[act.id for act in one] for one in found]
        loose.update(act.id for act in left)
    known = {act.id: act for act in wanted}
    groups = _joined(chains)
    placed = {one for group in groups for one in group}
    cases = [_case([known[one] for one in group], today, lawyers or {}) for group in groups]
    cases.sort(key=lambda case: (_latest(case), case.id), reverse=True)
    return Chained(tuple(cases), tuple(sorted(loose - placed)))


def _segments(acts: Sequence[Act]) -> tuple[list[list[Act]], list[Act]]:
    """Cut one person's acts, in order of time, into cases; undated ones go to the one case that they can belong to."""
    found: list[list[Act]] = []
    for act in acts:
        if act.date is None:
            continue
        if not found or (act.status == COUNTED and _begins(act, found[-1])):
            found.append([act])
        else:
            found[-1].append(act)
    undated = [act for act in acts if act.date is None]
    if not found and undated:
        return [undated], []
    left = []
    for act in undated:
        homes = [one for one in found if _articles([act]) & _articles(one)] or found
        if len(homes) == 1:
            homes[0].append(act)
        else:
            left.append(act)
    return found, left


def _begins(act: Act, current: Sequence[Act]) -> bool:
    """Say whether a person's next act begins another case than the one they are in."""
    if not OPENS.intersection(stages(act)) and act.type != "detention":
        return False
    if any(ends(one) and surely_before(one, act) for one in current):
        return True
    verdicts = [one for one in current if one.type == "conviction" and "in absentia" not in one.outcomes]
    if act.type != "detention" and any(surely_before(one, act) for one in verdicts):
        return True
    gap = _days(current[-1], act)
    ours, theirs = _articles([act]), _articles(current)
    if act.type == "charge" and ours and theirs and not ours & theirs and gap > _OTHER_CHARGE:
        return True
    return gap > _QUIET and not ours & theirs


def _days(one: Act, other: Act) -> int:
    """Return the least number of days between two acts."""
    first, second = one.bounds, other.bounds
    return max(0, (second.earliest - first.latest).days) if first and second else 0


def _joined(chains: Iterable[list[str]]) -> list[list[str]]:
    """Join chains that share an act."""
    found = list(chains)
    groups = Groups({one: one for ids in found for one in ids}, ())
    for ids in found:
        for one in ids:
            groups.join(ids[0], one)
    return [list(group) for group in groups.clusters()]


def _case(acts: Sequence[Act], today: date, lawyers: Mapping[str, Sequence[Party]]) -> Case:
    ordered = in_order(acts)
    took_place = [act for act in ordered if act.status == COUNTED]
    steps = tuple(Step(act, stages(act)) for act in took_place)
    people: dict[str, Party] = {}
    for act in ordered:
        for party in _people(act):
            people.setdefault(_key(party), party)
    known = {_key(one): one for act in ordered for one in lawyers.get(act.id, ())}
    return Case(
        id=(took_place or ordered)[0].id,
        defendants=tuple(_defendant(party, steps, today) for _, party in sorted(people.items())),
        steps=steps,
        claimed=tuple(act for act in ordered if act.status != COUNTED),
        provisions=tuple(dict.fromkeys(words for act in ordered for words in act.provisions)),
        courts=tuple(dict.fromkeys(one.name for act in ordered for one in act.actors if _is_court(one.name))),
        lawyers=tuple(party for _, party in sorted(known.items())),
        next_hearing=_next_hearing(ordered, today),
        open=_is_open(took_place),
    )


def _defendant(party: Party, steps: Sequence[Step], today: date) -> Defendant:
    own = tuple(step for step in steps if _key(party) in {_key(one) for one in _people(step.act)})
    return Defendant(party, own, tuple(custody([step.act for step in own], today)))


def _is_open(acts: Sequence[Act]) -> bool:
    """Say whether a case goes on: not once its last word is an end, or a release after a verdict or with no charge."""
    for place, act in reversed(list(enumerate(acts))):
        if act.date is not None:
            before = {one.type for one in acts[:place]}
            return not (ends(act) or (act.type == "release" and ("conviction" in before or not before & _COURT)))
    return True


def _next_hearing(acts: Iterable[Act], today: date) -> Period | None:
    days = [act.date for act in acts if act.status == SCHEDULED and act.date and act.date.latest >= today]
    return min(days, key=lambda day: (day.earliest, day.latest), default=None)


def _people(act: Act) -> list[Party]:
    return [one for one in act.victims if one.kind != "Organisation" and (one.home or not is_group(one))]


def _key(party: Party) -> str:
    return party.home or fold(party.name)


def _articles(acts: Iterable[Act]) -> set[str]:
    return {number for act in acts for words in act.provisions for number in _ARTICLE.findall(words)}


def _is_court(name: str) -> bool:
    words = fold(name).split()
    return bool(court_level(name)) or "court" in words or "tribunal" in words


def _latest(case: Case) -> date:
    return max((act.date.latest for step in case.steps if (act := step.act).date), default=date.min)
