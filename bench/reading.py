"""What the reading process costs: the same files read here, and by a Reader; and how long its start takes.

Files are the example documents as pages and as PDF. Time is that of the clock, for two processes share the work; one
round warms up, of the others the best counts. Numbers of one machine: the ratio is what to compare.
"""

import html
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from fpdf import FPDF

from saksi.ingest.fetch import Raw, collect
from saksi.ingest.reader import Reader
from saksi.ingest.unpack import files, read

DOCUMENTS = Path(__file__).parent.parent / "saksi" / "examples" / "documents"
ROUNDS = 5


def measure() -> dict[str, float]:
    """Return milliseconds a file, here and through the reader, and milliseconds until a reader answers first."""
    texts = {raw.source: raw for raw in collect([DOCUMENTS]) if raw.content}
    result: dict[str, float] = {"files": len(texts)}
    kinds = {"text": list(texts.values()), "html": _pages(texts.values()), "pdf": _prints(texts.values())}
    with Reader() as reader:
        start = time.perf_counter()
        list(reader.pieces(Raw("x.pdf", b"%PDF-")))
        result["start_ms"] = round(1000 * (time.perf_counter() - start), 1)
        for name, raws in kinds.items():
            here = _best(lambda raws=raws: [read(one) for raw in raws for one in files(raw)])  # type: ignore[misc]
            there = _best(lambda raws=raws: [one for raw in raws for one in reader.pieces(raw)])  # type: ignore[misc]
            result[f"{name}_here_ms"] = round(1000 * here / len(raws), 2)
            result[f"{name}_reader_ms"] = round(1000 * there / len(raws), 2)
            result[f"{name}_ratio"] = round(there / here, 2)
    return result


def _best(work: Callable[[], object]) -> float:
    times = []
    for number in range(ROUNDS + 1):
        start = time.perf_counter()
        work()
        if number:
            times.append(time.perf_counter() - start)
    return min(times)


def _pages(raws: Iterable[Raw]) -> list[Raw]:
    made = []
    for raw in raws:
        words = html.escape((raw.content or b"").decode("utf-8", "replace")).replace("\n\n", "</p><p>")
        made.append(Raw("a.html", f"<html><body><p>{words}</p></body></html>".encode()))
    return made


def _prints(raws: Iterable[Raw]) -> list[Raw]:
    made = []
    for raw in raws:
        pdf = FPDF()
        pdf.set_font("Helvetica", size=11)
        pdf.add_page()
        pdf.multi_cell(
            0, 5, (raw.content or b"").decode("utf-8", "replace").encode("latin-1", "replace").decode("latin-1")
        )
        made.append(Raw("a.pdf", bytes(pdf.output())))
    return made
