"""What a panel decides on: ratings and places on the watchlist that a person proposes, folded from the log.

The first entry about a subject proposes and carries what is proposed as JSON; each later one is a vote, `accept` or
`reject`, with its reason. The last vote of each person counts, the author's own does not. Once `needed` votes stand on
one side the panel has decided, and later votes change nothing. A case taken up again is a new proposal, so history only
grows; as of a moment it is what the entries until then amount to.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from statistics import mean
from typing import Any

from pydantic import TypeAdapter, ValidationError

from saksi.assess.bands import HIGHEST, LOWEST, Band
from saksi.assess.plain import standard
from saksi.model.errors import StoreError, UsageError
from saksi.model.types import Decision, Verdict

RATING, WATCH, ALERT = "rating", "watch", "alert"
YEAR = re.compile(r"(?:19|20)\d\d")
_PLACE = re.compile(r"[A-Z]{2}")
_SUBJECT = re.compile(rf"(?:({RATING}):([A-Z]{{2}}):((?:19|20)\d\d)|({WATCH}):([A-Z]{{2}})):([1-9]\d*)")
VOTES = (Verdict.ACCEPT, Verdict.REJECT)


class State(StrEnum):
    """How far a proposal has come."""

    OPEN = "open"
    ADOPTED = "adopted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Basis:
    """One thing that a proposal rests on, as its author saw it.

    `kind` is *measure* (a count of the record), *claim*, *alert*, *value* (of an outside index: `file`, `line` and the
    SHA-256 of the file say where it was read), *coding*, *consultation*, or *erased*, where the claim was erased since.
    `value` is on the scale from 1 to 100 for what was rated with, and the count itself for a measure.
    """

    kind: str
    id: str
    value: float | None = None
    indicator: str = ""
    file: str = ""
    line: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Motion:
    """What is proposed: scores of the four indicators for a rating, `listed` for the watchlist.

    `needed` votes on one side decide; it is part of the proposal, so a changed setting changes no old outcome.
    """

    needed: int
    scores: Mapping[str, float] = field(default_factory=dict)
    listed: bool | None = None
    basis: tuple[Basis, ...] = ()

    def packed(self) -> str:
        """Return the value of the log's entry."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Vote:
    """The last vote of one person."""

    user: str
    at: datetime
    accepts: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal with its votes, the oldest first, and what came of it; `decided` is when the panel had decided."""

    id: str
    place: str
    period: str
    motion: Motion
    user: str
    at: datetime
    reason: str
    votes: tuple[Vote, ...] = ()
    state: State = State.OPEN
    decided: datetime | None = None

    @property
    def score(self) -> float:
        """Return the rating's score: the mean of its indicators."""
        return mean(self.motion.scores.values())

    @property
    def band(self) -> Band:
        """Return the band of the score."""
        return Band.of(self.score)


def subject(kind: str, place: str, period: str, number: int) -> str:
    """Return the id of a proposal: `rating:KH:2021:1`, `watch:KH:1`; a period only for a rating."""
    return ":".join(filter(None, (kind, place, period, str(number))))


def parsed(identity: str) -> tuple[str, str, str, int] | None:
    """Return kind, place, period and number of a proposal's id; None for what is none."""
    found = _SUBJECT.fullmatch(identity)
    if found is None:
        return None
    return found[1] or found[4], found[2] or found[5], found[3] or "", int(found[6])


def is_ours(identity: str) -> bool:
    """Say whether an entry of the log is about a proposal or an alert, and not about a claim or a pair."""
    return identity.partition(":")[0] in (RATING, WATCH, ALERT)


def checked(place: str, period: str, scores: Mapping[str, float]) -> None:
    """Raise UsageError unless a rating has a country, a year and all four scores on the scale."""
    wanted = standard().indicators
    if not _PLACE.fullmatch(place) or not YEAR.fullmatch(period):
        raise UsageError(f"a rating is of a country and a year, as KH and 2021, and not of {place} and {period}")
    if scores.keys() != wanted.keys():
        raise UsageError(f"a rating has a score for each of {', '.join(wanted)}, and nothing else")
    for name, score in scores.items():
        if not LOWEST <= score <= HIGHEST:
            raise UsageError(f"{name} {score:g} lies off the scale: it runs from {LOWEST:g} to {HIGHEST:g}")


def motion(packed: str) -> Motion:
    """Read what is proposed; raises StoreError for what is no proposal."""
    try:
        return TypeAdapter(Motion).validate_json(packed)
    except ValidationError as error:
        raise StoreError("an entry of the log proposes what cannot be read: run `saksi check`") from error


def fold(decisions: Sequence[Decision]) -> Proposal | None:
    """Fold the entries about one subject, in the order of the log; None where no proposal stands (it was erased)."""
    first = next((one for one in decisions if one.verdict is Verdict.PROPOSE), None)
    place = parsed(first.subject) if first else None
    if first is None or place is None:
        return None
    made = Proposal(first.subject, place[1], place[2], motion(first.value), first.user, first.at, first.reason)
    for one in decisions:
        if one.verdict in VOTES and not same_person(one.user, first.user) and made.state is State.OPEN:
            made = _voted(made, Vote(one.user, one.at, one.verdict is Verdict.ACCEPT, one.reason))
    return made


def same_person(one: str, other: str) -> bool:
    """Say whether two names that people decide under are one: letters' case and spaces around do not make another."""
    return one.strip().casefold() == other.strip().casefold()


def _voted(made: Proposal, vote: Vote) -> Proposal:
    votes = (*(one for one in made.votes if not same_person(one.user, vote.user)), vote)
    same = sum(one.accepts is vote.accepts for one in votes)
    if same < made.motion.needed:
        return replace(made, votes=votes)
    return replace(made, votes=votes, state=State.ADOPTED if vote.accepts else State.REFUSED, decided=vote.at)


def proposals(decisions: Iterable[Decision]) -> list[Proposal]:
    """Fold entries about any number of subjects, in the order of the log, into proposals in the order they came."""
    by: dict[str, list[Decision]] = {}
    for one in decisions:
        by.setdefault(one.subject, []).append(one)
    return [made for own in by.values() if (made := fold(own)) is not None]


def adopted(found: Iterable[Proposal]) -> list[Proposal]:
    """Keep what panels adopted, the latest decided last."""
    return sorted((p for p in found if p.state is State.ADOPTED), key=lambda p: (p.decided or p.at, p.id))


def standing(found: Iterable[Proposal]) -> dict[tuple[str, str], Proposal]:
    """Return the rating that stands for each place and period, or what stands about each place on the watchlist."""
    return {(one.place, one.period): one for one in adopted(found)}


def recited(packed: str, claims: Mapping[str, str], gone: str) -> str:
    """Return a proposal with claims told under their new ids; those that are in no record now are marked as erased.

    `claims` maps old to new, to nothing for those erased; `gone` is the tombstone that then stands there.
    """
    held = motion(packed)
    told: list[Any] = []
    for one in held.basis:
        if one.kind != "claim" or one.id not in claims:
            told.append(one)
        elif claims[one.id]:
            told.append(replace(one, id=claims[one.id]))
        else:
            told.append(Basis("erased", gone))
    return replace(held, basis=tuple(told)).packed()


def refiled(packed: str, clean: Callable[[str], str]) -> str:
    """Return a proposal with its names of files as `clean` writes them; they are all of it that is free text."""
    held = motion(packed)
    told = tuple(replace(one, file=clean(one.file)) for one in held.basis)
    return packed if told == held.basis else replace(held, basis=told).packed()
