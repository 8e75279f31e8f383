"""`saksi export jsonl`: one JSON object a line, everything that leaves with the words that say it."""

import json
from collections.abc import Iterator
from typing import Any

from saksi.publish.edition import Edition
from saksi.publish.gate import Item, Said


def lines(edition: Edition) -> Iterator[str]:
    """Yield the sources, then every item; `source` and ids of other items lead to lines of the same file."""
    for source in edition.sources.values():
        told = {name: getattr(source, name) for name in source.__slots__}
        yield _line({"record": "source", **{name: value for name, value in told.items() if value}})
    for item in edition.items.values():
        yield _line(_item(item))


def _item(item: Item) -> dict[str, Any]:
    values = {prop: [_said(said) for said in found] for prop, found in item.values.items()}
    return {"record": item.kind, "id": item.id, "values": values}


def _said(said: Said) -> dict[str, Any]:
    """Write one value; an empty field is left out."""
    told = {
        "item" if said.to else "value": said.value,
        "quote": said.quote,
        "also": list(said.also),
        "source": said.source,
        "by": said.by,
    }
    kept = {name: value for name, value in told.items() if value}
    return {**kept, "confidence": said.confidence, "checked": said.checked}


def _line(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False) + "\n"
