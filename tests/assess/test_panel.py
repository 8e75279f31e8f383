"""What a panel decides, folded from the log: whose votes count, when it is decided, and that history stays."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.assess import panel
from saksi.assess.bands import Band
from saksi.assess.panel import Basis, Motion, State
from saksi.model.errors import StoreError, UsageError
from saksi.model.types import Decision, Verdict

START = datetime(2026, 5, 1, tzinfo=UTC)
SCORES = {"association": 30.0, "assembly": 20.0, "expression": 34.0, "protection": 36.0}
ID = "rating:KH:2025:1"


def entry(user: str, verdict: Verdict, hour: int = 0, value: str = "", subject: str = ID) -> Decision:
    return Decision(subject, verdict, value, user, START + timedelta(hours=hour), "seen")


def log(*votes: tuple[str, bool], needed: int = 2) -> list[Decision]:
    first = entry("ana", Verdict.PROPOSE, value=Motion(needed, SCORES).packed())
    cast = (
        entry(user, Verdict.ACCEPT if accepts else Verdict.REJECT, hour)
        for hour, (user, accepts) in enumerate(votes, 1)
    )
    return [first, *cast]


def folded(*votes: tuple[str, bool], needed: int = 2) -> panel.Proposal:
    found = panel.fold(log(*votes, needed=needed))
    assert found is not None
    return found


def test_two_votes_of_others_decide_and_the_mean_is_the_score() -> None:
    found = folded(("bo", True), ("chan", True))
    assert (found.state, found.score, found.band) == (State.ADOPTED, 30.0, Band.REPRESSED)
    assert found.decided == START + timedelta(hours=2)
    assert folded(("bo", True)).state is State.OPEN


def test_the_author_has_no_vote_and_nobody_has_two() -> None:
    assert folded(("ana", True), ("bo", True), ("bo", True)).state is State.OPEN


def test_a_name_in_other_letters_is_the_same_person() -> None:
    assert folded(("Ana", True), (" ANA ", True)).votes == ()
    found = folded(("Bo", True), ("bo ", True))
    assert (found.state, len(found.votes)) == (State.OPEN, 1)


def test_a_changed_mind_counts_once_and_what_is_decided_stays() -> None:
    assert folded(("bo", True), ("bo", False), ("chan", False)).state is State.REFUSED
    late = folded(("bo", True), ("chan", True), ("bo", False), ("dara", False))
    assert (late.state, len(late.votes)) == (State.ADOPTED, 2)


@given(st.lists(st.tuples(st.sampled_from(["ana", "bo", "chan", "dara", "em"]), st.booleans())), st.integers(1, 3))
def test_a_decision_has_its_majority_and_nothing_later_changes_it(votes: list[tuple[str, bool]], needed: int) -> None:
    seen = State.OPEN
    for end in range(len(votes) + 1):
        found = folded(*votes[:end], needed=needed)
        sides = [vote.accepts for vote in found.votes]
        assert seen in (State.OPEN, found.state)
        assert (found.state is State.ADOPTED) == (sides.count(True) >= needed)
        assert (found.state is State.REFUSED) == (sides.count(False) >= needed)
        seen = found.state


def test_the_latest_adopted_rating_of_a_year_stands() -> None:
    again = [
        Decision(ID.replace(":1", ":2"), one.verdict, one.value, one.user, one.at + timedelta(days=1), one.reason)
        for one in log(("bo", True), ("chan", True))
    ]
    found = panel.proposals([*log(("bo", True), ("chan", True)), *again])
    assert panel.standing(found)["KH", "2025"].id == "rating:KH:2025:2"
    assert panel.standing(found[:1])["KH", "2025"].id == ID


def test_what_was_erased_folds_to_nothing() -> None:
    assert panel.fold(log(("bo", True))[1:]) is None


@pytest.mark.parametrize(
    ("place", "period", "scores", "problem"),
    [
        ("Cambodia", "2025", SCORES, "a country and a year"),
        ("KH", "25", SCORES, "a country and a year"),
        ("KH", "2025", SCORES | {"protection": 0}, "lies off the scale"),
        ("KH", "2025", {"association": 3}, "a score for each of association, assembly"),
    ],
)
def test_what_is_no_rating_is_refused(place: str, period: str, scores: dict[str, float], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        panel.checked(place, period, scores)


@pytest.mark.parametrize("identity", ["rating:KH:2025", "rating:KH:2025:0", "watch:KH:2025:1", "rating:kh:2025:1"])
def test_an_id_is_whole_or_none(identity: str) -> None:
    assert panel.parsed(identity) is None
    assert panel.parsed(panel.subject("rating", "KH", "2025", 12)) == ("rating", "KH", "2025", 12)
    assert panel.parsed("watch:KH:3") == ("watch", "KH", "", 3)


def test_claims_are_told_anew_or_marked_as_erased() -> None:
    basis = (Basis("claim", "old"), Basis("claim", "gone"), Basis("claim", "other"), Basis("measure", "gone"))
    told = panel.motion(panel.recited(Motion(2, SCORES, basis=basis).packed(), {"old": "new", "gone": ""}, "stone"))
    assert [(one.kind, one.id) for one in told.basis] == [
        ("claim", "new"), ("erased", "stone"), ("claim", "other"), ("measure", "gone")
    ]  # fmt: skip


def test_what_cannot_be_read_is_an_error() -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        panel.motion('{"needed": "many"}')
