"""What the schema says of whole entities: what is required is there, what does not repeat stands once."""

from collections import defaultdict
from pathlib import Path

import pytest

from saksi.extract.pipeline import extract
from saksi.ingest.fetch import collect
from saksi.ingest.read import read
from saksi.model.types import Entity, Statement
from saksi.model.vocabulary import kind_of, subtypes, validate
from saksi.packs import load

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def entities() -> list[Entity]:
    pack = load(("world", "lang/en", "kh"))
    found: dict[str, list[Statement]] = defaultdict(list)
    for raw in collect(sorted(HERE.glob("*.txt"))):
        for statement in extract(*read(raw), pack):
            validate(statement)
            found[statement.entity].append(statement)
    return [
        Entity(name, own[0].kind, {s.prop: tuple(t.value for t in own if t.prop == s.prop) for s in own}, tuple(own))
        for name, own in found.items()
    ]


def test_what_is_required_is_there(entities: list[Entity]) -> None:
    assert {entity.kind for entity in entities} >= {
        "Act",
        "Person",
        "Organisation",
        "Involvement",
        "Call",
        "Endorsement",
    }
    for entity in entities:
        required = {name for name, prop in kind_of(entity.kind).properties.items() if prop.required}
        assert required <= set(entity.props), entity.statements[0]


def test_what_does_not_repeat_stands_once(entities: list[Entity]) -> None:
    for entity in entities:
        for name, values in entity.props.items():
            assert kind_of(entity.kind).properties[name].multiple or len(set(values)) == 1, (name, values)


def test_an_entity_is_of_one_kind_and_a_subtype_of_its_own_type(entities: list[Entity]) -> None:
    for entity in entities:
        assert {statement.kind for statement in entity.statements} == {entity.kind}
        if entity.kind == "Act":
            assert set(entity.props.get("subtype", ())) <= set(subtypes(entity.first("type")))


def test_links_lead_to_entities_of_the_kinds_that_the_schema_names(entities: list[Entity]) -> None:
    kinds = {entity.id: entity.kind for entity in entities}
    for entity in entities:
        for name, prop in kind_of(entity.kind).properties.items():
            if prop.type == "entity":
                assert {kinds.get(value) for value in entity.props.get(name, ())} <= set(prop.range), (
                    entity.kind,
                    name,
                )
