"""A server on loopback with the scene in its store, and the system's Chromium."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import houses
import pytest
import samples
import scene
import stage
from asked_khmer import SENTENCES
from playwright.sync_api import Browser, Page, sync_playwright

from saksi.assess.panel import Motion, proposals
from saksi.model.types import Decision, Verdict
from saksi.publish import ratings
from saksi.publish.folder import write
from saksi.publish.ratings import RatingCard
from saksi.publish.site import Accuracy, Site
from saksi.store.read.panel import Assessed

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
LAPTOP = (1366, 768)
LOUD = ("error", "warning")
MISSING = "status of 404"
REFUSED = "status of 422"  # the answer to a form that was filled in wrongly, which Chromium reports on its console
Open = Callable[..., AbstractContextManager[Page]]
Picture = Callable[[Page, str], None]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the scene in a process of its own; the value is the address."""
    with _serving(tmp_path_factory.mktemp("stage"), "scene") as address:
        yield address


@pytest.fixture(scope="module")
def case_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a case with a pair that waits for a person in a process of its own; the value is the address."""
    with _serving(tmp_path_factory.mktemp("case"), "one_case") as address:
        yield address


@contextmanager
def _serving(folder: Path, what: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("SAKSI_", "DJANGO_"))}
    with (folder / "log").open("w") as log:
        command = [sys.executable, stage.__file__, str(folder / "store"), str(port), what]
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environ)
        try:
            _wait(f"http://127.0.0.1:{port}/", process, folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)
    assert "127.0.0.1" not in (folder / "log").read_text(), "an address of a reader stands in the log"


def _wait(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  # our own server
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text()}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def visit(server: str, browser: Browser) -> Open:
    """Open a window on the scene; when it closes, nothing may have failed in it or gone to another host."""
    return _opening(server, browser)


@pytest.fixture
def visit_case(case_server: str, browser: Browser) -> Open:
    """Open a window on the case, as `visit` does on the scene."""
    return _opening(case_server, browser)


def _opening(server: str, browser: Browser) -> Open:
    @contextmanager
    def opened(size: tuple[int, int] = LAPTOP, *, script: bool = True, missing: bool = False) -> Iterator[Page]:
        quiet = (REFUSED, MISSING) if missing else (REFUSED,)
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, base_url=server, java_script_enabled=script
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        trouble: list[str] = []
        page.on(
            "console",
            lambda m: trouble.append(m.text) if m.type in LOUD and not any(q in m.text for q in quiet) else None,
        )
        page.on("pageerror", lambda e: trouble.append(str(e)))
        page.on("request", lambda r: None if r.url.startswith((server, "data:")) else trouble.append(r.url))
        yield page
        context.close()
        assert not trouble

    return opened


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A frozen site of the scene and of a Khmer document, with one person published."""
    folder = tmp_path_factory.mktemp("frozen") / "site"
    pages = [*scene.pages(), khmer_page()]
    edition = houses.whole(pages, houses.published(pages, "Mira Solan"))
    write(folder, Site(edition, "Open record", [Accuracy("Acts", 0.94, 0.86, 0.9)], rated).files())
    return folder


def rated() -> list[RatingCard]:
    """Return the card of a country with everything that a card can have, as far as it leaves."""
    at = datetime(2022, 4, 1, tzinfo=UTC)
    told = [
        Decision("rating:KH:2021:1", Verdict.PROPOSE, Motion(1, samples.SCORES).packed(), "ana", at, "Seen by ███."),
        Decision("rating:KH:2021:1", Verdict.ACCEPT, "", "bo", at, "As the counts say."),
    ]
    computed = Assessed("0", "rating", "KH", "2021", "2022-03-01", "plain@1", samples.rating_body(), at)
    forecast = Assessed("1", "forecast", "KH", "2021", "2022-03-01", "forecast@1", samples.forecast_body(), at)
    return [ratings.made("KH", ratings.Found(proposals(told), (), [computed], [forecast]), str, house=False)]


def khmer_page() -> scene.Page:
    """Return a document that reports an act in each of the Khmer sentences; no search asks for their type."""
    writer = scene.Writer("\n\n".join(SENTENCES), title="A report", publisher="Delta Wire")
    writer.document = replace(writer.document, lang="km")
    for sentence in SENTENCES:
        writer.act(sentence, sentence, "fine", status=("reported", sentence))
    return writer.page()


@pytest.fixture(scope="session")
def picture() -> Picture:
    """Take a picture of a page for a person to look at, where SAKSI_SHOTS names a folder for them."""
    folder = os.environ.get("SAKSI_SHOTS")

    def take(page: Page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return take
