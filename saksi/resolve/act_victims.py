"""Weighs whether two reports speak of the same people: names, groups in words, and numbers."""

import math
import re
from collections.abc import Callable, Sequence

from saksi.model.ids import fold
from saksi.resolve.act_evidence import VETO, Evidence
from saksi.resolve.act_report import ActReport, Party

Likeness = Callable[[Party, Party], float]
"""The probability that two named parties are the same person or organisation."""
GROUP = "Group"
_ALIKE, _CLOSE = 0.5, 0.15
_MOST = 3
_WIDE, _NEAR = 2.0, 1.35
_CROWD = 5
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 5
_SAYS_NOTHING = frozenset({
    "about", "activist", "activists", "among", "another", "dozens", "from", "group", "hundreds", "least", "many",
    "member", "members", "more", "other", "others", "over", "people", "person", "persons", "several", "some", "than",
    "their", "thousands", "victim", "victims", "with", "woman", "women",
})  # fmt: skip


def victims(left: ActReport, right: ActReport, likeness: Likeness) -> list[Evidence]:
    """Weigh to whom it was done; named people that do not meet are a contradiction."""
    ours, theirs = names(left), names(right)
    found = matched(ours, theirs, likeness)
    if not found and _others(left, right):
        return [Evidence(VETO - 1, "others than those spoken of before")]
    if found:
        return [_named(found, ours, theirs)]
    near = matched(ours, theirs, likeness, _CLOSE)
    if near:
        told = ", ".join(f"{a.name} / {b.name}" for a, b in near[:_MOST])
        return [Evidence(0.9 + 0.5 * (len(near) - 1), f"names that are close: {told}")]
    if ours and theirs:
        return [_strangers(left, right, ours, theirs)]
    if ours or theirs:
        one, other = (left, right) if ours else (right, left)
        return _unnamed(one, other)
    return [*_groups(left, right), *_numbers(left, right)]


def names(report: ActReport) -> tuple[Party, ...]:
    """Return the victims that have a name, groups in words left out."""
    return tuple(one for one in report.victims if one.home or not is_group(one))


def is_group(party: Party) -> bool:
    """Say whether words name nobody: a number or a small letter first, or a common noun last.

    A party of the kind GROUP is one whatever its words: somebody whose name may not be read.
    """
    words = party.name.split()
    if not words or party.kind == GROUP or (party.count or 0) > 1:
        return True
    first, last = words[0], words[-1]
    return first[0].isdigit() or first[0] != first[0].upper() or last[0] != last[0].upper()


def matched(
    ours: Sequence[Party], theirs: Sequence[Party], likeness: Likeness, least: float = _ALIKE
) -> list[tuple[Party, Party]]:
    """Pair the names that are one with this probability at least, the likeliest first, each once."""
    scored = [(_alike(a, b, likeness), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)]
    found: list[tuple[Party, Party]] = []
    left, right = set[int](), set[int]()
    for score, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score >= least and i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((ours[i], theirs[j]))
    return found


def stated(report: ActReport) -> int | None:
    """Return how many victims a report speaks of: the number that it states, else that of its groups and names."""
    if report.count is not None:
        return report.count
    counts = [one.count for one in report.victims if one.count is not None]
    if counts:
        return max(sum(counts), len(names(report)))
    return len(names(report)) or None


def _alike(one: Party, other: Party, likeness: Likeness) -> float:
    return 1.0 if one.home and one.home == other.home else likeness(one, other)


def _named(found: list[tuple[Party, Party]], ours: Sequence[Party], theirs: Sequence[Party]) -> Evidence:
    more = min(len(found) - 1, _MOST)
    left, right = len(ours) - len(found), len(theirs) - len(found)
    weight = 3.0 + 0.6 * more - (0.6 if left and right else 0.0)
    told = ", ".join(a.name if fold(a.name) == fold(b.name) else f"{a.name} / {b.name}" for a, b in found[:_MOST])
    rest = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    return Evidence(weight, f"both name {told}{rest}")


def _strangers(left: ActReport, right: ActReport, ours: Sequence[Party], theirs: Sequence[Party]) -> Evidence:
    told = f"{ours[0].name} here, {theirs[0].name} there"
    if any(_stands(one, right.words) for one in ours) or any(_stands(one, left.words) for one in theirs):
        return Evidence(1.0, f"a name stands in the words of the other report: {told}")
    numbers = (stated(left) or 0, stated(right) or 0)
    if numbers[0] == numbers[1] > max(len(ours), len(theirs)):
        return Evidence(-1.0, f"other names out of a group of {numbers[0]}: {told}")
    weight = -2.5 if left.loose or right.loose else VETO - 1
    return Evidence(weight, f"nobody is named in both: {told}")


def _stands(party: Party, words: str) -> bool:
    """Say whether every word of a name stands in the words of a report, where a nickname may part them."""
    own = _WORD.findall(fold(party.name))
    return len(own) > 1 and set(own) <= set(_WORD.findall(fold(words)))


def _unnamed(named: ActReport, other: ActReport) -> list[Evidence]:
    """Weigh names against a group or a number: as many fit, a crowd says nothing of one person."""
    count, number = stated(other), stated(named) or 1
    if count is None:
        return [Evidence(-0.2, "a report names nobody")]
    described = _described([one for one in other.victims if is_group(one)], named.words)
    if count == number:
        fits = Evidence(min(0.4 + 0.6 * math.log(number), 1.6), f"as many people as are named: {count}")
        return [fits, described] if described else [fits]
    if max(count, number) <= _WIDE * min(count, number) or abs(count - number) == 1:
        return [Evidence(0.1, f"nearly as many people: {number} and {count}")]
    weight = -4.0 if count > _CROWD * number else -1.5
    return [Evidence(weight, f"other numbers of people, and no name in both: {number} and {count}")]


def _others(left: ActReport, right: ActReport) -> bool:
    """Say whether one of two reports of one document speaks of others than those that it spoke of."""
    if not left.document or left.document != right.document:
        return False
    return any("others" in fold(one.name).split() for report in (left, right) for one in report.victims)


def _described(groups: Sequence[Party], words: str) -> Evidence | None:
    """Weigh whether the words of a report describe the people whom the other calls by what they are."""
    folded = {w[:_STEM] for w in _WORD.findall(fold(words))}
    letters = "".join(word[0] for word in _WORD.findall(words) if word[0].isupper())
    for one in groups:
        short = {w for w in _WORD.findall(one.name) if w.isupper() and len(w) > 2}
        if _stems(one.name) & folded or any(w[:-1] in letters for w in short):
            return Evidence(1.0, f"words that fit: {one.name}")
    return None


def _groups(left: ActReport, right: ActReport) -> list[Evidence]:
    ours, theirs = ({s for one in r.victims for s in _stems(one.name)} for r in (left, right))
    if not ours or not theirs:
        return []
    if ours & theirs:
        return [Evidence(1.0, f"the same people in words: {left.victims[0].name}")]
    near = any(one.weight > 0 for one in _numbers(left, right))
    return [Evidence(-1.2 if near else -2.0, f"other people: {left.victims[0].name} and {right.victims[0].name}")]


def _numbers(left: ActReport, right: ActReport) -> list[Evidence]:
    ours, theirs = stated(left), stated(right)
    if ours is None or theirs is None or min(ours, theirs) < 1:
        return []
    if ours == theirs:
        return [Evidence(min(0.3 + 0.6 * math.log(ours), 2.5), f"the same number of people: {ours}")]
    ratio = max(ours, theirs) / min(ours, theirs)
    if ratio <= _NEAR or abs(ours - theirs) == 1:
        return [Evidence(0.5, f"nearly the same number of people: {ours} and {theirs}")]
    return [Evidence(-0.2 if ratio <= _WIDE else -1.2, f"other numbers of people: {ours} and {theirs}")]


def _stems(words: str) -> set[str]:
    return {w[:_STEM] for w in _WORD.findall(fold(words)) if len(w) >= _STEM - 1 and w not in _SAYS_NOTHING}
