"""Files that leave: a table for spreadsheets, lines with every quote, and FollowTheMoney. All names invented."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import houses
import pytest
import scene

from saksi.model.types import Verdict
from saksi.model.vocabulary import counts, kinds
from saksi.publish.edition import Edition
from saksi.publish.exports import ftm
from saksi.publish.exports.csv import COLUMNS, plain
from saksi.publish.exports.formats import EXPORTS
from saksi.publish.gate import Item, Said

PAGES = list(scene.pages())
# The schemata of FollowTheMoney that Saksi writes, with the properties that it fills; * marks those that it must.
SCHEMATA = {
    "Article": "name* title publisher publishedAt sourceUrl language",
    "Person": "name* alias position country proof",
    "Organization": "name* alias weakAlias country website proof",
    "PublicBody": "name* alias weakAlias country website proof",
    "Company": "name* alias weakAlias country website proof",
    "Address": "full country",
    "Event": "name* summary* startDate endDate location country keywords involved proof* sourceUrl",
    "UnknownLink": "subject* object* role",
    "Documentation": "document* entity* role",
    "Membership": "member* organization* role",
}
ENDS = {"proof", "involved", "subject", "object", "document", "entity", "member", "organization"}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return houses.whole(PAGES, houses.published(PAGES, "Mira Solan"))


def entities(edition: Edition) -> list[dict[str, Any]]:
    return [json.loads(line) for line in EXPORTS["ftm"](edition)]


def test_the_table_has_a_row_an_act(edition: Edition) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(EXPORTS["csv"](edition)))))
    assert len(rows) == len(edition.acts)
    assert list(rows[0]) == list(COLUMNS)
    release = next(row for row in rows if row["type"] == "release")
    told = ("bail", "2022-03-08", "KH", "Cambodia", "Delta Wire", "https://example.org/released", "no")
    assert (
        tuple(release[c] for c in ("subtype", "date", "country", "country_name", "publisher", "url", "checked")) == told
    )
    charge = next(row for row in rows if row["type"] == "charge")
    assert charge["others"] == "court: Kandal Provincial Court"
    assert not [row for row in rows if "Brandt" in "".join(row.values())]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert plain(cell) == f"'{cell}"
    assert plain("two years") == "two years"


def test_every_line_leads_to_lines_of_the_same_file(edition: Edition) -> None:
    lines = [json.loads(line) for line in EXPORTS["jsonl"](edition)]
    ids = {line["id"] for line in lines}
    assert len(ids) == len(lines)
    said = [one for line in lines for found in line.get("values", {}).values() for one in found]
    assert len(said) > 50
    assert all(one["source"] in ids and one["quote"] for one in said)
    assert all(one["item"] in ids for one in said if "item" in one)
    assert {line["record"] for line in lines} <= {"source", *kinds()}


def test_entities_fit_their_schemata(edition: Edition) -> None:
    found = entities(edition)
    ids = [entity["id"] for entity in found]
    assert len(ids) == len(set(ids))
    for entity in found:
        allowed = SCHEMATA[entity["schema"]].split()
        assert set(entity) == {"id", "schema", "properties"}
        assert set(entity["properties"]) <= {name.removesuffix("*") for name in allowed}, entity
        assert {name[:-1] for name in allowed if name.endswith("*")} <= set(entity["properties"]), entity
        for name, values in entity["properties"].items():
            assert values == list(dict.fromkeys(values))
            assert all(isinstance(value, str) and value for value in values)
            assert name not in ENDS or set(values) <= set(ids), entity


def test_only_what_counts_is_an_event(edition: Edition) -> None:
    events = {entity["id"] for entity in entities(edition) if entity["schema"] == "Event"}
    assert events == {act.id for act in edition.acts if counts(act.status)}
    assert len(events) < len(edition.acts)


def test_people_and_their_parts_are_linked(edition: Edition) -> None:
    found = entities(edition)
    mira = next(entity for entity in found if entity["schema"] == "Person")
    assert mira["properties"]["name"] == ["Mira Solan"]
    assert mira["properties"]["position"] == ["unionist"]
    links = [
        e["properties"] for e in found if e["schema"] == "UnknownLink" and mira["id"] in e["properties"]["subject"]
    ]
    assert len(links) == 3
    assert {link["role"][0] for link in links} == {"victim"}


@pytest.mark.parametrize(
    ("kind", "schema"),
    [("court", "PublicBody"), ("union", "Organization"), ("company", "Company"), ("", "Organization")],
)
def test_the_schema_of_an_organisation_is_that_of_its_type(kind: str, schema: str) -> None:
    said = Said(kind, "words", (), "source", "test@1", 0.9, False)
    item = Item("1", "Organisation", {"type": (said,)} if kind else {})
    assert ftm.schema_of(item) == schema


def test_a_membership_links_its_ends() -> None:
    text = "Mira Solan is treasurer of the Open Union."
    person = houses.record(text, "Person", "Mira Solan", ("name", "Mira Solan", "Mira Solan"))
    union = houses.record(text, "Organisation", "Open Union", ("name", "Open Union", "Open Union"))
    page = houses.page(text, person, union)
    ends = [("person", person.entity(page.document.sha256)), ("organisation", union.entity(page.document.sha256))]
    member = houses.record(
        text, "Membership", "is", ("role", "treasurer", "treasurer"), *((p, e, "is") for p, e in ends)
    )
    both = [replace(page, records=(*page.records, member))]
    decisions = houses.published(both) + houses.decide(both, Verdict.PUBLISH, "Membership", "role")
    link = next(e for e in entities(houses.whole(both, decisions)) if e["schema"] == "Membership")
    assert set(link["properties"]) == {"member", "organization", "role"}


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_edition_gives_the_same_lines(edition: Edition, name: str) -> None:
    assert list(EXPORTS[name](edition)) == list(
        EXPORTS[name](houses.whole(PAGES, houses.published(PAGES, "Mira Solan")))
    )
