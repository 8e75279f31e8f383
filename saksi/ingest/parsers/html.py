"""Web pages: the main text without navigation, and what the page says about itself; nothing is fetched."""

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree, html
from trafilatura.metadata import extract_metadata

from saksi.ingest.parsed import Parsed
from saksi.ingest.parsers.text import decode
from saksi.model.errors import UnreadableError

PARSER = "html@1"
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
SEPARATOR = re.compile(r"\s+[|–—·»:-]\s+([^|–—·»]{2,60})")
HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
LITTLE = 250  # characters of main text below which all of the page may hold more
SKIPPED = frozenset({"script", "style", "noscript", "template", "nav", "form", "svg", "iframe", "button", "head"})
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s",
     "small", "span", "strong", "sub", "sup", "time", "tt", "u", "wbr"}
)  # fmt: skip
AFTER = {"li": 0, "p": 2, "h1": 2, "h2": 2, "h3": 2, "h4": 2, "table": 2, "ul": 2, "ol": 2}  # line breaks after a block
# only dates that the page itself names as that of publication; a date guessed from its words would be a guess
DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}


def parse(content: bytes, mime: str) -> Parsed:
    """Read the main text of a page, or all of its text where that finds little; raises UnreadableError without words.

    Title, publisher, date, language and address are those that the page's metadata name.
    """
    page = DECLARATION.sub("", decode(content, _charset(content, mime)).removeprefix("\ufeff"))
    try:
        tree = html.fromstring(page)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableError("the page is empty or damaged; save it again from the browser") from error
    about = extract_metadata(tree, date_config=DATES, extensive=False)
    text = _main(page, tree)
    if not any(char.isalnum() for char in text):
        raise UnreadableError("the page holds no text; save it again once it shows in the browser")
    title = " ".join((about.title or "").split())
    if title and title.casefold() not in " ".join(text[:2000].split()).casefold():
        text = f"{title}\n\n{text}"
    return Parsed(
        content=text,
        parser=PARSER,
        title=title,
        publisher=_publisher(about.sitename or "", tree, title),
        published=about.date or "",
        lang=(tree.get("lang") or "").partition("-")[0].lower()[:2],
        url=about.url or "",
    )


def _charset(content: bytes, mime: str) -> str:
    """Return the encoding that the server named, else the one that the page names."""
    declared = CHARSET.search(content[:4096])
    return mime.partition("charset=")[2] or (declared[1].decode("ascii") if declared else "")


def _publisher(named: str, tree: html.HtmlElement, title: str) -> str:
    """Return the site's name, from "Title | Publisher" in the browser's title where the metadata has a host at most."""
    whole = " ".join((tree.findtext(".//title") or "").split())
    added = SEPARATOR.fullmatch(whole.removeprefix(title)) if title and whole.startswith(title) else None
    return added[1] if added and (not named or HOST.fullmatch(named)) else named


def _main(page: str, tree: html.HtmlElement) -> str:
    found = trafilatura.extract(
        page, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False, output_format="txt"
    )
    main = re.sub(r"\n(?!- )", "\n\n", found or "")  # it parts paragraphs by a single line break
    if len(main) >= LITTLE:
        return main
    whole = _tidy("".join(_words(tree)))
    return whole if _letters(whole) >= _letters(main) else main


def _letters(text: str) -> int:
    return sum(char.isalnum() for char in text)


def _words(element: html.HtmlElement) -> Iterator[str]:
    """Yield all words of an element, with a line break around everything that is laid out as a block."""
    if not isinstance(element.tag, str) or element.tag in SKIPPED:
        return
    edge = "" if element.tag in INLINE else "\n"
    yield edge + ("• " if element.tag == "li" else "")
    yield re.sub(r"\s+", " ", element.text or "")
    for child in element:
        yield from _words(child)
        yield re.sub(r"\s+", " ", child.tail or "")
    yield edge * AFTER.get(element.tag, 1)


def _tidy(text: str) -> str:
    lines = [line.strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
