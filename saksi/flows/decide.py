"""Takes a decision, and derives again what hangs on it."""

from saksi.flows.resolve import resolve
from saksi.model.types import Decision, Verdict
from saksi.store import search, write

_PAIRS = frozenset({Verdict.SAME, Verdict.DIFFERENT})


def take(decision: Decision) -> None:
    """Append a decision to the log; when it is about a name or a pair, say again which entities are one, with it.

    Raises what `write.decide` raises.
    """
    with write.writing():
        write.decide(decision)
        if decision.verdict in _PAIRS or ":" in decision.subject or search.naming(decision.subject):
            resolve()
