"""Takes a decision; what hangs on it is derived again with it."""

from saksi.model.types import Decision
from saksi.store import write


def take(decision: Decision) -> None:
    """Append a decision to the log. Raises what `write.decide` raises."""
    write.decide(decision)
