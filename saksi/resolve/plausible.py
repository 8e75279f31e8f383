"""A quick look at pairs that share a key: names whose letters and consonants both differ too much are not compared."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from saksi.resolve.block_keys import code
from saksi.resolve.mention import Mention
from saksi.resolve.names import read_name
from saksi.resolve.organisation_names import read_organisation

LEAST = (62, 80, 72)
"""The least likeness of sorted words, of consonants, or of names as written (rapidfuzz's ratio, 0 to 100)."""
CHUNK = 500_000
Ids = NDArray[np.int64]


def plausible(mentions: Sequence[Mention], left: Ids, right: Ids) -> NDArray[np.bool_]:
    """Return for each pair of places whether it is worth comparing in full.

    Names in another script, of one word, with initials, with several readings, and acronyms are always worth it.
    """
    signs = [_sign(mention) for mention in mentions]
    open_ = np.fromiter((not sign[0] for sign in signs), dtype=np.bool_, count=len(signs))
    kept = open_[left] | open_[right]
    rest = np.flatnonzero(~kept)
    for start in range(0, len(rest), CHUNK):
        at = rest[start : start + CHUNK]
        alike = [_likeness(signs, left[at], right[at], which) >= LEAST[which] for which in range(3)]
        kept[at] = np.logical_or.reduce(alike)
    return kept


def _likeness(signs: Sequence[tuple[str, ...]], left: Ids, right: Ids, which: int) -> NDArray[np.float32]:
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
