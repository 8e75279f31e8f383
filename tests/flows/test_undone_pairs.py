"""A pair that was judged and then undone is asked about again, whatever came in between. All names invented."""

from collections.abc import Sequence

import pytest
import samples
from scene import Writer

from saksi.flows.decide import take
from saksi.flows.resolve import run
from saksi.model.types import Verdict
from saksi.store import check_rows, models, write

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NAMES = {
    "Person": ("Sovannarith Kemrakya", "Sovanarith Kemrakya", "Sovannarith Kemrakia"),
    "Organisation": ("Open Water Forum Lantern", "Open Water Forum Lanterns", "Open Waters Forum Lantern"),
    "Act": ("Mira Solan was arrested on 3 September 2020.", "Mira Solan was arrested in 2020.",
            "In 2020 Mira Solan was arrested."),
}  # fmt: skip


def lay(kind: str, lines: Sequence[str]) -> None:
    for line in lines:
        content = line if kind == "Act" else f"{line} met."
        w = Writer(content, title=line[-18:], publisher=f"Post {line[:14]}", published="2020-12-01")
        if kind == "Act":
            date = ("2020-09-03", "3 September 2020") if "3" in line else ("2020", "2020")
            act = w.act(line, "arrested", "arrest", status=("reported", "arrested"), date=date, country=("KH", "was"))
            w.part(act, "victim", "Mira Solan", w.named("Person", "Mira Solan"))
        else:
            w.named(kind, line)
        page = w.page()
        write.add(page.document, page.text, list(page.statements()))


def asked(kind: str) -> set[str]:
    return {f"{row.one}:{row.other}" for row in models.Match.objects.filter(kind=kind, state="suggest")}


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize("verdict", [Verdict.DIFFERENT, Verdict.SAME])
@pytest.mark.parametrize("kind", sorted(NAMES))
def test_undoing_a_judgement_brings_the_question_back(kind: str, verdict: Verdict, anew: bool) -> None:
    lay(kind, NAMES[kind][:2])
    assert run().waiting[kind] == 1
    (pair,) = asked(kind)
    take(samples.decision(pair, verdict))
    assert run().waiting[kind] == 0
    lay(kind, NAMES[kind][2:])
    after = run(anew=anew)
    assert after.compared
    assert after.waiting[kind] == len(asked(kind) - {pair})
    take(samples.decision(pair, Verdict.UNDO))
    again = run()
    assert pair in asked(kind)
    assert again.waiting[kind] == len(asked(kind))
    assert list(check_rows.problems()) == []
