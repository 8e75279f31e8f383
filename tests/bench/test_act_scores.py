"""Act matching keeps what it reaches on the labelled pairs and clusters."""

from bench import acts


def test_scores_of_pairs_and_clusters() -> None:
    found = acts.measure()
    assert found["pairs.f1"] >= 0.95
    assert found["clusters.f1"] >= 0.90
    assert found["clusters.blocking_recall"] >= 0.98


def test_b_cubed_of_one_heap_and_of_single_reports() -> None:
    gold = {"a": "x", "b": "x", "c": "y"}
    heap = acts.b_cubed(dict.fromkeys(gold, frozenset(gold)), gold)
    alone = acts.b_cubed({one: frozenset({one}) for one in gold}, gold)
    assert (heap["precision"], heap["recall"]) == (0.5556, 1.0)
    assert (alone["precision"], alone["recall"]) == (1.0, 0.6667)
