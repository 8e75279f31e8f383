"""What parent and worker of the extraction say to each other."""

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from saksi.extract.records import Record
from saksi.model.types import Document


@dataclass(frozen=True, slots=True)
class Answer:
    """What the worker says; its types are checked, because the worker has touched hostile text."""

    kind: Literal["ready", "records", "failed"]
    reason: str = ""
    walls: tuple[str, ...] = ()
    content: bytes = b""
    text: str = ""


ANSWER = TypeAdapter(Answer)
RECORDS = TypeAdapter(list[Record])


def told(document: Document) -> dict[str, Any]:
    """Return a document's description as JSON can carry it."""
    return {name: getattr(document, name) for name in document.__slots__}


def document_of(told: dict[str, Any]) -> Document:
    """Return the document that was described."""
    return Document(**told)
