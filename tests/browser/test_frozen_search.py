"""Search in the frozen site, typed as a person types: from a disk and from a web server, in both languages."""

import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from asked_khmer import ASKED, NOT_THERE, SENTENCES, holding
from conftest import Picture
from playwright.sync_api import Browser, Page, expect

from saksi.publish.search.index import folded
from saksi.text import khmer
from saksi.text.terms import asked

pytestmark = pytest.mark.browser
TYPED = [
    *("Mira Solan", "solan", "MIRA", "café’s", "naïve Łódź", "article 495", "x-y", "Ελλάδα Ёлка", "សុខា 2023"),
    *("ស\u200bម រង្ស៊ី", "ឆ្នាំ២០២៣", "ម៉ិច", "គម្រោង", "ខ្មែរ", "ប្រេីប្រាស់", "ឥន្ធនៈ", "ឣឤឲ", "UNសុខា", "한국 日本 ไทย"),
]  # fmt: skip


class Quiet(SimpleHTTPRequestHandler):
    """A web server that writes no log."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def disk(site: Path) -> str:
    """The address of the site on the disk."""
    return site.as_uri()


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The address of the site at a web server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(params=["disk"])
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window on the page of search; nothing may be asked of another host, and nothing may go wrong."""
    root = request.getfixturevalue(request.param)
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda m: trouble.append(m.text))
    page.on("pageerror", lambda e: trouble.append(str(e)))
    page.on("request", lambda r: None if r.url.startswith((root, "data:")) else trouble.append(r.url))
    page.set_default_timeout(5_000)
    page.goto(f"{root}/search.html")
    yield page
    context.close()
    assert not trouble


def search(page: Page, query: str) -> None:
    """Type a query over the last one, and wait for the answer."""
    page.get_by_role("searchbox").press("Control+a")
    page.keyboard.type(query)
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_attribute("data-for", query)


def acts(page: Page) -> list[str]:
    """Return the quotes that are listed, all of them."""
    section = page.locator("section:visible", has=page.locator(".quote"))
    if not section.count():
        return []
    number = int(section.locator(".count").inner_text().translate(khmer.DIGITS))
    for _ in range(10, number, 10):
        section.get_by_role("button").click()
    expect(section.locator(".quote")).to_have_count(number)
    return section.locator(".quote").all_inner_texts()


BOTH = pytest.mark.parametrize("reader", ["disk", "served"], indirect=True)


@BOTH
def test_forty_khmer_words_and_names_are_found(reader: Page) -> None:
    missed = []
    for query in ASKED:
        search(reader, query)
        if sorted(set(acts(reader)) & set(SENTENCES)) != sorted(holding(query)):
            missed.append(query)
        marked = {"".join(mark.split()) for mark in reader.locator(".quote mark").all_inner_texts()}
        assert marked, query
    assert len(ASKED) == 40
    assert not missed


@BOTH
def test_what_only_happens_to_stand_there_is_not_found(reader: Page) -> None:
    for query in NOT_THERE:
        search(reader, query)
        assert reader.get_by_text("No page of this site says all of these words.").is_visible(), query


def test_a_name_leads_to_its_page_and_back(reader: Page, picture: Picture) -> None:
    search(reader, "mira solan")
    assert reader.get_by_role("heading", name="People 1").is_visible()
    assert reader.get_by_role("heading", name="Acts 3").is_visible()
    assert set(reader.locator(".quote mark").all_inner_texts()) == {"Mira", "Solan"}
    picture(reader, "frozen-search-390")
    reader.get_by_role("link", name="Mira Solan", exact=True).click()
    assert reader.get_by_role("heading", level=1).inner_text() == "Mira Solan"
    reader.go_back()
    reader.get_by_role("heading", name="People 1").wait_for()
    assert reader.get_by_role("searchbox").input_value() == "mira solan"


def test_the_words_stay_when_the_language_changes(reader: Page) -> None:
    search(reader, "charge")
    assert len(acts(reader)) == 1
    reader.get_by_role("link", name="ភាសាខ្មែរ").click()
    reader.get_by_role("heading", name="អំពើ ១").wait_for()
    assert reader.get_by_role("searchbox").input_value() == "charge"
    reader.locator(".report a.what").click()
    assert reader.locator("html").get_attribute("lang") == "km"
    assert "charged Mira Solan" in reader.locator("blockquote").inner_text()


def test_signs_of_the_query_and_withheld_names(reader: Page) -> None:
    search(reader, "court -charged")
    assert len(acts(reader)) == 2
    search(reader, "fin*")
    assert len(acts(reader)) == len(SENTENCES)
    search(reader, "brandt")
    assert not acts(reader)
    search(reader, "beaten by guards")
    assert reader.locator(".quote").get_by_title("A name that is not public").count() == 1


def test_queries_are_cut_as_texts_are(reader: Page) -> None:
    typed = TYPED + sorted({c for sentence in SENTENCES for c in sentence.split("។")} | set(ASKED))
    spelt = reader.evaluate("all => all.map(words => saksi.units(words).map(unit => unit.key))", typed)
    for words, found in zip(typed, spelt, strict=True):
        stream = asked(f"{words} ក ខ គ") if khmer.has_khmer(words) else asked(words)
        wanted = [term.removeprefix("k") if khmer.has_khmer(term) else folded(term) for term in stream]
        assert found == (wanted[:-3] if khmer.has_khmer(words) else wanted), words


def test_a_copy_without_the_index_says_so(site: Path, browser: Browser, tmp_path: Path) -> None:
    for name in ("search.html", "search/search.js", "saksi.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((site / name).read_bytes())
    page = browser.new_page()
    page.goto((tmp_path / "search.html").as_uri() + "#q=court")
    page.get_by_text("could not be read").wait_for()
    page.close()


def test_without_script_there_is_no_form_but_the_lists(site: Path, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((site / "km" / "search.html").as_uri())
    assert page.get_by_role("searchbox").count() == 0
    assert page.locator("noscript").is_visible()
    assert page.locator("main .plain-list a").count() == 7
    page.close()


def test_every_spelling_is_one_as_in_the_index(reader: Page) -> None:
    letters, hanging = "កដតរអឣឤឲ", ["្ក", "្ដ", "្ត", "្រ", "ា", "េ", "ី", "ើ", "៉", "៊", "់", "ំ", "\u200b", "៌", "\u17b4"]
    typed = [a + b + c + d for a in letters for b in hanging for c in hanging for d in hanging]
    found = reader.evaluate("all => all.map(typed => saksi.units(typed)[0].key)", typed)
    wrong = [t for t, key in zip(typed, found, strict=True) if key != khmer.canonical(t)]
    assert len(typed) > 20_000
    assert not wrong, json.dumps([[t, found[typed.index(t)]] for t in wrong[:5]], ensure_ascii=True)
