"""Which reports of acts are worth comparing: of one type, and of one person, of one place or country and month, or of
one sentence on as many people.

Large blocks are walked through by date, each report beside its neighbours alone, so that the number of pairs grows with
the number of reports.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from saksi.model.ids import fold
from saksi.resolve.act_evidence import OF_A_LAW, sentence
from saksi.resolve.act_places import plain
from saksi.resolve.act_report import ActReport
from saksi.resolve.act_victims import names, stated

NEIGHBOURS = 20
"""Reports before and after it, by date, that a report of a large block is compared with."""
_LARGE = 2 * NEIGHBOURS
_MONTHS = 3
_LETTERS = re.compile(r"[^\W\d_]+")
_SOFT = re.compile(r"[aeiouyhw]|(.)(?=\1)")
_SHORT = 3
Key = tuple[str, ...]


def candidates(reports: Iterable[ActReport], new: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield pairs of ids worth comparing, the smaller first, each once; with `new`, only pairs that hold one of it."""
    every = {one.id: one for one in reports}
    blocks: dict[Key, list[str]] = defaultdict(list)
    for one in sorted(every.values(), key=lambda r: (r.date.earliest if r.date else date.max, r.id)):
        for key in keys(one):
            blocks[key].append(one.id)
    told = set[tuple[str, str]]()
    for members in blocks.values():
        reach = len(members) if len(members) <= _LARGE else NEIGHBOURS
        for place, first in enumerate(members):
            for second in members[place + 1 : place + 1 + reach]:
                pair = (first, second) if first < second else (second, first)
                if pair not in told and (new is None or first in new or second in new):
                    told.add(pair)
                    yield pair


def keys(report: ActReport) -> set[Key]:
    """Return the blocks that a report belongs to: whole names at any time, parts of names and places in their time."""
    kind = report.type
    years = _years_of(report)
    found: set[Key] = {(kind, "who", one.home) for one in report.victims if one.home}
    found |= {(kind, "who", " ".join(sorted(_parts(one.name)))) for one in report.victims}
    found |= {(kind, "part", part, year) for one in report.victims for part in _parts(one.name) for year in years}
    if kind in OF_A_LAW:
        found |= {(kind, "law", part) for words in report.provisions for part in _parts(words)}
    where = {plain(place) for place in report.places} | {report.country} - {""}
    found |= {(kind, "when", month, place) for month in _months_of(report) for place in where or {""}}
    if not names(report):
        found |= {(kind, "when", month, "") for month in _months_of(report)}
        found |= {(kind, "year", year, str(count)) for year in years if (count := stated(report) or 0) >= _SHORT}
    if (terms := sentence(report)) and (many := stated(report)):
        # A press release of the day names no date, and later documents name nobody: what they were given is in both.
        found.add((kind, "sentence", ", ".join(sorted(terms)), str(many)))
    return found


def skeleton(word: str) -> str:
    """Return the hard letters of a word, which spellings of one name have in common: Sokh and Sok are both sk."""
    folded = fold(word)
    return folded[:1] + _SOFT.sub("", folded[1:])


def _parts(name: str) -> set[str]:
    """Return what spellings, orders and short forms of a name have in common, one part at least of each."""
    words = [word for word in _LETTERS.findall(name) if word]
    initials = "".join(word[0] for word in words if word[0].isupper()).casefold()
    short = {word.casefold() for word in words if word.isupper() and len(word) > 1}
    return (
        {skeleton(word) for word in words if len(word) >= _SHORT} | short | ({initials} if len(initials) > 1 else set())
    )


def _years_of(report: ActReport) -> set[str]:
    """Return the years that the date can lie in, at most two; an undated report stands by itself."""
    if report.date is None or report.date.start is None or report.date.end is None:
        return {""}
    return {str(report.date.earliest.year), str(report.date.latest.year)}


def _months_of(report: ActReport) -> list[str]:
    """Return the months that the date can lie in, of one known to a few months; nothing of a bare year."""
    if report.date is None or report.date.start is None or report.date.end is None:
        return []
    first, last = report.date.earliest, report.date.latest
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    months = [divmod(first.year * 12 + first.month - 1 + step, 12) for step in range(-1, count + 1)]
    return [f"{year}-{month + 1:02}" for year, month in months] if count <= _MONTHS else []
