"""Act reports that are one act: by the pairs that were matched and by what people decided about pairs.

An act of one report has no row here. The id of an act is the smallest id of its reports.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from saksi.resolve import union
from saksi.resolve.cluster import DECIDED, MATCHED
from saksi.store import clusters, insertion, matches, models
from saksi.store.read.current import chunks
from saksi.store.read.facts import rank
from saksi.store.read.visibility import AUDIENCES

KIND = "Act"
Row = tuple[str, str, str, str]
"""Entity, canonical, kind and reason: a row of Canonical."""


def regroup(entities: Iterable[str]) -> int:
    """Say again which reports these and those joined to them make one act with; returns how many rows changed."""
    wanted = _component(set(entities))
    return _save(wanted) if wanted else 0


def regroup_all() -> int:
    """Say again of every report which act it belongs to; returns how many rows changed."""
    every = {end for row in models.Match.objects.filter(kind=KIND, state=matches.MERGE) for end in (row.one, row.other)}
    every |= {end for pairs in clusters.pairs() for pair in pairs for end in pair}
    every |= set(models.Canonical.objects.filter(kind=KIND).values_list("entity", flat=True))
    return _save(every)


def there(entities: Iterable[str]) -> set[str]:
    """Return which of these are act reports of today."""
    return set(_reports(set(entities)))


def links(reports: Collection[str] | None = None) -> union.Links:
    """Return what joins act reports, or these, pair by pair: an act may hang together by a report that is hidden."""
    same, different = clusters.pairs()
    return union.Links(tuple(same), tuple(different), tuple(matches.machine(reports)))


def problems() -> Iterable[str]:
    """Yield the reports that are in another act than the pairs and decisions say."""
    every = set(models.Match.objects.filter(kind=KIND).values_list("one", flat=True))
    every |= set(models.Match.objects.filter(kind=KIND).values_list("other", flat=True))
    every |= {end for pairs in clusters.pairs() for pair in pairs for end in pair}
    known = set(models.Canonical.objects.filter(kind=KIND).values_list("entity", "canonical", "kind", "reason"))
    rows, followers = _wanted(every)
    for entity in sorted({row[0] for row in rows ^ known}):
        yield f"{entity} is in another act than its matches and the decisions on it say"
    for entity in sorted(followers ^ set(models.Follower.objects.values_list("entity", flat=True))):
        yield f"{entity} counts otherwise than its act says"


def _component(entities: set[str]) -> set[str]:
    """Return those of these reports that are joined to others, and all that they are joined to."""
    decided: dict[str, set[str]] = defaultdict(set)
    for one, other in clusters.pairs()[0]:
        decided[one].add(other)
        decided[other].add(one)
    found, fresh = set[str](), set(entities)
    while fresh:
        near = {end for row in matches.touching(fresh, (matches.MERGE,)) for end in (row.one, row.other)}
        near |= {end for one in fresh if one in decided for end in (one, *decided[one])}
        for part in chunks(sorted(fresh)):
            homes = models.Canonical.objects.filter(kind=KIND, entity__in=part).values("canonical")
            near |= set(models.Canonical.objects.filter(canonical__in=homes).values_list("entity", flat=True))
        fresh = near - found - entities
        found |= near
    return found


def _wanted(entities: set[str]) -> tuple[set[Row], set[str]]:
    """Return the rows of those of these entities that are act reports of a shared act, and who follows in one."""
    reports = _reports(entities)
    homes = {entity: entity for entity in reports}
    same, different = clusters.pairs()
    joined = union.join(homes, same, different, matches.machine(reports))
    told = {end for two in same if union.ordered(*two) not in joined.disputed for end in two}
    groups: dict[str, list[str]] = defaultdict(list)
    for entity, home in joined.homes.items():
        groups[home].append(entity)
    rows, followers = set[Row](), set[str]()
    for home, members in groups.items():
        if len(members) > 1:
            rows |= {(one, home, KIND, DECIDED if one in told else MATCHED) for one in members}
            followers |= {*members} - {min(members, key=lambda one: (reports[one], one))}
    return rows, followers


def _reports(entities: set[str]) -> Mapping[str, tuple[Any, ...]]:
    """Return the rank of each act report among the reports of its act: the first stands for the act in counts.

    What more may see goes first, so that who sees any report of an act sees the one that counts; then what took place,
    what has a country, and the most exact date, as the smallest audience reads it. A report with a withheld value has a
    row for those who see the value and one for the others: the value has no part in which report those see counted.
    """
    found: dict[str, tuple[Any, ...]] = {}
    for part in chunks(sorted(entities)):
        fields = ("entity", "status", "country", "date", *AUDIENCES)
        for entity, status, country, date, *seen in models.ActRow.objects.filter(entity__in=part).values_list(*fields):
            own = ([*seen, True].index(True), *rank(status, country, date))
            found[entity] = min(found.get(entity, own), own)
    return found


def _save(entities: set[str]) -> int:
    rows, followers = _wanted(entities)
    known = set[Row]()
    for part in chunks(sorted(entities)):
        held = models.Canonical.objects.filter(kind=KIND, entity__in=part)
        known |= set(held.values_list("entity", "canonical", "kind", "reason"))
        held.delete()
        models.Follower.objects.filter(entity__in=part).delete()
    insertion.insert(models.Canonical, sorted(rows))
    insertion.insert(models.Follower, ((one,) for one in sorted(followers)))
    return len(known ^ rows)
