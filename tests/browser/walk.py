"""How tests go from page to page: what comes next waits until the page that was asked for stands still."""

from playwright.sync_api import Locator, Page, expect


def follow(link: Locator) -> None:
    """Click what leads to another page, and come back when that is there."""
    with link.page.expect_navigation():
        link.click()


def settle(page: Page) -> None:
    """Wait until no part of the page is being fetched, since parts are pale for that long."""
    expect(page.locator(".htmx-request")).to_have_count(0)
