"""Runs every bench, freezes the results, and shows what changed since the last."""

from collections.abc import Mapping

from bench import (
    accuracy,
    acts,
    attacks,
    counting,
    gold,
    matching,
    nomenklatura,
    own,
    reading,
    reliability,
    scale,
    size,
    speed,
)
from bench.results import freeze
from saksi.flows.bench.intervals import Estimate


def main() -> None:
    """Measure speed first: its peak memory is that of this process."""
    freeze("speed", speed.measure())
    freeze("reading", reading.measure())
    freeze("counting", counting.measure())
    freeze("size", size.measure())
    freeze("acts", acts.measure())
    freeze("matching", accuracy.flat(matching.measure()))
    freeze("nomenklatura", nomenklatura.measure())
    freeze("scale", scale.sizes())
    freeze("own", flat(own.measure()))
    judged = {"own": list(reliability.of_own())}
    module = gold.scorer()
    if module is None:
        print(f"accuracy: the gold corpus is not at {accuracy.CORPUS}; the frozen results stay")
    else:
        freeze("accuracy", accuracy.measure() or {})
        lines = gold.extracted()
        freeze("gold", flat(gold.measure(lines, module)))
        freeze("reliability", reliability.measure({**judged, "corpus": list(reliability.of_corpus(lines, module))}))
    told = attacks.measure()
    if told is None:
        print(f"hrdsattack: the articles are not at {attacks.FILE}; the frozen result stays")
    else:
        freeze("hrdsattack", flat(told))


def flat(measures: Mapping[str, Estimate]) -> dict[str, float]:
    """Name every value and the ends of its 95 % interval."""
    return {
        name if key == "value" else f"{name}.{key}": value
        for name, one in measures.items()
        for key, value in one.numbers().items()
    }


if __name__ == "__main__":
    main()
