"""Whether two mentions are one organisation: notions, acronyms, known names, and what stands around them."""

from functools import cache, lru_cache

from rapidfuzz import fuzz

from saksi.packs.keys import key
from saksi.packs.matching import organisation_forms
from saksi.resolve.comparison import Comparison, Match
from saksi.resolve.contexts import Context, read_context
from saksi.resolve.linear import Linear, read_weights
from saksi.resolve.organisation_names import OrganisationName, followed, read_organisation

FEATURES = (
    "exact", "same_words", "overlap", "rare_shared", "rare_one_side", "rare_both_sides", "frequent_both_sides",
    "frequent_one_side",
    "acronym_all", "acronym_some", "acronym_fails", "acronyms_differ", "acronym_shared", "known_same",
    "known_apart", "known_one", "followed",
    "place_one_side", "places_differ", "part_one_side", "heads_differ", "levels_differ", "level_one_side",
    "numbers_differ",
    "script", "sound", "words_in_order",
    "context_both", "land_same", "land_apart", "town_same", "town_apart", "shared", "nothing_shared", "succession",
    "exact_land_apart", "exact_nothing", "acronym_land_apart", "acronym_nothing", "name_in_context", "inner_matches",
)  # fmt: skip
ALIKE = 0.86
CONTRADICTIONS = (
    "known_apart", "followed", "place_one_side", "places_differ", "part_one_side", "heads_differ",
    "levels_differ", "level_one_side", "numbers_differ",
    "land_apart", "town_apart", "succession", "acronym_fails", "acronyms_differ", "rare_one_side",
    "rare_both_sides", "frequent_both_sides",
)  # fmt: skip
_AT = {feature: at for at, feature in enumerate(FEATURES)}
SAID = {
    "known_same": "known as one body: {known}",
    "known_apart": "known as different bodies",
    "acronym_all": "the acronym of its words",
    "acronym_some": "an acronym out of its words",
    "acronym_fails": "not the acronym of its words",
    "acronyms_differ": "different acronyms",
    "followed": "one followed the other",
    "place_one_side": "a place in one name only: {places}",
    "places_differ": "different places in the names: {places}",
    "part_one_side": "a part, and the whole",
    "heads_differ": "different kinds of body",
    "levels_differ": "different levels or regions",
    "level_one_side": "a level in one name only",
    "numbers_differ": "different numbers",
    "land_same": "the same country",
    "land_apart": "different countries",
    "town_same": "the same place",
    "town_apart": "different places",
    "succession": "one follows the other in time",
    "shared": "words around both in common",
    "rare_both_sides": "each has words of its own: {own}",
    "rare_one_side": "one has words of its own: {own}",
    "name_in_context": "the words around one name bring the other",
}
MOST = 4


@cache
def model() -> Linear:
    """Return the weights for organisations."""
    return read_weights("organisations", FEATURES)


def compare_organisations(
    left: str, right: str, left_context: str = "", right_context: str = "", *, told: bool = True
) -> Comparison:
    """Compare two organisations; symmetric. Not `told`, the comparison comes without reasons, and sooner."""
    if (right, right_context) < (left, left_context):
        left, right, left_context, right_context = right, left, right_context, left_context
    found = values(left, right, left_context, right_context)
    score = model().score(found)
    verdict = model().thresholds.verdict(score)
    if verdict is Match.MERGE and not _safe(found):
        verdict = Match.SUGGEST
    if not told:
        return Comparison(score, verdict, ())
    return Comparison(score, verdict, _reasons(read_organisation(left), read_organisation(right), found))


def _safe(found: tuple[float, ...]) -> bool:
    """Say whether a pair may be merged without asking: equal words or a known body, and nothing contradicts."""
    if any(found[_AT[feature]] for feature in CONTRADICTIONS):
        return False
    if found[_AT["exact_nothing"]] or found[_AT["acronym_nothing"]]:
        return False
    return bool(found[_AT["same_words"]] or found[_AT["known_same"]] or found[_AT["acronym_all"]])


def values(left: str, right: str, left_context: str, right_context: str) -> tuple[float, ...]:
    """Return the values of FEATURES for two names and what stands around them."""
    if (right, right_context) < (left, left_context):
        left, right, left_context, right_context = right, left, right_context, left_context
    one, other = read_organisation(left), read_organisation(right)
    before, after = read_context(left_context), read_context(right_context)
    found = {**_by_names(one, other), **_by_contexts(before, after)}
    found |= {
        "exact_land_apart": found["same_words"] * found["land_apart"],
        "exact_nothing": found["same_words"] * found["nothing_shared"],
        "acronym_land_apart": float(bool(one.acronym or other.acronym)) * found["land_apart"],
        "acronym_nothing": float(bool(one.acronym or other.acronym)) * found["nothing_shared"],
        "name_in_context": float(_brings(before, other, one) or _brings(after, one, other)),
        "inner_matches": float(_inner(one, other) or _inner(other, one)),
    }
    return tuple(float(found[name]) for name in FEATURES)


def _inner(one: OrganisationName, other: OrganisationName) -> bool:
    """Say whether what stands in brackets behind one name is the other name."""
    return bool(one.inner) and key(one.inner) == key(other.written)


def _brings(context: Context, name: OrganisationName, own: OrganisationName) -> bool:
    wanted = set(name.latin.split()) - set(own.latin.split()) - organisation_forms().small
    return bool(context.text) and bool(wanted) and wanted <= context.words


@lru_cache(maxsize=50_000)
def _by_names(one: OrganisationName, other: OrganisationName) -> dict[str, float]:
    forms = organisation_forms()
    shared, left, right = _matched(one.words, other.words)
    own = [[word for word in side if word not in forms.frequent] for side in (left, right)]
    common = [[word for word in side if word in forms.frequent] for side in (left, right)]
    weight = sum(_weight(word) for word in shared)
    whole = weight + max(sum(map(_weight, left)), sum(map(_weight, right)))
    acronyms = [bool(side.acronym) for side in (one, other)]
    all_, some = _acronym(one, other)
    places = [side.places for side in (one, other)]
    return {
        "exact": float(key(one.written) == key(other.written)),
        "same_words": float(not left and not right),
        "overlap": weight / whole if whole else 0.0,
        "rare_shared": min(sum(word not in forms.frequent for word in shared), 3) / 3,
        "rare_one_side": float(bool(own[0]) != bool(own[1])),
        "rare_both_sides": float(bool(own[0] and own[1])),
        "frequent_both_sides": float(bool(common[0] and common[1])),
        "frequent_one_side": float(bool(common[0]) != bool(common[1])),
        "acronym_all": float(all_),
        "acronym_some": float(some and not all_),
        "acronym_fails": float(acronyms[0] != acronyms[1] and not some and not shared),
        "acronyms_differ": float(all(acronyms) and one.acronym != other.acronym),
        "acronym_shared": float(bool(acronyms[0] != acronyms[1] and shared)),
        "script": float(one.written.isascii() != other.written.isascii() and not shared),
        "sound": fuzz.ratio(one.latin, other.latin) / 100,
        "words_in_order": float(one.words == other.words),
        **_by_knowledge(one, other),
        "place_one_side": float(bool(places[0]) != bool(places[1])),
        "places_differ": float(bool(places[0] and places[1] and not places[0] & places[1])),
        "part_one_side": float(any(word in forms.parts for word in (*left, *right)) and bool(left) != bool(right)),
        "heads_differ": _differ(left, right, forms.heads),
        "levels_differ": _differ(left, right, forms.levels),
        "level_one_side": float(any(w in forms.levels for w in left) != any(w in forms.levels for w in right)),
        "numbers_differ": float(_numbers(left) != _numbers(right)),
    }


def _weight(word: str) -> float:
    return 0.35 if word in organisation_forms().frequent else 1.0


def _differ(left: list[str], right: list[str], kinds: frozenset[str]) -> float:
    return float(any(word in kinds for word in left) and any(word in kinds for word in right))


def _numbers(words: list[str]) -> list[str]:
    return sorted("".join(filter(str.isdigit, word)) for word in words if any(map(str.isdigit, word)))


def _matched(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """Return words of both names, and those of each alone; words that are spelt nearly alike are the same."""
    rest, alone, shared = list(right), [], []
    for word in left:
        if word in rest:
            rest.remove(word)
            shared.append(word)
        else:
            alone.append(word)
    for word in list(alone):
        near = next((other for other in rest if _alike(word, other)), None)
        if near is not None:
            rest.remove(near)
            alone.remove(word)
            shared.append(word)
    if "".join(alone) == "".join(rest):
        return shared + alone, [], []
    return shared, alone, rest


def _alike(one: str, other: str) -> bool:
    if any(map(str.isdigit, one + other)) or min(len(one), len(other)) < 4 or one[0] != other[0]:
        return False
    known = organisation_forms().frequent
    return not (one in known and other in known) and fuzz.ratio(one, other) / 100 >= ALIKE


def _acronym(one: OrganisationName, other: OrganisationName) -> tuple[bool, bool]:
    """Say whether one name is the acronym of all of the other's words, and whether it is made of some of them."""
    if bool(one.acronym) == bool(other.acronym):
        return False, False
    short, whole = (one.acronym, other.initials) if one.acronym else (other.acronym, one.initials)
    forms = organisation_forms()
    content = [word for word in whole if word not in forms.small and word not in forms.forms]
    letters = {"".join(word[0] for word in words) for words in (whole, content)}
    return short in letters, short in letters or _made_of(short, tuple(whole))


@lru_cache(maxsize=20_000)
def _made_of(short: str, words: tuple[str, ...]) -> bool:
    """Say whether an acronym takes beginnings of words in their order, the first word's and most of the others'."""
    if len(short) < 2 or not words or short[0] != words[0][0]:
        return False
    small = organisation_forms().small
    content = sum(word not in small for word in words)
    used = _taken(short, words)
    return used is not None and used >= max(2, content * 0.6)


def _taken(short: str, words: tuple[str, ...]) -> int | None:
    """Return how many words an acronym takes letters of, at most; None when it takes others."""
    if not short:
        return 0
    if not words:
        return None
    best = _taken(short, words[1:])
    for size in range(1, min(len(short), len(words[0]), 5) + 1):
        if short[:size] != words[0][:size]:
            break
        rest = _taken(short[size:], words[1:])
        if rest is not None and (best is None or rest + 1 > best):
            best = rest + 1
    return best


def _by_knowledge(one: OrganisationName, other: OrganisationName) -> dict[str, float]:
    names = (key(one.written), key(other.written))
    both = bool(one.known and other.known)
    return {
        "known_same": float(bool(one.known & other.known)),
        "known_apart": float(both and not one.known & other.known),
        "known_one": float(bool(one.known) != bool(other.known)),
        "followed": float(names in followed()),
    }


def _by_contexts(one: Context, other: Context) -> dict[str, float]:
    lands, towns = (one.lands, other.lands), (one.towns, other.towns)
    land_known = bool(lands[0] and lands[1])
    land_same = bool(lands[0] & lands[1])
    town_same = bool(towns[0] & towns[1])
    ends = {word for side in (one, other) for word, _ in side.ends} | (one.words | other.words) & {"until", "since"}
    return {
        "context_both": float(bool(one.text and other.text)),
        "land_same": float(land_same),
        "land_apart": float(land_known and not land_same),
        "town_same": float(town_same),
        "town_apart": float(land_same and bool(towns[0] and towns[1]) and not town_same),
        "shared": min(len(one.stems & other.stems), 2) / 2,
        "nothing_shared": float(bool(one.text and other.text) and not one.stems & other.stems and not land_same),
        "succession": float(bool(ends)),
    }


def _reasons(one: OrganisationName, other: OrganisationName, found: tuple[float, ...]) -> tuple[str, ...]:
    shared, left, right = _matched(one.words, other.words)
    main = "the same name" if not left and not right else f"words in common: {', '.join(shared) or 'none'}"
    details = {
        "known": ", ".join(sorted(body.partition("@")[0] for body in one.known & other.known)),
        "places": ", ".join(sorted(one.places ^ other.places)),
        "own": ", ".join((*left, *right)),
    }
    said = [feature for feature in model().shares(found) if feature in SAID]
    return (main, *(SAID[feature].format(**details) for feature in said[:MOST]))
