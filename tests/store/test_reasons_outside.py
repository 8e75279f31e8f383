"""Reasons of proposals and votes give nothing away outside the house: no withheld value, no word of one."""

from datetime import UTC, datetime

import pytest
import samples
from django.test import Client
from scene import Writer

from saksi.assess.panel import Motion
from saksi.flows.publish import cards
from saksi.model.policy import Role
from saksi.model.types import Verdict
from saksi.publish import ratings
from saksi.store import models, panel, write
from saksi.store.read import subjects
from saksi.store.read.record import record
from saksi.web.access import Guest

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ACT = "In secret guards at Qzpier moved the lanterns to a cellar near the river"
CANARIES = (
    "it happened in qzplace, they say", "after eighty qzlashes were given", "guards at Qzpier did it",
    "they moved the lanterns by night", "the Qzcircle told us", "file 48213 says so", "គេបានធ្វើវានៅកំពង់សម្ងាត់",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _withheld(db: None) -> None:
    """Lay an act whose place and outcome are withheld, one that is withheld whole, and a document that is."""
    w = Writer(f"{ACT}.\nPolice fined them in Qzplace: eighty qzlashes, កំពង់សម្ងាត់.", title="A", publisher="North Post")
    fine = "Police fined them in Qzplace"
    w.act(ACT, "moved", "detention", status=("reported", "moved"), country=("KH", "guards"))
    w.act(fine, "fined", "fine", status=("reported", "fined"), country=("KH", "Police"), place=("Qzplace", "Qzplace"),
          outcome=("eighty qzlashes", "eighty qzlashes"))  # fmt: skip
    w.named("Organisation", "កំពង់សម្ងាត់")
    other = Writer("The Qzcircle signed file 48213.", title="B", publisher="South Post")
    other.other("Figure", "The Qzcircle signed file 48213", value="3")
    pages = [one.page() for one in (w, other)]
    for page in pages:
        write.add(page.document, page.text, list(page.statements()))
    rows = models.Statement.objects
    claims = [
        *rows.filter(prop__in=("place", "outcome")), *rows.filter(prop="type", value="detention"),
        *rows.filter(kind="Organisation"),
    ]  # fmt: skip
    for claim in {row.claim for row in claims} | {pages[1].document.sha256}:
        write.decide(samples.decision(claim, Verdict.WITHHOLD))


def rate(reason: str, voted: str, *, adopted: bool = True) -> str:
    now = datetime.now(UTC)
    identity = panel.propose_rating("KH", "2025", Motion(1, samples.SCORES), panel.Said("ana", now, reason))
    if adopted:
        panel.vote(identity, True, panel.Said("bo", now, voted))
    return identity


@pytest.mark.parametrize("canary", CANARIES)
def test_a_reason_with_something_guarded_stays_in_the_house(canary: str) -> None:
    rate(canary, f"{canary}, once more")
    for card in (ratings.card(record(None), "KH"), *cards()):
        assert card is not None
        assert card.now is not None
        assert (card.now.band, card.now.reason, card.now.votes) == ("repressed", "", ((True, ""),))
        assert not any(word in repr(card).lower() for word in ("qz", "48213", "lantern", "កំពង់"))
    models.User.objects.create_user("chan", role=Role.COORDINATOR.value)
    inside = ratings.card(record(models.User.objects.get()), "KH")
    assert inside is not None
    assert [one.reason for one in inside.history] == [canary]


def test_a_reason_with_nothing_guarded_is_published() -> None:
    rate("Cambodia closed three papers in 2025", "as the counts say, ask qz@lantern.example")
    (card,) = cards()
    assert card.now is not None
    assert card.now.reason == "Cambodia closed three papers in 2025"
    assert card.now.votes == ((True, "as the counts say, ask ███"),)


@pytest.mark.parametrize("side", [None, False])
def test_what_no_panel_adopted_shows_through_no_address(side: bool | None) -> None:
    now = datetime.now(UTC)
    first = panel.propose_rating("VN", "2025", Motion(1, samples.SCORES), panel.Said("ana", now, "x"))
    second = panel.propose_watch("LA", Motion(1, listed=True), panel.Said("ana", now, "x"))
    for identity in (first, second) if side is not None else ():
        panel.vote(identity, side, panel.Said("bo", now, "y"))
    signed = Client()
    signed.force_login(models.User.objects.create_user("chan", role=Role.REVIEWER.value))
    for code in ("VN", "LA"):
        assert Client().get(f"/ratings/{code}/").status_code == 404
        assert signed.get(f"/ratings/{code}/").status_code == 200


def test_the_list_shows_the_band_of_the_latest_year_and_not_of_the_last_kept() -> None:
    for year, day, band in (("2025", "2026-01-01", "closed"), ("2020", "2026-02-01", "open")):
        panel.keep([panel.assessed("rating", "TH", year, day, "plain@1", samples.rating_body(30.0, band))])
    (line,) = ratings.lines(record(None), str)
    assert (line.computed, ratings.listed(cards(), str)[0].computed) == ("closed", "closed")


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.RESEARCHER, Role.ADMINISTRATOR])
def test_a_reason_tells_nobody_in_the_house_what_is_kept_from_his_role(role: Role) -> None:
    told = "witness for the Blue Lantern kitchen"
    w = Writer(f"Mira Solan is a {told}. Nothing else was said.", title="C", publisher="West Post")
    w.named("Person", "Mira Solan", role=(told, told))
    page = w.page()
    write.add(page.document, page.text, list(page.statements()))
    guarded = f"Mira Solan, {told}, told us"
    first, second = rate(guarded, f"heard from the {told} too"), rate("as the counts say", "so it is")
    for who, reasons in ((role, ["", ""]), (Role.COORDINATOR, [guarded, f"heard from the {told} too"])):
        seen = record(Guest(who.value))
        card = ratings.card(seen, "KH")
        assert card is not None
        assert [(one.reason, one.votes[0][1]) for one in card.history] == [
            ("as the counts say", "so it is"),
            tuple(reasons),
        ]
        assert [one.reason for one in subjects.history(seen, first)] == reasons
        assert [one.reason for one in subjects.history(seen, second)] == ["as the counts say", "so it is"]
