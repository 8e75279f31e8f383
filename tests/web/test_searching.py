"""Search: what is found, how it is shown, and what a page says when nothing is."""

import re

import pytest
import scene
from django.test import Client

SEARCH = "/search/"


@pytest.fixture
def laid(db: None) -> None:
    scene.lay()


def parts(client: Client, query: str, **more: str) -> dict[str, int]:
    found = client.get(SEARCH, {"q": query, **more}).context["parts"]
    return {part.name: part.total for part in found}


def test_a_person_is_found_once_with_all_documents(member: Client, laid: None) -> None:
    response = member.get(SEARCH, {"q": "mira solan"})
    people = next(part for part in response.context["parts"] if part.name == "people")
    assert [row.name for row in people.shown] == ["Mira Solan"]
    assert people.shown[0].documents == 2
    assert people.shown[0].acts == 3


def test_words_are_found_in_documents_and_acts(member: Client, laid: None) -> None:
    found = parts(member, "garment factory")
    assert found["documents"] == 1
    assert found["acts"] == 1
    assert "<mark>garment</mark>" in member.get(SEARCH, {"q": "garment factory"}).content.decode()


def test_organisations_and_laws_are_found(member: Client, laid: None) -> None:
    assert parts(member, "RRU")["organisations"] == 1
    assert parts(member, "criminal code")["laws"] == 1


def test_one_kind_can_be_looked_through(member: Client, laid: None) -> None:
    shown = member.get(SEARCH, {"q": "court", "in": "documents"}).context["parts"]
    assert {part.name for part in shown if part.shown} == {"documents"}


def test_the_link_of_a_hit_leads_to_its_words(member: Client, laid: None) -> None:
    page = member.get(SEARCH, {"q": "garment"})
    found = next(part for part in page.context["parts"] if part.name == "documents").shown[0]
    start, end = map(int, re.findall(r"(?:from|to)=(\d+)", found.mentions[0].to))
    assert scene.STATEMENT[start:end] == "garment"
    words = member.get(found.mentions[0].to).content.decode()
    assert f'id="s-{start}"' in words
    assert "shown" in words


@pytest.mark.parametrize(
    "query", ["", "   ", "zzzz", '"', "-", "*", "AND OR NOT (", "NEAR(", "ក", "x" * 5000, "a\x00b"]
)
def test_no_query_breaks_the_page(reader: Client, laid: None, query: str) -> None:
    response = reader.get(SEARCH, {"q": query})
    assert response.status_code == 200


def test_an_empty_result_says_what_to_try(reader: Client, laid: None) -> None:
    words = reader.get(SEARCH, {"q": "zzzz"}).content.decode()
    assert "Nothing here says" in words
    assert "try fewer" in words
