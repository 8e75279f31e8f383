"""Finer kinds of acts: those that the frame says, and those that words of the clause say."""

import re
from functools import cache

from saksi.extract.act import Act
from saksi.extract.page import Reading
from saksi.packs.lexicon import Lexicon


def subtype(reading: Reading, act: Act, words: Lexicon) -> str | None:
    """The subtype of an act, None where neither frame nor words give one."""
    if act.trigger.frame.subtype:
        return act.trigger.frame.subtype
    text = reading.content[slice(*act.at)]
    for name, hints in words.acts.subtypes.get(act.type, {}).items():
        if _pattern(hints).search(text):
            return name
    return None


@cache
def _pattern(hints: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(h).replace(r"\ ", r"[\s-]+") for h in hints) + r")", re.I)
