"""Which spellings are one person: orders of names, parts of names, variants, aliases that the text declares."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from saksi.extract.names import alike, fold
from saksi.extract.page import Named, Page
from saksi.extract.records import Range

Key = tuple[str, ...]
ALIKE = 0.84  # one letter lost or changed in a long name is above it, two names of one stem are below
PART_ALIKE = 0.66
ALIAS = re.compile(
    r"[,(“\"'‘ ]*(?:"
    r"(?:who (?:was |is )?)?(?:also |better |commonly |popularly |widely |locally )?known (?:as|by [\w ]+)"
    r"|alias|a\.?k\.?a\.?|nicknamed|(?:who )?identified (?:himself|herself|themselves) as"
    r"|(?:his |her )?real name(?: is| was)?|pen[- ]name(?:d)?|born|(?:who )?goes by(?: the name)?"
    r")[ :,]*(?:the |of )?[“\"'‘ ]*(?:[A-Z]\w+\.? )?"
)


class Spotted(Protocol):
    """What merging needs to know of a candidate."""

    @property
    def at(self) -> Range:
        """Its range."""

    @property
    def key(self) -> Key:
        """Its folded words."""

    @property
    def titled(self) -> bool:
        """Whether a title stood before it."""

    @property
    def label(self) -> str:
        """The label that the model gave it."""


@dataclass(slots=True)
class Cluster:
    """Spellings and mentions that belong to one person while the document is being read."""

    keys: set[Key]
    mentions: set[Range] = field(default_factory=set)
    score: float = 0.0

    @property
    def parts(self) -> set[str]:
        """All words of all full spellings."""
        return {part for key in self.keys for part in key}


def merge(accepted: dict[Key, float], found: Sequence[Spotted], flow: str, page: Page) -> list[Named]:
    """Join the accepted names of a document into persons, each with all its mentions, in order of appearance."""
    places: dict[Key, list[Range]] = defaultdict(list)
    for c in found:
        places[c.key].append(c.at)
    clusters = _clusters(accepted, places, flow, page)
    _attach(clusters, accepted, found, page)
    clusters = _aliased(clusters, flow)
    _sweep(clusters, flow)
    named = [_named(c, flow) for c in clusters if c.mentions]
    return sorted(named, key=lambda n: min(n.mentions))


def _clusters(accepted: dict[Key, float], places: dict[Key, list[Range]], flow: str, page: Page) -> list[Cluster]:
    clusters: list[Cluster] = []
    full = sorted((k for k in accepted if len(k) > 1), key=lambda k: (-len(k), places[k][0]))
    for key in full:
        home = _home(key, clusters, places, page)
        if home is None:
            home = Cluster(set())
            clusters.append(home)
        home.keys.add(key)
        home.mentions.update(places[key])
        home.score += accepted[key]
    return _aliased(clusters, flow)


def _home(key: Key, clusters: list[Cluster], places: dict[Key, list[Range]], page: Page) -> Cluster | None:
    """The one cluster that a full name belongs to already, None when there is none or more than one."""
    same = [c for c in clusters if any(_same(key, other, places, page) for other in c.keys)]
    return same[0] if len(same) == 1 else None


def _same(key: Key, other: Key, places: dict[Key, list[Range]], page: Page) -> bool:
    """Whether two full names are one person's: same words, a part of the other, or a variant spelling."""
    if sorted(key) == sorted(other) or "".join(key) == "".join(other):
        return True
    if set(key) < set(other) and len(key) > 1:
        return True
    if abs(len(key) - len(other)) > 1 or _together(key, other, places, page):
        return False
    if len(key) == len(other):
        pairs = list(zip(key, other, strict=True))
        close = [alike(a, b) for a, b in pairs]
        return alike(" ".join(key), " ".join(other)) >= ALIKE and min(close) >= PART_ALIKE
    return alike("".join(key), "".join(other)) >= 0.93


def _together(key: Key, other: Key, places: dict[Key, list[Range]], page: Page) -> bool:
    """Whether one sentence names both: then they are two people, however alike (twins, sisters)."""
    here = {page.sentence(a) for a, _ in places[key]}
    return any(page.sentence(a) in here for a, _ in places[other])


def _aliased(clusters: list[Cluster], flow: str) -> list[Cluster]:
    """Join clusters that the text itself declares one: “X, also known as Y”."""
    spots = _spots(clusters)
    gone: set[int] = set()
    for (one, first), (other, second) in pairwise(spots):
        between = flow[one[1] : other[0]]
        if first is not second and len(between) < 60 and ALIAS.fullmatch(between):
            first.keys |= second.keys
            first.mentions |= second.mentions
            gone.add(id(second))
    return [c for c in clusters if id(c) not in gone]


def _spots(clusters: list[Cluster]) -> list[tuple[Range, Cluster]]:
    return sorted(((at, c) for c in clusters for at in c.mentions), key=lambda row: row[0])


def _attach(
    clusters: list[Cluster],
    accepted: dict[Key, float],
    found: Sequence[Spotted],
    page: Page,
) -> None:
    """Give single names to the full name that holds them, the nearest before them where several do."""
    alone: dict[Key, list[Range]] = defaultdict(list)
    for c in found:
        if len(c.key) != 1:
            # "De Lima" for Leila de Lima: the end of one full name, whatever the model took it for.
            ends = [cluster for cluster in clusters if any(_ends(key, c.key) for key in cluster.keys)]
            if len(ends) == 1 and c.key not in accepted:
                ends[0].mentions.add(c.at)
            continue
        owners = [cluster for cluster in clusters if c.key[0] in cluster.parts]
        if owners and (c.label == "PERSON" or c.titled or c.at[0] != page.sentence(c.at[0])[0]):
            _nearest(owners, c.at).mentions.add(c.at)
        elif not owners and c.key in accepted:
            alone[c.key].append(c.at)
    for key, ranges in alone.items():
        clusters.append(Cluster({key}, set(ranges), accepted[key]))


def _ends(full: Key, key: Key) -> bool:
    return len(key) < len(full) and full[-len(key) :] == key


def _nearest(owners: list[Cluster], at: Range) -> Cluster:
    def distance(cluster: Cluster) -> tuple[bool, int]:
        before = [a for a, _ in cluster.mentions if a < at[0]]
        return (not before, at[0] - max(before) if before else min(a for a, _ in cluster.mentions))

    return min(owners, key=distance)


def _sweep(clusters: list[Cluster], flow: str) -> None:
    """Find the full spellings again wherever they stand, also in headings and longer runs of capitals."""
    forms = {flow[a:b]: c for c in clusters for a, b in sorted(c.mentions) if " " in flow[a:b]}
    if not forms:
        return
    pattern = re.compile(
        r"(?<!\w)(?:"
        + "|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f)))
        + r")(?!\w)(?![’']s? [A-Z]| [A-Z][a-z]+ion)"
    )
    for match in pattern.finditer(flow):
        owner = forms[match.group()]
        if not any(a < match.end() and match.start() < b for c in clusters for a, b in c.mentions):
            owner.mentions.add(match.span())


def _named(cluster: Cluster, flow: str) -> Named:
    mentions = tuple(sorted(cluster.mentions))
    counts = Counter(flow[a:b] for a, b in mentions)
    first = {form: i for i, form in reversed(list(enumerate(counts)))}
    name = max(counts, key=lambda form: (len(fold(form).split()), counts[form], -first[form]))
    shown = next((a, b) for a, b in mentions if flow[a:b] == name)
    ordered = (shown, *(m for m in mentions if m != shown))
    variants = tuple(form for form in counts if form != name)
    confidence = 0.6 if cluster.score < 2 else 0.8 if cluster.score < 4 else 0.95
    return Named("Person", name, ordered, variants, confidence=confidence)
