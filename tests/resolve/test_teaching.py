"""What judgements teach about thresholds: a wrong merge lifts them, many right ones lower them a little."""

from hypothesis import given
from hypothesis import strategies as st

from saksi.resolve.comparison import Thresholds
from saksi.resolve.teaching import ENOUGH, LOWEST, Judged, teach

SHIPPED = Thresholds(0.5, 0.9)


def test_nothing_judged_teaches_nothing() -> None:
    lesson = teach([], SHIPPED)
    assert not lesson.changes
    assert "bear out" in lesson.words


def test_a_refused_merge_lifts_the_threshold_above_it_and_says_so() -> None:
    lesson = teach([Judged(0.95, same=False), Judged(0.97, same=True)], SHIPPED)
    assert lesson.taught == Thresholds(0.5, 0.96)
    assert "raise the score from which pairs are merged from 0.90 to 0.96" in lesson.words
    assert teach([Judged(0.95, same=False)], SHIPPED, wrong=3).taught == SHIPPED


def test_a_refused_suggestion_teaches_nothing() -> None:
    assert not teach([Judged(0.8, same=False)], SHIPPED).changes


def test_many_accepted_suggestions_lower_it_only_where_that_is_allowed() -> None:
    judged = [Judged(0.885, same=True)] * ENOUGH
    assert teach(judged, SHIPPED, may_lower=True).taught.merge == 0.88
    assert not teach(judged, SHIPPED).changes
    assert not teach([*judged, Judged(0.89, same=False)], SHIPPED, may_lower=True).changes


@given(st.lists(st.builds(Judged, st.floats(0, 1), st.booleans())), st.booleans(), st.randoms(use_true_random=False))
def test_no_order_matters_and_no_refused_pair_would_be_merged(judged: list[Judged], lower: bool, order: object) -> None:
    lesson = teach(judged, SHIPPED, may_lower=lower)
    turned = list(judged)
    order.shuffle(turned)  # type: ignore[attr-defined]
    assert teach(turned, SHIPPED, may_lower=lower) == lesson
    assert lesson.taught.merge >= LOWEST
    assert all(one.score < lesson.taught.merge for one in judged if not one.same)
