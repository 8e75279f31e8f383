"""Pages of ratings and alerts: what a card says, who votes and acknowledges, and what a feed gives away."""

import re
from xml.etree import ElementTree

import pytest
import samples
import scene
from django.test import Client

from saksi.model.policy import Role
from saksi.model.types import Verdict
from saksi.store import models, write
from saksi.store.read import panel as kept
from saksi.store.read.alerts import listed
from saksi.store.read.record import record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rated() -> None:
    scene.lay()
    samples.rated()


def signed(role: Role = Role.REVIEWER) -> Client:
    client = Client()
    client.force_login(models.User.objects.create_user(username="chan", password=None, role=role.value))
    return client


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_card_says_the_rating_its_ground_and_its_history() -> None:
    told = words(Client(), "/ratings/KH/")
    assert "30 repressed , 2021" in told
    assert "closures Decided by the panel, " in told
    assert "For: as the counts say" in told
    assert "Association The two disagree 47 44 (38–51) 60 %" in told
    assert "Association 0 10 80 10 0" in told, "the numbers under the chart"
    assert "house.csv:10" in told
    assert "Associational space 31 % (20–40 %) Raised by a fall in the last year Lowered by a high level" in told
    assert "For 2022 and 2023, from what was known at the end of 2021." in told
    assert "2017: 20 %, closed; 2018: 10 %, did not close" in told
    assert "no change" not in told, "what is open to votes stays in the house"
    assert Client().get("/ratings/TH/").status_code == 404
    assert "Cambodia on the watchlist repressed (30) 2021 obstructed" in words(Client(), "/ratings/")


def test_a_panel_votes_on_the_page() -> None:
    client = signed()
    assert "no change" in words(client, "/ratings/KH/")
    address = "/review/ratings/rating:KH:2022:1/vote/"
    assert client.post(address, {"side": "for"}).status_code == 302
    assert kept.ratings("KH", period="2022")[0].votes == ()
    client.post(address, {"side": "for", "reason": "read it"})
    assert kept.ratings("KH", period="2022")[0].state == "adopted"
    assert client.post("/review/ratings/rating:KH:2022:9/vote/").status_code == 404


def test_an_alert_is_acknowledged_once_and_by_who_may_decide() -> None:
    alert = listed(record(None))[0].id
    address = f"/review/alerts/{alert}/acknowledge/"
    assert signed(Role.CONTRIBUTOR).post(address, {"reason": "x"}).status_code == 403
    models.User.objects.all().delete()
    client = signed()
    client.post(address, {"reason": "read both", "founded": "no"})
    assert "Seen, a false alarm: read both" in words(client, "/watchlist/")
    outside = words(Client(), "/watchlist/")
    assert "alarm" not in outside
    assert "read both" not in outside
    assert client.post(f"/review/alerts/{'0' * 32}/acknowledge/", {"reason": "x"}).status_code == 404


SCORES = {"association": "30", "assembly": "20", "expression": "34", "protection": "36"}
ASKED = {"what": "rating", "rating-year": "2023", "rating-reason": "read it all"} | {
    f"rating-{name}": score for name, score in SCORES.items()
}


def test_a_researcher_proposes_and_has_no_vote() -> None:
    client = signed(Role.RESEARCHER)
    page = words(client, "/ratings/KH/")
    assert "Propose a rating or a place on the watchlist" in page
    assert "Computed of 2021" in words(client, "/review/ratings/KH/propose/")
    answer = client.post("/review/ratings/KH/propose/", ASKED | {"rating-cite": "acts.arrest:KH:2021"}, follow=True)
    assert "Proposed, and open to votes of others." in answer.content.decode()
    (made,) = kept.ratings("KH", period="2023")
    assert (made.user, made.reason) == ("chan", "read it all")
    assert made.motion.scores == {name: float(score) for name, score in SCORES.items()}
    assert [one.id for one in made.motion.basis] == ["acts.arrest:KH:2021"]
    assert client.post(f"/review/ratings/{made.id}/vote/", {"side": "for", "reason": "x"}).status_code == 403
    again = client.post("/review/ratings/KH/propose/", ASKED)
    assert again.status_code == 422
    assert "A proposal about this year is open" in again.content.decode()


def test_a_place_on_the_watchlist_is_proposed_from_alerts() -> None:
    client = signed(Role.RESEARCHER)
    alert = next(one.id for one in listed(record(None)) if one.counts)
    asked = {"what": "watch", "watch-listed": "off", "watch-alerts": [alert], "watch-reason": "calm again"}
    assert client.post("/review/ratings/KH/propose/", asked).status_code == 302
    last = kept.watchlist("KH")[-1]
    assert (last.motion.listed, last.reason, [one.id for one in last.motion.basis]) == (False, "calm again", [alert])
    assert client.post("/review/ratings/KH/propose/", asked | {"watch-alerts": ["0" * 32]}).status_code == 422


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"rating-year": "20"}, "This is no year"),
        ({"rating-assembly": "101"}, "less than or equal to 100"),
        ({"rating-reason": " "}, "This field is required"),
        ({"rating-cite": "acts.arrest:KH:1999"}, "no count or claim that you may see"),
        ({"rating-cite": "0" * 32}, "no count or claim that you may see"),
    ],
)
def test_what_is_wrong_with_a_proposal_is_said_at_the_form(wrong: dict[str, str], told: str) -> None:
    answer = signed().post("/review/ratings/KH/propose/", ASKED | wrong)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert kept.ratings("KH", period="2023") == []


def test_nobody_proposes_about_what_is_no_country() -> None:
    assert signed().get("/review/ratings/QQ/propose/").status_code == 404


def test_the_page_of_a_country_leads_to_its_rating() -> None:
    assert Client().get("/countries/KH/").content.decode().count('href="/ratings/KH/"') == 1


def test_a_card_leads_to_the_methods_behind_it() -> None:
    page = Client().get("/ratings/KH/").content.decode()
    for slug in ("rating-plain", "rating-measured", "forecast", "watch"):
        assert f'href="/methods/{slug}.html"' in page
    assert "Each country is its own control" in words(Client(), "/methods/watch.html")
    assert "The plain rating" in words(Client(), "/methods/")
    assert Client().get("/methods/none.html").status_code == 404


def test_alerts_and_feed_tell_only_of_acts_that_may_be_seen() -> None:
    entries = "{http://www.w3.org/2005/Atom}entry"
    assert "Cambodia: Many arrests or detentions 2 March 2021" in words(Client(), "/watchlist/")
    assert len(ElementTree.fromstring(Client().get("/watchlist/feed/").content).findall(entries)) == 2  # noqa: S314
    for claim in models.Evidence.objects.values_list("claim", flat=True):
        write.decide(samples.decision(claim, Verdict.WITHHOLD))
    told = words(Client(), "/watchlist/")
    assert "Cambodia: Many arrests or detentions" not in told
    assert "Cambodia: The measured rating falls by a band" in told
    assert len(ElementTree.fromstring(Client().get("/watchlist/feed/").content).findall(entries)) == 1  # noqa: S314
    assert "Cambodia: Many arrests or detentions" in words(signed(), "/watchlist/")


def test_a_name_that_is_not_public_is_blacked_out_in_reasons() -> None:
    client = signed()
    client.post("/review/ratings/rating:KH:2022:1/vote/", {"side": "for", "reason": "Mira Solan is held"})
    assert "Mira Solan is held" in words(client, "/ratings/KH/")
    assert "Mira Solan" not in words(Client(), "/ratings/KH/")
