"""The lines of `saksi extract --format jsonl`: one JSON object a record, assembled from statements alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from saksi.model.types import Span, Statement, Text

Line = dict[str, Any]
MAX_QUOTE = 400  # characters
NAMED = {"Person": "person", "Organisation": "organisation", "Law": "law", "Endorsement": "endorsement"}
OTHER = {"Act": "act", "Call": "call", "Figure": "figure", "StatedRating": "rating"}
MAIN = {"Act": "type", "Call": "demand", "Figure": "value", "StatedRating": "rating", "Law": "title"}
EVIDENCE = {"date": "date", "place": "place", "provision": "laws", "outcome": "outcome"}


def lines(path: str, text: Text, statements: Iterable[Statement]) -> Iterator[Line]:
    """The records of one document in the order of the text; `path` is the document as it was given.

    Kinds that the contract does not list (involvements, memberships, publications) show inside others or not at all.
    """
    entities: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if all(span.text == text.id and 0 < span.end - span.start <= MAX_QUOTE for span in statement.spans):
            entities[statement.entity].append(statement)
    involved = _involved(entities)
    found = []
    for entity, own in entities.items():
        kind = own[0].kind
        if kind in NAMED or kind in OTHER:
            main = next((s for s in own if s.prop == MAIN.get(kind, "name")), None)
            if main is not None:
                found.append({"document": path, **_line(main, own, involved.get(entity, []))})
    yield from sorted(found, key=lambda row: (row["start"], row["end"], row["record"], str(row.get("name", ""))))


def _line(main: Statement, own: Sequence[Statement], involved: Sequence[Sequence[Statement]]) -> Line:
    span = main.spans[0]
    line: Line = {
        "record": NAMED.get(main.kind) or OTHER[main.kind],
        "start": span.start,
        "end": span.end,
        "quote": span.quote,
        "confidence": main.confidence,
        "by": main.by,
    }
    return line | SHAPES[main.kind](main, own, involved)


def _involved(entities: dict[str, list[Statement]]) -> dict[str, list[list[Statement]]]:
    """The involvements of each act, as groups of statements."""
    acts: dict[str, list[list[Statement]]] = defaultdict(list)
    for own in entities.values():
        if own[0].kind == "Involvement":
            for act in _values(own, "act"):
                acts[act].append(own)
    return acts


def _values(own: Iterable[Statement], prop: str) -> list[str]:
    return list(dict.fromkeys(s.value for s in own if s.prop == prop))


def _first(own: Iterable[Statement], prop: str) -> str | None:
    return next((s.value for s in own if s.prop == prop), None)


def _ranges(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _named(main: Statement, own: Sequence[Statement], _: Sequence[Sequence[Statement]]) -> Line:
    line: Line = {"name": main.value, "mentions": _ranges(main.spans)}
    for prop in ("acronym", "alias", "type", "role", "affiliation", "country", "capacity", "position", "status"):
        values = _values(own, prop)
        if values:
            line[prop] = values if prop == "alias" else values[0]
    return line


def _call(main: Statement, own: Sequence[Statement], _: Sequence[Sequence[Statement]]) -> Line:
    return {"addressee": _first(own, "addressee"), "demand": main.value}


def _figure(main: Statement, own: Sequence[Statement], _: Sequence[Sequence[Statement]]) -> Line:
    said = main.spans[1].quote if len(main.spans) > 1 else main.value
    return {"value": said, "number": main.value, "unit": _first(own, "unit"), "what": _first(own, "what")}


def _rating(main: Statement, own: Sequence[Statement], _: Sequence[Sequence[Statement]]) -> Line:
    return {"country": _first(own, "country"), "rating": main.value, "body": _first(own, "body")}


def _act(main: Statement, own: Sequence[Statement], involved: Sequence[Sequence[Statement]]) -> Line:
    line: Line = {"type": main.value}
    for prop in ("subtype", "status", "date", "date_end", "country", "place", "outcome", "amount"):
        line[prop] = _first(own, prop)
    line["laws"] = _values(own, "provision")
    line["victims"] = [_party(group) for group in involved if _first(group, "role") == "victim"]
    others = [group for group in involved if _first(group, "role") == "perpetrator"]
    line["perpetrators"] = [_first(group, "name") for group in others]
    evidence = {EVIDENCE[p]: [r for s in own if s.prop == p for r in _ranges(s.spans)] for p in EVIDENCE}
    evidence["perpetrators"] = [r for g in others for s in g if s.prop == "name" for r in _ranges(s.spans)]
    line["evidence"] = {field: ranges for field, ranges in evidence.items() if ranges}
    return line


def _party(group: Sequence[Statement]) -> Line:
    name = next(s for s in group if s.prop in ("name", "count"))
    count = _first(group, "count")
    span = name.spans[0]
    return {
        "name": _first(group, "name"),
        "count": int(count) if count and count.isdigit() else count,
        "start": span.start,
        "end": span.end,
    }


SHAPES: dict[str, Callable[[Statement, Sequence[Statement], Sequence[Sequence[Statement]]], Line]] = {
    **dict.fromkeys(NAMED, _named),
    "Act": _act,
    "Call": _call,
    "Figure": _figure,
    "StatedRating": _rating,
}
