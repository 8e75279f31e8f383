"""Pages of methods: what the repository says of them is published, and leads nowhere that is not."""

import re
from pathlib import Path

from saksi.publish import methods

DOCS = Path(__file__).parents[2] / "docs" / "methods"


def test_every_method_of_the_repository_is_a_page_with_its_title() -> None:
    found = {one.slug: one.title for one in methods.methods()}
    assert found == {
        file.stem: file.read_text("utf-8").partition("\n")[0].removeprefix("# ") for file in DOCS.glob("*.md")
    }
    assert set(methods.OF_RATINGS) <= set(found)
    assert methods.method("no-such") is None


def test_a_page_has_one_title_and_links_to_published_pages_alone() -> None:
    known = {f"{one.slug}.html" for one in methods.methods()}
    for one in methods.methods():
        assert "<h1" not in one.html, f"{one.slug} has a second title"
        inside = {to for to in re.findall(r'href="([^"]*)"', one.html) if not to.startswith("https://")}
        assert inside <= known
    assert 'href="rating-plain.html"' in str(methods.method("watch"))


def test_html_in_a_page_is_words_and_tables_have_names() -> None:
    made = methods._made(
        "x", "# A & b\n\n<script>x</script>\n\n| c | d |\n|---|---|\n| 1 | [2](../a.md) |\n", frozenset()
    )
    assert made.title == "A & b"
    assert "<script>" not in made.html
    assert 'role="region" aria-label="A &amp; b, table 1"><table>' in made.html
    assert '<th scope="col">c</th>' in made.html
    assert "<td>2</td>" in made.html
