"""How right extraction is on the project's own labelled texts, by language and field, with intervals over documents.

English: example documents that a reader labelled. Khmer: texts written for the project, with those that no rule may be
made to fit apart from the others. See tests/examples/held_out.py.
"""

from collections.abc import Sequence

from saksi.flows.bench.intervals import Estimate, f1
from tests.examples.held_out import Labelled, Score, khmer, labels
from tests.examples.held_out import measure as scores

KHMER = {"km": ("", "written later"), "km_held_out": ("held out",)}


def measure() -> dict[str, Estimate]:
    """Return F1 of acts, victims, dates and persons, by language."""
    out = _measured("en", labels())
    for name, groups in KHMER.items():
        out |= _measured(name, [one for group in groups for one in khmer(group)])
    return out


def _measured(language: str, wanted: Sequence[Labelled]) -> dict[str, Estimate]:
    by_document = [scores(wanted=[one]) for one in wanted]
    fields = dict.fromkeys(field for one in by_document for field in one)
    return {f"{language}.{field}.f1": _f1([one.get(field, Score()) for one in by_document]) for field in fields}


def _f1(scored: Sequence[Score]) -> Estimate:
    return f1([s.found for s in scored], [s.given for s in scored], [s.asked for s in scored])
