"""The frozen site as a reader opens it from a disk: without a server, without script, without another host."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import LAPTOP, Picture
from playwright.sync_api import Browser, Page

PHONE = (390, 844)


@pytest.fixture(params=[LAPTOP, PHONE], ids=["laptop", "phone"])
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window without script; nothing may be asked of another host, and nothing may go wrong."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=False)
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda m: trouble.append(m.text))
    page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else trouble.append(r.url))
    # The next page may open before the browser has fetched the icon of this one.
    page.on("requestfailed", lambda r: None if r.failure == "net::ERR_ABORTED" else trouble.append(f"{r.url} failed"))
    yield page
    context.close()
    assert not trouble


def test_from_a_count_to_the_words_and_the_person(site: Path, reader: Page, picture: Picture) -> None:
    width = reader.viewport_size["width"]  # type: ignore[index]
    reader.goto((site / "index.html").as_uri())
    picture(reader, f"frozen-home-{width}")
    reader.get_by_role("row", name="Cambodia").get_by_role("link", name="Cambodia").click()
    picture(reader, f"frozen-country-{width}")
    reader.get_by_role("row", name="Arrest").get_by_role("link").click()
    assert reader.get_by_role("heading", name="By type: Arrest").is_visible()
    reader.get_by_role("link", name="Arrest", exact=True).click()
    assert "arrested Mira Solan" in reader.locator("blockquote").inner_text()
    picture(reader, f"frozen-act-{width}")
    reader.get_by_role("heading", name="Mira Solan").get_by_role("link").click()
    assert reader.get_by_role("heading", level=1).inner_text() == "Mira Solan"
    picture(reader, f"frozen-person-{width}")


@pytest.mark.parametrize("reader", [LAPTOP, PHONE], indirect=True, ids=["laptop", "phone"])
def test_every_page_opens_and_fits_its_window(site: Path, reader: Page) -> None:
    narrow = reader.viewport_size["width"] == PHONE[0]  # type: ignore[index]
    for file in sorted(site.rglob("*.html"))[:: 1 if narrow else 8]:  # a page that fits a telephone rarely breaks wider
        reader.goto(file.as_uri())
        wide = reader.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, f"{file} is {wide} pixels too wide"


def test_every_page_has_one_heading_and_no_name_that_is_not_public(site: Path) -> None:
    for file in site.rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        assert page.count("<h1") == 1, file
        assert "Brandt" not in page, file


def test_a_withheld_name_is_said_to_be_one(site: Path, reader: Page) -> None:
    reader.goto((site / "countries" / "PH.html").as_uri())
    assert reader.get_by_title("A name that is not public").count() >= 1
    assert "Reyes" not in reader.content()


def test_the_style_sheet_is_applied(site: Path, reader: Page) -> None:
    reader.goto((site / "acts" / sorted((site / "acts").iterdir())[0].name).as_uri())
    skip = reader.locator(".skip").bounding_box()
    assert skip is not None
    assert skip["x"] < 0
