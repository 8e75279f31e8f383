"""Laws as a visitor may see them: their life, who was charged under which article, and calls to repeal them."""

from saksi.packs import Pack
from saksi.resolve import laws
from saksi.resolve.laws import Demand, LawMention, Life
from saksi.store import models
from saksi.store.read import current, joined, stored
from saksi.store.read import rulings as rulings_
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
    """Return one law by its id, by its key, or by the id of a cluster or a mention of it; None when it is not there."""
    entities = set(models.NameRow.objects.filter(cluster=identity, kind="Law").values_list("entity", flat=True))
    wanted = {identity, *entities}
    for found in lives(record, pack):
        if identity in (found.id, found.key) or any(mention.id in wanted for mention in found.mentions):
            return found
    return None


def _mentions(record: Record) -> list[LawMention]:
    shown = record.sight.rows(models.ClusterRow.objects.filter(kind="Law")).values("cluster")
    rows = record.sight.rows(models.NameRow.objects.filter(kind="Law", cluster__in=shown)).order_by("entity")
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


def _demands(record: Record) -> list[Demand]:
    """Return the calls that may be seen, in the words that may be read."""
    rulings = rulings_.load()
    shown: dict[str, Demand] = {}
    found = record.seen(current.statements(current.rows().filter(kind="Call", prop__in=("demand", "subject"))))
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
