"""Clusters of named things, kept right as documents come and go: a new name is compared with its namesakes alone.

`place` says which cluster each belongs to, by the rule of `resolve.cluster`; `settle` sums the clusters up for lists,
and keeps the names of persons for masking.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Count, QuerySet

from saksi.model.policy import Sensitivity
from saksi.model.types import Verdict
from saksi.resolve import cluster
from saksi.resolve.cluster import ALONE, SAME_NAME, Membership, Named
from saksi.resolve.union import Pair, ordered
from saksi.store import insertion, matches, models
from saksi.store.read import levels, masks
from saksi.store.read import rulings as rulings_
from saksi.store.read.current import chunks
from saksi.store.read.visibility import AUDIENCES

Group = tuple[str, str]
"""Kind and folded name: namesakes."""
Names = Mapping[str, Named]
"""Named things by their ids; their names are folded."""
_SAME, _DIFFERENT = Verdict.SAME.value, Verdict.DIFFERENT.value


def place(
    before: Names, wanted: Names, homes: Mapping[str, str], loosened: Iterable[str] = ()
) -> tuple[dict[str, str], set[str]]:
    """Say which cluster each wanted name belongs to; returns that, and other clusters that changed.

    `before` and `wanted` are the names of the documents that change, whose rows are taken out already; `homes` are the
    clusters that they had, `loosened` other names that were matched with one of them.
    """
    moved = [e for e in before.keys() | wanted.keys() if before.get(e) != wanted.get(e)]
    _drop([e for e in moved if e not in wanted])
    groups: dict[Group, list[Named]] = {_group(n): [] for e in moved for n in (before.get(e), wanted.get(e)) if n}
    for named in wanted.values():
        if _group(named) in groups:
            groups[_group(named)].append(named)
    left = {_group(before[e]) for e in moved if e in before} | _joined({homes[e] for e in moved if e in homes})
    loose = {_group(n) for n in _named(models.NameRow.objects.filter(entity__in=list(loosened)))}
    links = _links(wanted, {*groups, *loose, *left})
    counts = _counts(groups)
    slow = {g for g, found in groups.items() if g in left or g in links or _splits(counts[g], found, before)} | loose
    fresh = [m for g in groups.keys() - slow for m in _join(groups[g], counts[g], before)]
    if slow or left:
        fresh += _regroup(_reached(slow | left, links), wanted)
    changed = _save(fresh)
    placed = {m.entity: m.canonical for m in fresh}
    return {e: placed.get(e) or homes.get(e, e) for e in wanted}, changed


def regroup(entities: Iterable[str]) -> set[str]:
    """Say again which clusters the namesakes of these entities make: something was decided about a pair of them.

    Returns clusters of whose members the documents are to be derived again (see `_settled`).
    """
    found = _named(models.NameRow.objects.filter(entity__in=list(entities)))
    if not found:
        return set()
    groups = {_group(n) for n in found}
    return _settled(_regroup(_reached(groups, _links({}, groups)), {}))


def regroup_all() -> tuple[int, set[str]]:
    """Make all clusters anew; returns how many memberships changed, went or came, and what `regroup` returns."""
    named = _named(models.NameRow.objects.all())
    entities = {one.entity for one in named}
    held = models.Canonical.objects.filter(kind__in=cluster.KINDS).values_list("entity", flat=True)
    gone = [e for e in held if e not in entities]
    known = set(models.Canonical.objects.values_list("entity", "canonical", "kind", "reason"))
    wanted = cluster.clusters(named, *pairs(), matches.machine())
    fresh = [m for m in wanted if (m.entity, m.canonical, m.kind, m.reason) not in known]
    _drop(gone)
    return len(fresh) + len(gone), _settled(fresh)


def _settled(fresh: list[Membership]) -> set[str]:
    """Write memberships and sum their clusters up; returns those that lost or gained somebody who is protected."""
    changed = _save(fresh)
    was = protected(changed)
    settle(changed)
    return changed if was | protected(changed) else set()


def settle(homes: Iterable[str]) -> None:
    """Sum these clusters up again, and keep the names of those that are persons."""
    for part in chunks(sorted(set(homes))):
        standing = list(summaries(part))
        models.ClusterRow.objects.filter(cluster__in=part).delete()
        insertion.insert(models.ClusterRow, (row for summaries, _ in standing for row in summaries))
        kept = set(models.MaskRow.objects.filter(owner__in=part).values_list("owner", "key", "form", "sort", "level"))
        wanted = {form for _, forms_ in standing for form in forms_}
        stale = {form[0] for form in kept - wanted}
        models.MaskRow.objects.filter(owner__in=list(stale)).delete()
        insertion.insert(models.MaskRow, sorted(form for form in wanted if form[0] in stale or form not in kept))


def forms(owner: str, name: str, level: Sensitivity) -> Iterator[tuple[str, ...]]:
    """Yield the rows by which a person's name and its parts are found in a text."""
    yield owner, masks.key(name), name, masks.NAME, level.value
    for part in sorted(masks.parts([name])):
        yield owner, masks.key(part), part, masks.PART, level.value
    yield from _words(owner, name, level)


def phrase(owner: str, words: str, level: Sensitivity) -> Iterator[tuple[str, ...]]:
    """Yield the row by which words are found in a text that are hidden as a whole."""
    yield owner, masks.key(words), words, masks.PHRASE, level.value
    yield from _words(owner, words, level)


def _words(owner: str, name: str, level: Sensitivity) -> Iterator[tuple[str, ...]]:
    """Yield the rows by which a search is told that it may find a word of a name, and of which one."""
    found = masks.words(name)
    for word in sorted(set(found)):
        yield owner, word, name, masks.WORD, level.value
    if " " in name and found:
        yield owner, found[-1], name, masks.LAST, level.value


def protected(homes: Iterable[str]) -> frozenset[str]:
    """Return which of these clusters are protected, as they were last summed up."""
    found: set[str] = set()
    for part in chunks(sorted(homes)):
        rows_ = models.ClusterRow.objects.filter(cluster__in=part, level=Sensitivity.PROTECTED.value)
        found.update(rows_.values_list("cluster", flat=True))
    return frozenset(found)


def protected_by_members(homes: Iterable[str], fresh: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return which of these clusters are protected by the rows of a member, or by a fresh one (cluster and release)."""
    shut = Sensitivity.PROTECTED.value
    found = {home for home, release in fresh if release == shut}
    for part in chunks(sorted(homes)):
        rows_ = models.NameRow.objects.filter(cluster__in=part, release=shut)
        found.update(rows_.values_list("cluster", flat=True))
    return frozenset(found)


def _group(named: Named) -> Group:
    return named.kind, named.name


def _named(query: QuerySet[models.NameRow]) -> list[Named]:
    found = query.filter(inner=True).exclude(folded="").order_by("entity")
    return [Named(*row) for row in found.values_list("entity", "kind", "folded", "state")]


def named(entities: Iterable[str]) -> list[Named]:
    """Return these named things as clusters are made of them."""
    return [one for part in chunks(list(entities)) for one in _named(models.NameRow.objects.filter(entity__in=part))]


def _joined(homes: set[str]) -> set[Group]:
    """Return the groups of what is still in these clusters: who left may have been what a decision joined them by."""
    found: set[Group] = set()
    for part in chunks(sorted(homes)):
        rows_ = models.NameRow.objects.filter(cluster__in=part, inner=True).exclude(folded="")
        found.update(rows_.values_list("kind", "folded").distinct())
    return found


def _counts(groups: Iterable[Group]) -> dict[Group, Counter[str]]:
    """Count the other namesakes by country."""
    found: dict[Group, Counter[str]] = {g: Counter() for g in groups}
    for part in chunks(sorted({name for _, name in found})):
        query = models.NameRow.objects.filter(folded__in=part, inner=True).values_list("kind", "folded", "state")
        for kind, name, state, number in query.annotate(Count("id")):
            if (kind, name) in found:
                found[kind, name][state] += number
    return found


def _splits(others: Counter[str], found: Iterable[Named], before: Names) -> bool:
    """Say whether namesakes that were of one country are of several now."""
    stayed = {n.country for n in found if before.get(n.entity) == n}
    known = {state for state in {*others, *stayed} if state}
    return len(known) <= 1 < len(known | {n.country for n in found if n.country})


def _join(found: list[Named], others: Counter[str], before: Names) -> Iterator[Membership]:
    """Place new names in a group whose clusters stay as they are; of one that was alone the reason changes."""
    stayed = Counter(n.country for n in found if before.get(n.entity) == n)
    counts = others + Counter(n.country for n in found)
    several = len({state for state in counts if state}) > 1

    def size(own: Counter[str], country: str) -> int:
        return (own[country] if country else 1) if several else own.total()

    fresh = [named for named in found if before.get(named.entity) != named]
    for country in {named.country for named in fresh}:
        if size(others + stayed, country) == 1 < size(counts, country):
            canonical = cluster.key(next(n for n in fresh if n.country == country), several=several)
            models.Canonical.objects.filter(canonical=canonical, reason=ALONE).update(reason=SAME_NAME)
    for named in fresh:
        reason = SAME_NAME if size(counts, named.country) > 1 else ALONE
        yield Membership(named.entity, cluster.key(named, several=several), named.kind, reason)


def _links(wanted: Names, groups: Iterable[Group]) -> dict[Group, set[Group]]:
    """Return the groups in which something was decided about pairs, each with those it was joined to.

    What was only matched is looked up from these groups on.
    """
    same, different = pairs()
    entities = {entity for pair in (*same, *different) for entity in pair}
    of = _groups_of(entities, wanted)
    near = set(groups) | {group for two in (*same, *different) if (group := of.get(two[0]))}
    matched = _matched(near, wanted) if models.Match.objects.exists() else []
    of |= _groups_of({end for two in matched for end in two}, wanted)
    found: dict[Group, set[Group]] = defaultdict(set)
    for one, other in (*same, *different, *matched):
        if one in of and other in of:
            found[of[one]].add(of[other])
            found[of[other]].add(of[one])
    return found


def _matched(groups: set[Group], wanted: Names) -> list[Pair]:
    """Return the pairs of names that comparison joins, as far as they lead from these groups."""
    found: dict[Pair, None] = {}
    seen, fresh = set[Group](), set(groups)
    while fresh:
        seen |= fresh
        members = {n.entity for n in wanted.values() if _group(n) in fresh}
        for part in chunks(sorted({name for _, name in fresh})):
            members |= set(models.NameRow.objects.filter(folded__in=part).values_list("entity", flat=True))
        pairs_ = [(row.one, row.other) for row in matches.touching(members)]
        found.update(dict.fromkeys(pairs_))
        fresh = set(_groups_of({end for two in pairs_ for end in two}, wanted).values()) - seen
    return list(found)


def _groups_of(entities: set[str], wanted: Names) -> dict[str, Group]:
    of = {e: _group(wanted[e]) for e in entities if e in wanted}
    for part in chunks(sorted(entities - of.keys())):
        of.update((n.entity, _group(n)) for n in _named(models.NameRow.objects.filter(entity__in=part)))
    return of


def _reached(groups: set[Group], links: Mapping[Group, set[Group]]) -> set[Group]:
    """Return these groups and all that decisions join to them."""
    found, open_ = set(groups), list(groups)
    while open_:
        for one in links.get(open_.pop(), ()):
            if one not in found:
                found.add(one)
                open_.append(one)
    return found


def pairs() -> tuple[list[Pair], list[Pair]]:
    """Return the pairs of entities decided to be the same, and those decided to be different."""
    subjects = models.Decision.objects.filter(verdict__in=(_SAME, _DIFFERENT)).values_list("subject", flat=True)
    found: dict[str, list[Pair]] = {_SAME: [], _DIFFERENT: []}
    for subject, ruling in rulings_.load(set(subjects)).items():
        if ruling.pair is not None:
            one, _, other = subject.partition(":")
            found[ruling.pair.verdict.value].append((one, other))
    return found[_SAME], found[_DIFFERENT]


def judged() -> frozenset[Pair]:
    """Return the pairs that a judgement is in force about, each with the smaller id first."""
    same, different = pairs()
    return frozenset(ordered(*two) for two in (*same, *different))


def _regroup(groups: set[Group], wanted: Names) -> list[Membership]:
    """Make the clusters of whole groups anew; returns the memberships of all in them."""
    members = {n.entity: n for n in wanted.values() if _group(n) in groups}
    for part in chunks(sorted({name for _, name in groups})):
        for named in _named(models.NameRow.objects.filter(folded__in=part)):
            if _group(named) in groups:
                members.setdefault(named.entity, named)
    return cluster.clusters(members.values(), *pairs(), matches.machine(members))


def _save(fresh: list[Membership]) -> set[str]:
    """Write what differs, and move the rows of who moved; returns the clusters that lost or gained somebody."""
    known: dict[str, tuple[str, str, str]] = {}
    for part in chunks([m.entity for m in fresh]):
        found = models.Canonical.objects.filter(entity__in=part).values_list("entity", "canonical", "kind", "reason")
        known.update((entity, (canonical, kind, reason)) for entity, canonical, kind, reason in found)
    new = [m for m in fresh if known.get(m.entity) != (m.canonical, m.kind, m.reason)]
    _drop([m.entity for m in new if m.entity in known])
    insertion.insert(models.Canonical, ((m.entity, m.canonical, m.kind, m.reason) for m in new))
    moved = [m for m in new if m.entity in known and known[m.entity][0] != m.canonical]
    for m in moved:
        held = models.NameRow.objects.filter(entity=m.entity)
        documents = list(held.values_list("document", flat=True)[:1])
        held.update(cluster=m.canonical)
        models.PartRow.objects.filter(document__in=documents, name=m.entity).update(cluster=m.canonical)
    return {m.canonical for m in moved} | {known[m.entity][0] for m in moved}


def _drop(entities: list[str]) -> None:
    for part in chunks(entities):
        models.Canonical.objects.filter(entity__in=part).delete()


def summaries(homes: list[str]) -> Iterator[tuple[list[tuple[Any, ...]], list[tuple[str, ...]]]]:
    """Yield the rows of clusters, each with the names by which texts are masked (of persons)."""
    named: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    told = models.NameRow.objects.filter(cluster__in=homes).values_list(
        "cluster", "kind", "release", *AUDIENCES, "name", "others", "country"
    )
    for home, *row in told.annotate(Count("document", distinct=True)):
        named[home].append(tuple(row))
    acts: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    parts = models.PartRow.objects.filter(cluster__in=homes).values_list("cluster", *AUDIENCES)
    for home, *row in parts.annotate(Count("act", distinct=True)):
        acts[home].append(tuple(row))
    for home, found in named.items():
        kind = found[0][0]
        level = levels.combined(kind, (row[1] for row in found))
        sums: dict[tuple[Any, ...], set[str]] = defaultdict(set)
        for place, (audience, needed) in enumerate(AUDIENCES.items()):
            own = [row[2 + len(AUDIENCES) :] for row in found if row[2 + place]]
            if level in needed and own:
                sums[_summary(own, sum(row[-1] for row in acts[home] if row[place]))].add(audience)
        known = {n for row in found for n in (row[-4], *json.loads(row[-3])) if n} if kind == "Person" else set()
        made = [(home, kind, *total, level.value, *(a in who for a in AUDIENCES)) for total, who in sums.items()]
        yield made, sorted({form for name in known for form in forms(home, name, level)})


def _summary(found: list[tuple[Any, ...]], acts: int) -> tuple[Any, ...]:
    """Sum up names: the one that most documents use, the longer where they tie; the others; how many documents."""
    used: Counter[str] = Counter()
    for name, _, _, number in found:
        used[name] += number
    name = max(used, key=lambda n: (used[n], len(n), n))
    others = sorted({n for row in found for n in (row[0], *json.loads(row[1])) if n != name})
    words = "\n".join([name, *others]).casefold()
    country = min((row[2] for row in found if row[2]), default="")
    return name, json.dumps(others, ensure_ascii=False), words, used.total(), acts, country
