"""Every page in both languages: axe-core finds nothing, nothing sticks out, no word was left untranslated.

SAKSI_SHOTS names a folder that keeps the pictures, for a person to look at.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path

import houses
import pytest
import scene
import stage
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from saksi.publish.folder import write
from saksi.publish.site import Accuracy, Site

pytestmark = pytest.mark.browser
Open = Callable[..., AbstractContextManager[Page]]
PHONE, LAPTOP = (390, 844), (1366, 768)
LANGUAGES = ["en", "km"]
VIEWS = [("light", PHONE), ("dark", LAPTOP), ("light", LAPTOP), ("dark", PHONE)]
ADDRESSES = [
    "/", "/countries/", "/countries/KH/", "/documents/", "/acts/", "/acts/?since=yesterday&country=PH", "/people/",
    "/people/?name=zzz", "/organisations/", "/laws/", "/search/", "/search/?q=court", "/search/?q=zzzz",
    "/search/?country=KH&status=reported", "/account/login/", "/nothing/",
]  # fmt: skip
FIRST_OF = {"/people/": "person", "/organisations/": "organisation", "/laws/": "law", "/documents/": "document"}
INSIDE = [
    "/review/", "/review/?kind=Person", "/review/?state=decided", "/review/another/", "/review/decisions/",
    "/account/password/", "/account/2fa/", "/account/logout/",
]  # fmt: skip
# Words in Latin letters that stand on a Khmer page by right: names, formats, commands and what the documents say.
KNOWN = set("saksi why acts html pdf url reviewer english open record detain detained detainee".split())  # noqa: SIM905
KNOWN |= set("trade union court appeal chhun totp text zzz zzzz yesterday names other script".split())  # noqa: SIM905
SAID = {
    word.casefold() for page in scene.pages() for word in re.findall(r"\w+", f"{page.text.content} {page.document}")
}
OUTSIDE = """() => [...document.querySelectorAll('main, header, footer, title')].flatMap(part => {
  const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    if (!at.closest('code, script, style') && at.closest('[lang]').lang === 'km') found.push(walk.currentNode.data);
  }
  return found.concat([...part.querySelectorAll('[aria-label], [placeholder], [title]')]
    .filter(e => e.closest('[lang]').lang === 'km' && !(e.getAttribute('title') || '').startsWith('saksi'))
    .flatMap(e => [e.ariaLabel, e.placeholder, e.getAttribute('title')]).filter(Boolean));
})"""


def faults(page: Page, shot: Path, language: str) -> Iterator[str]:
    """Take a picture of a page and yield what it does not keep of what every page promises."""
    page.screenshot(path=shot, full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide:
        yield f"{page.url} is {wide} pixels too wide ({shot.name})"
    if page.locator("html").get_attribute("lang") != language:
        yield f"{page.url} is not in {language}"
    for one in Axe().run(page).response["violations"]:
        yield f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:200]}"
    if language == "km":
        words = {word for text in page.evaluate(OUTSIDE) for word in re.findall(r"[A-Za-z]{3,}", text)}
        left = {word for word in words if word.casefold() not in SAID | KNOWN}
        if left:
            yield f"{page.url} says in English: {sorted(left)}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("scheme", "size"), VIEWS[:2], ids=["phone", "laptop"])
def test_pages_of_the_web(visit: Open, shots: Path, language: str, scheme: str, size: tuple[int, int]) -> None:
    number, found = count(1), []

    def check(name: str) -> None:
        shot = shots / f"{next(number):02}-{name}-{language}-{scheme}-{size[0]}.png"
        found.extend(faults(page, shot, language))

    with visit(size, missing=True) as page:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto("/")
        if language == "km":
            page.get_by_role("button", name="ភាសាខ្មែរ").click()
        for address in ADDRESSES:
            page.goto(address)
            check(re.sub(r"\W+", "-", address).strip("-") or "home")
        for address, name in FIRST_OF.items():
            page.goto(address)
            page.locator("main ul.list a").first.click()
            check(name)
        page.goto("/acts/")
        page.locator(".report a.what").first.click()
        check("act")
        page.goto("/account/login/")
        page.locator("#id_login").fill("reviewer")
        page.locator("#id_password").fill("wrong")
        page.locator("main button").click()
        check("login-refused")
        page.locator("#id_password").fill(stage.PASSWORD)
        page.locator("main button").click()
        for address in INSIDE:
            page.goto(address)
            check(re.sub(r"\W+", "-", address).strip("-"))
        page.goto("/review/")
        page.locator(".claim a.button").first.click()
        check("review-form")
        page.goto("/acts/")
        page.locator(".report .quote a").first.click()
        check("document-inside")
        page.goto("/account/2fa/totp/activate/")
        check("totp")
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A frozen site of the scene with one person published."""
    folder = tmp_path_factory.mktemp("frozen") / "site"
    pages = list(scene.pages())
    edition = houses.whole(pages, houses.published(pages, "Mira Solan"))
    write(folder, Site(edition, "Open record", [Accuracy("Acts", 0.94, 0.86, 0.9)]).files())
    return folder


@pytest.fixture(params=VIEWS[2:], ids=["laptop", "phone"])
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window on the disk."""
    scheme, (width, height) = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    yield context.new_page()
    context.close()


def kinds(site: Path, language: str) -> Iterator[Path]:
    """Yield one frozen page of each sort."""
    root = site if language == "en" else site / language
    yield from (root / "index.html", root / "methodology.html", root / "countries" / "KH.html")
    yield root / "countries" / "KH-reported.html"
    for folder in ("acts", "people", "organisations", "laws", "sources"):
        files = sorted((root / folder).glob("*.html"))
        yield from [file for file in files if file.name == "index.html"] + files[:1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_the_frozen_site(site: Path, window: Page, shots: Path, language: str) -> None:
    found: list[str] = []
    width = window.viewport_size["width"]  # type: ignore[index]
    for number, file in enumerate(kinds(site, language), 1):
        window.goto(file.as_uri())
        shot = shots / f"frozen-{number:02}-{file.parent.name}-{file.stem[:9]}-{language}-{width}.png"
        found += faults(window, shot, language)
    assert not found, "\n".join(found)


BREAKS = """() => {
  const words = document.querySelector('main p:nth-of-type(3)').firstChild, range = document.createRange();
  const tops = [...words.data].map((_, at) => {
    range.setStart(words, at); range.setEnd(words, at + 1); return range.getBoundingClientRect().top;
  });
  const segments = new Intl.Segmenter('km', {granularity: 'word'}).segment(words.data);
  const begins = new Set([...segments].map(segment => segment.index));
  return tops.map((top, at) => at && top > tops[at - 1] + 10 ? begins.has(at) : null).filter(inside => inside !== null);
}"""


def test_khmer_is_set_in_our_letters_and_breaks_between_words(site: Path, window: Page) -> None:
    window.goto((site / "km" / "methodology.html").as_uri())
    window.evaluate("document.fonts.ready.then(() => null)")
    assert "Saksi Khmer" in window.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    breaks = window.evaluate(BREAKS)
    assert breaks
    assert all(breaks), "a line breaks inside a word"
