"""The pages of people, cases and laws: every source, what sources say differently, days, provisions, calls."""

import re

import one_case
import pytest
import samples
from django.test import Client
from django.urls import reverse

from saksi.model.types import Verdict
from saksi.store import models, write

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
    steps = [part.partition(">")[2].partition("<")[0] for part in page.split('<a class="what"')[1:]]
    assert [steps.index(one) for one in ("Arrest", "Charge")] == sorted(steps.index(o) for o in ("Arrest", "Charge"))
    stages = [part.partition("<")[0] for part in page.split('class="tag stage">')[1:]]
    assert "Arrest" not in stages, "what an act is called already is not said again as its stage"
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


def test_a_publisher_lists_every_act_that_it_told_of(reader: Client, laid: None) -> None:
    """One act is listed by the report that it counts by, which can be another publisher's."""

    def listed(**conditions: str) -> list[str]:
        found = reader.get(reverse("explore:acts"), conditions).context["cards"]
        return [card.type for card in found]

    for publisher in ("North Post", "East Post"):
        told = ["release", "arrest"] if publisher == "North Post" else ["arrest"]
        assert listed(source=publisher) == listed(source=publisher, country="KH") == told
        assert reader.get("/search/", {"source": publisher}).context["total"] == len(told)
    assert listed(source="North Post", type="charge") == []


def test_a_report_that_is_withheld_lists_its_act_under_no_publisher(reader: Client, laid: None) -> None:
    """Whichever of two reports of one arrest is withheld, to outsiders its publisher told of nothing."""
    for words_, publisher, other in (
        (one_case.ARREST, "North Post", "East Post"), (one_case.LATER, "East Post", "North Post"),
    ):  # fmt: skip
        claim = models.Statement.objects.get(entity=one_case.act_of(words_), prop="type").claim
        write.decide(samples.decision(claim, Verdict.WITHHOLD))
        told = {
            p: reader.get("/acts/", {"source": p, "type": "arrest"}).context["leaf"].total for p in (publisher, other)
        }
        assert told == {publisher: 0, other: 1}
        write.decide(samples.decision(claim, Verdict.UNDO))


def test_every_number_of_a_country_leads_to_a_list_of_its_length(reader: Client, laid: None) -> None:
    sheet = reader.get(reverse("explore:country", args=["KH"])).context["sheet"]
    rows = [row for table in sheet.tables for row in table.rows if row.reported_to]
    assert {row.count.key for row in rows} >= {"arrest", "liberty", "2020", "2020-09"}
    for row in rows:
        assert reader.get(row.reported_to).context["leaf"].total == row.count.reported
