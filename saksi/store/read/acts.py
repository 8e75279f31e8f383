"""Act reports: filtered lists, and one report with all its claims."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from saksi.model.types import Document
from saksi.model.vocabulary import act_types
from saksi.store.read import claims
from saksi.store.read.claims import Claim
from saksi.store.read.facts import ActLine, Party
from saksi.store.read.snapshot import Snapshot

UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which act reports a list shows; an empty field lets all through.

    `period` is a partial date or `undated`; `freedom` a code of `acts.yaml`; `direction` closing or opening.
    """

    country: str = ""
    type: str = ""
    status: str = ""
    period: str = ""
    freedom: str = ""

    def takes(self, act: ActLine) -> bool:
        """Say whether an act report belongs to the list."""
        known = act_types().get(act.type)
        return (
            (not self.country or act.country == ("" if self.country == "none" else self.country))
            and (not self.type or act.type == self.type)
            and (not self.status or act.status == self.status)
            and (not self.period or _within(act.date, self.period))
            and (not self.freedom or (known is not None and self.freedom in known.freedoms))
        )


@dataclass(frozen=True, slots=True)
class Involved:
    """Somebody's part in an act with its claims; `home` is the cluster of the person or organisation, if known."""

    party: Party
    home: str
    kind: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One act report with everything behind it."""

    line: ActLine
    document: Document
    claims: tuple[Claim, ...]
    involved: tuple[Involved, ...]


def choose(acts: Iterable[ActLine], choice: Choice) -> list[ActLine]:
    """Return the act reports of a choice: those of the latest date first, the undated last."""
    chosen = [act for act in acts if choice.takes(act)]
    chosen.sort(key=attrgetter("document", "start", "id"))
    return sorted(chosen, key=attrgetter("date"), reverse=True)


def report(snapshot: Snapshot, identity: str) -> Report | None:
    """Return one act report; None when it is not there or was taken out."""
    line = snapshot.acts.get(identity)
    if line is None:
        return None
    wanted = [identity, *(party.id for party in line.parties)]
    grouped = claims.of_entities(line.document, wanted, snapshot.rulings)
    involved = tuple(
        Involved(party, *home(snapshot, party), claims=tuple(grouped.get(party.id, ()))) for party in line.parties
    )
    return Report(line, snapshot.documents[line.document], tuple(grouped.get(identity, ())), involved)


def home(snapshot: Snapshot, party: Party) -> tuple[str, str]:
    """Return the cluster and the kind of a party; two empty strings when it is only a name."""
    name = snapshot.names.get(party.entity)
    return (snapshot.home(name.id), name.kind) if name else ("", "")


def _within(date: str, period: str) -> bool:
    return not date if period == UNDATED else date.startswith(period)
