"""Every page in both languages: axe-core finds nothing, nothing sticks out, no word was left untranslated.

SAKSI_SHOTS names a folder that keeps the pictures, for a person to look at.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path
from typing import Any

import one_case
import pytest
import scene
import stage
from axe_playwright_python.base import AXE_SCRIPT
from conftest import Picture
from playwright.sync_api import Browser, Page
from walk import follow, settle

from saksi.publish import methods

pytestmark = pytest.mark.browser
Open = Callable[..., AbstractContextManager[Page]]
PHONE, LAPTOP = (390, 844), (1366, 768)
SEEN = {"runOnly": ["color-contrast", "link-in-text-block", "scrollable-region-focusable"]}
BUILT = {"rules": {"color-contrast": {"enabled": False}, "link-in-text-block": {"enabled": False}}}
REACHED = {"runOnly": ["scrollable-region-focusable"]}
Look = tuple[str, tuple[int, int], dict[str, Any]]  # colours, size, and what axe-core is told
# All rules look at the first view; at the second, those that hang on colours and on what is too wide. A page has the
# same colours in every language, and looking at them takes the longest: at the Khmer ones only `make bench` looks.
VIEWS: dict[str, list[Look]] = {
    "en": [("light", PHONE, {}), ("dark", LAPTOP, SEEN)],
    "km": [("light", LAPTOP, BUILT), ("dark", PHONE, REACHED)],
    "km in colours": [("light", LAPTOP, {}), ("dark", PHONE, SEEN)],
}
LOOKS = ["en", "km", pytest.param("km in colours", marks=pytest.mark.bench)]
MISSING = {"en": "This page is not here", "km": "ទំព័រនេះមិននៅទីនេះទេ"}
AXE = f"""async told => {{
  if (!window.axe) {{ {AXE_SCRIPT} }}
  const {{ violations }} = await axe.run({{ resultTypes: ["violations"], ...told }});
  return violations.map(found => [found.id, found.nodes[0].html]);
}}"""
ADDRESSES = [
    "/", "/countries/", "/countries/KH/", "/ratings/", "/ratings/KH/", "/watchlist/",
    "/methods/", "/methods/watch.html", "/documents/", "/acts/", "/acts/?since=yesterday&country=PH",
    "/cases/", "/cases/?state=hearings", "/people/",
    "/people/?name=zzz", "/organisations/", "/laws/", "/search/", "/search/?q=court", "/search/?q=zzzz",
    "/search/?country=KH&status=reported", "/account/login/", "/nothing/",
]  # fmt: skip
FIRST_OF = {
    "/people/": "person",
    "/organisations/": "organisation",
    "/laws/": "law",
    "/documents/": "document",
    "/cases/": "case",
}
INSIDE = [
    "/review/", "/review/?kind=Person", "/review/?state=decided", "/review/another-look/", "/review/decisions/",
    "/review/pairs/", "/review/pairs/?state=automatic", "/review/pairs/?state=judged", "/review/ratings/KH/propose/",
    "/account/password/", "/account/2fa/", "/account/logout/",
]  # fmt: skip
# Words in Latin letters that stand on a Khmer page by right: names, formats, commands and what the documents say.
KNOWN = set("saksi why acts html pdf url reviewer english open record lgbti detain detained detainee".split())  # noqa: SIM905
KNOWN |= set("trade union court appeal chhun totp text zzz zzzz yesterday names other script search".split())  # noqa: SIM905
KNOWN |= set("closures seen counts say three alerts change plain".split())  # noqa: SIM905  # reasons, and a method
TITLES = {title for title, _ in methods.links(str)}
SAID = {
    word.casefold()
    for page in [*scene.pages(), *one_case.pages()]
    for word in re.findall(r"\w+", f"{page.text.content} {page.document}")
}
# What is marked as English on a Khmer page is the words of a document, the title of an article in a table of a law, or
# a page of methods, never ours.
MARKED = """() => [...document.querySelectorAll('main [lang=en]:not(.prose, .prose *, td)')].map(e => e.textContent)"""
OUTSIDE = """() => [...document.querySelectorAll('main, header, footer, title')].flatMap(part => {
  const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    if (at.closest('code, script, style, noscript')) continue;
    if (at.closest('[lang]').lang === 'km') found.push(walk.currentNode.data);
  }
  return found.concat([...part.querySelectorAll('[aria-label], [placeholder], [title]')]
    .filter(e => e.closest('[lang]').lang === 'km' && !(e.getAttribute('title') || '').startsWith('saksi'))
    .flatMap(e => [e.ariaLabel, e.placeholder, e.getAttribute('title')]).filter(Boolean));
})"""


def faults(page: Page, picture: Picture, name: str, look: str) -> Iterator[str]:
    """Look at a page as on a telephone and on a laptop, and yield what it does not keep of what every page promises."""
    language = look[:2]
    for scheme, (width, height), told in VIEWS[look]:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        picture(page, f"{name}-{language}-{scheme}-{width}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide:
            yield f"{page.url} is {wide} pixels too wide at {width}"
        for rule, where in page.evaluate(AXE, told):
            yield f"{page.url}, {scheme}, {width}: {rule}: {where[:200]}"
    if page.locator("html").get_attribute("lang") != language:
        yield f"{page.url} is not in {language}"
    if language == "km":
        texts = {*page.evaluate(OUTSIDE), *page.evaluate(MARKED)} - TITLES
        words = {word for text in texts for word in re.findall(r"[A-Za-z]{3,}", text)}
        left = {word for word in words if word.casefold() not in SAID | KNOWN}
        if left:
            yield f"{page.url} says in English: {sorted(left)}"


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_the_web(visit: Open, picture: Picture, look: str) -> None:
    language, number, found = look[:2], count(1), []

    def check(name: str, *, missing: bool = False) -> None:
        assert missing or page.get_by_role("heading", level=1).inner_text() != MISSING[language], page.url
        found.extend(faults(page, picture, f"{next(number):02}-{name}", look))

    with visit(missing=True) as page:
        page.goto("/")
        if language == "km":
            follow(page.get_by_role("button", name="ភាសាខ្មែរ"))
        for address in ADDRESSES:
            page.goto(address)
            check(re.sub(r"\W+", "-", address).strip("-") or "home", missing=address == "/nothing/")
        for address, name in FIRST_OF.items():
            page.goto(address)
            follow(page.locator("main ul.list a").first)
            check(name)
        page.goto("/acts/")
        follow(page.locator(".report a.what").first)
        check("act")
        page.goto("/account/login/")
        page.locator("#id_login").fill("reviewer")
        page.locator("#id_password").fill("wrong")
        follow(page.locator("main button"))
        check("login-refused")
        page.locator("#id_password").fill(stage.PASSWORD)
        follow(page.locator("main button"))
        for address in INSIDE:
            page.goto(address)
            check(re.sub(r"\W+", "-", address).strip("-"))
        page.goto("/review/")
        page.locator(".claim a.button").first.click()
        settle(page)
        check("review-form")
        page.goto("/acts/")
        follow(page.locator(".report .quote a").first)
        check("document-inside")
        page.goto("/account/2fa/totp/activate/")
        check("totp")
    assert not found, "\n".join(found)


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """A window on the disk."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def kinds(site: Path, language: str) -> Iterator[str]:
    """Yield the address of one frozen page of each sort, and of two answers of the search."""
    root = site if language == "en" else site / language
    files = [
        root / name
        for name in ("index.html", "methodology.html", "countries/KH.html", "search.html", "ratings/KH.html")
    ]
    files.append(root / "countries" / "KH-reported.html")
    for folder in ("acts", "people", "organisations", "laws", "sources"):
        pages = sorted((root / folder).glob("*.html"))
        files += [file for file in pages if file.name == "index.html"] + pages[:1]
    yield from (file.as_uri() for file in files)
    yield from (f"{(root / 'search.html').as_uri()}#q={query}" for query in ("សុខា", "zzzz"))


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_the_frozen_site(site: Path, window: Page, picture: Picture, look: str) -> None:
    found: list[str] = []
    for number, address in enumerate(kinds(site, look[:2]), 1):
        window.goto("about:blank")  # another query alone would not load the page anew
        window.goto(address)
        if "#q=" in address:
            window.locator("#status[data-for]").wait_for(state="attached")
        name = re.sub(r"\W+", "-", address.rpartition("site/")[2])[:30]
        found += faults(window, picture, f"frozen-{number:02}-{name}", look)
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
