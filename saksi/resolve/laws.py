"""Laws as the record shows them: their life, their articles, who was charged under which and when, who asks for repeal.

A law is known by its code in the packs; one that they do not have, by its title without country, year and articles.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from saksi.model.dates import Period
from saksi.model.ids import content_id, fold
from saksi.model.vocabulary import counts
from saksi.packs import Pack
from saksi.packs.facts import Law
from saksi.resolve.act import Act
from saksi.resolve.act_report import period_of

STAGES = ("drafted", "adopted", "in force", "amended", "repealed")
CHARGES = frozenset({"charge", "conviction", "arrest", "detention", "trial", "summons", "lawsuit", "fine"})
"""Act types that are done to somebody under an article."""
_CHANGES = frozenset({"restrictive_law", "enabling_measure"})
_REPEAL = re.compile(r"\b(?:repeal|rescind|revoke|abolish|withdraw|scrap|annul|strike down)\w*\b|និរាករណ៍|លុប", re.I)
_AMEND = re.compile(r"\b(?:amend|revise|reform|bring\b.{1,40}\bin(?:to)? line)\w*\b|វិសោធនកម្ម|កែប្រែ", re.I)
_CITED = re.compile(
    r"^(?:under\s+)?(?:articles?|arts?\.?|sections?|ss?\.|paragraphs?)\s+(?P<numbers>\d[\w()./-]*(?:(?:,\s*(?:and|or)?|\s+(?:and|or|to|–|-))\s*\d[\w()./-]*)*"
    r"(?:\s+(?:bis|ter|quater|new)\b)?)\s*(?:(?:of|in|under)\s+(?P<title>.+))?$",
    re.I,
)
_NUMBER = re.compile(r"\d+\w?(?:\(\w{1,4}\))*(?:\s(?:bis|ter|quater|new)\b)?")
_NOISE = re.compile(r"^(?:the|its|a|an|his|her|their)\s+|\b(?:19|20)\d{2}\b|[’']s\b")


@dataclass(frozen=True, slots=True)
class Citation:
    """What words that cite a law say: the articles, and the title without them."""

    articles: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class LawMention:
    """A law as one document names it; `stage` and `date` are what the document says of it, if anything."""

    id: str
    document: str
    titles: tuple[str, ...]
    type: str = ""
    country: str = ""
    stage: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """A call of a document about something: its words, and what it says that it is about."""

    id: str
    document: str
    words: str
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A step in a law's life: when, by which acts and mentions; `known` says that the packs have it.

    `status` is that of its acts: a step that was denied, set for a day or only alleged is no step that was taken.
    """

    stage: str
    date: Period | None
    acts: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    known: bool = False
    status: str = "reported"

    @property
    def taken(self) -> bool:
        """Say whether the step counts as having taken place."""
        return bool(self.status) and counts(self.status)


@dataclass(frozen=True, slots=True)
class Use:
    """An act done to somebody under a law, with the articles cited; none where the law alone is named."""

    act: Act
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Life:
    """Everything about one law; `articles` counts the acts under each, `repeal` and `amend` are calls for it."""

    key: str
    titles: tuple[str, ...]
    country: str
    type: str
    mentions: tuple[LawMention, ...]
    stages: tuple[Stage, ...]
    uses: tuple[Use, ...]
    repeal: tuple[Demand, ...] = ()
    amend: tuple[Demand, ...] = ()
    names_of_articles: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return an id that stays when documents come."""
        return content_id("law", self.key)

    @property
    def articles(self) -> dict[str, int]:
        """Count the acts under each article, the most used first."""
        counts: dict[str, int] = defaultdict(int)
        for use in self.uses:
            for article in use.articles:
                counts[article] += 1
        return dict(sorted(counts.items(), key=lambda one: (-one[1], len(one[0]), one[0])))


def cited(words: str) -> Citation:
    """Split a citation: “articles 494 and 495 of the Penal Code” cites 494 and 495, and is titled Penal Code."""
    match = _CITED.match(" ".join(words.split()))
    if match is None:
        return Citation((), words)
    numbers = tuple(dict.fromkeys(" ".join(one.split()) for one in _NUMBER.findall(match["numbers"])))
    return Citation(numbers, match["title"] or "")


def key_of(title: str, pack: Pack, country: str = "") -> str:
    """Return what a law is known by, empty for no title; a law of the packs by its code, whatever it is called."""
    known = known_as(title, pack, country)
    if known is not None:
        return known.code
    plain = _plain(title, pack)
    return f"{country}:{plain}" if plain else ""


def known_as(title: str, pack: Pack, country: str = "") -> Law | None:
    """Return the law of the packs that a title names; a bare Penal Code is the country's own."""
    for form in dict.fromkeys((title, _plain(title, pack))):
        found = pack.law(form, country) if form else None
        if found is not None and (not country or not found.country or found.country == country):
            return found
    return None


def lives(mentions: Iterable[LawMention], acts: Iterable[Act], demands: Iterable[Demand], pack: Pack) -> list[Life]:
    """Put together every law that is named, the most used first; the order of what is given does not matter."""
    named: dict[str, list[LawMention]] = defaultdict(list)
    for one in sorted(mentions, key=lambda m: m.id):
        for key in dict.fromkeys(key_of(cited(title).title, pack, one.country) for title in one.titles[:1]):
            if key:
                named[key].append(one)
    uses: dict[str, dict[str, Use]] = defaultdict(dict)
    changes: dict[str, list[Act]] = defaultdict(list)
    for act in sorted(acts, key=lambda a: a.id):
        for key, articles in _laws_of(act, pack, named).items():
            if act.type in CHARGES:
                uses[key][act.id] = Use(act, articles)
            elif act.type in _CHANGES:
                changes[key].append(act)
    calls = sorted(demands, key=lambda d: d.id)
    found = [
        _life(key, named[key], list(uses[key].values()), changes[key], calls, pack)
        for key in sorted({*named, *uses, *changes})
    ]
    return sorted(found, key=lambda life: (-len(life.uses), -len(life.mentions), life.key))


def _laws_of(act: Act, pack: Pack, named: Mapping[str, Sequence[LawMention]]) -> dict[str, tuple[str, ...]]:
    """Return the laws that an act was done under, with the articles; an article without a law is nobody's."""
    country = next((one.country for one in act.reports if one.country), "")
    found: dict[str, tuple[str, ...]] = {}
    for words in act.provisions:
        citation = cited(words)
        key = key_of(citation.title, pack, country)
        if key and key not in named and f":{key.partition(':')[2]}" in named:
            key = f":{key.partition(':')[2]}"
        if key:
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *citation.articles)))
    return found


def _life(
    key: str,
    mentions: Sequence[LawMention],
    uses: Sequence[Use],
    changes: Sequence[Act],
    demands: Sequence[Demand],
    pack: Pack,
) -> Life:
    known = next((law for law in pack.laws if law.code == key), None)
    titles = dict.fromkeys([*([known.title] if known else ()), *(cited(t).title for m in mentions for t in m.titles)])
    about = [one for one in demands if _is_about(one, key, tuple(titles), mentions, pack)]
    articles = {number for use in uses for number in use.articles}
    told = {number: article.title for number in articles if (article := pack.article(key, number))}
    return Life(
        key=key,
        titles=tuple(title for title in titles if title) or (key.partition(":")[2],),
        country=known.country if known else next((m.country for m in mentions if m.country), key.partition(":")[0]),
        type=known.type if known else next((m.type for m in mentions if m.type), ""),
        mentions=tuple(mentions),
        stages=tuple(_stages(key, mentions, changes, pack)),
        uses=tuple(
            sorted(uses, key=lambda use: (use.act.date.earliest.isoformat() if use.act.date else "9", use.act.id))
        ),
        repeal=tuple(one for one in about if _REPEAL.search(one.words)),
        amend=tuple(one for one in about if _AMEND.search(one.words) and not _REPEAL.search(one.words)),
        names_of_articles=told,
    )


def _stages(key: str, mentions: Sequence[LawMention], changes: Sequence[Act], pack: Pack) -> list[Stage]:
    """Return the steps in a law's life: those that documents tell, and those that the packs know, in order of time."""
    found = [
        Stage(outcome, act.date, acts=(act.id,), status=act.status)
        for act in changes
        for outcome in act.outcomes
        if outcome in STAGES
    ]
    for mention in mentions:
        if mention.stage in STAGES:
            found.append(Stage(mention.stage, period_of(mention.date), mentions=(mention.id,)))
    known = [Stage(one.stage, period_of(one.date), known=True) for one in pack.stages_of(key)]
    joined: dict[tuple[str, str, str], Stage] = {}
    for one in [*found, *known]:
        own = (one.stage, one.status)
        near = next((k for k, other in joined.items() if k[:2] == own and _fits(other.date, one.date)), None)
        if near is None:
            joined[*own, str(one.date)] = one
            continue
        other = joined[near]
        exact = min((d for d in (other.date, one.date) if d), key=lambda d: (d.latest - d.earliest).days, default=None)
        joined[near] = Stage(
            one.stage,
            exact,
            (*other.acts, *one.acts),
            (*other.mentions, *one.mentions),
            other.known or one.known,
            one.status,
        )
    return sorted(
        joined.values(),
        key=lambda s: (s.date.earliest.isoformat() if s.date else "9", STAGES.index(s.stage), s.status),
    )


def _fits(one: Period | None, other: Period | None) -> bool:
    return one is None or other is None or one.overlaps(other)


def _is_about(demand: Demand, key: str, titles: Sequence[str], mentions: Sequence[LawMention], pack: Pack) -> bool:
    """Say whether a call names a law: among what it is about, or in its words under a title of two words or more."""
    country = next((m.country for m in mentions if m.country), "")
    if any(key_of(cited(subject).title, pack, country) == key for subject in demand.subjects):
        return True
    words = f" {fold(demand.words)} "
    short = {form for m in mentions for form in m.titles if form.isupper() and len(form) > 2}
    long = {fold(title) for title in titles if len(title.split()) > 1}
    return any(f" {one}" in words for one in long) or any(
        re.search(rf"\b{re.escape(one)}\b", demand.words) for one in short
    )


def _plain(title: str, pack: Pack) -> str:
    """Return a title without country, year and articles of grammar: Cambodia's 2009 Penal Code is penal code."""
    words = " ".join(_NOISE.sub(" ", fold(title)).split()).split()
    kept = [
        w for w in words if not pack.country_by_demonym(w.capitalize()) and not pack.country_by_name(w.capitalize())
    ]
    return " ".join(kept).removeprefix("the ").removesuffix(" of").removesuffix(" of the kingdom")
