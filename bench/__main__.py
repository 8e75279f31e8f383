"""Runs every bench, freezes the results, and shows what changed since the last."""

from bench import accuracy, acts, counting, reading, size, speed
from bench.results import freeze


def main() -> None:
    """Measure speed first: its peak memory is that of this process."""
    freeze("speed", speed.measure())
    freeze("reading", reading.measure())
    freeze("counting", counting.measure())
    freeze("size", size.measure())
    freeze("acts", acts.measure())
    scores = accuracy.measure()
    if scores is None:
        print(f"accuracy: the gold corpus is not at {accuracy.CORPUS}; the frozen result stays")
    else:
        freeze("accuracy", scores)


if __name__ == "__main__":
    main()
