"""What a newcomer and a reviewer do, in a real browser, with and without script, on a phone and a laptop."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import stage
from conftest import Picture
from playwright.sync_api import Page, expect
from walk import follow

pytestmark = pytest.mark.browser
Open = Callable[..., AbstractContextManager[Page]]
SIZES = {"phone": (390, 844), "laptop": (1366, 768)}
QUOTE = "the Kandal Provincial Court charged Mira Solan with incitement under article 495 of the Criminal Code"


def sign_in(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("Username").fill("reviewer")
    page.get_by_label("Password").fill(stage.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Review", level=1)).to_be_visible()


def count(page: Page) -> int:
    page.goto("/countries/KH/")
    return int(page.locator("#count").inner_text())


def card(page: Page, words: str) -> str:
    """Open the queue and return where the card with these words is."""
    page.goto("/review/?kind=Act&country=KH")
    return f"article:has(mark:has-text('{words}'))"


def test_a_newcomer_finds_a_person_and_follows_an_act_to_its_words(visit: Open) -> None:
    with visit() as page:
        page.goto("/")
        page.get_by_role("searchbox").fill("solan")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name="Mira Solan").first.click()
        expect(page.get_by_role("heading", name="Mira Solan", level=1)).to_be_visible()
        page.get_by_role("link", name="Charge", exact=True).click()
        expect(page.get_by_role("heading", name="Charge", level=1)).to_be_visible()
        page.locator("blockquote a").click()
        shown = page.locator(".shown")
        expect(shown).to_have_text(QUOTE)
        expect(shown).to_be_in_viewport()


@pytest.mark.parametrize("size", SIZES)
def test_a_member_reads_the_words_in_their_text(visit: Open, size: str) -> None:
    with visit(SIZES[size]) as page:
        sign_in(page)
        page.goto("/acts/?type=charge")
        page.locator(".report .quote a").click()
        assert "".join(page.locator(".text .shown").all_inner_texts()) == QUOTE
        expect(page.locator(".text .shown").first).to_be_in_viewport()
        page.locator(".text a.act").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Arrest")


@pytest.mark.parametrize("script", [True, False], ids=["htmx", "no script"])
@pytest.mark.parametrize("size", SIZES)
def test_a_reviewer_rejects_a_claim_and_the_count_changes(visit: Open, script: bool, size: str) -> None:
    with visit(SIZES[size], script=script) as page:
        sign_in(page)
        before = count(page)
        here = card(page, "arrested Mira Solan, the president")
        page.locator(here).get_by_role("button", name="Reject: Type").click()
        if script:
            expect(page.locator(here)).to_contain_text("Taken out of the record")
        else:
            expect(page.get_by_role("status").first).to_contain_text("rejected")
        assert count(page) == before - 1
        page.goto("/review/decisions/")
        page.get_by_role("button", name="Undo").first.click()
        assert count(page) == before


@pytest.mark.parametrize("script", [True, False], ids=["htmx", "no script"])
def test_a_reviewer_corrects_a_date_with_a_reason(visit: Open, script: bool) -> None:
    with visit(script=script) as page:
        sign_in(page)
        here = card(page, "revoked the licence")
        page.locator(here).get_by_role("link", name="Correct…: Date").click()
        page.get_by_label("Right value").fill("January")
        page.get_by_role("button", name="Correct to this value").click()
        expect(page.locator(".errorlist")).to_contain_text("2019-11")
        page.get_by_label("Right value").fill("2022-01-18")
        page.get_by_label("Reason").fill("the gazette has the day")
        page.get_by_role("button", name="Correct to this value").click()
        expect(page.locator(here)).to_contain_text("18 January 2022")
        expect(page.locator(here)).to_contain_text("the gazette has the day")
        page.locator(here).get_by_role("button", name="Undo: Date").click()
        expect(page.locator(here)).to_contain_text("Date January 2022")


def test_the_keyboard_reaches_everything(visit: Open) -> None:
    with visit() as page:
        page.goto("/")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("court")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Documents 3")).to_be_visible()


def test_pages_fit_text_twice_as_large_and_the_narrowest_telephone(visit: Open, picture: Picture) -> None:
    pages = {
        "home": "/",
        "country": "/countries/KH/",
        "acts": "/acts/",
        "search": "/search/?q=court",
        "people": "/people/",
    }
    for name, size in {"zoom": (683, 384), "narrow": (320, 568)}.items():
        with visit(size) as page:
            for title, address in pages.items():
                page.goto(address)
                fits(page, picture, f"{name}-{title}")
            page.goto("/people/")
            follow(page.locator("main ul.list a").first)
            fits(page, picture, f"{name}-person")
            follow(page.locator("main ol.list a.what").first)
            fits(page, picture, f"{name}-act")
            sign_in(page)
            fits(page, picture, f"{name}-review")
            page.goto("/acts/?type=arrest")
            follow(page.locator(".report .quote a"))
            fits(page, picture, f"{name}-document")


def fits(page: Page, picture: Picture, name: str) -> None:
    """Take a picture; nothing may stick out to the side."""
    picture(page, name)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0, f"{page.url} is {wide} pixels too wide ({name})"


def test_every_page_has_one_title_and_named_parts(visit: Open) -> None:
    with visit() as page:
        sign_in(page)
        for address in (
            "/",
            "/countries/",
            "/countries/KH/",
            "/documents/",
            "/acts/",
            "/people/",
            "/search/?q=a",
            "/review/",
        ):
            page.goto(address)
            if address == "/review/":
                page.get_by_role("link", name="Correct…: Type").first.click()
                expect(page.get_by_label("Right value")).to_be_visible()
            assert page.locator("h1").count() == 1, address
            assert page.locator("main").count() == page.locator("html[lang]").count() == 1
            unnamed = page.locator("a:visible, button:visible").evaluate_all(
                "all => all.filter(e => !(e.innerText || e.ariaLabel || '').trim()).map(e => e.outerHTML)"
            )
            assert unnamed == [], address
            fields = page.locator("input:visible, select:visible").evaluate_all(
                "all => all.filter(e => !e.labels.length && !e.ariaLabel).map(e => e.outerHTML)"
            )
            assert fields == [], address
            twice = page.evaluate(
                "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
                " return ids.filter((id, i) => ids.indexOf(id) !== i) }"
            )
            assert twice == [], address
