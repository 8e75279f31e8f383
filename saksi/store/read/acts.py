"""Act reports: filtered lists, and one report with all its claims."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter

from saksi.assess.indicators import NOWHERE
from saksi.model.types import Document
from saksi.model.vocabulary import act_types
from saksi.store.read import claims
from saksi.store.read.claims import Claim
from saksi.store.read.facts import ActLine, Party
from saksi.store.read.record import Record

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
            (not self.country or (act.country or NOWHERE) == self.country)
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
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """One act report as lists show it."""

    line: ActLine
    document: Document
    involved: tuple[Involved, ...]

    @property
    def victims(self) -> list[Involved]:
        """Return those whom the act was done to."""
        return [one for one in self.involved if one.party.role == "victim"]


@dataclass(frozen=True, slots=True)
class Report:
    """One act report with everything behind it."""

    line: ActLine
    document: Document
    claims: tuple[Claim, ...]
    involved: tuple[Involved, ...]


def choose(record: Record, choice: Choice) -> list[ActLine]:
    """Return the act reports of a choice: those of the latest date first, the undated last."""
    return record.held.once(("acts", choice), lambda: _choose(record, choice))


def years(record: Record) -> list[str]:
    """Return the years in which acts are dated, the latest first."""
    return record.held.once(
        ("years",), lambda: sorted({act.date[:4] for act in record.held.acts.values() if act.date}, reverse=True)
    )


def listed(record: Record, acts: Iterable[ActLine]) -> list[Listed]:
    """Return act reports with their documents and the clusters of their parties."""
    return [_listed(record, act) for act in acts]


def report(record: Record, identity: str) -> Report | None:
    """Return one act report; None when it is not there or was taken out."""
    line = record.held.acts.get(identity)
    if line is None:
        return None
    grouped = claims.of_entities(record, line.document, [identity, *(party.id for party in line.parties)])
    short = _listed(record, line)
    involved = tuple(replace(one, claims=tuple(grouped.get(one.party.id, ()))) for one in short.involved)
    return Report(short.line, short.document, tuple(grouped.get(identity, ())), involved)


def _choose(record: Record, choice: Choice) -> list[ActLine]:
    chosen = [act for act in record.held.acts.values() if choice.takes(act)]
    chosen.sort(key=attrgetter("document", "start", "id"))
    return sorted(chosen, key=attrgetter("date"), reverse=True)


def _listed(record: Record, act: ActLine) -> Listed:
    seen = record.act(act)
    involved = tuple(Involved(party, *record.home(party)) for party in seen.parties)
    return Listed(seen, record.document(act.document), involved)


def _within(date: str, period: str) -> bool:
    return not date if period == UNDATED else date.startswith(period)
