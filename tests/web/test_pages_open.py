"""Every page opens, for whom it should, and says what it should."""

import pytest
from django.test import Client
from django.urls import reverse

from saksi.store.read import current

PAGES = ["home", "search", "countries", "documents", "acts", "people", "organisations", "laws"]


def act_ids() -> list[str]:
    return list(current.rows().filter(kind="Act", prop="type").values_list("entity", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_pages_open_on_an_empty_store(reader: Client, page: str) -> None:
    response = reader.get(reverse(f"explore:{page}"))
    assert response.status_code == 200
    assert b"<h1" in response.content


@pytest.mark.parametrize("page", PAGES)
def test_pages_open_on_a_small_record(member: Client, document: str, page: str) -> None:
    assert member.get(reverse(f"explore:{page}")).status_code == 200


def test_detail_pages_open(member: Client, document: str) -> None:
    person = current.rows().filter(kind="Person").first()
    assert person is not None
    for address in (
        reverse("explore:document", args=[document]),
        reverse("explore:act", args=[act_ids()[0]]),
        reverse("explore:country", args=["KH"]),
        reverse("explore:person", args=[person.entity]),
    ):
        assert member.get(address).status_code == 200, address
