"""The pages of people, cases and laws: every source, what sources say differently, days, provisions, calls."""

import re

import one_case
import pytest
from django.test import Client
from django.urls import reverse

from saksi.store import models

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(lasting: None) -> None:
    one_case.lay()


def words(client: Client, route: str, *args: str, query: str = "") -> str:
    answer = client.get(reverse(f"explore:{route}", args=args) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def home(kind: str, name: str) -> str:
    return models.NameRow.objects.filter(kind=kind, name=name)[0].cluster


def test_a_person_has_each_act_once_with_every_source(reader: Client, laid: None) -> None:
    page = words(reader, "person", home("Person", "Mira Solan"))
    assert one_case.ARREST in page
    assert one_case.LATER in page
    assert page.count('class="what" href="/acts/') == 4
    assert "1 more report of this" in page
    assert "joined without asking" in page


def test_what_sources_say_differently_stands_side_by_side(reader: Client, laid: None) -> None:
    page = words(reader, "person", home("Person", "Mira Solan"))
    assert "The sources differ:" in page
    assert "<strong>3 September 2020</strong>" in page
    assert "<strong>4 September 2020</strong>" in page


def test_days_in_detention_are_bounds(reader: Client, laid: None) -> None:
    # One source dates the arrest to 2020 alone: from New Year to 10 October there are 283 nights.
    for page in (
        words(reader, "person", home("Person", "Mira Solan")),
        words(reader, "case", one_case.act_of(one_case.CHARGE)),
    ):
        assert "0 to 283 days" in page


def test_a_case_shows_its_stages_provisions_and_people(reader: Client, laid: None) -> None:
    page = words(reader, "case", one_case.act_of(one_case.RELEASE))
    stages = [part.partition("<")[0] for part in page.split('class="tag stage">')[1:]]
    assert [stages.index(one) for one in ("Arrest", "Charge")] == sorted(stages.index(o) for o in ("Arrest", "Charge"))
    assert "article 495 of the Criminal Code" in page
    assert "Teo Brandt" in page
    assert "saksi why case:" in page


def test_cases_are_listed_by_what_they_have_come_to(reader: Client, laid: None) -> None:
    every, opened, closed = (
        words(reader, "cases", query=query).count('class="what" href="/cases/')
        for query in ("", "?state=open", "?state=closed")
    )
    assert every
    assert opened + closed == every
    assert 'class="what"' not in words(reader, "cases", query="?state=hearings")


def test_a_law_shows_who_was_charged_under_which_article_and_who_asks_for_repeal(reader: Client, laid: None) -> None:
    page = words(reader, "law", home("Law", "Criminal Code"))
    assert "Used against" in page
    assert '<th scope="row">495</th>' in page
    assert "Mira Solan" in page
    assert "6 September 2020" in page
    assert "1 call to repeal it" in page
    assert "/cases/" in page


def test_an_act_shows_all_its_reports_and_its_case(reader: Client, laid: None) -> None:
    page = words(reader, "act", one_case.act_of(one_case.ARREST))
    assert "2 documents tell of this act." in page
    assert one_case.LATER in page
    assert "The sources differ:" in page
    assert "The case that this act belongs to" in page


def test_what_hangs_together_by_a_name_alone_is_marked_and_can_be_confirmed(
    reader: Client, reviewer: Client, laid: None
) -> None:
    case = one_case.act_of(one_case.CHARGE)
    page = words(reader, "case", case)
    assert "Put together by the same name only" in page
    assert "/review/" not in page.partition("<main")[2]
    for route, args in (("person", (home("Person", "Mira Solan"),)), ("cases", ())):
        assert "by the same name only" in words(reader, route, *args)
    for to in re.findall(r'href="(/review/pairs/[^"]+/)"', words(reviewer, "case", case)):
        assert reviewer.post(f"{to}judge/", {"verdict": "same"}).status_code == 302
    assert "same name only" not in words(reader, "case", case)
