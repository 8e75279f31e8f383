"""The stages of a case: which acts make them, what ends a case, and how long somebody was held, with its bounds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saksi.model.dates import Days
from saksi.model.ids import fold
from saksi.resolve.act import Act

_SENTENCE = frozenset({"year", "years", "month", "months", "life", "prison", "imprisonment", "days", "death"})


class Stage(StrEnum):
    """What can happen in a case, in the order in which it mostly does."""

    SUMMONS = "summons"
    ARREST = "arrest"
    CHARGE = "charge"
    DETENTION = "detention"
    BAIL = "bail"
    TRIAL = "trial"
    VERDICT = "verdict"
    SENTENCE = "sentence"
    APPEAL = "appeal"
    RELEASE = "release"


ORDER = list(Stage)
_OF_TYPE = {
    "summons": Stage.SUMMONS,
    "lawsuit": Stage.SUMMONS,
    "arrest": Stage.ARREST,
    "charge": Stage.CHARGE,
    "detention": Stage.DETENTION,
    "trial": Stage.TRIAL,
    "conviction": Stage.VERDICT,
    "fine": Stage.SENTENCE,
    "release": Stage.RELEASE,
}
TYPES = frozenset(_OF_TYPE)
"""Act types that cases are made of."""
OPENS = frozenset({Stage.SUMMONS, Stage.ARREST, Stage.CHARGE})
"""Stages with which another case of the same person can begin."""
ENDS = frozenset({"acquitted", "charges dropped", "pardoned", "sentence served", "without charge"})
"""Outcomes of a release with which a case is over."""
_APPEALS = frozenset({"upheld", "reduced", "appeal", "overturned"})
_HOLDS = frozenset({Stage.ARREST, Stage.DETENTION})


def stages(act: Act) -> tuple[Stage, ...]:
    """Return the stages that an act makes, in their order; an act of another type makes none."""
    own = _OF_TYPE.get(act.type)
    if own is None:
        return ()
    said = _outcomes(act)
    found = {own}
    if act.type in {"trial", "conviction"} and said & _APPEALS:
        found = {Stage.APPEAL}
    elif act.type == "conviction" and _names_a_term(act):
        found.add(Stage.SENTENCE)
    elif act.type == "release" and "bail" in said:
        found = {Stage.BAIL, Stage.RELEASE}
    elif act.type == "release" and "acquitted" in said:
        found.add(Stage.VERDICT)
    return tuple(sorted(found, key=ORDER.index))


def ends(act: Act) -> bool:
    """Say whether a case is over with this act: acquitted, charges dropped, pardoned, sentence served."""
    return act.type == "release" and bool(_outcomes(act) & ENDS)


@dataclass(frozen=True, slots=True)
class Held:
    """A time for which somebody was held; `end` is None while no release is known.

    `days` counts nights, from the day of arrest to that of release: the least and the most that the dates allow, all
    sources together. Without a release the least runs to the last day on which a source still has them held, the most
    to another arrest or else to the day of asking. None when no source dates the beginning.
    """

    start: Act
    end: Act | None
    days: Days | None


def custody(acts: Iterable[Act], today: date) -> list[Held]:
    """Return the times for which one person was held, by the acts of their case, the earliest first.

    An arrest that was surely later begins another time: who is arrested again was out before, released or not told of.
    """
    found: list[Held] = []
    start: Act | None = None
    last: Act | None = None
    for act in in_order(acts):
        kinds = stages(act)
        if start is not None and Stage.RELEASE in kinds:
            found.append(Held(start, act, _between(start, act)))
            start = last = None
        elif start is not None and Stage.ARREST in kinds and surely_before(start, act):
            found.append(Held(start, None, _open(start, last, _until(act, today))))
            start, last = act, None
        elif _HOLDS.intersection(kinds):
            start = start or act
            last = act if Stage.DETENTION in kinds and act.bounds is not None else last
    if start is not None:
        found.append(Held(start, None, _open(start, last, today)))
    return found


def total(held: Sequence[Held]) -> Days | None:
    """Add up times of being held; None when none of them is known, the most is then unknown as well."""
    known = [one.days for one in held if one.days is not None]
    if not known or len(known) < len(held):
        return None
    return Days(sum(one.least for one in known), sum(one.most for one in known))


def in_order(acts: Iterable[Act]) -> list[Act]:
    """Put acts in the order of time: by the middle of what their dates can mean, then by stage; undated ones last."""

    def place(act: Act) -> tuple[int, int, str]:
        when = act.date
        middle = date.max.toordinal() * 2 if when is None else when.earliest.toordinal() + when.latest.toordinal()
        own = stages(act)
        return middle, ORDER.index(own[0]) if own else len(ORDER), act.id

    return sorted(acts, key=place)


def surely_before(one: Act, other: Act) -> bool:
    """Say whether an act was before another by every reading of their dates."""
    first, second = one.bounds, other.bounds
    return first is not None and second is not None and first.latest < second.earliest


def _between(start: Act, end: Act) -> Days | None:
    first, last = start.bounds, end.bounds
    if first is None or last is None:
        return None
    return Days(max(0, (last.earliest - first.latest).days), max(0, (last.latest - first.earliest).days))


def _until(act: Act, today: date) -> date:
    return min(act.bounds.latest, today) if act.bounds is not None else today


def _open(start: Act, last: Act | None, until: date) -> Days | None:
    """Count the nights of a time without a known release, which ended by a day; `last` is where a source has it on."""
    first, seen = start.bounds, last.bounds if last is not None else None
    if first is None:
        return None
    most = max(0, (until - first.earliest).days)
    least = max(0, (seen.earliest - first.latest).days) if seen is not None else 0
    return Days(min(least, most), most)


def _names_a_term(act: Act) -> bool:
    return any(_SENTENCE.intersection(fold(words).replace("’", " ").split()) for words in act.outcomes)


def _outcomes(act: Act) -> set[str]:
    return {fold(words) for words in act.outcomes}
