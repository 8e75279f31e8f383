"""HRDsAttack's development articles, where they are there; the same as `saksi bench hrdsattack`."""

from pathlib import Path

from saksi.flows.bench import hrdsattack
from saksi.flows.bench.intervals import Estimate
from saksi.options import Options
from saksi.packs import load

FILE = Path(__file__).parent.parent.parent / "shared" / "data" / "hrdsattack" / "dev.json"


def measure(file: Path = FILE) -> dict[str, Estimate] | None:
    """Return every measure with its interval; None where the articles are not on this machine."""
    if not file.is_file():
        return None
    articles = hrdsattack.read(file)
    found = list(hrdsattack.answers(articles, Options.packs, Options.extraction_seconds))
    return hrdsattack.measure(articles, found, load(Options.packs))
