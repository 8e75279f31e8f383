"""Laws as a visitor may see them: their life, who was charged under which article, and calls to repeal them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saksi.packs import Pack
from saksi.resolve import laws
from saksi.resolve.laws import Demand, LawMention, Life
from saksi.store import models
from saksi.store.read import current, joined, stored
from saksi.store.read import rulings as rulings_
from saksi.store.read.once import once
from saksi.store.read.record import Record
from saksi.store.read.rulings import NONE

_SAID = ("type", "stage", "date")
_NOTHING = "[]"


def lives(record: Record, pack: Pack) -> list[Life]:
    """List the laws that may be seen, those under which most was done first."""
    cited = record.sight.rows(models.ActRow.objects.exclude(provisions=_NOTHING)).values_list("entity", flat=True)
    acts = [one.act for one in joined.acts(record, cited)]
    return laws.lives(_mentions(record), acts, _demands(record), pack)


def life(record: Record, identity: str, pack: Pack) -> Life | None:
    """Return one law by its id, by its key, or by the id of a cluster or a mention of it; None when it is not there.

    Which acts and calls are a law's is worked out once for all who see the same, until the record changes.
    """
    index = once(("laws", record.sight.levels, pack.folders), lambda: _index(record, pack))
    entities = models.NameRow.objects.filter(cluster=identity, kind="Law").values_list("entity", flat=True)
    found = [index[one] for one in {identity, *entities} if one in index]
    if not found:
        return None
    where = min(found, key=lambda one: one.place)
    acts = [one.act for one in joined.acts(record, where.acts)]
    made = laws.lives(_mentions(record, where.mentions), acts, _demands(record, where.demands), pack)
    return next((one for one in made if one.key == where.key), None)


@dataclass(frozen=True, slots=True)
class _Where:
    """From which mentions, act reports and calls a law is made; `place` is its place in the list."""

    place: int
    key: str
    mentions: tuple[str, ...]
    acts: tuple[str, ...]
    demands: tuple[str, ...]


def _index(record: Record, pack: Pack) -> dict[str, _Where]:
    """Return where each law is made from, by everything that it is asked for by."""
    found: dict[str, _Where] = {}
    for place, one in enumerate(lives(record, pack)):
        acts = [report.id for use in one.uses for report in use.act.reports]
        acts += [act for step in one.stages for act in step.acts]
        mentions = tuple(mention.id for mention in one.mentions)
        demands = tuple(call.id for call in (*one.repeal, *one.amend))
        where = _Where(place, one.key, mentions, tuple(acts), demands)
        for name in (one.id, one.key, *mentions):
            found.setdefault(name, where)
    return found


def _mentions(record: Record, entities: Sequence[str] | None = None) -> list[LawMention]:
    """Return the laws as documents that may be seen name them; some of them, if given."""
    shown = record.sight.rows(models.ClusterRow.objects.filter(kind="Law")).values("cluster")
    query = record.sight.rows(models.NameRow.objects.filter(kind="Law", cluster__in=shown)).order_by("entity")
    rows = [row for part in _parts(entities) for row in (query if part is None else query.filter(entity__in=part))]
    lines = [stored.name(row) for row in rows]
    record.learn([line.document for line in lines], texts=[" ".join((line.name, *line.others)) for line in lines])
    said = _said(record, [line.id for line in lines])
    found = []
    for line in map(record.name, lines):
        own = said.get(line.id, {})
        kind, stage, day = (own.get(prop, "") for prop in _SAID)
        found.append(LawMention(line.id, line.document, (line.name, *line.others), kind, line.country, stage, day))
    return found


def _said(record: Record, entities: list[str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for part in current.chunks(entities):
        rows = list(
            current.rows()
            .filter(entity__in=part, prop__in=_SAID)
            .order_by("id")
            .values_list("entity", "prop", "value", "claim")
        )
        rulings = rulings_.load({claim for *_, claim in rows})
        silent = record.sight.silenced(claim for *_, claim in rows)
        for entity, prop, value, claim in rows:
            ruling = rulings.get(claim, NONE)
            if not ruling.rejected and claim not in silent:
                found.setdefault(entity, {}).setdefault(prop, ruling.shown(value))
    return found


def _demands(record: Record, entities: Sequence[str] | None = None) -> list[Demand]:
    """Return the calls that may be seen, in the words that may be read; some of them, if given."""
    query = current.rows().filter(kind="Call", prop__in=("demand", "subject"))
    parts = (query if part is None else query.filter(entity__in=part) for part in _parts(entities))
    found = record.seen(statement for part in parts for statement in current.statements(part))
    rulings = rulings_.load({s.claim for s in found})
    shown: dict[str, Demand] = {}
    record.learn({s.document for s in found}, texts=[s.value for s in found])
    for statement in found:
        ruling = rulings.get(statement.claim, NONE)
        if ruling.rejected:
            continue
        words = record.sight.words(ruling.shown(statement.value), statement.document)
        old = shown.get(statement.entity, Demand(statement.entity, statement.document, ""))
        more = (words, old.subjects) if statement.prop == "demand" else (old.words, (*old.subjects, words))
        shown[statement.entity] = Demand(old.id, old.document, *more)
    return [one for one in shown.values() if one.words]


def _parts(entities: Sequence[str] | None) -> Iterable[list[str] | None]:
    return [None] if entities is None else current.chunks(sorted(set(entities)))
