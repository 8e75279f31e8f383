"""Taking decisions: with and without script, and taking them back."""

import pytest
import samples
import scene
from django.test import Client
from django.urls import reverse

from saksi.model.types import Verdict
from saksi.store import models, write
from saksi.store.read import current

HTMX = {"HX-Request": "true"}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(lasting: None) -> None:
    scene.lay()


def claim(prop: str = "type", value: str = "arrest", kind: str = "Act") -> str:
    return current.rows().filter(kind=kind, prop=prop, value=value)[0].claim


def post(client: Client, subject: str, verdict: Verdict, htmx: bool = False, **more: str) -> object:
    return client.post(
        reverse("review:decide", args=[subject]), {"verdict": verdict.value, **more}, headers=HTMX if htmx else {}
    )


def last() -> models.Decision:
    found = models.Decision.objects.order_by("-id").first()
    assert found is not None
    return found


def test_the_queue_shows_the_words_in_their_context(reviewer: Client, laid: None) -> None:
    words = reviewer.get(reverse("review:queue")).content.decode()
    assert "<mark>police in Kandal arrested Mira Solan" in words
    assert "On 2 March 2021, <mark>" in words


def test_a_decision_is_recorded_with_user_and_reason(reviewer: Client, laid: None) -> None:
    response = post(reviewer, claim(), Verdict.REJECT, reason="a protest, not an arrest", next="/review/?kind=Act")
    assert response.headers["Location"] == f"/review/?kind=Act#c-{claim()[:12]}"
    row = last()
    assert (row.verdict, row.user, row.reason) == ("reject", "ana", "a protest, not an arrest")


def test_a_decided_entity_leaves_the_queue_and_stands_under_decided(reviewer: Client, laid: None) -> None:
    before = reviewer.get(reverse("review:queue")).context["leaf"].total
    post(reviewer, claim(), Verdict.ACCEPT)
    assert reviewer.get(reverse("review:queue")).context["leaf"].total == before - 1
    assert reviewer.get(reverse("review:queue") + "?state=decided").context["leaf"].total == 1


def test_htmx_gets_the_card_again(reviewer: Client, laid: None) -> None:
    response = post(reviewer, claim(), Verdict.REJECT, htmx=True)
    words = response.content.decode()
    assert words.lstrip().startswith("<article")
    assert "Taken out of the record" in words
    assert 'value="undo"' in words
    words = post(reviewer, claim(), Verdict.UNDO, htmx=True).content.decode()
    assert "Taken out of the record" not in words


@pytest.mark.parametrize(
    ("prop", "value", "wrong"),
    [
        ("type", "arrest", "kidnapping"),
        ("status", "alleged", "maybe"),
        ("date", "2021-03-02", "2 March"),
        ("date", "2021-03-02", "2021-13"),
        ("country", "PH", "Philippines"),
        ("date", "2021-03-02", ""),
        ("type", "arrest", "arrest"),
    ],
)
def test_a_correction_must_fit_the_vocabulary(reviewer: Client, laid: None, prop: str, value: str, wrong: str) -> None:
    response = post(reviewer, claim(prop, value), Verdict.CORRECT, value=wrong)
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert not models.Decision.objects.exists()


def test_a_correction_is_shown_everywhere(reviewer: Client, laid: None) -> None:
    post(reviewer, claim("date", "2021-03-02"), Verdict.CORRECT, value="2021-03")
    act = current.rows().get(kind="Act", prop="type", value="arrest").entity
    words = reviewer.get(reverse("explore:act", args=[act])).content.decode()
    assert "March 2021</strong>" in words
    assert "exact to the month" in words
    assert "was: 2021-03-02" in words


def test_a_wrong_correction_comes_back_to_its_place_by_htmx(reviewer: Client, laid: None) -> None:
    subject = claim("date", "2021-03-02")
    response = post(reviewer, subject, Verdict.CORRECT, htmx=True, value="soon")
    assert response.status_code == 200
    assert response.headers["HX-Retarget"] == f"#f-{subject[:12]}"
    assert "soon" in response.content.decode()


def test_a_subtype_is_chosen_among_those_of_its_type(reviewer: Client, laid: None) -> None:
    words = reviewer.get(reverse("review:claim", args=[claim("subtype", "bail")])).content.decode()
    assert "Acquitted" in words
    assert "Bail denied" not in words


def test_what_somebody_else_decided_meanwhile_is_not_decided_twice(reviewer: Client, laid: None) -> None:
    write.decide(samples.decision(claim(), Verdict.ACCEPT, user="colleague"))
    assert post(reviewer, claim(), Verdict.REJECT).status_code == 422
    assert models.Decision.objects.count() == 1


def test_accepting_all_takes_one_decision_a_claim(reviewer: Client, laid: None) -> None:
    card = next(c for c in reviewer.get(reverse("review:queue")).context["cards"] if c.main.value == "arrest")
    reviewer.post(reverse("review:accept_all", args=[card.main.id]))
    assert models.Decision.objects.filter(verdict="accept").count() == len(card.open)
    assert len(card.open) > 5


def test_the_log_undoes(reviewer: Client, laid: None) -> None:
    post(reviewer, claim(), Verdict.REJECT)
    log = reviewer.get(reverse("review:log")).content.decode()
    assert reverse("review:undo", args=[claim()]) in log
    reviewer.post(reverse("review:undo", args=[claim()]))
    assert last().verdict == "undo"
    assert reverse("review:undo", args=[claim()]) not in reviewer.get(reverse("review:log")).content.decode()


def test_undoing_nothing_says_so(reviewer: Client, laid: None) -> None:
    words = reviewer.post(reverse("review:undo", args=[claim()]), follow=True).content.decode()
    assert "no decision" in words


def test_nobody_is_sent_to_another_host(reviewer: Client, laid: None) -> None:
    for away in ("https://attacker.example/", "//attacker.example", "javascript:alert(1)"):
        response = post(reviewer, claim(), Verdict.ACCEPT, next=away)
        assert response.headers["Location"] == reverse("review:queue")
        post(reviewer, claim(), Verdict.UNDO)


@pytest.mark.parametrize("kind", ["Person", "Organisation", "Law", "Call", "Endorsement"])
def test_every_kind_has_its_queue(reviewer: Client, laid: None, kind: str) -> None:
    response = reviewer.get(reverse("review:queue"), {"kind": kind})
    assert response.context["leaf"].total > 0
    assert len(response.context["cards"]) > 0
