"""What leaves as files, each format in a module of its own."""

from collections.abc import Callable, Iterator

from saksi.publish.edition import Edition
from saksi.publish.exports import csv, ftm, jsonl

EXPORTS: dict[str, Callable[[Edition], Iterator[str]]] = {"csv": csv.lines, "jsonl": jsonl.lines, "ftm": ftm.lines}
"""Every format by the name that `saksi export` takes."""
