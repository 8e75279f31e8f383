"""What people's judgements teach about thresholds: said in words, and never lower than a refused pair allows."""

from collections.abc import Iterable
from dataclasses import dataclass

from saksi.resolve.comparison import Thresholds

ENOUGH = 30
"""Accepted pairs that it takes to merge at a lower score than the shipped one."""
LOWEST = 0.85
_STEP = 0.01
_HIGHEST, _NEVER = 0.99, 1.01


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair that a person judged, with the score that comparing it gives."""

    score: float
    same: bool


@dataclass(frozen=True, slots=True)
class Lesson:
    """What judgements say of the score from which pairs are merged without asking: as shipped, and as taught."""

    accepted: int
    refused: int
    shipped: Thresholds
    taught: Thresholds

    @property
    def changes(self) -> bool:
        """Say whether the judgements teach another threshold than the shipped one."""
        return self.shipped != self.taught

    @property
    def words(self) -> str:
        """Say it in one sentence."""
        judged = f"{self.accepted} accepted and {self.refused} refused pairs"
        if not self.changes:
            return f"{judged} bear out that pairs are merged from a score of {self.shipped.merge:.2f}"
        way = "raise" if self.taught.merge > self.shipped.merge else "lower"
        told = f"from {self.shipped.merge:.2f} to {self.taught.merge:.2f}"
        return f"{judged} {way} the score from which pairs are merged {told}"


def teach(judged: Iterable[Judged], shipped: Thresholds, *, wrong: int = 1, may_lower: bool = False) -> Lesson:
    """Learn from judgements: `wrong` refused pairs that would be merged lift the threshold above the score of each.

    Above 0.99 nothing is merged. `may_lower` lets ENOUGH accepted pairs between a lower score and the shipped one, with
    no refused one from there on, lower it, in steps of 0.01 and to LOWEST at the least.
    """
    found = list(judged)
    accepted, refused = [j.score for j in found if j.same], [j.score for j in found if not j.same]
    merge, worst = shipped.merge, max(refused, default=0.0)
    if sum(score >= merge for score in refused) >= wrong:
        merge = round(worst + _STEP, 2) if worst < _HIGHEST else _NEVER
    elif may_lower and worst < merge:
        steps = (round(shipped.merge - _STEP * n, 2) for n in range(1, round((shipped.merge - LOWEST) / _STEP) + 1))
        low = [s for s in steps if s > worst and sum(s <= score < shipped.merge for score in accepted) >= ENOUGH]
        merge = max(low, default=merge)
    return Lesson(len(accepted), len(refused), shipped, Thresholds(shipped.suggest, merge))
