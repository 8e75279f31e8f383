"""The question that a model is asked: the words of `asking.yaml` and a JSON schema made from the vocabulary."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, create_model

from saksi.model.readers import read_yaml
from saksi.model.vocabulary import Property, PropertyType, property_of, terms

SEED = 0
LONGEST_LIST = 20


@dataclass(frozen=True)
class Asking:
    """All of `asking.yaml`; `window` counts characters, `answer` tokens."""

    version: str
    window: int
    answer: int
    confidence: float
    instructions: str
    passage: str
    kinds: dict[str, tuple[str, ...]]
    roles: tuple[str, ...]


class Quoted(BaseModel):
    """A field whose value follows from its words."""

    model_config = ConfigDict(extra="forbid", strict=True)

    quote: str


class Labelled(Quoted):
    """A field whose value is a term of the vocabulary; the schema lists the terms."""

    value: str


@cache
def asking() -> Asking:
    """Read `asking.yaml`; raises PackError with the line that is wrong."""
    return read_yaml(Path(__file__).with_name("asking.yaml"), Asking)


def is_label(definition: Property) -> bool:
    """Say whether the model chooses the value of a property from a list."""
    return definition.type is PropertyType.VOCABULARY


@cache
def answer_schema() -> dict[str, Any]:
    """Return the JSON schema that an answer has to follow: one list a kind, one field a property."""
    lists: dict[str, Any] = {}
    for kind, props in asking().kinds.items():
        fields = {prop: _field(kind, prop) for prop in props}
        if kind == "Act":
            fields |= {role: (_some(Quoted), []) for role in asking().roles}
        lists[kind] = (_some(_model(kind, fields)), ...)
    return _model("Answer", lists).model_json_schema()


def _model(name: str, fields: dict[str, Any]) -> type[BaseModel]:
    return create_model(name, __config__=ConfigDict(extra="forbid"), **fields)


def _field(kind: str, prop: str) -> tuple[Any, Any]:
    definition = property_of(kind, prop)
    shape: Any = Quoted
    if is_label(definition):
        label: Any = cast("Any", Literal)[terms(definition)]
        shape = create_model(f"{kind}_{prop}", __base__=Quoted, value=(label, ...))
    if definition.required:
        return shape, ...
    return (_some(shape), []) if definition.multiple else (shape | None, None)


def _some(shape: Any) -> Any:
    return Annotated[list[shape], Field(max_length=LONGEST_LIST)]


def question(passage: str, model: str) -> dict[str, Any]:
    """Return the body of a request to /v1/chat/completions; the same passage always gives the same one."""
    words = asking()
    return {
        "model": model,
        "messages": [
            {"role": "system", "content": words.instructions},
            {"role": "user", "content": f"{words.passage}\n\n{passage}"},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": answer_schema()},
        },
        "temperature": 0,
        "seed": SEED,
        "max_tokens": words.answer,
        "stream": False,
    }
