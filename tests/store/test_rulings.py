"""What the log amounts to: the last word counts, undo takes back one, and subjects do not touch each other."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from saksi.model.types import Decision, Verdict
from saksi.store.read.rulings import NONE, rule

AT = datetime(2021, 3, 2, tzinfo=UTC)
JUDGING = (Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT, Verdict.PUBLISH, Verdict.WITHHOLD)


@st.composite
def decisions(draw: st.DrawFn, subjects: str = "abc") -> list[Decision]:
    drawn = draw(st.lists(st.tuples(st.sampled_from(subjects), st.sampled_from([*JUDGING, Verdict.UNDO])), max_size=25))
    return [
        Decision(subject, verdict, str(number) if verdict is Verdict.CORRECT else "", "ana", AT, "")
        for number, (subject, verdict) in enumerate(drawn)
    ]


@given(decisions())
def test_subjects_do_not_touch_each_other(log: list[Decision]) -> None:
    alone = {s: rule(d for d in log if d.subject == s).get(s, NONE) for s in "abc"}
    together = rule(sorted(log, key=lambda d: d.subject))

    assert {s: rule(log).get(s, NONE) for s in "abc"} == alone
    assert {s: together.get(s, NONE) for s in "abc"} == alone


@given(decisions("a"), st.sampled_from(JUDGING))
def test_undo_takes_back_exactly_the_last_decision(log: list[Decision], verdict: Verdict) -> None:
    new = Decision("a", verdict, "new" if verdict is Verdict.CORRECT else "", "ana", AT, "")
    undo = Decision("a", Verdict.UNDO, "", "ana", AT, "")

    assert rule([*log, new, undo]) == rule(log)
    assert rule([*log, new])["a"].standing[-1] == new


@given(decisions("a"))
def test_judging_and_releasing_each_have_their_own_last_word(log: list[Decision]) -> None:
    log = [d for d in log if d.verdict is not Verdict.UNDO]
    ruling = rule(log).get("a", NONE)
    judged = [d for d in log if d.verdict in (Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT)]
    released = [d for d in log if d.verdict in (Verdict.PUBLISH, Verdict.WITHHOLD)]

    assert ruling.judgement == (judged[-1] if judged else None)
    assert ruling.release == (released[-1] if released else None)
    assert ruling.rejected == bool(judged and judged[-1].verdict is Verdict.REJECT)


@given(decisions("a"))
def test_a_value_is_shown_as_the_last_correction_says(log: list[Decision]) -> None:
    ruling = rule(log).get("a", NONE)
    last = ruling.judgement
    corrected = last is not None and last.verdict is Verdict.CORRECT

    assert ruling.shown("said") == (last.value if corrected and last else "said")


def test_undoing_nothing_is_nothing() -> None:
    assert rule([Decision("a", Verdict.UNDO, "", "ana", AT, "")]) == {}
