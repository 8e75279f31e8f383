"""What an act ended in, as the words say it: the sentence, the fine, bail, a term of detention."""

from __future__ import annotations

import re
from functools import cache

from saksi.extract.page import Reading
from saksi.extract.records import Range
from saksi.packs.lexicon import Outcomes

NUMBER = (
    r"(?:\d[\d,.]*\d|\d|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine|half))?"
    r"(?: and a half)?"
)
ONE_TERM = (
    rf"(?:{NUMBER})(?:[\s-](?:and a half[\s-]))?[\s-](?:year|month|week|day)s?(?: and (?:{NUMBER}) (?:month|day)s?)?"
)
TERM = rf"(?:(?:up to|at least|nearly|almost|about|more than|over|a total of) )?(?:{NUMBER} (?:to|and|or) )?{ONE_TERM}"


def outcome(reading: Reading, act_type: str, clause: Range, after: int, outcomes: Outcomes) -> tuple[str, Range] | None:
    """The outcome that a clause gives to an act of a type, the first that stands after `after`; its words and range."""
    found = _search(reading.content, act_type, clause, after, outcomes)
    if found is None:
        return None
    words = " ".join(reading.content[found[0] : found[1]].split())
    return words, found


def amount(reading: Reading, clause: Range, outcomes: Outcomes) -> tuple[str, Range] | None:
    """The first amount of money in a clause."""
    found = [
        m for p in outcomes.amounts for m in [_compiled(p, outcomes.amounts).search(reading.content, *clause)] if m
    ]
    if not found:
        return None
    first = min(found, key=lambda m: m.start())
    return first[0], first.span()


def _search(text: str, act_type: str, clause: Range, after: int, outcomes: Outcomes) -> Range | None:
    best: Range | None = None
    for pattern in outcomes.patterns.get(act_type, ()):
        for match in _compiled(pattern, outcomes.amounts).finditer(text, *clause):
            at = match.span()
            better = best is None or ((at[0] < after <= best[0]) is False and (at[1] - at[0] > best[1] - best[0]))
            if at[0] >= after - 60 and better:
                best = at
    return best


@cache
def _compiled(pattern: str, amounts: tuple[str, ...]) -> re.Pattern[str]:
    money = "(?:" + "|".join(amounts) + ")"
    pattern = pattern.replace("AMOUNT", money).replace("TERM", f"(?:{TERM})").replace("NUM", f"(?:{NUMBER})")
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.I)
