"""What browsers are told, and that no page asks another host for anything."""

import re
from collections.abc import Iterator

import pytest
import scene
from django.test import Client
from django.urls import reverse

from saksi.store.read import current

INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son[a-z]+=|javascript:", re.I)
LOADED = re.compile(r"""<(?:script|link|img|iframe|form|source|video)\b[^>]*?\b(?:src|href|action)=["']([^"']+)""")


@pytest.fixture
def laid(db: None) -> None:
    scene.lay()


def addresses() -> Iterator[str]:
    for name in ("home", "search", "countries", "documents", "acts", "people", "organisations", "laws"):
        yield reverse(f"explore:{name}")
    yield reverse("explore:search") + "?q=court"
    yield reverse("explore:country", args=["KH"])
    for kind, page in (("Act", "act"), ("Person", "person"), ("Organisation", "organisation"), ("Law", "law")):
        for entity in set(current.rows().filter(kind=kind).values_list("entity", flat=True)):
            yield reverse(f"explore:{page}", args=[entity])
    for page in scene.pages():
        yield reverse("explore:document", args=[page.document.sha256])
    for name in ("queue", "another", "log"):
        yield reverse(f"review:{name}")
    yield reverse("review:claim", args=[current.rows().filter(kind="Act", prop="type")[0].claim])
    yield reverse("account_login")
    yield reverse("mfa_index")
    yield "/nothing-here/"


def test_no_page_carries_inline_script_or_asks_another_host(reviewer: Client, laid: None) -> None:
    for address in addresses():
        words = reviewer.get(address, follow=True).content.decode()
        assert not INLINE.search(words), address
        for loaded in LOADED.findall(words):
            assert loaded.startswith(("/", "#", "?", "data:image")), f"{address} asks for {loaded}"
            assert not loaded.startswith("//"), address


def test_every_answer_is_strict(reviewer: Client, laid: None) -> None:
    for address in addresses():
        headers = reviewer.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_links_to_sources_tell_them_nothing(reviewer: Client, laid: None) -> None:
    page = reviewer.get(reverse("explore:document", args=[scene.news().document.sha256])).content.decode()
    assert '<a href="https://example.org/released" rel="noreferrer noopener external">' in page


def test_words_of_a_document_never_become_markup(reviewer: Client, laid: None) -> None:
    letter = scene.letter().document
    for address in addresses():
        words = reviewer.get(address).content.decode()
        assert "<script>alert" not in words, address
        assert "<b>three" not in words, address
    page = reviewer.get(reverse("explore:document", args=[letter.sha256])).content.decode()
    assert "&lt;script&gt;alert(&quot;never run&quot;)&lt;/script&gt;" in page


def test_what_a_visitor_types_never_becomes_markup(reviewer: Client, laid: None) -> None:
    for address in (
        reverse("explore:search") + "?q=",
        reverse("explore:people") + "?name=",
        reverse("explore:acts") + "?period=",
    ):
        assert "<i>x" not in reviewer.get(address + "<i>x</i>").content.decode()


def test_what_members_read_is_stored_nowhere(reader: Client, member: Client, laid: None) -> None:
    assert "no-store" in member.get("/people/").headers["Cache-Control"]
    assert "no-store" not in reader.get("/people/").headers.get("Cache-Control", "")
    assert "max-age" in member.get("/static/saksi/saksi.css").headers["Cache-Control"]


def test_cookies_are_kept_from_scripts(reader: Client, db: None) -> None:
    cookie = reader.get(reverse("account_login")).cookies["saksi-csrf"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_another_host_name_is_refused(reader: Client, db: None) -> None:
    assert reader.get("/", headers={"host": "attacker.example"}).status_code == 400


def test_the_style_sheet_and_htmx_come_from_here(reader: Client) -> None:
    style = reader.get("/static/saksi/saksi.css")
    assert style.status_code == 200
    assert not re.search(rb"url\(|@import|https?:", style.content)
    assert reader.get("/static/django_htmx/htmx-2.min.js").status_code == 200
    again = reader.get("/static/saksi/saksi.css", headers={"if-modified-since": style.headers["Last-Modified"]})
    assert again.status_code == 304
