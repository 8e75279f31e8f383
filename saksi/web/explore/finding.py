"""Search over documents, acts and names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from saksi.store.read import acts, finds
from saksi.store.read.record import Record
from saksi.web.access import reading, seen

PARTS = ("people", "acts", "documents", "organisations", "laws")
FEW = 5
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of results: those shown, and how many there are."""

    name: str
    shown: Sequence[object]
    total: int


@reading
def search(request: HttpRequest) -> HttpResponse:
    """Find words in documents, acts, people, organisations and laws."""
    query = " ".join(request.GET.get("q", "").split())[:LONGEST]
    wanted = request.GET.get("in", "")
    context: dict[str, object] = {"query": query, "wanted": wanted if wanted in PARTS else ""}
    if query:
        record = seen(request)
        found = finds.find(record, query)
        context["parts"] = [_part(record, found, name, wanted, query) for name in PARTS]
        context["total"] = sum(len(getattr(found, name)) for name in PARTS)
    return render(request, "explore/search.html", context)


def _part(record: Record, found: finds.Found, name: str, wanted: str, query: str) -> Part:
    """Make what is shown of one kind: all of the kind asked for, a few of each when none is."""
    everything: list[Any] = getattr(found, name)
    few = everything[: finds.MOST if name == wanted else FEW if wanted not in PARTS else 0]
    if name == "documents":
        return Part(name, finds.excerpts(record, few, query), len(everything))
    if name == "acts":
        return Part(name, acts.listed(record, few), len(everything))
    return Part(name, few, len(everything))
