"""A page shows the record of one moment, whatever is written while it is made."""

from threading import Thread

import pytest
import samples
import scene
from django.db import connection
from django.test import Client

from saksi.store.models import User
from saksi.store.read import countries
from saksi.store.read.countries import CountryLine
from saksi.store.read.record import Record

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("role", "address"), [("", "/"), ("reviewer", "/"), ("reviewer", "/review/")])
def test_a_document_that_comes_in_meanwhile_is_on_the_next_page(
    role: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.lay()
    client = Client()
    if role:
        client.force_login(User.objects.create(username=role, role=role))
    before = client.get(address).content
    read = countries.countries

    def add() -> None:
        samples.add()
        connection.close()

    def slowly(record: Record) -> list[CountryLine]:
        thread = Thread(target=add)
        thread.start()
        thread.join(timeout=60)
        return read(record)

    monkeypatch.setattr(countries, "countries", slowly)

    def bare(page: bytes) -> list[bytes]:
        return [line for line in page.splitlines() if b"csrf" not in line]

    meanwhile = client.get(address).content
    monkeypatch.setattr(countries, "countries", read)
    after = client.get(address).content
    assert bare(after) != bare(before)
    # A moment begins with the first question to the database, which a page without a login may ask only now.
    assert bare(meanwhile) in [bare(page) for page in ([before] if role else [before, after])]
