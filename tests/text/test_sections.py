"""Sections: what the parts of a text are, and that they cover all of it."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.text.lines import OUTER
from saksi.text.sections import Kind, sections

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"

LETTER = """Menu    About    Donate

PRESS RELEASE

Example Country: Drop the charges against union leaders

3 May 2021

union rally Example City

From left to right: Ana Sample and Bo Sample (invented names)

We, the undersigned organisations, are alarmed by the arrest of two union leaders1 in the capital of the country.

Background

The two were arrested on 1 May after a march. [2] They are held in the central prison of the capital to this day.

What should the government do?

We call on the government to:

• Release the two leaders
• Drop the charges, which were brought under
Article 12 of the Example Act

Signatories:

1. Example Federation of Workers (EFW)
2. Lawyers for Example Rights
3. Media Alliance of Example Country, within the framework of the Observatory
4. ARTICLE 19

For media enquiries, please contact:
- The office of the federation: office@union.example.org

1In June 2020 one of them was held for a week.
2See the statement of the federation of 2 May 2021.

Share this

Sign up for our newsletter
Page 1 of 1
"""

KINDS = [
    ("furniture", "Menu    About    Donate"),
    ("heading", "PRESS RELEASE"),
    ("title", "Example Country: Drop the charges against union leaders"),
    ("dateline", "3 May 2021"),
    ("caption", "union rally Example City"),
    ("caption", "From left to right: Ana Sample and Bo Sample (invented names)"),
    ("paragraph", "We, the undersigned organisations, are alarmed by the arrest"),
    ("heading", "Background"),
    ("paragraph", "The two were arrested on 1 May after a march."),
    ("heading", "What should the government do?"),
    ("paragraph", "We call on the government to:"),
    ("item", "Release the two leaders"),
    ("item", "Drop the charges, which were brought under"),
    ("heading", "Signatories:"),
    ("signatory", "Example Federation of Workers (EFW)"),
    ("signatory", "Lawyers for Example Rights"),
    ("signatory", "Media Alliance of Example Country, within the framework of the Observatory"),
    ("signatory", "ARTICLE 19"),
    ("contact", "For media enquiries, please contact:"),
    ("contact", "The office of the federation: office@union.example.org"),
    ("note", "In June 2020 one of them was held for a week."),
    ("note", "See the statement of the federation of 2 May 2021."),
    ("furniture", "Share this"),
    ("furniture", "Sign up for our newsletter"),
    ("furniture", "Page 1 of 1"),
]


def parts(text: str) -> list[tuple[str, str]]:
    return [(part.kind.value, text[part.body : part.end]) for part in sections(text)]


def test_a_statement_is_told_apart() -> None:
    text = LETTER.replace("under\nArticle", "under Article")
    found = parts(text)
    assert [kind for kind, _ in found] == [kind for kind, _ in KINDS]
    for (_, words), (_, start) in zip(found, KINDS, strict=True):
        assert words.startswith(start)


def test_names_with_empty_lines_between_are_signatories() -> None:
    text = "Title\n\nIt is endorsed by:\n\nAlpha Network\n\nBeta Union (BU)\n\nGamma House\n\nIt ends here.\n"
    assert [kind for kind, _ in parts(text)][2:] == ["signatory"] * 3 + ["paragraph"]


def test_demands_and_countries_after_an_endorsement_are_no_signatories() -> None:
    text = (
        "A title\n\nWe, the undersigned, call on the state to:\n\n- release all those who are held\n- drop charges\n"
        "- stop the raids on homes\n\nIt has done nothing.\n"
    )
    assert "signatory" not in {kind for kind, _ in parts(text)}


def test_lines_that_return_page_after_page_are_furniture() -> None:
    page = "Example Report 2021 – Chapter {n}\n\nThe court sat on day {n} and ruled against the union.\n\n{n}\n\f\n"
    kinds = [kind for kind, _ in parts("".join(page.format(n=n) for n in range(1, 5)))]
    assert kinds == ["furniture", "paragraph", "furniture"] * 4


def test_notes_under_their_heading_run_to_the_end() -> None:
    text = "A title\n\nIt ruled.[1]\n\nEndnotes:\n\n- [1] Example Daily, *A ruling*, (3 May 2021), at:\n\n<https://e.org/a>\n"
    assert [kind for kind, _ in parts(text)] == ["title", "paragraph", "note", "note", "note"]
    assert parts(text)[3][1].startswith("Example Daily")


def test_an_address_block_is_contact() -> None:
    text = (
        "A title\n\nIt ruled.\n\nMAIN OFFICE\n1 Sample Street\n2000 Example City\nTel: +00 11 833 5959\n\nHUB\n2 Road\n"
    )
    assert [kind for kind, _ in parts(text)] == ["title", "paragraph"] + ["contact"] * 6


def test_an_image_name_glued_to_a_paragraph_is_its_own_part() -> None:
    assert parts("A title\n\nFlag map.svgThe laws of the country changed.")[1:] == [
        ("caption", "Flag map.svg"),
        ("paragraph", "The laws of the country changed."),
    ]


def test_a_text_without_a_title_has_none() -> None:
    text = "On Monday the ministry released an order.\n\nIt was the second one."
    assert [kind for kind, _ in parts(text)] == ["paragraph", "paragraph"]


TEXTS = st.lists(
    st.sampled_from(
        [*LETTER.splitlines(keepends=True), "\n", "\f", "\r\n", "[1] ", "• ", "a.svgB", "²", "\u200b", " "]
    ),
    max_size=25,
).map("".join) | st.text(max_size=150)


@given(TEXTS)
def test_sections_cover_the_text_in_order(text: str) -> None:
    last = 0
    for part in sections(text):
        assert last <= part.start <= part.body < part.end <= len(text)
        assert not text[last : part.start].strip(OUTER)
        assert text[part.start : part.end] == text[part.start : part.end].strip(OUTER)
        assert part.kind in Kind
        last = part.end
    assert not text[last:].strip(OUTER)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real documents is not here")
@pytest.mark.parametrize(
    ("name", "signatories"),
    [("civicus-kem-ley-four-years", 30), ("civicus-hrc48-joint-letter", 7), ("ifex-condemns-attack-on-cchr", 115)],
)
def test_real_lists_of_signatories_are_found_whole(name: str, signatories: int) -> None:
    text = (CORPUS / f"{name}.txt").read_bytes().decode("utf-8")
    assert sum(part.kind is Kind.SIGNATORY for part in sections(text)) == signatories


def test_a_line_of_nothing_but_addresses_takes_no_time_worth_telling() -> None:
    """A line of a hundred thousand signs: a pattern that goes back at each of them would take ten seconds."""
    words = "http://a.a/" * 10_000
    start = time.process_time()
    assert len(sections(words)) == 1
    assert time.process_time() - start < 2
