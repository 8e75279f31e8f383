"""A reviewer works through pairs with the keyboard alone, with script and without, and undoes it."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import stage
from conftest import Picture
from playwright.sync_api import Page, expect
from test_every_page import LOOKS, faults

pytestmark = pytest.mark.browser
Open = Callable[..., AbstractContextManager[Page]]
WAITING = "/review/pairs/?kind=Act"


def sign_in(page: Page) -> None:
    page.goto("/account/login/?next=/review/pairs/%3Fkind%3DAct")
    page.locator("#id_login").focus()
    page.keyboard.type("reviewer")
    page.keyboard.press("Tab")
    page.keyboard.type(stage.PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("[data-pair]")).to_be_visible()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until a button of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    pytest.fail(f"Tab never reaches {name}")


def test_letters_judge_the_pair_that_has_the_focus(visit_case: Open) -> None:
    with visit_case() as page:
        sign_in(page)
        for letter, told in (("a", "joined by a person"), ("r", "kept apart by a person")):
            expect(page.locator("[data-pair]").first).to_be_focused()
            page.keyboard.press(letter)
            expect(page.locator("[data-last]")).to_contain_text(told)
            expect(page.locator("[data-pair]")).to_have_count(0)
            expect(page.locator("[data-last] button")).to_be_focused()
            page.keyboard.press("Enter")
            expect(page.locator("[data-pair]")).to_have_count(1)


def test_letters_do_nothing_while_somebody_writes(visit_case: Open) -> None:
    with visit_case() as page:
        sign_in(page)
        page.locator("[data-pair] input[name=reason]").focus()
        page.keyboard.type("a rare name")
        expect(page.locator("[data-pair] input[name=reason]")).to_have_value("a rare name")
        expect(page.locator("[data-pair]")).to_have_count(1)


def test_without_script_tab_and_enter_do_the_same(visit_case: Open) -> None:
    with visit_case(script=False) as page:
        sign_in(page)
        page.locator("[data-pair] button[value=same]").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("[data-last]")).to_contain_text("kept apart by a person")
        page.locator("[data-last] button").press("Enter")
        expect(page.locator("[data-pair]")).to_have_count(1)


def test_a_side_is_taken_out_and_put_back(visit_case: Open) -> None:
    with visit_case() as page:
        sign_in(page)
        page.goto("/review/pairs/?kind=Act&state=automatic")
        before = page.locator("[data-pair]").count()
        page.keyboard.press("s")
        expect(page.locator("ul.messages")).to_contain_text("Taken out")
        page.goto("/review/pairs/?kind=Act&state=judged")
        page.keyboard.press("u")
        expect(page.locator("ul.messages")).to_contain_text("undone")
        page.goto("/review/pairs/?kind=Act&state=automatic")
        expect(page.locator("[data-pair]")).to_have_count(before)


def test_the_history_is_one_letter_away_and_tab_reaches_everything(visit_case: Open) -> None:
    with visit_case() as page:
        sign_in(page)
        tab_to(page, "Different")
        page.goto(WAITING)
        page.keyboard.press("h")
        expect(page).to_have_url(re.compile(r"/review/pairs/[0-9a-f]{32}(:|%3A)[0-9a-f]{32}/$"))
        expect(page.get_by_role("heading", name="Judgements")).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_a_case_and_of_a_pair(visit_case: Open, picture: Picture, look: str) -> None:
    found: list[str] = []
    with visit_case() as page:
        sign_in(page)
        if look.startswith("km"):
            page.get_by_role("button", name="ភាសាខ្មែរ").click()
        addresses = [WAITING, "/review/pairs/?state=automatic"]
        page.goto(WAITING)
        addresses.append(str(page.locator("[data-pair] a[data-key=h]").get_attribute("href")))
        for listed in ("/cases/", "/people/", "/laws/"):
            page.goto(listed)
            addresses.append(str(page.locator("main ul.list a").first.get_attribute("href")))
        for number, address in enumerate(addresses):
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            found += faults(page, picture, f"case-{number}", look)
    assert not found, "\n".join(found)
