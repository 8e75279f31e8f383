"""Proposals and votes in the store: refused where they must be, kept as of a day, and told anew by an erasure."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import samples

from saksi.assess.panel import Basis, Motion, State
from saksi.model.errors import StoreError, UsageError
from saksi.model.types import Verdict
from saksi.store import check, digest, erase, models, panel, seal, write
from saksi.store.append_only import raw
from saksi.store.panel import Said
from saksi.store.read import another_look, review
from saksi.store.read import panel as kept
from saksi.store.read.record import record
from saksi.store.redact import Redaction

pytestmark = pytest.mark.django_db

SCORES = {"association": 30.0, "assembly": 20.0, "expression": 34.0, "protection": 36.0}
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def said(user: str, hours: int = 0, reason: str = "read the file") -> Said:
    return Said(user, NOW + timedelta(hours=hours), reason)


def proposed(basis: tuple[Basis, ...] = (), reason: str = "three closures") -> str:
    return panel.propose_rating("KH", "2025", Motion(2, SCORES, basis=basis), said("ana", 0, reason))


def test_a_rating_is_proposed_voted_on_and_stands_as_of_its_day() -> None:
    identity = proposed()
    assert identity == "rating:KH:2025:1"
    panel.vote(identity, True, said("bo", 1))
    assert panel.vote(identity, True, said("chan", 2)).state is State.ADOPTED

    (now,) = kept.ratings("KH")
    assert (now.state, [vote.user for vote in now.votes]) == (State.ADOPTED, ["bo", "chan"])
    assert kept.ratings("KH", NOW + timedelta(hours=1))[0].state is State.OPEN
    assert kept.ratings("KH", NOW - timedelta(hours=1)) == []
    assert kept.ratings("TH") == []
    second = panel.propose_rating("KH", "2025", Motion(1, SCORES), said("bo", 3))
    assert second == "rating:KH:2025:2"
    assert [one.state for one in kept.ratings("KH", period="2025")] == [State.ADOPTED, State.OPEN]


@pytest.mark.parametrize(
    ("identity", "user", "reason", "problem"),
    [
        ("rating:KH:2025:1", "ana", "x", "own proposal"),
        ("rating:KH:2025:1", "Ana ", "x", "own proposal"),
        ("rating:KH:2025:9", "bo", "x", "nothing is proposed"),
        ("rating:KH:2025:1", "bo", " ", "for what reason"),
    ],
)
def test_a_vote_needs_a_proposal_a_reason_and_somebody_else(
    identity: str, user: str, reason: str, problem: str
) -> None:
    proposed()
    with pytest.raises((StoreError, UsageError), match=problem):
        panel.vote(identity, True, Said(user, NOW, reason))
    assert models.Decision.objects.count() == 1


def test_what_is_decided_is_not_voted_on_and_an_open_case_is_not_proposed_again() -> None:
    identity = proposed()
    with pytest.raises(StoreError, match="is open: vote on it"):
        proposed()
    panel.vote(identity, False, said("bo"))
    panel.vote(identity, False, said("chan"))
    with pytest.raises(StoreError, match="was refused already"):
        panel.vote(identity, True, said("dara"))


@pytest.mark.parametrize("verdict", [Verdict.UNDO, Verdict.ACCEPT, Verdict.PROPOSE])
def test_no_other_way_decides_on_a_proposal(verdict: Verdict) -> None:
    identity = proposed()
    with pytest.raises(StoreError, match="proposed, voted on or acknowledged"):
        write.decide(samples.decision(identity, verdict))


def test_the_watchlist_is_proposed_on_or_off() -> None:
    with pytest.raises(UsageError, match="on or off"):
        panel.propose_watch("KH", Motion(1, SCORES), said("ana"))
    identity = panel.propose_watch("KH", Motion(1, listed=True), said("ana"))
    panel.vote(identity, True, said("bo"))
    assert [(one.place, one.motion.listed) for one in kept.watchlist()] == [("KH", True)]


def test_the_log_of_decisions_shows_it_and_needs_no_other_look() -> None:
    panel.vote(proposed(), True, said("bo"))
    assert another_look.loose() == []
    entries = review.entries(record(None), review.log(record(None)))
    assert [(one.decision.verdict, one.stands) for one in entries] == [
        (Verdict.ACCEPT, False), (Verdict.PROPOSE, False)
    ]  # fmt: skip


def test_an_erased_document_takes_its_claims_out_of_what_cites_them(tmp_path: Path) -> None:
    doc = samples.add()
    claim = models.Statement.objects.filter(prop="type").order_by("pk")[0].claim
    identity = proposed((Basis("claim", claim), Basis("measure", "acts:KH:all", 3.0)))
    panel.vote(identity, True, said("bo", 1))
    with erase.erasing("Document", "ana", "asked for") as tombstone:
        erase.document(doc.sha256, tombstone)
    (found,) = kept.ratings("KH")
    assert [(one.kind, one.id) for one in found.motion.basis] == [("erased", tombstone.pk), ("measure", "acts:KH:all")]
    assert [vote.user for vote in found.votes] == ["bo"]
    assert claim not in repr(list(models.Decision.objects.values_list()))
    assert list(check.log_problems()) == []


class Nothing:
    """A mask that hides no words."""

    def ranges(self, words: str, *, any_case: bool = False) -> list[tuple[int, int]]:  # noqa: ARG002
        return []


def test_a_document_that_is_written_anew_is_cited_by_its_new_claims(tmp_path: Path) -> None:
    doc = samples.add()
    old = models.Statement.objects.filter(prop="type").order_by("pk")[0].claim
    models.Alert(id="a" * 32, rule="r@1", place="KH", period="2021", value=1, threshold=1, at=NOW).save()
    models.Evidence(alert_id="a" * 32, claim=old).save()
    proposed((Basis("claim", old),))
    with erase.erasing("Person", "ana", "asked for") as tombstone:
        Redaction(doc.sha256, frozenset(), Nothing(), tombstone, tmp_path).write()
    (basis,) = kept.ratings("KH")[0].motion.basis
    assert basis.kind == "claim"
    assert basis.id != old
    assert models.Statement.objects.filter(claim=basis.id).exists()
    assert models.Evidence.objects.get().claim == basis.id


def test_an_assessment_is_kept_once_and_shows_when_it_was_changed() -> None:
    row = panel.assessed("rating", "KH", "2025", "2026-05-01", "plain@1", {"plain": {"score": 30.0}})
    assert (panel.keep([row]), panel.keep([row])) == (1, 0)
    assert kept.latest("rating", "KH", "2025").body == {"plain": {"score": 30.0}}
    assert kept.assessments("rating", moment=NOW - timedelta(days=9000)) == []
    before = digest.digest(lambda sha256: sha256)
    assert list(check._rated()) == []
    raw(models.Assessment).update(body='{"plain":{"score":90.0}}')
    assert digest.digest(lambda sha256: sha256) != before
    assert "has been changed" in next(check._rated())


def test_the_database_refuses_to_change_what_was_kept() -> None:
    from django.db import DatabaseError, transaction

    panel.keep([panel.assessed("rating", "KH", "2025", "2026-05-01", "plain@1", {})])
    seal.lay()
    with pytest.raises(DatabaseError), transaction.atomic():
        raw(models.Assessment).update(body="{}")
