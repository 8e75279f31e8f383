"""What comparing two mentions gives: a score, a verdict, and the reasons in words."""

from dataclasses import dataclass
from enum import StrEnum


class Match(StrEnum):
    """What a score means: merge at once, ask a person, or leave apart."""

    MERGE = "merge"
    SUGGEST = "suggest"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How likely two mentions name the same one.

    `score` is a probability from 0 to 1; `reasons` are short sentences, the weightiest first; there are none only where
    none were asked for.
    """

    score: float
    verdict: Match
    reasons: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Say whether the pair is held, or suggested, to be one."""
        return self.verdict is not Match.APART


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The scores from which a pair is suggested to people, and from which it is merged without asking."""

    suggest: float
    merge: float

    def verdict(self, score: float) -> Match:
        """Return what a score means."""
        if score >= self.merge:
            return Match.MERGE
        return Match.SUGGEST if score >= self.suggest else Match.APART
