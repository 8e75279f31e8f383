"""A quick look at pairs that share a key: which of them are worth comparing in full.

Names whose letters and consonants both differ too much are not. Where names are crowded, of pairs that do not look
likely only those stay that are among the likeliest of both their ends: so candidates grow no faster than mentions.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from saksi.resolve.block_keys import around, code
from saksi.resolve.mention import Mention
from saksi.resolve.names import read_name
from saksi.resolve.organisation_names import read_organisation

LEAST = (62, 80, 72)
"""The least likeness of sorted words, of consonants, or of names as written (rapidfuzz's ratio, 0 to 100)."""
CHUNK = 500_000
CROWD = 6
"""Candidates that a mention keeps at least, however little they look likely."""
MOST_LIKELY = 24
"""Candidates that a mention keeps at most, however likely they look."""
LIKELY = 80.0
"""The likeness from which a pair is looked at where names are crowded: that of the letters, and what is around them."""
OPEN = 72.0
"""The likeness of names whose letters say little: of other scripts, of one word, with initials, acronyms."""
LETTERS = 0.7
"""The part of the letters in the likeness of two names; the rest is that of their consonants."""
SHARED, MOST_SHARED = 8.0, 2
"""What a place, affiliation or role in common adds, and how many count; another country takes as much away."""
AROUND = 6
Ids = NDArray[np.int64]
Likeness = NDArray[np.float32]


def plausible(mentions: Sequence[Mention], left: Ids, right: Ids) -> NDArray[np.bool_]:
    """Return for each pair of places whether it is worth comparing in full.

    Names in another script, of one word, with initials, with several readings, and acronyms are always worth it, unless
    they are crowded.
    """
    signs = [_sign(mention) for mention in mentions]
    open_ = np.fromiter((not sign[0] for sign in signs), dtype=np.bool_, count=len(signs))
    kept = open_[left] | open_[right]
    likely = np.full(len(left), OPEN, dtype=np.float32)
    rest = np.flatnonzero(~kept)
    for start in range(0, len(rest), CHUNK):
        at = rest[start : start + CHUNK]
        alike = [_likeness(signs, left[at], right[at], which) for which in range(3)]
        kept[at] = np.logical_or.reduce([found >= least for found, least in zip(alike, LEAST, strict=True)])
        likely[at] = LETTERS * np.maximum(alike[0], alike[2]) + (1 - LETTERS) * alike[1]
    chosen = np.flatnonzero(kept)
    kept[chosen] = _uncrowded(mentions, left[chosen], right[chosen], likely[chosen])
    return kept


def _uncrowded(mentions: Sequence[Mention], left: Ids, right: Ids, likely: Likeness) -> NDArray[np.bool_]:
    """Return which pairs are among the likeliest of both ends: the first few anyway, more where they look likely."""
    crowded = np.bincount(np.concatenate([left, right]), minlength=len(mentions)) > CROWD
    at = np.flatnonzero(crowded[left] | crowded[right])
    if len(at):
        surroundings = _Surroundings(mentions)
        for start in range(0, len(at), CHUNK):
            some = at[start : start + CHUNK]
            likely[some] += surroundings.speak(left[some], right[some])
    places = _places(left, right, likely)
    return np.asarray((places < CROWD) | ((places < MOST_LIKELY) & (likely >= LIKELY)))


def _places(left: Ids, right: Ids, likely: Likeness) -> Ids:
    """Return for each pair its place among the pairs of that end among whose pairs it comes later, the likeliest 0."""
    ends, both = np.concatenate([left, right]), np.concatenate([likely, likely])
    order = np.lexsort((-both, ends))
    ends = ends[order]
    starts = np.flatnonzero(np.r_[True, ends[1:] != ends[:-1]]) if len(ends) else np.array([], dtype=np.int64)
    places = np.empty(len(ends), dtype=np.int64)
    places[order] = np.arange(len(ends)) - np.repeat(starts, np.diff(np.r_[starts, len(ends)]))
    return np.maximum(places[: len(left)], places[len(left) :])


class _Surroundings:
    """What stands around each mention and its country, as numbers: a row of each mention, 0 for nothing."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        known: dict[str, int] = {"": 0}
        self._around = np.zeros((len(mentions), AROUND), dtype=np.int32)
        self._country = np.zeros(len(mentions), dtype=np.int32)
        for at, mention in enumerate(mentions):
            for place, words in enumerate(around(mention)[:AROUND]):
                self._around[at, place] = known.setdefault(words, len(known))
            self._country[at] = known.setdefault(mention.country, len(known))

    def speak(self, left: Ids, right: Ids) -> Likeness:
        """Return how much what stands around the ends of each pair adds to its likeness."""
        shared = np.zeros(len(left), dtype=np.int32)
        for one in range(AROUND):
            ours = self._around[left, one]
            for other in range(AROUND):
                shared += (ours > 0) & (ours == self._around[right, other])
        ours, theirs = self._country[left], self._country[right]
        apart = (ours > 0) & (theirs > 0) & (ours != theirs)
        added = np.minimum(shared, MOST_SHARED) - apart.astype(np.int32)
        return np.asarray(SHARED * added, dtype=np.float32)


def _likeness(signs: Sequence[tuple[str, ...]], left: Ids, right: Ids, which: int) -> Likeness:
    one, other = ([signs[at][which] for at in side.tolist()] for side in (left, right))
    return np.asarray(process.cpdist(one, other, scorer=fuzz.ratio), dtype=np.float32)


def _sign(mention: Mention) -> tuple[str, str, str]:
    """Return the letters of a name, its words sorted, and their consonants; empty where no quick look is fair."""
    if len(mention.names) != 1:
        return "", "", ""
    if mention.kind == "Organisation":
        organisation = read_organisation(mention.names[0])
        if organisation.acronym or organisation.known or not organisation.written.isascii():
            return "", "", ""
        whole = "".join(organisation.initials)
        return " ".join(sorted(organisation.words)), code(whole), whole
    readings = read_name(mention.names[0])
    words = [word for word in readings[0].words if word not in readings[0].soft] or list(readings[0].words)
    if len(readings) > 1 or len(words) < 2 or not readings[0].latin or any(len(word) == 1 for word in words):
        return "", "", ""
    whole = "".join(words)
    return " ".join(sorted(words)), code(whole), whole
