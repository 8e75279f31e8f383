"""Whether two mentions are one person: the names, and what stands around them, weighed by a linear model."""

from functools import cache
from pathlib import Path

from saksi.model.readers import read_yaml
from saksi.packs import matching
from saksi.resolve import contexts, person_names
from saksi.resolve.comparison import Comparison, Match
from saksi.resolve.contexts import Context, ContextComparison, compare_contexts
from saksi.resolve.linear import Linear, read_weights
from saksi.resolve.person_names import NameComparison, compare_names

CROSSED = (
    "exact_unsupported",
    "exact_context",
    "strangers_context",
    "strangers_supported",
    "exact_shared",
    "exact_compatible",
    "exact_place_apart",
    "unlike_context",
)
FEATURES = (*person_names.FEATURES, *contexts.FEATURES, *CROSSED)
_AT = {feature: at for at, feature in enumerate(FEATURES)}
_EXACT, _STRANGERS, _UNLIKE = _AT["exact"], _AT["strangers"], _AT["unlike"]
_UNSUPPORTED, _CONTEXTS, _SHARED = _AT["unsupported"], _AT["context_both"], _AT["shared"]
_ROLE_SAME, _COMPATIBLE = _AT["role_same"], _AT["role_compatible"]
_PLACE_SAME, _PLACE_APART = _AT["place_same"], _AT["place_apart"]
CONTRADICTIONS = (
    "role_apart", "power_apart", "place_apart", "age_apart", "sex_apart", "dead_before", "years_apart", "kin",
    "kin_differs",
    "succession", "party_apart", "two_sides", "exact_unsupported", "generation", "gender", "accents",
    "initial_differs",
    "listed_apart", "both_left_over", "naming",
)  # fmt: skip
SUPPORTS = ("role_same", "place_same", "shared_names", "same_context", "year_same")
DOUBTFUL = ("silent", "silent_inside", "transposed")
"""Differences that are a spelling in one language and another name in the next: Sokha, Sokhar, but Maya, Mayar."""
SILENT = 0.01
"""Below this score, names that differ say enough."""
SURE = 0.45
MOST = 4


@cache
def model() -> Linear:
    """Return the weights for persons."""
    return read_weights("persons", FEATURES)


def values(left: str, right: str, left_context: str, right_context: str) -> tuple[float, ...]:
    """Return the values of FEATURES for two names and what stands around them."""
    return _values(*_compared(left, right, left_context, right_context))


def compare_persons(
    left: str, right: str, left_context: str = "", right_context: str = "", *, told: bool = True
) -> Comparison:
    """Compare two persons; symmetric, and a name is surely one with itself in the same words.

    Not `told`, the comparison comes without reasons, and sooner.
    """
    names, around = _compared(left, right, left_context, right_context)
    found = _values(names, around)
    score = model().score(found)
    verdict = model().thresholds.verdict(score)
    if verdict is Match.MERGE and not _safe(names, found):
        verdict = Match.SUGGEST
    if not told:
        return Comparison(score, verdict, ())
    said = _about_contexts(around, found) if score >= SILENT or names.cost <= 1 else ()
    return Comparison(score, verdict, (_about_names(names), *said))


def _compared(left: str, right: str, left_context: str, right_context: str) -> tuple[NameComparison, ContextComparison]:
    if (right, right_context) < (left, left_context):
        left, right, left_context, right_context = right, left, right_context, left_context
    return compare_names(left, right), compare_contexts(left, right, left_context, right_context)


def _values(names: NameComparison, around: ContextComparison) -> tuple[float, ...]:
    both = (*names.values, *around.values)
    exact = both[_EXACT]
    strange = float(both[_STRANGERS] > 0)
    supports = both[_ROLE_SAME] + both[_PLACE_SAME] + both[_SHARED]
    return (
        *both,
        exact * both[_UNSUPPORTED],
        exact * both[_CONTEXTS],
        strange * both[_CONTEXTS],
        strange * supports,
        exact * both[_SHARED],
        exact * both[_COMPATIBLE],
        exact * both[_PLACE_APART],
        both[_UNLIKE] * both[_CONTEXTS],
    )


def _safe(names: NameComparison, found: tuple[float, ...]) -> bool:
    """Say whether a pair may be merged without asking: nothing contradicts, and more than a frequent name supports it.

    A wrong merge is worse than a question: names of one word, names that differ by more than a spelling, and names
    whose words are all frequent or that differ by a doubtful letter, with nothing around them in common, are left to
    people.
    """
    if any(found[_AT[feature]] for feature in CONTRADICTIONS) or names.cost > SURE or len(names.paired.pairs) < 2:
        return False
    supports = sum(bool(found[_AT[feature]]) for feature in SUPPORTS)
    if found[_AT["common"]]:
        return supports > 1 and bool(found[_AT["role_same"]])
    if supports:
        return True
    return not found[_AT["context_both"]] and not any(found[_AT[feature]] for feature in DOUBTFUL)


def _about_names(names: NameComparison) -> str:
    """Say in one sentence how the names agree."""
    paired = names.paired
    differ = [f"{one} / {other}" for one, other in paired.pairs if one != other]
    left_over = [*paired.left, *paired.right]
    said = []
    if not differ and not left_over:
        said.append("the same name")
    if differ:
        said.append(f"{'spelt alike' if names.cost <= 1 else 'spelt differently'}: {', '.join(differ)}")
    if left_over:
        said.append(f"on one side only: {', '.join(left_over)}")
    if paired.swapped:
        said.append("in another order")
    if names.left.latin != names.right.latin:
        said.append("across scripts")
    return ", ".join(said)


@cache
def reasons() -> dict[str, str]:
    """What each feature says in words, from the pack."""
    return read_yaml(Path(matching.FOLDER) / "reasons.yaml", dict[str, str])


def _about_contexts(around: ContextComparison, found: tuple[float, ...]) -> tuple[str, ...]:
    said = [feature for feature in model().shares(found) if feature in reasons()]
    return tuple(reasons()[feature].format(**_sides(feature, around)) for feature in said[:MOST])


def _sides(feature: str, around: ContextComparison) -> dict[str, str]:
    one, other = (_facts(feature, side) for side in (around.left, around.right))
    return {key: ", ".join(sorted(found)) for key, found in (("left", one), ("right", other), ("both", one & other))}


def _facts(feature: str, side: Context) -> frozenset[str]:
    if feature.startswith(("role", "power")):
        return side.roles or side.fates
    if feature.startswith("place"):
        return frozenset(place for place in side.places if not place.startswith("="))
    if feature.startswith("year"):
        return frozenset(map(str, side.years))
    if feature.startswith("kin"):
        return side.kin
    return side.parties if feature.startswith("party") else side.names
