"""Takes decisions; what hangs on them is derived again with them."""

from collections.abc import Collection
from dataclasses import replace

from saksi.model.errors import StoreError
from saksi.model.types import Decision, Verdict
from saksi.store import write
from saksi.store.read import current


def take(decision: Decision) -> None:
    """Append a decision to the log. Raises what `write.decide` raises."""
    write.decide(decision)


def split(decision: Decision, seen: Collection[str] | None = None) -> int:
    """Take one entity out of its cluster or act: a decision *different* about it and each other member.

    The subject is the entity; returns how many decisions that took, of which each can be undone. With `seen` only
    members among these are decided on: who decides learns nothing of a member that is hidden from him, not even that it
    is there. Raises StoreError for an entity that stands alone, and what `write.decide` raises.
    """
    with write.writing():
        others = [one for one in current.members(decision.subject) if one != decision.subject]
        others = others if seen is None else [one for one in others if one in seen]
        if not others:
            raise StoreError(f"{decision.subject} stands alone: there is nothing to take it out of")
        for other in others:
            pair = write.pair(decision.subject, other)
            write.decide(replace(decision, subject=pair, verdict=Verdict.DIFFERENT, value=""))
    return len(others)
