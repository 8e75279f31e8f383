"""`saksi why rating:KH:2021`: from a rating, the watchlist or an alert to votes, indicators, rows and quotes."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from saksi.assess.panel import ALERT, RATING, WATCH, Basis, Proposal, State, parsed, standing
from saksi.flows.proposals import basis_of, measured_basis
from saksi.flows.reasons import Reason
from saksi.model.errors import UsageError
from saksi.store import models
from saksi.store.read import panel as kept
from saksi.store.read import rulings
from saksi.store.read.panel import Assessed


class Walk(Protocol):
    """How the answer goes on below a rating."""

    def measure(self, identity: str, moment: datetime | None) -> Reason:
        """Return what stands behind a count as it was known at a moment."""

    def claim(self, claim: str) -> Reason | None:
        """Return a claim with its words; None where no statement carries it now."""


def rating(identity: str, walk: Walk) -> Reason:
    """Return what stands behind a proposal (`rating:KH:2021:1`), all of a country and year (`rating:KH:2021`), a place
    on the watchlist (`watch:KH`) or an alert (`alert:` and its id). Raises UsageError when there is none.
    """
    kind, _, rest = identity.partition(":")
    if kind == ALERT:
        return _alert(rest, walk)
    place, _, period = rest.partition(":")
    found = kept.watchlist(place) if kind == WATCH else kept.ratings(place)
    if parsed(identity) is not None:
        found = [one for one in found if one.id == identity]
    elif kind == RATING and period:
        found = [one for one in found if one.period == period]
    made = kept.latest("rating", place, period) if kind == RATING and period else None
    if not found and made is None:
        raise UsageError(f"nothing was proposed or kept under {identity}: an id looks like rating:KH:2021 or watch:KH")
    below = tuple(_proposal(one, walk) for one in found)
    if parsed(identity) is not None:
        return below[0]
    return Reason(f"{identity}: {_now(found)}", (*below, *([_assessed(made, walk)] if made else ())))


def _now(found: list[Proposal]) -> str:
    held = standing(found)
    if not held:
        return "no panel has adopted a rating" if not found or found[0].period else "not on the watchlist"
    return "; ".join(f"{_said(one)}, by {one.id}" for one in held.values())


def _said(one: Proposal) -> str:
    if one.motion.listed is not None:
        return "on the watchlist" if one.motion.listed else "off the watchlist"
    return f"{one.period} {one.band.name.lower()} ({one.score:.0f})"


def _proposal(one: Proposal, walk: Walk) -> Reason:
    state = {State.OPEN: "open", State.ADOPTED: "adopted", State.REFUSED: "refused"}[one.state]
    at = f" {one.decided:%Y-%m-%d}" if one.decided else ""
    head = f"{_said(one)}: {state}{at}, proposed by {one.user}, {one.at:%Y-%m-%d %H:%M}: {one.reason} [{one.id}]"
    votes = (
        Reason(f"vote {'for' if vote.accepts else 'against'} by {vote.user}, {vote.at:%Y-%m-%d %H:%M}: {vote.reason}")
        for vote in one.votes
    )
    return Reason(head, (*votes, *_indicators(one, walk)))


def _indicators(one: Proposal, walk: Walk) -> Iterator[Reason]:
    """Say each indicator with what it rests on below it, then what the whole rests on."""
    for name, score in one.motion.scores.items():
        own = [basis for basis in one.motion.basis if basis.indicator == name]
        yield Reason(f"{name} = {score:g}", tuple(_basis(basis, one.at, walk) for basis in own))
    rest = (basis for basis in one.motion.basis if basis.indicator not in one.motion.scores)
    yield from (_basis(basis, one.at, walk) for basis in rest)


def _basis(one: Basis, at: datetime | None, walk: Walk) -> Reason:
    value = "" if one.value is None else f" = {one.value:.4g}"
    if one.kind == "measure":
        return _count(one, at, walk)
    if one.kind == "claim":
        return walk.claim(one.id) or Reason(f"claim {one.id}: no statement carries it now")
    if one.kind == "alert":
        return _alert(one.id, walk)
    if one.kind == "erased":
        return Reason(f"a claim that was erased since (tombstone {one.id})")
    if one.kind == "value":
        return Reason(f"{one.id}{value} of 100: line {one.line} of {one.file} (SHA-256 {one.sha256 or 'not kept'})")
    return Reason(f"{one.id}{value}")


def _count(one: Basis, at: datetime | None, walk: Walk) -> Reason:
    """Say a count as it was used, and below it what the record as it was known then counts there.

    The two differ where only what everybody might see was used, where acts were put together since, or where no
    document of an act's own year tells of it, so that a method left it out.
    """
    try:
        known = walk.measure(one.id, at)
    except UsageError:
        known = Reason(f"{one.id}: counts nothing in the record as it was known then")
    return known if one.value is None else Reason(f"{one.id} = {one.value:g} was used", (known,))


def _assessed(made: Assessed, walk: Walk) -> Reason:
    """Say what the method made of the data, down to the rows of files and to counts as they were known then."""
    simple = made.body["plain"]
    score = "not rated" if simple["score"] is None else f"{simple['band']} ({simple['score']:.1f})"
    own = list(basis_of(made.body))
    names = dict.fromkeys(basis.indicator for basis in own)
    below = [
        Reason(
            f"{name} = {simple['indicators'][name]:.1f}" if name in simple["indicators"] else name,
            tuple(_basis(basis, made.at, walk) for basis in own if basis.indicator == name),
        )
        for name in names
    ]
    measured = [_measured(name, made, walk) for name in made.body["measured"]]
    told = [Reason(sentence) for sentence in made.body["disagreements"]]
    if left := made.body.get("left_out"):
        told.append(Reason(f"closing acts of all years left out, told of in no document of their own year: {left}"))
    head = f"computed by {made.method} as of {made.as_of}: plain {score} [{made.id}]"
    return Reason(head, (*below, *measured, *told))


def _measured(name: str, made: Assessed, walk: Walk) -> Reason:
    """Say a measured indicator, by how much each source moves it, and what it came from in this year."""
    one = made.body["measured"][name]
    moved = ", ".join(f"{source} {by:+.1f}" for source, by in sorted(one.get("shifts", {}).items()) if round(by, 1))
    own = [_basis(basis, made.at, walk) for basis in measured_basis(made.body, name)]
    shifts = [Reason(f"each source moves it by, in points: {moved}")] if moved else []
    head = f"{name} measured {one['score']:.1f} ({one['low']:.1f} to {one['high']:.1f}, 90 %)"
    return Reason(head, (*shifts, *own))


def _alert(identity: str, walk: Walk) -> Reason:
    row = models.Alert.objects.filter(pk=identity).first()
    if row is None:
        raise UsageError(f"there is no alert {identity}")
    claims = row.evidence.order_by("claim").values_list("claim", flat=True)
    below = [walk.claim(claim) or Reason(f"claim {claim}: no statement carries it now") for claim in claims]
    seen = [
        Reason(f"{one.verdict} by {one.user}, {one.at:%Y-%m-%d %H:%M}: {one.reason}")
        for one in rulings.history(f"{ALERT}:{identity}")
    ]
    head = (
        f"alert of {row.rule} in {row.place}, {row.period}: {row.value:g}, from {row.threshold:g} on [alert:{row.pk}]"
    )
    return Reason(head, (*seen, *below))
