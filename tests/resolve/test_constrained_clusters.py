import random

from hypothesis import given
from hypothesis import strategies as st

from saksi.resolve.cluster import Judgement, Scored, cluster
from saksi.resolve.comparison import Comparison, Match

IDS = [f"m{number}" for number in range(8)]
PAIRS = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] < pair[1])
SCORED = st.dictionaries(PAIRS, st.tuples(st.sampled_from([0.0, 0.6, 0.95, 0.99]), st.sampled_from(Match)), max_size=20)
JUDGED = st.dictionaries(PAIRS, st.booleans(), max_size=8)


def scored(left: str, right: str, verdict: Match, score: float = 0.95) -> Scored:
    return Scored(left, right, Comparison(score, verdict, ("because",)))


def test_pairs_to_merge_join_and_suggestions_do_not() -> None:
    found = cluster("abc", [scored("a", "b", Match.MERGE), scored("b", "c", Match.SUGGEST)])
    assert [one.members for one in found] == [("a", "b"), ("c",)]
    assert found[0].links[0][:2] == ("a", "b")


def test_a_name_between_two_namesakes_goes_to_the_likelier() -> None:
    pairs = [
        scored("a", "b", Match.MERGE, 0.99),
        scored("b", "c", Match.MERGE, 0.95),
        scored("a", "c", Match.APART, 0.01),
    ]
    assert [one.members for one in cluster("abc", pairs)] == [("a", "b"), ("c",)]


def test_what_a_person_accepted_stands_against_a_low_score() -> None:
    found = cluster("ab", [scored("a", "b", Match.APART, 0.0)], [Judgement("b", "a", same=True)])
    assert [one.members for one in found] == [("a", "b")]
    assert found[0].links == (("a", "b", None),)


@given(SCORED, JUDGED, st.randoms())
def test_refused_pairs_stay_apart_and_no_order_matters(
    pairs: dict[tuple[str, str], tuple[float, Match]], judged: dict[tuple[str, str], bool], chance: random.Random
) -> None:
    told = [scored(*pair, verdict, score) for pair, (score, verdict) in pairs.items()]
    judgements = [Judgement(*pair, same=same) for pair, same in judged.items()]
    found = cluster(IDS, told, judgements)
    mixed = [list(IDS), list(told), list(judgements)]
    for part in mixed:
        chance.shuffle(part)
    assert found == cluster(*mixed)
    homes = {member: at for at, one in enumerate(found) for member in one.members}
    assert sorted(homes) == IDS
    assert all(homes[one] != homes[other] for (one, other), same in judged.items() if not same)
