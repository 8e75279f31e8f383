"""The conditions of the lists and of the search."""

import pytest
import scene
from django.test import Client

from saksi.store import models
from saksi.store.read.facts import ActLine
from saksi.store.read.record import record
from saksi.web.explore import choosing
from saksi.web.explore.choosing import Asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid")]


@pytest.fixture(scope="module")
def laid(lasting: None) -> None:
    scene.lay()


def chosen(**conditions: str) -> list[ActLine]:
    return choosing.chosen(record(None), choosing.asked(conditions))


@pytest.mark.parametrize(
    ("conditions", "types"),
    [
        ({"country": "PH"}, ["conviction"]),
        ({"since": "2022-03"}, ["conviction", "release"]),
        ({"until": "2021-03-03"}, ["arrest"]),
        ({"since": "2022-01-20", "until": "2022-01-25"}, ["media_closure"]),
        ({"source": "Delta Wire"}, ["release", "media_closure"]),
        ({"country": "KH", "province": "KH-8"}, ["arrest"]),
        ({"freedom": "expression", "status": "reported"}, ["conviction", "charge", "media_closure"]),
        ({"country": "KH", "since": "2022", "status": "alleged"}, []),
    ],
)
def test_conditions_narrow_the_acts(conditions: dict[str, str], types: list[str]) -> None:
    found = [line.type for line in chosen(**conditions)]
    assert set(types) >= set(found) if "freedom" in conditions else found == types


def test_without_a_condition_every_act_is_there() -> None:
    assert len(chosen()) == models.ActRow.objects.filter(open=True).count()
    assert not choosing.asked({}).any


def test_a_date_that_is_none_is_told_and_left_out(reader: Client) -> None:
    assert choosing.asked({"since": "yesterday"}).wrong == ["yesterday"]
    assert len(chosen(since="yesterday")) == len(chosen())
    page = reader.get("/acts/?since=yesterday").content.decode()
    assert "“yesterday” is no date" in page
    assert 'role="alert"' in page


def test_what_is_asked_is_cut_and_never_breaks() -> None:
    assert choosing.asked({"source": "x" * 9999, "until": "2021-13", "province": "\x00"}).any
    assert len(choosing.asked({"source": "x" * 9999}).source) == choosing.LONGEST


def test_a_search_keeps_only_what_fits(member: Client) -> None:
    def found(address: str) -> dict[str, int]:
        return {part.name: part.total for part in member.get(address).context["parts"]}

    assert found("/search/?q=court")["acts"] == 3
    assert found("/search/?q=court&country=PH")["acts"] == 1
    assert found("/search/?q=court&country=PH")["documents"] == 1
    assert found("/search/?q=solan&country=PH")["people"] == 0
    assert found("/search/?country=KH&status=reported") == {
        "people": 0, "acts": 4, "documents": 0, "organisations": 0, "laws": 0,
    }  # fmt: skip


def test_the_list_behind_a_province_is_as_long_as_its_number(reader: Client) -> None:
    sheet = reader.get("/countries/KH/").context["sheet"]
    table = next(table for table in sheet.tables if table.name == "province")
    assert [row.label for row in table.rows] == ["Kandal", "No province known"]
    for row in table.rows:
        assert reader.get(row.reported_to).context["leaf"].total == row.count.reported


def test_a_law_lists_the_acts_that_cite_it(member: Client) -> None:
    page = member.get("/laws/").context["lines"][0]
    sheet = member.get(page.to).context["sheet"]
    assert [use.act.type for use in sheet.life.uses] == ["charge"]
    assert not sheet.acts


def test_members_see_every_place_that_says_it_and_others_the_quotes(member: Client, reader: Client) -> None:
    def said(client: Client) -> list[str]:
        parts = client.get("/search/?q=union").context["parts"]
        found = next(part for part in parts if part.name == "documents").shown
        one = next(document for document in found if document.source.title.startswith("Release"))
        assert one.more == 0
        return ["".join(words for words, _ in mention.pieces) for mention in one.mentions]

    assert len(said(member)) > len(said(reader)) == 1
    assert "Signed:" in "".join(said(member))
    assert "Signed:" not in "".join(said(reader))


def test_asked_is_what_the_choice_of_the_store_is_made_of() -> None:
    asked = Asked(country="KH", type="arrest", status="reported", period="2021", freedom="liberty", since="2021")
    assert (asked.choice.country, asked.choice.period, asked.choice.freedom) == ("KH", "2021", "liberty")
