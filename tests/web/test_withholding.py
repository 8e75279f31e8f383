"""Withholding a whole document: who may, and what visitors see of it then."""

import pytest
import scene
from django.test import Client
from django.urls import reverse

from saksi.model.errors import StoreError
from saksi.model.policy import Role
from saksi.model.types import Verdict
from saksi.store import models, write
from saksi.store.read import another_look

pytestmark = pytest.mark.django_db

READ = ("documents", "acts", "people", "organisations", "laws", "countries", "home")


@pytest.fixture
def sha256() -> str:
    scene.lay()
    return scene.letter().document.sha256


def client(role: Role) -> Client:
    user = models.User.objects.create_user(f"test-{role}", role=role)
    made = Client()
    made.force_login(user)
    return made


def release(who: Client, sha256: str, verdict: str = "withhold") -> int:
    return who.post(reverse("review:release", args=[sha256]), {"verdict": verdict, "reason": "asked for"}).status_code


def pages(who: Client) -> str:
    """Return what the lists, a search and the pages say."""
    addresses = [reverse(f"explore:{name}") for name in READ]
    addresses += [reverse("explore:search") + "?q=Lantern", reverse("explore:search") + "?q=convicted"]
    return "\n".join(who.get(address).content.decode() for address in addresses)


def test_nothing_of_a_withheld_document_is_shown_to_visitors(sha256: str) -> None:
    reviewer = client(Role.REVIEWER)
    act = models.Statement.objects.get(document=sha256, prop="type", kind="Act").entity
    assert "cyber libel" in pages(Client())
    assert release(reviewer, sha256) == 302

    assert "cyber libel" not in pages(Client())
    assert "three</b>" not in pages(Client())
    for address in (reverse("explore:document", args=[sha256]), reverse("explore:act", args=[act])):
        assert Client().get(address).status_code == 404
        assert reviewer.get(address).status_code == 200
    assert "is withheld" in reviewer.get(reverse("explore:document", args=[sha256])).content.decode()
    assert another_look.loose() == []
    assert "Document" in reviewer.get(reverse("review:log")).content.decode()

    assert release(reviewer, sha256, "publish") == 302
    assert Client().get(reverse("explore:document", args=[sha256])).status_code == 200


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR, Role.RESEARCHER, Role.ADMINISTRATOR])
def test_who_may_not_decide_may_not_withhold(sha256: str, role: Role) -> None:
    assert release(client(role), sha256) == 403
    assert not models.Decision.objects.exists()


def test_what_is_sent_withholds_unless_it_says_publish(sha256: str) -> None:
    assert release(client(Role.REVIEWER), sha256, "whatever") == 302
    assert models.Decision.objects.get().verdict == Verdict.WITHHOLD


def test_a_document_can_be_withheld_and_not_accepted(sha256: str) -> None:
    import samples

    with pytest.raises(StoreError, match="no statement carries"):
        write.decide(samples.decision(sha256, Verdict.ACCEPT))
    with pytest.raises(StoreError, match="no statement carries"):
        write.decide(samples.decision("0" * 64, Verdict.WITHHOLD))
    write.decide(samples.decision(sha256, Verdict.WITHHOLD))
    write.decide(samples.decision(sha256, Verdict.UNDO))


def test_nobody_outside_sees_the_case_of_a_person_who_is_not_public(reader: Client, document: str) -> None:
    assert 'class="what"' not in reader.get(reverse("explore:cases")).content.decode()
    act = models.ActRow.objects.filter(inner=True)[0].entity
    assert reader.get(reverse("explore:case", args=[act])).status_code == 404
