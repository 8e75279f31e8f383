"""How fast `saksi extract` is once loaded, beside the language model alone on the same words, in the same run.

Time is processor time of this process, so that a busy machine does not count; the ratio is what to compare between
machines. One round warms up; of the others the best counts. Peak memory is that of the whole process, with the model.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from saksi.extract.nlp import model
from saksi.extract.pipeline import extract
from saksi.ingest.fetch import collect
from saksi.ingest.read import read
from saksi.options import Options
from saksi.packs import load
from saksi.publish.exports.extract_jsonl import lines

DOCUMENTS = Path(__file__).parent.parent / "saksi" / "examples" / "documents"
ROUNDS = 3
KIB_A_MIB = 1024


def measure() -> dict[str, float]:
    """Return words a second of the pipeline and of the model alone, their ratio, and the peak memory in MiB."""
    pack = load(Options.packs)
    raws = list(collect([DOCUMENTS]))
    texts = [read(raw)[1].content for raw in raws]
    words = sum(len(text.split()) for text in texts)

    def pipeline() -> None:
        for raw in raws:
            document, text = read(raw)
            for line in lines(raw.source, text, extract(document, text, pack)):
                json.dumps(line, ensure_ascii=False)

    def alone() -> None:
        for _ in model().pipe(texts):
            pass

    whole, bare = _best(pipeline, alone)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "documents": len(raws),
        "words": words,
        "words_a_second": round(words / whole),
        "words_a_second_of_the_model_alone": round(words / bare),
        "ratio_to_the_model_alone": round(bare / whole, 3),
        "peak_memory_mib": round(peak / (KIB_A_MIB if sys.platform != "darwin" else KIB_A_MIB**2)),
    }


def _best(*works: Callable[[], None]) -> list[float]:
    """Return the shortest processor time of each work, in seconds; they take turns, so both meet the same noise."""
    times: list[list[float]] = [[] for _ in works]
    for number in range(ROUNDS + 1):
        for own, work in zip(times, works, strict=True):
            start = time.process_time()
            work()
            if number:
                own.append(time.process_time() - start)
    return [min(own) for own in times]
