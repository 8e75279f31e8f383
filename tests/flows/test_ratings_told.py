"""Computed ratings and alerts by them are shown only while everybody may count what they counted, and go in erasure."""

from datetime import UTC, datetime

import pytest
import samples

from saksi.assess.panel import Basis, Motion
from saksi.flows import alerts, proposals
from saksi.flows.publish import cards
from saksi.model.policy import Role
from saksi.model.types import Verdict
from saksi.publish import ratings
from saksi.store import alerts as store
from saksi.store import erase, models, panel, write
from saksi.store.panel import Said
from saksi.store.read import panel as kept
from saksi.store.read.alerts import listed
from saksi.store.read.record import record
from saksi.web.access import Guest

pytestmark = pytest.mark.django_db

ACTS = "acts.closing.liberty:KH:2021"
COUNTS = {"acts.closing:KH:2021": 2.0, ACTS: 2.0, "documents:KH:2021": 1.0, "acts.closing:KH:2020": 0.0}
SCORES = {"association": 30.0, "assembly": 20.0, "expression": 34.0, "protection": 36.0}
INSIDE = Guest(Role.ADMINISTRATOR.value)


def keep(period: str = "2021", place: str = "KH", **more: object) -> None:
    """Keep a rating under which band-drop is crossed, and raise its alert."""
    body = samples.rating_body() | more
    made = panel.assessed("rating", place, period, f"{int(period) + 1}-03-01", "plain@1", body)
    panel.keep([made])
    store.add(alerts._fallen(datetime(2021, 1, 1, tzinfo=UTC).date()))


@pytest.fixture
def document() -> str:
    """Lay a public document about Cambodia with two acts of 2021, and keep a rating that counts them."""
    doc = samples.document(published="2021-03")
    text = samples.text(doc)
    write.add(doc, text, samples.statements(doc, text))
    keep(counts=COUNTS)
    return doc.sha256


def outside() -> list[object]:
    seen = record(None)
    card, listing = ratings.card(seen, "KH"), ratings.lines(seen, str)
    falls = [one.replay for one in alerts.replays(seen, datetime.now(UTC).date()) if one.replay is not None]
    return [
        card is not None, ratings.has_card(seen, "KH"), ratings.latest(seen, "KH") is not None, len(cards()),
        [one.computed for one in listing], [one.rule for one in listed(seen)], len(falls),
    ]  # fmt: skip


def test_a_rating_is_shown_while_its_counts_are_public(document: str) -> None:
    assert outside()[:6] == [True, True, True, 1, ["obstructed"], ["band-drop@1"]]
    claim = models.Statement.objects.filter(prop="type", value="charge").order_by("pk")[0].claim
    write.decide(samples.decision(claim, Verdict.WITHHOLD))
    assert outside() == [False, False, False, 0, [], [], 0]
    assert ratings.card(record(INSIDE), "KH") is not None
    assert [one.rule for one in listed(record(INSIDE))] == ["band-drop@1"]
    identity = proposals.propose("KH", "2021", SCORES, said(), 1, (), record(None))
    held = panel.one(identity)
    assert held is not None
    assert held.motion.basis == (), "what is not shown is not proposed on either"


def said() -> Said:
    return Said("ana", datetime.now(UTC), "as I read it")


def test_replays_outside_look_at_no_rating_that_may_not_be_shown(document: str) -> None:
    keep("2020", counts=COUNTS)
    assert alerts.fallen(record(None))[1] == {"KH": [2021]}
    write.decide(samples.decision(document, Verdict.WITHHOLD))
    assert alerts.fallen(record(None)) == ({}, {})
    assert alerts.fallen(record(INSIDE))[1] == {"KH": [2021]}


def test_a_rating_of_a_count_that_nobody_can_make_again_is_not_shown() -> None:
    keep(counts={"detained:KH:2021": 0.0})
    assert outside()[0] is False


def test_without_counts_an_earlier_rating_stays_in_sight(document: str) -> None:
    keep("2020")
    write.decide(samples.decision(document, Verdict.WITHHOLD))
    card = ratings.card(record(None), "KH")
    assert card is not None
    assert [year for year, _, _ in card.years] == ["2020"]
    assert [one.period for one in listed(record(None))] == ["2020"]


def test_erasure_takes_ratings_that_counted_and_alerts_by_them(document: str) -> None:
    keep("2020")
    keep(place="TH", counts={"acts.closing:TH:2021": 1.0})
    models.Fitted.objects.create(inputs="0" * 32, free="[1.0]")
    told = {one.period: one.pk for one in models.Alert.objects.filter(place="KH")}
    panel.propose_watch("KH", Motion(1, listed=True, basis=(Basis("alert", told["2021"]),)), said())
    panel.acknowledge(told["2021"], said())
    with erase.erasing("Document", "ana", "asked for") as tombstone:
        erase.document(document, tombstone)
    assert [(one.place, one.period) for one in kept.assessments("rating")] == [("KH", "2020")]
    assert [one.pk for one in models.Alert.objects.all()] == [told["2020"]]
    assert not models.Fitted.objects.exists()
    assert not models.Decision.objects.filter(value__contains=told["2021"]).exists()
    assert not models.Decision.objects.filter(subject__contains=told["2021"]).exists()
