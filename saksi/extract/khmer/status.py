"""How a Khmer text reports an act: done, alleged, ordered, scheduled, denied, called for, possible or general."""

from saksi.extract.khmer.page import KhmerPage
from saksi.extract.khmer.patterns import compiled
from saksi.extract.khmer.triggers import Trigger
from saksi.packs.khmer import KhmerWords

ORDER = ("general", "called-for", "hypothetical", "ordered", "scheduled", "alleged")
CLAUSES_BEFORE = ("called-for", "alleged")
"""What a verb of saying opens reaches into the clause that ថា or ឱ្យ opens."""


def status(page: KhmerPage, trigger: Trigger, words: KhmerWords) -> str:
    """Return the status of the act that a trigger reports."""
    text, grammar = page.content, words.grammar
    clause, sentence = trigger.clause, page.sentence(trigger.at[0])
    before = text[clause.at[0] : trigger.at[0]]
    all_before = text[sentence[0] : trigger.at[0]]
    if any(a <= trigger.at[0] < b for a, b in page.demands):
        return "called-for"
    if _denied(before, all_before, trigger, words):
        return "denied"
    if clause.opener.endswith("បើ") or clause.opener == "ដើម្បី":
        return "hypothetical"
    if clause.opener.startswith("ថា") and compiled(grammar.statuses["hypothetical"]).search(all_before[-40:]):
        return "hypothetical"
    reach = all_before if clause.opener.startswith(("ថា", "រួម")) else before
    for found in ORDER:
        where = reach if found in CLAUSES_BEFORE else before
        if compiled(grammar.statuses[found]).search(where):
            return found
    return trigger.frame.status or "reported"


def _denied(before: str, all_before: str, trigger: Trigger, words: KhmerWords) -> bool:
    refused = compiled(words.grammar.refusals).search(all_before)
    if refused and len(all_before) - refused.end() <= 60:
        return True
    last = before[-25:] if trigger.voice == "active" else before
    return any(compiled((pattern,)).search(last) for pattern in words.grammar.statuses["denied"])
