"""A visitor without an account sees what is public, and nothing on a page says a name that is not."""

import pytest
import samples
import scene
from django.test import Client
from django.urls import reverse

from saksi.model.types import Verdict
from saksi.store import write
from saksi.store.read import current

NAMES = ("Mira", "Solan", "Brandt", "Reyes-Invented")


@pytest.fixture
def laid(db: None) -> None:
    scene.lay()


def entity(kind: str) -> str:
    return current.rows().filter(kind=kind).values_list("entity", flat=True)[0]


def reading() -> list[str]:
    pages = [
        reverse(f"explore:{n}") for n in ("home", "countries", "documents", "acts", "people", "laws", "organisations")
    ]
    pages += [
        reverse("explore:act", args=[e])
        for e in set(current.rows().filter(kind="Act").values_list("entity", flat=True))
    ]
    pages += [reverse("explore:document", args=[page.document.sha256]) for page in scene.pages()]
    pages += [reverse("explore:country", args=["KH"]), reverse("explore:organisation", args=[entity("Organisation")])]
    return [*pages, *(reverse("explore:search") + f"?q={word}" for word in ("court", "arrested", "strike"))]


def test_no_page_says_a_hidden_name(reader: Client, laid: None) -> None:
    for address in reading():
        words = reader.get(address).content.decode()
        for name in NAMES:
            assert name not in words, f"{address} says {name}"


def test_a_member_reads_them(member: Client, laid: None) -> None:
    words = "".join(member.get(address).content.decode() for address in reading())
    assert all(name in words for name in NAMES)


def test_a_hidden_person_has_no_page_and_is_not_found(reader: Client, laid: None) -> None:
    assert reader.get(reverse("explore:person", args=[entity("Person")])).status_code == 404
    found = reader.get(reverse("explore:search"), {"q": "Solan"})
    assert found.context["total"] == 0
    assert "Sign in" in found.content.decode()


def test_searching_for_a_hidden_name_betrays_no_document(reader: Client, laid: None) -> None:
    together = reader.get(reverse("explore:search"), {"q": "Solan arrested"})
    assert together.context["total"] == 0


def test_the_whole_text_is_for_members(reader: Client, member: Client, laid: None) -> None:
    address = reverse("explore:document", args=[scene.statement().document.sha256])
    assert "We call on the government" not in reader.get(address).content.decode()
    assert "We call on the government" in member.get(address).content.decode()


def test_a_person_made_public_is_shown_to_all(reader: Client, laid: None) -> None:
    claims = current.rows().filter(kind="Person", prop="name", value="Mira Solan").values_list("claim", flat=True)
    for claim in set(claims):
        write.decide(samples.decision(claim, Verdict.PUBLISH))
    people = reader.get(reverse("explore:people")).content.decode()
    assert "Mira Solan" in people
    assert "Brandt" not in people


def test_who_decided_stays_in_the_house(reader: Client, member: Client, document: str) -> None:
    act = current.rows().filter(kind="Act", prop="type")[0]
    write.decide(samples.decision(act.claim, Verdict.ACCEPT, reason="seen by us", user="colleague"))
    address = reverse("explore:act", args=[act.entity])
    assert "colleague" not in reader.get(address).content.decode()
    assert "seen by us" in member.get(address).content.decode()


def test_a_group_can_open_its_record_on_its_own_machine(reader: Client, laid: None, settings: object) -> None:
    from dataclasses import replace

    settings.SAKSI = replace(settings.SAKSI, visitors="contributor")  # type: ignore[attr-defined]
    assert "Mira Solan" in reader.get(reverse("explore:people")).content.decode()
    assert reader.get(reverse("review:queue")).status_code == 302
