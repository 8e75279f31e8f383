"""The frozen pages: every link leads somewhere, every number to what it counts, nothing comes from another host."""

import re
from html.parser import HTMLParser
from pathlib import PurePosixPath
from posixpath import normpath

import houses
import pytest
import scene

from saksi.model.types import Verdict
from saksi.model.vocabulary import counts
from saksi.publish import charts
from saksi.publish.edition import Edition
from saksi.publish.site import Accuracy, Site

PAGES = list(scene.pages())
NUMBER = re.compile(r'<a href="\.\./countries/([\w-]+\.html)#(reported|alleged)">(\d+)</a>')
SCORES = (Accuracy("Acts", 0.9, 0.8, 0.85),)


def made(*, public: bool = True) -> Edition:
    decisions = houses.published(PAGES, "Mira Solan", "Ana Reyes-Invented") if public else []
    return houses.whole(PAGES, decisions + houses.decide(PAGES, Verdict.ACCEPT, "Act", "type", "charge"))


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return {path: content.decode() for path, content in Site(made(), "A <group>", SCORES).files()}


class Reader(HTMLParser):
    """Collects what a page links to, what it loads and which places it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.places: list[str] = []
        self.scripts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script":
            self.scripts.append(given["src"])
        assert "style" not in given
        assert not [name for name in given if name.startswith("on")]
        self.places += [given["id"]] if "id" in given else []
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
            if ":" in given["href"]:
                assert {"noreferrer", "noopener", "external"} <= set(given["rel"].split())
        elif tag in ("link", "img"):
            self.loads.append(given.get("href") or given["src"])


def test_every_link_leads_to_a_page_and_a_place_in_it(files: dict[str, str]) -> None:
    read = {path: Reader(page) for path, page in files.items() if path.endswith(".html")}
    for path, reader in read.items():
        assert len(reader.places) == len(set(reader.places)), path
        for link in [*reader.links, *reader.loads]:
            if link.startswith("https://example.org/"):
                continue
            target, _, place = link.partition("#")
            file = normpath(str(PurePosixPath(path).parent / target)) if target else path
            assert not link.startswith("/"), f"{path} links to {link}, which no folder has"
            assert file in files, f"{path} links to {link}"
            assert not place or place in read[file].places, f"{path} links to {link}"


def test_every_page_is_reached_from_the_first(files: dict[str, str]) -> None:
    reached, todo = set(), ["index.html"]
    while todo:
        path = todo.pop()
        if path not in reached and path.endswith(".html"):
            reached.add(path)
            links = (link.partition("#")[0] for link in Reader(files[path]).links if ":" not in link)
            todo += [normpath(str(PurePosixPath(path).parent / link)) for link in links if link]
    assert reached == {path for path in files if path.endswith(".html")}


def test_every_number_counts_what_its_link_lists(files: dict[str, str]) -> None:
    checked = 0
    for path in (path for path in files if re.fullmatch(r"countries/[A-Z]{2}\.html", path)):
        for target, status, number in re.findall(NUMBER, files[path]):
            listing = files[f"countries/{target}"]
            part = re.split(r'<h2 id="', listing.partition(f'<h2 id="{status}">')[2])[0]
            assert part.count('<li class="report">') == int(number), (path, target)
            checked += 1
    assert checked > 10


def test_counts_are_of_reported_acts_that_leave(files: dict[str, str]) -> None:
    edition = made()
    reported = [act for act in edition.acts if act.country == "KH" and counts(act.status)]
    assert f'<b id="count">{len(reported)}</b>' in files["countries/KH.html"]
    withheld = houses.whole(PAGES, houses.decide(PAGES, Verdict.WITHHOLD, "Act", "type", "arrest"))
    assert withheld.country("KH").total.reported == len(reported) - 1  # type: ignore[union-attr]


def test_a_page_shows_words_source_publisher_and_date(files: dict[str, str]) -> None:
    act = next(act for act in made().acts if act.type == "release")
    page = files[f"acts/{act.id}.html"]
    for words in (
        "on bail on 8 March 2022",
        "Delta Wire",
        "9 March 2022",
        "https://example.org/released",
        "bail</span>",
    ):
        assert words in page
    assert "read by machine" in page


def test_what_a_person_checked_carries_a_mark(files: dict[str, str]) -> None:
    act = next(act for act in made().acts if act.type == "charge")
    assert "checked by a person" in files[f"acts/{act.id}.html"]


def test_only_public_persons_have_pages(files: dict[str, str]) -> None:
    people = [path for path in files if path.startswith("people/") and path != "people/index.html"]
    assert len(people) == 2
    assert "Mira Solan" in files["people/index.html"]
    assert not [path for path, page in files.items() if "Brandt" in page]
    hidden = {path: page.decode() for path, page in Site(made(public=False), "A group").files()}
    assert not [path for path in hidden if path.startswith("people/") and path != "people/index.html"]
    assert "[name withheld]" in hidden["index.html"]


def test_only_the_page_of_search_has_a_script_and_that_is_ours(files: dict[str, str]) -> None:
    scripts = {path: Reader(page).scripts for path, page in files.items() if path.endswith(".html")}
    assert {path: found for path, found in scripts.items() if found} == {
        "search.html": ["search/search.js"],
        "km/search.html": ["../search/search.js"],
    }
    assert [path for path in scripts if "script-src" in files[path]] == ["search.html", "km/search.html"]
    for path in scripts:
        assert "default-src 'none'" in files[path]
        assert "unsafe" not in files[path].partition("<title>")[0]


def test_words_of_documents_are_never_markup(files: dict[str, str]) -> None:
    pages = {path: page for path, page in files.items() if path.endswith(".html")}
    assert not [path for path, page in pages.items() if "<script>" in page or "<group>" in page]
    assert "A &lt;group&gt;" in files["index.html"]


def test_the_method_says_what_is_counted_and_how_well(files: dict[str, str]) -> None:
    page = files["methodology.html"]
    for words in ("0.85", "reports, not events", "300 characters", "blacked out"):
        assert words in page
    unmeasured = dict(Site(made(), "A group").files())["methodology.html"].decode()
    assert "No measurement" in unmeasured


def test_a_law_lists_the_acts_that_cite_it(files: dict[str, str]) -> None:
    law = next(made().of("Law"))
    assert "Charge" in files[f"laws/{law.id}.html"]


def test_an_empty_house_has_a_site_too() -> None:
    files = dict(Site(houses.whole([]), "A group").files())
    assert b"Nothing of this kind is published" in files["people/index.html"]


def test_the_same_edition_gives_the_same_bytes() -> None:
    """Charts too: each is drawn anew, as another process would draw it, and not taken from what was kept."""
    first = dict(Site(made(), "A group", SCORES).files())
    assert first["countries/KH.html"].count(b'class="chart" role="img"') == 2
    charts._drawn.cache_clear()
    assert dict(Site(made(), "A group", SCORES).files()) == first
    assert charts._drawn.cache_info().misses
