"""How fast `saksi extract` is once loaded, beside the language model alone on the same words, in the same run.

*Everything* and *acts only* (`--only acts`) read files, extract and write lines. The yardstick is the language model's
own full pipeline, as its makers ship it: tags, parse, lemmas and names of every sentence.

Documents are the English ones of the examples, for the model knows no Khmer. Time is processor time of this process,
so that a busy machine counts less; the ratio is what to compare between machines. One round warms up; of the others the
best counts. Peak memory is taken before the yardstick is loaded.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from saksi.extract.making import statements
from saksi.extract.nlp import loaded
from saksi.extract.pipeline import records
from saksi.ingest.fetch import collect
from saksi.ingest.read import read
from saksi.options import Options
from saksi.packs import load
from saksi.publish.exports.extract_jsonl import lines
from saksi.text.khmer import has_khmer

DOCUMENTS = Path(__file__).parent.parent / "saksi" / "examples" / "documents"
ROUNDS = 5
KIB_A_MIB = 1024


def measure() -> dict[str, float]:
    """Return words a second of the pipeline and of the model alone, their ratios, and the peak memory in MiB."""
    pack = load(Options.packs)
    raws = [raw for raw in collect([DOCUMENTS]) if not has_khmer(read(raw)[1].content)]
    texts = [read(raw)[1].content for raw in raws]
    words = sum(len(text.split()) for text in texts)

    def pipeline(acts_only: bool) -> None:
        for raw in raws:
            document, text = read(raw)
            found = statements(document, text, records(document, text, pack, acts_only))
            for line in lines(raw.source, text, found):
                json.dumps(line, ensure_ascii=False)

    def alone() -> None:
        for _ in shipped.pipe(texts):
            pass

    pipeline(False)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    shipped = loaded()
    whole, acts, bare = _best(lambda: pipeline(False), lambda: pipeline(True), alone)
    return {
        "documents": len(raws),
        "words": words,
        "words_a_second": round(words / whole),
        "words_a_second_of_acts_only": round(words / acts),
        "words_a_second_of_the_model_alone": round(words / bare),
        "ratio_to_the_model_alone": round(bare / whole, 3),
        "ratio_to_the_model_alone_of_acts_only": round(bare / acts, 3),
        "peak_memory_mib": round(peak / (KIB_A_MIB if sys.platform != "darwin" else KIB_A_MIB**2)),
    }


def _best(*works: Callable[[], None]) -> list[float]:
    """Return the shortest processor time of each work, in seconds; they take turns, so all meet the same noise."""
    times: list[list[float]] = [[] for _ in works]
    for number in range(ROUNDS + 1):
        for own, work in zip(times, works, strict=True):
            start = time.process_time()
            work()
            if number:
                own.append(time.process_time() - start)
    return [min(own) for own in times]
