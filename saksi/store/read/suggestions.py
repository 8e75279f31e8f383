"""Pairs that may be one, for people to judge: with score, reasons in words, and what became of each.

Scores and reasons are worked out from what the visitor may read, and not kept: a pair with a side that is hidden from
him is not there for him, and he is not asked about one that is likely by something hidden alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import QuerySet

from saksi.model.types import Decision, Verdict
from saksi.packs import Pack
from saksi.resolve.act_report import ActReport, Party
from saksi.resolve.compare import compare
from saksi.resolve.compare_acts import compare_reports
from saksi.resolve.comparison import Comparison
from saksi.resolve.mention import Mention
from saksi.store import clusters, matches, models
from saksi.store.read import joined, looks, stored, subjects
from saksi.store.read import rulings as rulings_
from saksi.store.read.current import chunks
from saksi.store.read.facts import ActLine, NameLine
from saksi.store.read.masks import MASK
from saksi.store.read.record import Record
from saksi.store.read.rulings import NONE

ACT = "Act"
MOST = 500


class State(StrEnum):
    """What stands about a pair."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    AUTOMATIC = "automatic"


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a pair: an entity of a document as it may be read, and the cluster or act that it belongs to.

    The id of an act that it is a report of is another report's, which may be hidden: it is compared, and never shown.
    """

    entity: str
    home: str
    line: ActLine | NameLine


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair to judge; `subject` is what a decision same or different is about.

    `pairs` counts the pairs of the same two clusters: judging one of them judges the clusters.
    """

    subject: str
    kind: str
    score: float
    state: State
    reasons: tuple[str, ...]
    left: Side
    right: Side
    decision: Decision | None = None
    pairs: int = 1


class Suggestions(list[Suggestion]):
    """Pairs in the order of a list; `among` is how many they are the first of, where not all could be put in order."""

    among: int = 0


def waiting(record: Record, kind: str = "", pack: Pack | None = None, limit: int = 50) -> Suggestions:
    """List the pairs that wait for a person, the likeliest first, one for each two clusters, at most `limit`."""
    query = models.Match.objects.filter(state=matches.SUGGEST)
    return _listed(record, query.filter(kind=kind) if kind else query, State.OPEN, pack, limit)


def automatic(record: Record, kind: str = "", pack: Pack | None = None, limit: int = 50) -> Suggestions:
    """List the pairs that were joined without asking, the least sure first; refusing one parts it.

    Namesakes that a name alone joins are among them.
    """
    query = models.Match.objects.all()
    return _listed(record, query.filter(kind=kind) if kind else query, State.AUTOMATIC, pack, limit)


def judged(record: Record, pack: Pack | None = None, limit: int = 50) -> list[Suggestion]:
    """List the pairs that people judged, the latest first."""
    taken = models.Decision.objects.filter(verdict__in=(Verdict.SAME.value, Verdict.DIFFERENT.value)).order_by("-id")
    subjects = list(dict.fromkeys(taken.values_list("subject", flat=True)))
    return [found for subject in subjects[: 4 * limit] if (found := one(record, subject, pack)) and found.decision][
        :limit
    ]


def one(record: Record, subject: str, pack: Pack | None = None) -> Suggestion | None:
    """Return one pair by the subject of its decisions; None when a side of it is not there or may not be seen."""
    left, _, right = subject.partition(":")
    if subjects.hidden(record, [subject]):
        return None
    row = models.Match.objects.filter(one=left, other=right).first()
    kind = row.kind if row else _kind_of(left)
    sides = _sides(record, [left, right]) if kind else {}
    if left not in sides or right not in sides:
        return None
    ruling = rulings_.load([subject]).get(subject, NONE).pair
    found = _compared(record, kind, left, right, pack)
    state = State.AUTOMATIC if row and row.state == matches.MERGE else State.OPEN
    if ruling is not None:
        state = State.ACCEPTED if ruling.verdict is Verdict.SAME else State.REFUSED
    decision = subjects.seen(record, ruling) if ruling is not None else None
    score, reasons = _told(record, row, found)
    return Suggestion(subject, kind, score, state, reasons, sides[left], sides[right], decision)


def disputed(record: Record) -> list[str]:
    """Return the subjects of pairs judged to be the same that other judgements keep apart, for another look."""
    same, _ = clusters.pairs()
    ends = {end for two in same for end in two}
    sides = _sides(record, ends)
    return [
        ":".join(sorted(two)) for two in same if set(two) <= sides.keys() and sides[two[0]].home != sides[two[1]].home
    ]


def _listed(record: Record, query: QuerySet[models.Match], state: State, pack: Pack | None, limit: int) -> Suggestions:
    """Make suggestions of rows: without those judged, and once for each two clusters.

    The score that is kept rests on everything: who may not read everything gets an order by what he may read, of at
    most MOST pairs that are taken in the order of their ids, and is told when he may see more.
    """
    whole, likeliest = record.sight.whole, state is State.OPEN
    query = query.order_by(*(["-score" if likeliest else "score"] if whole else []), "one", "other")
    most = limit if whole else max(limit, MOST) + 1  # one more tells that there are more
    same, different = clusters.pairs()
    decided = {tuple(sorted(two)) for two in (*same, *different)}
    refused = {frozenset(_home_of(two)) for two in different}
    found: dict[frozenset[str], Suggestion] = {}
    numbers: dict[frozenset[str], int] = {}
    start = 0
    while len(found) < most and (part := list(query[start : start + 200])):
        start += len(part)
        sides = _sides(record, {end for row in part for end in (row.one, row.other)})
        for row in part:
            if (row.one, row.other) in decided or row.one not in sides or row.other not in sides:
                continue
            left, right = sides[row.one], sides[row.other]
            key = frozenset((left.home, right.home)) if state is State.OPEN else frozenset((row.one, row.other))
            if key in refused or (left.home == right.home) is (state is State.OPEN):
                continue
            if key in found:
                numbers[key] += 1
            elif len(found) < most:
                compared = _compared(record, row.kind, row.one, row.other, pack)
                if not whole and likeliest and (compared is None or not compared.same):
                    continue
                numbers[key] = 1
                score, reasons = _told(record, row, compared)
                found[key] = Suggestion(f"{row.one}:{row.other}", row.kind, score, state, reasons, left, right)
    listed = [replace(made, pairs=numbers[key]) for key, made in found.items()]
    cut = not whole and len(listed) == most
    if not whole:
        listed = listed[: most - 1]
        listed.sort(key=lambda one: (-one.score if likeliest else one.score, one.subject))
    chosen = Suggestions(listed[:limit])
    chosen.among = most - 1 if cut else 0
    return chosen


def _home_of(two: Iterable[str]) -> list[str]:
    """Return the clusters or acts of a pair's ends."""
    ends = list(two)
    known = dict(models.Canonical.objects.filter(entity__in=ends).values_list("entity", "canonical"))
    return [known.get(end, end) for end in ends]


def _sides(record: Record, entities: Iterable[str]) -> dict[str, Side]:
    """Return what of these entities the visitor may see."""
    wanted = sorted(set(entities))
    hidden = record.sight.hides(wanted)
    found: dict[str, Side] = {}
    for part in chunks([one for one in wanted if one not in hidden]):
        names = [stored.name(row) for row in record.sight.rows(models.NameRow.objects.filter(entity__in=part))]
        acts = stored.acts(record.sight.rows(models.ActRow.objects.filter(entity__in=part)))
        record.learn([line.document for line in names], texts=[line.quote for line in names])
        record.learn_acts(acts)
        own = dict(models.NameRow.objects.filter(entity__in=part).values_list("entity", "cluster"))
        homes = joined.homes([line.id for line in acts])
        found |= {line.id: Side(line.id, own.get(line.id, line.id), record.name(line)) for line in names}
        found |= {line.id: Side(line.id, homes[line.id], record.act(line)) for line in acts}
    return found


def _kind_of(entity: str) -> str:
    kind = models.NameRow.objects.filter(entity=entity).values_list("kind", flat=True).first()
    return kind or (ACT if models.ActRow.objects.filter(entity=entity).exists() else "")


def _compared(record: Record, kind: str, one: str, other: str, pack: Pack | None) -> Comparison | None:
    """Compare a pair again by what the visitor may read."""
    if kind == ACT:
        lines = stored.acts(record.sight.rows(models.ActRow.objects.filter(entity__in=[one, other])))
        reports = {report.id: _readable(report) for report in looks.of_lines(lines, record)}
        return compare_reports(reports[one], reports[other], pack=pack) if len(reports) > 1 else None
    seen = list(map(_legible, looks.mentions(kind, [one, other], record.sight)))
    made = {mention.id: mention for mention in seen}
    if kind not in ("Person", "Organisation") or len(made) < 2 or not all(mention.names for mention in seen):
        return None
    return compare(made[one], made[other])


def _readable(report: ActReport) -> ActReport:
    """Return a report without the names that are blacked out in it: two of one length are not one."""

    def named(parties: tuple[Party, ...]) -> tuple[Party, ...]:
        return tuple(party for party in parties if MASK not in party.name)

    return replace(
        report,
        victims=named(report.victims),
        perpetrators=named(report.perpetrators),
        places=_unmasked(report.places),
        provisions=_unmasked(report.provisions),
        outcomes=_unmasked(report.outcomes),
    )


def _legible(mention: Mention) -> Mention:
    """Return a mention without what is blacked out around it."""
    return replace(
        mention,
        names=_unmasked(mention.names),
        roles=_unmasked(mention.roles),
        affiliations=_unmasked(mention.affiliations),
        places=_unmasked(mention.places),
    )


def _unmasked(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for value in values if MASK not in value)


def _told(record: Record, row: models.Match | None, found: Comparison | None) -> tuple[float, tuple[str, ...]]:
    """Return score and reasons of a pair; the score that is kept rests on everything, so few may read it."""
    kept = row.score if row is not None and record.sight.whole else None
    if found is None:
        return kept or 0.0, ()
    record.sight.learn(texts=found.reasons)
    return found.score if kept is None else kept, tuple(record.sight.words(reason) for reason in found.reasons)
