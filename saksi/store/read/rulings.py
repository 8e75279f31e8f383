"""What the log of decisions amounts to: which decision stands about each subject."""

from collections.abc import Iterable
from dataclasses import dataclass

from saksi.model.types import Decision, Verdict
from saksi.store import models

CHUNK = 500
_JUDGEMENTS = frozenset({Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT})
_PAIRS = frozenset({Verdict.SAME, Verdict.DIFFERENT})
_RELEASES = frozenset({Verdict.PUBLISH, Verdict.WITHHOLD})


@dataclass(frozen=True, slots=True)
class Ruling:
    """The decisions that stand about one subject, the oldest first; those undone are gone.

    Whether a claim is right and whether it may be seen are separate questions, so each has its own last word.
    """

    standing: tuple[Decision, ...] = ()

    @property
    def judgement(self) -> Decision | None:
        """Return the last word on whether the claim is right: accept, reject or correct."""
        return self._last(_JUDGEMENTS)

    @property
    def release(self) -> Decision | None:
        """Return the last word on who may see it: publish or withhold."""
        return self._last(_RELEASES)

    @property
    def pair(self) -> Decision | None:
        """Return the last word on whether two entities are one: same or different."""
        return self._last(_PAIRS)

    @property
    def withheld(self) -> bool:
        """Say whether it stays in the house by the last word on that."""
        return self.release is not None and self.release.verdict is Verdict.WITHHOLD

    @property
    def rejected(self) -> bool:
        """Say whether the claim was rejected."""
        return self.judgement is not None and self.judgement.verdict is Verdict.REJECT

    def shown(self, value: str) -> str:
        """Return the corrected value, or the value as the document gives it."""
        if self.judgement is not None and self.judgement.verdict is Verdict.CORRECT:
            return self.judgement.value
        return value

    def _last(self, verdicts: frozenset[Verdict]) -> Decision | None:
        return next((d for d in reversed(self.standing) if d.verdict in verdicts), None)


NONE = Ruling()
Rulings = dict[str, Ruling]


def rule(decisions: Iterable[Decision]) -> Rulings:
    """Fold decisions, in the order of the log, into what stands; `undo` takes back the last one on its subject."""
    standing: dict[str, list[Decision]] = {}
    for decision in decisions:
        stack = standing.setdefault(decision.subject, [])
        if decision.verdict is Verdict.UNDO:
            if stack:
                stack.pop()
        else:
            stack.append(decision)
    return {subject: Ruling(tuple(stack)) for subject, stack in standing.items() if stack}


def load(subjects: Iterable[str] | None = None) -> Rulings:
    """Read the log, or what it says about some subjects, and return what stands."""
    if subjects is None:
        return rule(row.to_type() for row in models.Decision.objects.order_by("id").iterator())
    wanted = sorted(subjects)
    ruled: Rulings = {}
    for start in range(0, len(wanted), CHUNK):
        found = models.Decision.objects.filter(subject__in=wanted[start : start + CHUNK]).order_by("id")
        ruled.update(rule(row.to_type() for row in found))
    return ruled


def history(subject: str) -> list[Decision]:
    """Return every decision ever taken on a subject, the oldest first."""
    return [row.to_type() for row in models.Decision.objects.filter(subject=subject).order_by("id")]
