"""Takes an answer apart: what it says for which field of which kind, and what is no answer to the question at all."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from saksi.extract.llm.asking import LONGEST_LIST, Labelled, Quoted, asking, is_label
from saksi.model.errors import UnreadableError
from saksi.model.vocabulary import main_prop, property_of

PARTIES = "Involvement"
LONGEST_SHOWN = 200  # characters of a refused quote


class Reason(StrEnum):
    """Why a field is refused."""

    SHAPE = "not what the schema asks for"
    LABEL = "not a term of the vocabulary"
    ABSENT = "its quote is not in the text"
    AMBIGUOUS = "its quote stands at several places, and nothing tells which"
    LONG = "its quote is longer than a quote may be"
    ACT = "its quote does not say such an act"
    NAME = "its quote is no name"
    DATE = "its quote says no one date with its year"
    NUMBER = "its quote is no number"
    COUNTRY = "its quote names no country"
    RECORD = "what it belongs to is refused"
    CUT = "the answer broke off"


@dataclass(frozen=True, slots=True)
class Said:
    """One field as the model gave it: `value` is empty where the value is to follow from the quote."""

    prop: str
    quote: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One field that is not taken, and why; quote and value are the model's words, not the document's."""

    kind: str
    prop: str
    reason: Reason
    quote: str = ""
    value: str = ""


@dataclass(slots=True)
class Item:
    """One record as the model gave it: its fields, for an act also its parties (`prop` is their role)."""

    kind: str
    said: list[Said] = field(default_factory=list)
    parties: list[Said] = field(default_factory=list)

    @property
    def main(self) -> Said | None:
        """The field that the record stands or falls with."""
        return next((one for one in self.said if one.prop == main_prop(self.kind)), None)


def take(content: bytes) -> tuple[list[Item], list[Refusal]]:
    """Read the model's own words as JSON; an answer that broke off is read as far as it goes, and that is counted.

    Raises UnreadableError when they are no JSON, or no object with lists of the kinds asked for.
    """
    items: list[Item] = []
    refused: list[Refusal] = []
    for kind, listed in _lists(content, refused).items():
        known = kind in asking().kinds
        if not known or not isinstance(listed, list):
            refused.append(Refusal(kind[:LONGEST_SHOWN] if not known else kind, "", Reason.SHAPE))
            continue
        for one in listed[:LONGEST_LIST]:
            _item(kind, one, items, refused)
        refused += [Refusal(kind, "", Reason.SHAPE)] * len(listed[LONGEST_LIST:])
    return items, refused


def _lists(content: bytes, refused: list[Refusal]) -> dict[str, Any]:
    try:
        answer = from_json(content)
    except ValueError:
        try:
            answer = from_json(content, allow_partial=True)
        except ValueError as error:
            raise UnreadableError("the model's answer is no JSON") from error
        refused.append(Refusal("", "", Reason.CUT))
    if not isinstance(answer, dict):
        raise UnreadableError("the model's answer is not what the schema asks for")
    return answer


def _item(kind: str, one: object, items: list[Item], refused: list[Refusal]) -> None:
    if not isinstance(one, dict):
        refused.append(Refusal(kind, "", Reason.SHAPE))
        return
    item = Item(kind)
    for prop, given in one.items():
        role = kind == "Act" and prop in asking().roles
        if not role and prop not in asking().kinds[kind]:
            refused.append(Refusal(kind, prop[:LONGEST_SHOWN], Reason.SHAPE))
            continue
        target = item.parties if role else item.said
        many = role or property_of(kind, prop).multiple
        for value in _values(given, many):
            _field(PARTIES if role else kind, prop, value, target, refused)
    items.append(item)


def _values(given: object, many: bool) -> list[object]:
    if given is None:
        return []
    return list(given[:LONGEST_LIST]) if many and isinstance(given, list) else [given]


def _field(kind: str, prop: str, given: object, target: list[Said], refused: list[Refusal]) -> None:
    labelled = kind != PARTIES and is_label(property_of(kind, prop))
    try:
        read = (Labelled if labelled else Quoted).model_validate(given)
    except ValidationError:
        refused.append(Refusal(kind, prop, Reason.SHAPE))
        return
    target.append(Said(prop, read.quote, read.value if isinstance(read, Labelled) else ""))
