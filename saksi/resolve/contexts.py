"""What the words around two names say about whether one person bears both: walks of life, places, times, ages, kin."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from saksi.packs.matching import context_words
from saksi.packs.pack import load
from saksi.resolve.names import read_name
from saksi.resolve.romanise import latin

FEATURES = (
    "context_both", "context_one", "shared", "shared_names", "nothing_shared", "unsupported", "party_apart",
    "role_same", "role_compatible", "role_apart", "power_apart",
    "place_same", "place_apart", "age_same", "age_apart", "sex_apart", "dead_before", "year_same", "years_apart",
    "kin", "kin_differs", "kin_same", "two_sides", "succession", "other_name", "naming", "fate_same", "same_context",
    "kin_of", "names_apart",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", re.UNICODE)
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)(s?)\b")
_AGE = re.compile(r"\b(?:aged|age|at)\s(\d{1,2})\b|(?:^|,\s)(\d{1,2})(?=$|,|\sin\b)|\b(\d{1,2})[- ]year[- ]old")
_BORN = re.compile(r"\bborn\s(?:in\s)?(\d{4})")
_SUCCESSION = re.compile(r"\b(until|from|since)\s(?:[A-Z][a-z]+\s)?(\d{4})")
_KIN_OF = re.compile(r"\b[\w-]+ of ")
_PIECE = re.compile(r"[^\W\d_]+")
_KIN_OF_THE = re.compile(r"\b(?:mother|father|son|daughter|brother|sister|wife|husband|widow|widower) of the\b")
_POSSESSIVE = re.compile(r"\b(?:his|her) (?=[a-z-]+)")
"""Whose relative somebody is says nothing of his own sex."""
_OF_STANDING = re.compile(r"\belders?(?=$|[,;.]| (?:in|of|from|at|who)\b)")
"""An elder of a village is nobody's elder brother."""
_FOUNDING = "founding"
_DONE_BY = re.compile(r"\b(?:by|against)(?: the| a| his| her)?(?: \w+){1,2}")
"""Who did something to somebody has another walk of life."""
_DONE_TO = "accused"
"""What happened to somebody is no walk of life that two could share."""
GENERATION = 12
YOUTH = 25
ADULT = 15


@dataclass(frozen=True, slots=True)
class Context:
    """What was read in the words around a name; `stems` are words without endings, `names` those with a capital."""

    text: str
    stems: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    roles: frozenset[str]
    fates: frozenset[str]
    places: frozenset[str]
    towns: frozenset[str]
    lands: frozenset[str]
    years: frozenset[int]
    born: int
    age: int
    sex: str
    kin: frozenset[str]
    kin_of: bool
    parties: frozenset[str]
    ends: frozenset[tuple[str, int]]
    naming: bool
    others: bool
    ordinals: frozenset[str]


@lru_cache(maxsize=100_000)
def read_context(text: str) -> Context:
    """Read what a text says around a name."""
    known = context_words()
    spoken = _WORD.findall(text)
    plain = [latin(word) for word in spoken]
    lower = " ".join(plain)
    content = [word for word in plain if word not in known.stop and len(word) > 1]
    years = frozenset(int(year) for year, _ in _YEAR.findall(text))
    born = _BORN.search(text)
    ages = [int(next(filter(None, found))) for found in _AGE.findall(text)]
    places, named = _places(spoken)
    lands = frozenset(place for place in places if place.startswith("="))
    return Context(
        text,
        frozenset(_stem(word) for word in content if word not in named),
        frozenset(plain),
        frozenset(latin(word) for word in spoken if word[:1].isupper()) - known.stop - named,
        _found(_DONE_BY.sub(" ", lower), "roles"),
        _found(lower, "fates"),
        places,
        places - lands,
        lands,
        years - ({int(born[1])} if born else set()),
        int(born[1]) if born else 0,
        ages[0] if ages else 0,
        _sex([word for word in _WORD.findall(_POSSESSIVE.sub(" ", text)) if word.islower()]),
        frozenset(_PIECE.findall(_KIN_OF.sub(" ", _OF_STANDING.sub(" ", text)))) & known.kin,
        _KIN_OF_THE.search(text) is not None,
        _named_parties(spoken),
        frozenset((word, int(year)) for word, year in _SUCCESSION.findall(text)),
        any(f" {marker} " in f" {lower} " for marker in known.naming),
        any(f" {marker} " in f" {lower} " for marker in known.others),
        frozenset("first" if word == _FOUNDING else word for word in plain if word in known.ordinals),
    )


def _stem(word: str) -> str:
    for end in (
        "isation",
        "ization",
        "ations",
        "ation",
        "ists",
        "ist",
        "ism",
        "ers",
        "er",
        "ing",
        "ies",
        "ed",
        "es",
        "s",
        "y",
    ):
        if word.endswith(end) and len(word) - len(end) > 3:
            return word[: -len(end)]
    return word


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Return one pattern for all beginnings of words of a table, a named group for each of its entries."""
    known = context_words()
    table = known.roles if kind == "roles" else known.fates
    longest = {name: sorted(words, key=len, reverse=True) for name, words in table.items()}
    groups = (f"(?P<{name}>{'|'.join(map(re.escape, words))})" for name, words in longest.items())
    return re.compile(rf"\b(?:{'|'.join(groups)})")


def _found(lower: str, kind: str) -> frozenset[str]:
    return frozenset(found.lastgroup for found in _pattern(kind).finditer(lower) if found.lastgroup)


@cache
def _place_words() -> dict[str, frozenset[str]]:
    """Return the places of the packs by their folded names; a place is its own region and its country."""
    pack = load()
    found: dict[str, set[str]] = {}
    for place in pack.places:
        for name in (place.name, *place.aliases):
            found.setdefault(latin(name), set()).update({latin(place.name), f"={place.country}"})
    for country in pack.countries:
        for name in (country.name, *country.aliases, *country.demonyms, country.capital):
            if name:
                found.setdefault(latin(name), set()).update({latin(name), f"={country.code}"})
    return {name: frozenset(places) for name, places in found.items()}


@cache
def _parties() -> dict[str, str]:
    """Return the names and acronyms of parties, each with the party; acronyms of two letters say too little."""
    bodies = [body for body in load().bodies if body.type == "party"]
    return {name: body.name for body in bodies for name in (body.name, body.acronym, *body.aliases) if len(name) > 2}


def _named_parties(words: list[str]) -> frozenset[str]:
    known, capitals = _parties(), [at for at, word in enumerate(words) if word[:1].isupper()]
    named = (" ".join(words[at : at + length]) for at in capitals for length in range(1, 6))
    return frozenset(known[name] for name in named if name in known)


def _places(words: list[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the places that are named, and the words that name them."""
    known, found, named, at = _place_words(), set[str](), set[str](), 0
    while at < len(words):
        for length in (3, 2, 1):
            name = latin(" ".join(words[at : at + length]))
            if words[at][:1].isupper() and name in known:
                found |= known[name]
                named.update(map(latin, words[at : at + length]))
                at += length - 1
                break
        at += 1
    return frozenset(found), frozenset(named)


def _sex(words: list[str]) -> str:
    known = context_words()
    said = {"f" if word in known.women else "m" for word in words if word in known.women or word in known.men}
    return said.pop() if len(said) == 1 else ""


@dataclass(frozen=True, slots=True)
class ContextComparison:
    """The values of FEATURES, in that order, and both contexts as they were read."""

    values: tuple[float, ...]
    left: Context
    right: Context


def compare_contexts(left: str, right: str, left_context: str, right_context: str) -> ContextComparison:
    """Compare what stands around two names; the names tell whether one context brings the other's name."""
    if not left_context and not right_context:
        return _nothing()
    one, other = read_context(left_context), read_context(right_context)
    both = bool(one.text and other.text)
    shared, names = len(one.stems & other.stems), len(one.names & other.names)
    role_same, role_compatible, role_apart, power_apart = _by_roles(
        one.roles, other.roles, bool(one.fates), bool(other.fates)
    )
    place_same = not one.towns.isdisjoint(other.towns)
    age_same, age_apart = _ages(one, other) if one.age or other.age or one.born or other.born else (False, False)
    values = (
        both,
        not both and bool(one.text or other.text),
        min(shared, 4) / 4,
        min(names, 2) / 2,
        both and not shared,
        both and not (shared or role_same or role_compatible or place_same),
        bool(one.parties and other.parties) and one.parties.isdisjoint(other.parties),
        role_same,
        role_compatible,
        role_apart,
        power_apart,
        place_same,
        bool(one.places and other.places) and not place_same and _apart(one, other),
        age_same,
        age_apart,
        bool(one.sex and other.sex and one.sex != other.sex),
        _dead_before(one, other) or _dead_before(other, one),
        not one.years.isdisjoint(other.years),
        bool(one.years and other.years) and _gap(one.years, other.years) > YOUTH,
        bool(one.kin ^ other.kin),
        bool(one.kin and other.kin) and one.kin.isdisjoint(other.kin),
        not one.kin.isdisjoint(other.kin),
        one.others != other.others,
        _succession(one, other) or bool(one.ordinals and other.ordinals - one.ordinals),
        max(_brings(one, right, left), _brings(other, left, right)) if one.text or other.text else 0.0,
        one.naming or other.naming,
        not one.fates.isdisjoint(other.fates),
        both and one.text == other.text,
        one.kin_of != other.kin_of,
        bool(one.names and other.names) and not names,
    )
    return ContextComparison(tuple(map(float, values)), one, other)


@cache
def _nothing() -> ContextComparison:
    """Return what two names say around which nothing stands."""
    return ContextComparison((0.0,) * len(FEATURES), read_context(""), read_context(""))


def _gap(one: frozenset[int], other: frozenset[int]) -> int:
    return min((abs(a - b) for a in one for b in other), default=0)


@cache
def _compatible() -> frozenset[tuple[str, str]]:
    pairs = context_words().compatible
    return frozenset((*pairs, *((other, one) for one, other in pairs)))


@lru_cache(maxsize=50_000)
def _by_roles(
    one: frozenset[str], other: frozenset[str], fate: bool, other_fate: bool
) -> tuple[bool, bool, bool, bool]:
    """Say whether walks of life are the same, go together, or exclude each other, and whether one has power."""
    same = bool((one & other) - {_DONE_TO})
    both_accused = _DONE_TO in one & other
    ours, theirs = one - {_DONE_TO} or one, other - {_DONE_TO} or other
    close = any((a, b) in _compatible() for a in ours for b in theirs)
    known = bool(one and other)
    words = context_words()
    power = [
        bool(side & words.power) and not side & words.without_power and not fated
        for side, fated in ((one, fate), (other, other_fate))
    ]
    weak = [
        bool(side & words.without_power or fated) and not side & words.power
        for side, fated in ((one, fate), (other, other_fate))
    ]
    apart = (power[0] and weak[1]) or (power[1] and weak[0])
    return same, close and not same, known and not same and not close and not both_accused, apart


def _apart(one: Context, other: Context) -> bool:
    """Say whether places that are not the same exclude each other: two towns, or places of two countries."""
    return bool(one.towns and other.towns) or one.lands.isdisjoint(other.lands)


def _ages(one: Context, other: Context) -> tuple[bool, bool]:
    """Compare ages, or years of birth; a plain age is of the year that the context names, if it names one."""
    if one.age and other.age and not (one.years and other.years):
        gap = abs(one.age - other.age)
    else:
        births = [_births(side) for side in (one, other)]
        gap = min((abs(a - b) for a in births[0] for b in births[1]), default=-1)
    young = any(
        births and side.years and not side.age and max(births) > min(side.years) - ADULT
        for births, side in ((_births(one), other), (_births(other), one))
    )
    child = any(0 < side.age < 18 for side in (one, other)) and any(
        side.roles & {"justice", "security", "official", "politician"} for side in (one, other)
    )
    return 0 <= gap <= 3, gap > GENERATION or child or young


def _births(side: Context) -> set[int]:
    if side.born:
        return {side.born}
    return {year - side.age for year in side.years} if side.age else set()


def _dead_before(one: Context, other: Context) -> bool:
    """Say whether one died, and the other did something later, or is not said to have died in another year."""
    if "dead" not in one.fates:
        return False
    if "dead" in other.fates:
        return bool(one.years and other.years and not one.years & other.years)
    return bool(one.years and other.years and max(other.years) > min(one.years))


def _succession(one: Context, other: Context) -> bool:
    """Say whether one held an office until the other came."""
    return bool(one.ends and other.ends) and any(
        a == "until" and b in ("from", "since") and abs(x - y) <= 1
        for first, second in ((one.ends, other.ends), (other.ends, one.ends))
        for a, x in first
        for b, y in second
    )


def _brings(context: Context, name: str, own: str) -> float:
    """Return the share of a name's words that a context has, apart from the words of the name it stands around."""
    if not context.text or context.kin:
        return 0.0
    theirs = read_name(name)[0].words
    if context.words.isdisjoint(theirs):
        return 0.0
    mine = {word for reading in read_name(own) for word in reading.words}
    words = [word for word in theirs if word not in mine and len(word) > 2]
    return sum(word in context.words for word in words) / len(words) if words else 0.0
