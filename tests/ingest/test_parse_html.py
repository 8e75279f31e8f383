"""Web pages: the words of the article, not of the page around it, and what the page says about itself."""

import pytest

from saksi.ingest.parsers.html import parse
from saksi.model.errors import UnreadableError

PROSE = " ".join(
    f"On {day} March the court of Example Province heard the case of the union and put it off again."
    for day in range(1, 9)
)
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Court puts off the case | Example Monitor</title>
<meta property="og:title" content="Court puts off the case">
<meta property="og:site_name" content="Example Monitor">
<meta property="article:published_time" content="2022-03-09T10:00:00Z">
<link rel="canonical" href="https://monitor.example.org/case">
<script>var x = "never read";</script></head>
<body><nav><a href="/">Home</a><a href="/about">About us</a></nav>
<article><h1>Court puts off the case</h1><p>{PROSE}</p>
<p>The union <a href="https://example.org">was told</a> on Friday that its leader, who was <b>not</b> present, must
appear in court again before the end of the month, said its lawyers in a statement that was sent to the press.</p>
<ul><li>Release the leader of the union</li><li>Drop the charges against the members</li></ul>
<blockquote><p>“We will wait,” said a lawyer of the union.</p></blockquote></article>
<footer>All rights reserved</footer></body></html>"""


def test_the_article_is_read_and_the_page_around_it_is_not() -> None:
    parsed = parse(PAGE.encode(), "text/html")
    assert parsed.content.startswith("Court puts off the case\n\n")
    assert "The union was told on Friday that its leader, who was not present, must" in parsed.content
    assert "- Release the leader of the union" in parsed.content
    for other in ("never read", "About us", "All rights reserved"):
        assert other not in parsed.content


def test_metadata_comes_from_the_page() -> None:
    parsed = parse(PAGE.encode(), "text/html")
    assert parsed.title == "Court puts off the case"
    assert parsed.publisher == "Example Monitor"
    assert parsed.published == "2022-03-09"
    assert (parsed.lang, parsed.url) == ("en", "https://monitor.example.org/case")


def test_the_publisher_may_stand_in_the_browser_title_only() -> None:
    page = PAGE.replace('<meta property="og:site_name" content="Example Monitor">', "")
    assert parse(page.encode(), "text/html").publisher == "Example Monitor"
    assert parse(page.replace(" | Example Monitor", "").encode(), "text/html").publisher == "monitor.example.org"


def test_a_date_that_the_page_does_not_name_is_not_guessed() -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2022-03-09T10:00:00Z">', "")
    assert parse(page.encode(), "text/html").published == ""


def test_a_short_page_is_read_whole_with_its_blocks_apart() -> None:
    page = b"<html><body><div>Notice</div><p>The office is <i>closed</i>.</p><ul><li>One<li>Two</ul></body></html>"
    assert parse(page, "text/html").content == "Notice\n\nThe office is closed.\n\n• One\n• Two"


def test_the_declared_encoding_counts() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Łódź i Kraków</p></body></html>'
    assert parse(page.encode("iso-8859-2"), "text/html").content == "Łódź i Kraków"


def test_the_same_page_gives_the_same_text() -> None:
    assert parse(PAGE.encode(), "text/html") == parse(PAGE.encode(), "text/html")


@pytest.mark.parametrize("page", [b"<html></html>", b"<html><body><script>x()</script></body></html>", b"<!-- x -->"])
def test_a_page_without_words_says_what_to_do(page: bytes) -> None:
    with pytest.raises(UnreadableError, match="save it again"):
        parse(page, "text/html")
