"""The frozen site as a reader opens it from a disk: without a server, without script, without another host."""

from collections.abc import Iterator
from pathlib import Path

import houses
import pytest
import scene
from conftest import LAPTOP
from playwright.sync_api import Browser, Page

from saksi.publish.folder import write
from saksi.publish.site import Accuracy, Site

PHONE = (390, 844)
PAGES = list(scene.pages())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the scene with one person published."""
    folder = tmp_path_factory.mktemp("frozen") / "site"
    edition = houses.whole(PAGES, houses.published(PAGES, "Mira Solan"))
    write(folder, Site(edition, "Open record", [Accuracy("Acts", 0.94, 0.86, 0.9)]).files())
    return folder


@pytest.fixture(params=[LAPTOP, PHONE], ids=["laptop", "phone"])
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window without script; nothing may be asked of another host, and nothing may go wrong."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=False)
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda m: trouble.append(m.text))
    page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else trouble.append(r.url))
    page.on("requestfailed", lambda r: trouble.append(f"{r.url} failed"))
    yield page
    context.close()
    assert not trouble


def test_from_a_count_to_the_words_and_the_person(site: Path, reader: Page, shots: Path) -> None:
    width = reader.viewport_size["width"]  # type: ignore[index]
    reader.goto((site / "index.html").as_uri())
    reader.screenshot(path=shots / f"frozen-home-{width}.png", full_page=True)
    reader.get_by_role("row", name="Cambodia").get_by_role("link", name="Cambodia").click()
    reader.screenshot(path=shots / f"frozen-country-{width}.png", full_page=True)
    reader.get_by_role("row", name="Arrest").get_by_role("link").click()
    assert reader.get_by_role("heading", name="By type: Arrest").is_visible()
    reader.get_by_role("link", name="Arrest", exact=True).click()
    assert "arrested Mira Solan" in reader.locator("blockquote").inner_text()
    reader.screenshot(path=shots / f"frozen-act-{width}.png", full_page=True)
    reader.get_by_role("heading", name="Mira Solan").get_by_role("link").click()
    assert reader.get_by_role("heading", level=1).inner_text() == "Mira Solan"
    reader.screenshot(path=shots / f"frozen-person-{width}.png", full_page=True)


def test_every_page_opens_and_fits_its_window(site: Path, reader: Page) -> None:
    for file in sorted(site.rglob("*.html")):
        reader.goto(file.as_uri())
        sheet = reader.locator("body").bounding_box()
        assert sheet is not None
        assert sheet["width"] <= reader.viewport_size["width"]  # type: ignore[index]
        assert reader.get_by_role("heading", level=1).count() == 1
        assert "Brandt" not in reader.content()


def test_a_withheld_name_is_said_to_be_one(site: Path, reader: Page) -> None:
    reader.goto((site / "countries" / "PH.html").as_uri())
    assert reader.get_by_title("A name that is not public").count() >= 1
    assert "Reyes" not in reader.content()


def test_the_style_sheet_is_applied(site: Path, reader: Page) -> None:
    reader.goto((site / "acts" / sorted((site / "acts").iterdir())[0].name).as_uri())
    skip = reader.locator(".skip").bounding_box()
    assert skip is not None
    assert skip["x"] < 0
