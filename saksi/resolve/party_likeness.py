"""How likely two parties of acts are the same, by their names: the comparison of persons and organisations, cached."""

from functools import lru_cache

from saksi.model.ids import fold
from saksi.resolve.act_report import Party
from saksi.resolve.compare import compare
from saksi.resolve.mention import Mention

PERSON, ORGANISATION = "Person", "Organisation"
_PART = 0.3
"""What a name that is one word of the other is worth: Chan is somebody called Chan, in an act of the same day."""
_SHORTEST = 3
_BODIES = frozenset({
    "agency", "aid", "association", "bank", "broadcaster", "centre", "center", "church", "club", "commission",
    "committee", "company", "coalition", "congress", "council", "court", "daily", "federation", "forum", "foundation",
    "front", "group", "institute", "journal", "league", "media", "ministry", "movement", "network", "news", "ngo",
    "office", "organisation", "organization", "outlet", "paper", "party", "post", "press", "radio", "rights", "society",
    "station", "times", "tribune", "tv", "union", "university", "voice", "watch", "wave", "websites",
})  # fmt: skip
"""Words that only names of bodies have; what is one word all in capitals is one too."""


def likeness(one: Party, other: Party) -> float:
    """Return the probability that two parties are one, without any context: acts weigh that themselves."""
    if one.kind and other.kind and one.kind != other.kind:
        return 0.0
    kind = one.kind or other.kind or (ORGANISATION if _is_body(one.name) or _is_body(other.name) else PERSON)
    first, second = sorted((one.name, other.name))
    return _likeness(kind, first, second)


@lru_cache(maxsize=65536)
def _likeness(kind: str, one: str, other: str) -> float:
    ours, theirs = fold(one), fold(other)
    if ours == theirs or sorted(ours.split()) == sorted(theirs.split()):
        return 1.0
    found = compare(Mention("1", kind, (one,)), Mention("2", kind, (other,)), told=False).score
    words = set(ours.split()), set(theirs.split())
    part = min(words, key=len)
    if kind == PERSON and len(part) == 1 and part < max(words, key=len) and len(min(part)) >= _SHORTEST:
        return max(found, _PART)
    return found


def _is_body(name: str) -> bool:
    words = fold(name).replace(".", "").split()
    return bool(_BODIES.intersection(words)) or (name.isupper() and len(words) == 1)
