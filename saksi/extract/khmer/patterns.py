"""Patterns made of the words of `lang/km`, spelled as normalised text is."""

import re
from collections.abc import Iterable
from functools import cache

from saksi.text.khmer import CLUSTER, normalise


def any_of(words_: Iterable[str]) -> str:
    """Return a pattern that matches any of some words, the longest first, spelled as normalised text is."""
    spelled = {normalise(word).content for word in words_}
    return "|".join(re.escape(word) for word in sorted(spelled, key=lambda w: (-len(w), w)))


@cache
def compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Compile patterns into one of them all, spelled as normalised text is."""
    return re.compile("|".join(f"(?:{normalise(pattern).content})" for pattern in patterns))


def size(words_: str) -> int:
    """Count the clusters of some words."""
    return len(CLUSTER.findall(words_))
