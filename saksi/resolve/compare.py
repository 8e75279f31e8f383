"""The comparison of two mentions, whatever they are of."""

from functools import lru_cache

from saksi.resolve.compare_organisations import compare_organisations
from saksi.resolve.compare_persons import compare_persons
from saksi.resolve.comparison import Comparison, Match
from saksi.resolve.mention import Mention

PERSON, ORGANISATION = "Person", "Organisation"
_SEX = {"f": "woman", "m": "man"}
OTHER_KIND = Comparison(0.0, Match.APART, ("a person is no organisation",))


def compare(left: Mention, right: Mention, *, told: bool = True) -> Comparison:
    """Compare two mentions by each of their names and what stands around them; the best pair of names speaks.

    Not `told`, the comparison comes without reasons, and sooner. Symmetric. Raises ValueError for a kind that is
    neither Person nor Organisation.
    """
    if left.kind != right.kind:
        return OTHER_KIND
    if left.kind not in (PERSON, ORGANISATION):
        raise ValueError(f"{left.kind} {left.id} cannot be compared: only {PERSON} and {ORGANISATION} can")
    if right.id < left.id:
        left, right = right, left
    one, other = around(left), around(right)
    by_kind = compare_persons if left.kind == PERSON else compare_organisations
    found = [by_kind(a, b, one, other, told=told) for a in left.names for b in right.names]
    return max(found, key=lambda comparison: (comparison.score, comparison.verdict, comparison.reasons))


@lru_cache(maxsize=200_000)
def around(mention: Mention) -> str:
    """Return all that a document says around a name as one text."""
    parts = (mention.context, *mention.roles, *mention.affiliations, *mention.places, *mention.dates)
    return ", ".join(filter(None, (*parts, _SEX.get(mention.gender, ""))))
