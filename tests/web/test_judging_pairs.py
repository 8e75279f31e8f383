"""Pairs that may be one: reasons in words, both sides, accepted, refused, split and undone by plain forms."""

import re

import one_case
import pytest
import samples
from django.test import Client
from django.urls import reverse
from django.utils import translation

from saksi.flows import decide
from saksi.model.types import Verdict
from saksi.publish import reasons
from saksi.store import models, write
from saksi.store.read import current, joined, suggestions
from saksi.store.read.record import record

LIST = "/review/pairs/"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(lasting: None) -> str:
    """The case, and the subject of the pair that waits."""
    one_case.lay()
    (found,) = suggestions.waiting(record(None), "Act")
    return found.subject


def together(subject: str) -> bool:
    return len(set(joined.homes(subject.split(":")).values())) == 1


def judge(client: Client, subject: str, verdict: str, **more: str) -> str:
    answer = client.post(reverse("review:judge", args=[subject]), {"verdict": verdict, "next": LIST, **more})
    assert answer.status_code == 302
    return str(client.get(answer.headers["Location"]).content.decode())


def test_a_pair_shows_both_sides_and_why(reviewer: Client, laid: str) -> None:
    page = reviewer.get(f"{LIST}?kind=Act").content.decode()
    assert f"<mark>{one_case.VAGUE}</mark>" in page
    assert "both name Mira Solan" in page
    assert page.count("data-pair") == 1


def test_a_list_that_is_cut_says_of_how_many_its_order_is(
    reviewer: Client, laid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "stand here for you" not in reviewer.get(LIST).content.decode()
    listed = suggestions.Suggestions(suggestions.waiting(record(None), "Act"))
    listed.among = 500
    monkeypatch.setattr(suggestions, "waiting", lambda *_: listed)
    assert "More pairs than 500 stand here for you" in reviewer.get(LIST).content.decode()


def test_accepting_joins_and_the_next_page_offers_to_undo(reviewer: Client, laid: str) -> None:
    page = judge(reviewer, laid, "same", reason="one arrest")
    assert together(laid)
    assert f'action="{reverse("review:judge", args=[laid])}"' in page
    assert "data-last" in page
    judge(reviewer, laid, "undo")
    assert not together(laid)
    assert models.Decision.objects.filter(subject=laid, user="ana").count() == 2


def test_refusing_keeps_apart_and_stands_under_judged(reviewer: Client, laid: str) -> None:
    judge(reviewer, laid, "different")
    assert laid not in reviewer.get(LIST).content.decode()
    page = reviewer.get(f"{LIST}?state=judged").content.decode()
    assert "kept apart by a person" in page


def test_undoing_what_nobody_judged_says_so(reviewer: Client, laid: str) -> None:
    assert 'class="error"' in judge(reviewer, laid, "undo")
    assert 'class="error"' in judge(reviewer, laid, "perhaps")
    assert not models.Decision.objects.filter(subject=laid).exists()


def test_what_was_joined_without_asking_is_marked_and_taken_apart(reviewer: Client, laid: str) -> None:
    one, other = map(one_case.act_of, (one_case.ARREST, one_case.LATER))
    subject = write.pair(one, other)
    page = reviewer.get(f"{LIST}?state=automatic&kind=Act").content.decode()
    assert "joined without asking" in page
    assert subject in page
    answer = reviewer.post(reverse("review:split", args=[subject, one]), {"next": LIST})
    assert answer.status_code == 302
    assert current.members(one) == [one]
    assert not together(subject)


def test_a_split_tells_nothing_of_members_that_are_hidden(reviewer: Client, laid: str) -> None:
    """A third report, joined to the pair by a person and then guarded, is neither counted nor decided on."""
    one, other, hidden = map(one_case.act_of, (one_case.ARREST, one_case.LATER, one_case.VAGUE))
    write.decide(samples.decision(write.pair(one, hidden), Verdict.SAME))
    assert len(current.members(one)) == 3
    seen = frozenset(current.members(one)) - {hidden}
    assert decide.split(samples.decision(one, Verdict.DIFFERENT), seen) == 1
    assert not models.Decision.objects.filter(subject=write.pair(one, hidden), verdict="different").exists()
    assert not together(write.pair(one, other))


def test_only_a_side_of_the_pair_can_be_taken_out(reviewer: Client, laid: str) -> None:
    charge = one_case.act_of(one_case.CHARGE)
    assert reviewer.post(reverse("review:split", args=[laid, charge])).status_code == 404


def test_the_history_of_a_pair_tells_who_judged_and_what_came_of_it(reviewer: Client, laid: str) -> None:
    judge(reviewer, laid, "same", reason="one arrest")
    page = reviewer.get(reverse("review:pair", args=[laid])).content.decode()
    assert "one arrest" in page
    assert "By names and comparison alone" in page
    assert "3 mentions" in page


def test_a_judgement_leads_to_no_other_host(reviewer: Client, laid: str) -> None:
    answer = reviewer.post(
        reverse("review:judge", args=[laid]), {"verdict": "same", "next": "https://example.org/review/pairs/"}
    )
    assert answer.headers["Location"].startswith("/review/pairs/")


@pytest.mark.parametrize("address", ["?from=x", "?from=99999", "?kind=Law", "?state=x", "?done=x", "?done=a:b"])
def test_what_an_address_asks_wrongly_is_left_out(reviewer: Client, laid: str, address: str) -> None:
    assert reviewer.get(LIST + address).status_code == 200


def test_reasons_are_said_in_the_language_of_the_page() -> None:
    with translation.override("km"):
        assert reasons.words("dates that fit: 2020 and 2020-09-03") == "កាលបរិច្ឆេទដែលស៊ីគ្នា៖ ២០២០ និង ថ្ងៃទី៣ ខែកញ្ញា ឆ្នាំ២០២០"
        assert "2" not in reasons.words("other numbers of people: 2 and 12")
        assert "Law and Order" in reasons.words("both name Ministry of Law and Order")
        said = reasons.words("spelt alike: Ana / Anna, on one side only: X, across scripts")
        assert "Ana / Anna" in said
        assert not {"spelt", "only", "scripts"} & set(said.replace(",", "").split())
        assert "court, order" in reasons.words("words in common: court, order"), "these are words of names, no terms"
        assert not re.search("[a-z]", reasons.words("words in common: none"))
        assert "៣០%" in reasons.words("30% of the inputs are missing")
        assert all(reasons.words(one) != one for one in reasons.known())
    assert reasons.words("a sentence that nobody knows") == "a sentence that nobody knows"


def test_every_reason_of_a_waiting_pair_is_a_known_sentence(laid: str) -> None:
    found = [*suggestions.waiting(record(None)), *suggestions.automatic(record(None))]
    with translation.override("km"):
        assert all(reasons.words(reason) != reason for one in found for reason in one.reasons)
