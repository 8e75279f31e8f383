"""Every format in which what leaves can be exported, by the name that `saksi export` takes."""

from collections.abc import Callable, Iterator

from saksi.publish.edition import Edition
from saksi.publish.exports import counts, csv, ftm, jsonl

EXPORTS: dict[str, Callable[[Edition], Iterator[str]]] = {
    "csv": csv.lines,
    "jsonl": jsonl.lines,
    "ftm": ftm.lines,
    "counts": counts.lines,
}
