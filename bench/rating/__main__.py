"""Runs the benches of ratings, or the named ones, and freezes the results: `python -m bench.rating [levels …]`."""

import sys

from bench.rating import bands, hidden, levels, raters, replay, watching
from bench.results import freeze

BENCHES = {
    "levels": levels.measure,
    "hidden": hidden.measure,
    "bands": bands.measure,
    "raters": raters.measure,
    "watching": watching.measure,
    "replay": replay.measure,
}


def main() -> None:
    """Measure the named benches, or all."""
    for name in sys.argv[1:] or BENCHES:
        found = BENCHES[name]()
        if found is None:
            print(f"rating_{name}: the outside data are not on this machine; the frozen result stays")
        else:
            freeze(f"rating_{name}", found)


if __name__ == "__main__":
    main()
