"""From entities to clusters of the same one, each with its reason: pure, no I/O.

The steps, each a function that the flows call:

    block.candidates(mentions, new=None) -> Iterator[tuple[str, str]]
        pairs of ids worth comparing, smaller id first, each once; with `new` (ids) only pairs that hold a new one
    compare.compare(left: Mention, right: Mention) -> Comparison
        persons and organisations; `comparison.Comparison(score, verdict, reasons)`, symmetric
    cluster.cluster(ids, pairs, judgements) -> list[Cluster]
        `pairs` are `cluster.Scored(left, right, comparison)`, `judgements` are `cluster.Judgement(left, right, same)`,
        the one in force for each pair; MERGE pairs join unless a refused or contradicted pair would come together.
        The order of pairs and of judgements does not matter. SUGGEST pairs join nothing: they are for people.

Acts have their own comparison, `compare_acts.compare`, with the same `Comparison`.
"""
