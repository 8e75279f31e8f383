"""The pages of `docs/methods` as they are published: how numbers, ratings and forecasts are made."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

HERE = Path(__file__).parent
FOLDERS = (HERE / "methods", HERE.parent.parent / "docs" / "methods")
"""Where the pages lie in an installed Saksi, and in its repository."""
OF_RATINGS = ("rating-plain", "rating-measured", "forecast", "watch")
_OWN = re.compile(r"([a-z-]+)\.md(#[\w-]+)?")


@dataclass(frozen=True, slots=True)
class Method:
    """One page: its name in addresses, its title, and its text in HTML, which is English."""

    slug: str
    title: str
    html: SafeString


@cache
def methods() -> tuple[Method, ...]:
    """Return the pages in order of their names; none where they were not installed."""
    folder = next((one for one in FOLDERS if one.is_dir()), None)
    files = sorted(folder.glob("*.md")) if folder else []
    known = frozenset(file.stem for file in files)
    return tuple(_made(file.stem, file.read_text(encoding="utf-8"), known) for file in files)


def method(slug: str) -> Method | None:
    """Return the page of a name; None where there is none."""
    return next((one for one in methods() if one.slug == slug), None)


def links(to: Callable[[str], str], slugs: Collection[str] | None = None) -> list[tuple[str, str]]:
    """Return the titles and addresses of the pages, or of some."""
    return [(one.title, to(one.slug)) for one in methods() if slugs is None or one.slug in slugs]


def _made(slug: str, text: str, known: frozenset[str]) -> Method:
    """Make a page of Markdown (CommonMark and tables); HTML in it is shown as it is written, and is none."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    title = next((one.content for one in tokens if one.type == "inline"), slug)
    for token in tokens:
        if token.attrs.pop("style", "") == "text-align:right":
            token.attrs["class"] = "n"
        token.children = _linked(token.children, known) if token.children else token.children
    heads = [at for at, one in enumerate(tokens) if one.type == "heading_open" and one.tag == "h1"]
    body = tokens[heads[0] + 3 :] if heads else tokens
    return Method(slug, title, mark_safe(_framed(reader.renderer.render(body, reader.options, {}), title)))  # noqa: S308  # HTML in the text was escaped


def _linked(found: Sequence[Token], known: frozenset[str]) -> list[Token]:
    """Keep links to other pages of methods and to the web; what stands elsewhere in the repository is not published."""
    kept, open_ = list[Token](), list[bool]()
    for token in found:
        if token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            own = _OWN.fullmatch(address)
            if own and own[1] in known:
                token.attrs["href"] = f"{own[1]}.html"
            open_.append(bool(own and own[1] in known) or address.startswith("https://"))
            kept += [token] if open_[-1] else []
        elif token.type == "link_close":
            kept += [token] if open_.pop() else []
        else:
            kept.append(token)
    return kept


def _framed(html: str, title: str) -> str:
    """Let wide tables and examples be scrolled by the keyboard, each under a name of its own."""
    name = conditional_escape(title)
    number = 0

    def table(_: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f'<div class="table" tabindex="0" role="region" aria-label="{name}, table {number}"><table>'

    html = re.sub("<table>", table, html).replace("</table>", "</table></div>")
    html = re.sub(r"<th(?=[ >])", '<th scope="col"', html)
    return html.replace("<pre>", '<pre tabindex="0">')
