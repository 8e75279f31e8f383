"""`saksi tick`: reads what is new in every source, resolves, counts, and says what changed since the last run.

Nothing of a run has to be undone when it is killed: each document enters in one transaction, what is known is left
alone, and what the last whole run counted stands in a file that is replaced in one step.
"""

import fcntl
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from saksi.assess import indicators
from saksi.assess.cells import ALLEGED
from saksi.flows.extraction.extractor import Work
from saksi.flows.ingest import Outcome, take
from saksi.flows.resolve import resolve
from saksi.flows.sources import Source, sources
from saksi.ingest.fetch import Raw
from saksi.ingest.inputs import opened
from saksi.ingest.reader import Reader
from saksi.ingest.web import Web
from saksi.model.errors import SaksiError, StoreError
from saksi.model.vocabulary import act_types
from saksi.packs import Pack, load
from saksi.publish.folder import write_file
from saksi.store import models, write
from saksi.store.read import counted, snapshot

LAST = "tick.json"
"""File in the store's folder: when the last whole run ended, and its counts; without it no count is said to differ."""

LOCK = "tick.lock"
"""File in the store's folder that a run holds; the system lets go of it when the run ends, however it ends."""

WAITING = "waiting"
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Change:
    """A count that is another than after the last run."""

    id: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: outcomes by state (new, changed, known, waiting, unreadable), acts, counts that changed.

    `since` is when the last whole run ended, and empty when this was the first; then no count is said to have changed.
    `changes` begin with the greatest.
    """

    states: Mapping[str, int]
    acts: int
    more: int
    since: str
    changes: tuple[Change, ...]

    @property
    def failed(self) -> bool:
        """Say whether something could not be read, or a source did not yield what is expected of it."""
        return bool(self.states.get("unreadable"))


@dataclass
class Tick:
    """One run: `outcomes` does the work, an outcome an input; `finish` counts and says what changed."""

    store: Path
    packs: Sequence[str]
    web: Web | None = None
    states: Counts = field(default_factory=dict)
    before: int = 0

    def outcomes(self) -> Iterator[Outcome]:
        """Read what is new in every source; a source that fails is a row, and the others go on."""
        work = Work(tuple(self.packs))
        self.before = len(snapshot.take().acts)
        with Reader() as reader:
            for source in sources():
                for outcome in _of_source(source, self.store, work, reader, self.web):
                    self.states[outcome.state] = self.states.get(outcome.state, 0) + 1
                    yield outcome
        resolve(load(tuple(self.packs)))

    def finish(self) -> Summary:
        """Count, compare with the last whole run, and remember."""
        held = snapshot.take()
        now = counts(load(tuple(self.packs)))
        since, last = _last(self.store)
        both = sorted(last.keys() | now.keys()) if since else []
        changes = [Change(one, last.get(one, 0), now.get(one, 0)) for one in both if last.get(one) != now.get(one)]
        remembered = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "counts": now}
        write_file(self.store / LAST, [json.dumps(remembered, indent=1, sort_keys=True) + "\n"])
        acts = len(held.acts)
        changes.sort(key=lambda change: -abs(change.now - change.before))
        return Summary(self.states, acts, acts - self.before, since, tuple(changes))


@contextmanager
def alone(store: Path) -> Iterator[None]:
    """Hold other runs on the same store off; raises StoreError when one is at work.

    A transaction would hold off everybody who reviews, for as long as the reading takes: this holds off runs only.
    """
    with (store / LOCK).open("w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError("another run is at work on this store: let it end, nothing was done here") from None
        yield


def counts(pack: Pack) -> Counts:
    """Return the counts that a run compares: reported and alleged acts of each country and type, by year and month."""
    facts = counted.facts(snapshot.take(), pack, whole=False)
    return {
        measure.id: int(measure.value)
        for measure in indicators.count(facts, (indicators.INDICATOR, ALLEGED))
        for _, _, cut in [measure.indicator.partition(".")]
        if "-" not in measure.place and (not cut or cut in act_types())
    }


def _of_source(source: Source, store: Path, work: Work, reader: Reader, web: Web | None) -> Iterator[Outcome]:
    number = 0
    try:
        for raw in source.yields():
            number += 1
            yield from _of_input(raw, store, work, reader, web)
    except (SaksiError, OSError) as error:
        yield _failed(source.row, f"failed: {' '.join(str(error).split())}")
        return
    wrong = source.expect.wrong(number)
    if wrong:
        yield _failed(source.row, wrong)
    else:
        write.readable(source.row)


def _of_input(raw: Raw, store: Path, work: Work, reader: Reader, web: Web | None) -> Iterator[Outcome]:
    """Read one input unless it is known; an address alone waits until the web may be asked."""
    if raw.content is None and raw.url and not raw.reason:
        if models.Document.objects.filter(source=raw.url).exists():
            yield Outcome(raw.source, "known")
            return
        if web is None:
            yield Outcome(raw.source, WAITING)
            return
        raw = web.get(raw.url)
    if _is_known(raw.content):
        write.readable(raw.source)
        yield Outcome(raw.source, "known")
        return
    for one in opened(raw, reader, web):
        if one.document is not None and _is_known(one.content):
            write.readable(one.source)
            yield Outcome(one.source, "known")
        elif (outcome := take(one, store, work)) is not None:
            yield outcome


def _is_known(content: bytes | None) -> bool:
    """Say whether the store has read these bytes; `saksi ingest --again` is what reads them with a newer extractor."""
    if not content:
        return False
    sha256 = hashlib.sha256(content).hexdigest()
    return models.Document.objects.filter(sha256=sha256, texts__isnull=False).exists()


def _failed(row: str, reason: str) -> Outcome:
    write.unreadable(row, reason)
    return Outcome(row, "unreadable", reason=reason)


def _last(store: Path) -> tuple[str, Counts]:
    """Read what the last whole run remembered; a file that is damaged is as none."""
    try:
        held = json.loads((store / LAST).read_text(encoding="utf-8"))
        return str(held["at"]), {str(name): int(number) for name, number in held["counts"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "", {}
