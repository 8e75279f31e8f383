"""The list of what may leave names everything there is, so that nothing leaves or stays by chance."""

from dataclasses import fields
from pathlib import Path

import pytest

from saksi.model import types
from saksi.model.errors import PackError
from saksi.model.readers import read_yaml
from saksi.model.vocabulary import PropertyType, kinds
from saksi.publish.allowance import Allowance, Allowances, How, allowances, of_field, of_property

TYPES = [types.Document, types.Text, types.Span, types.Statement, types.Decision, types.Measure]


def test_every_property_of_every_kind_is_listed_and_nothing_else() -> None:
    assert {k: list(v) for k, v in allowances().kinds.items()} == {k.name: list(k.properties) for k in kinds().values()}


def test_every_field_of_every_type_is_listed_and_nothing_else() -> None:
    assert {k: list(v) for k, v in allowances().types.items()} == {
        t.__name__: [f.name for f in fields(t)] for t in TYPES
    }


@pytest.mark.parametrize("kind", kinds())
def test_words_are_masked_and_links_are_looked_up(kind: str) -> None:
    free, link = PropertyType.STRING, PropertyType.ENTITY
    for name, definition in kinds()[kind].properties.items():
        how = of_property(kind, name).leaves
        if how is not None:
            assert (definition.type is free) == (how in (How.WORDS, How.ADDRESS)), f"{kind}.{name}"
            assert (definition.type is link) == (how is How.LINK), f"{kind}.{name}"


@pytest.mark.parametrize("field", ["sha256", "source", "mime", "retrieved"])
def test_what_says_how_a_document_came_stays(field: str) -> None:
    assert of_field("Document", field).stays


def test_the_text_of_a_document_and_who_decided_why_stay() -> None:
    for name, field in [("Text", "content"), ("Decision", "user"), ("Decision", "reason"), ("Statement", "claim")]:
        assert of_field(name, field).leaves is None


def test_what_is_not_listed_stays() -> None:
    assert of_property("Person", "shoe_size").stays
    assert of_property("Nobody", "name").leaves is None
    assert of_field("Salt", "grains").stays


@pytest.mark.parametrize(("leaves", "stays"), [(None, ""), (How.PLAIN, "both")])
def test_a_line_says_one_thing(leaves: How | None, stays: str) -> None:
    with pytest.raises(ValueError, match="either"):
        Allowance(leaves, stays)


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "leaves.yaml"
    file.write_text("kinds:\n  Person:\n    name: {leaves: loudly}\ntypes: {}\n")
    with pytest.raises(PackError, match=r"leaves.yaml:3"):
        read_yaml(file, Allowances)
