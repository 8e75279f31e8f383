"""Word documents: words in the order in which they are read, and nothing that the author left behind."""

import docx
import pytest
import seeds
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.ingest.parsers.office import parse
from saksi.model.errors import UnreadableError

PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)


def read(content: bytes) -> str:
    return parse(content, "").content


def test_title_and_language_come_from_the_file_and_the_author_does_not() -> None:
    parsed = parse(seeds.word("First.", "Second."), "")
    assert (parsed.title, parsed.lang, parsed.published, parsed.publisher) == ("A ruling", "en", "", "")
    assert parsed.content == "First.\n\nSecond."
    assert "Lint" not in repr(parsed)


@pytest.mark.parametrize("title", ["Document1", "Microsoft Word - draft.doc", "final.docx"])
def test_a_title_made_by_a_program_is_none(title: str) -> None:
    assert parse(seeds.word(title=title), "").title == ""


def test_tables_lists_and_headings_keep_their_lines() -> None:
    made = docx.Document()
    made.add_heading("Who signed", 1)
    made.add_paragraph("Tonle Ledger", style="List Bullet")
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip((c for row in table.rows for c in row.cells), ("Name", "Date", "A", "May"), strict=True):
        cell.text = words
    assert read(seeds.saved(made)) == "Who signed\n\nTonle Ledger\n\nName | Date\nA | May"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<w:p><w:ins><w:r><w:t>put in</w:t></w:r></w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del></w:p>",
         "put in"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>in a field</w:t></w:r></w:p></w:sdtContent></w:sdt>", "in a field"),
        ("<w:p><w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>on</w:t></w:r></w:p>",
         "linked\ton"),
        ("<w:p><w:r><w:instrText>HYPERLINK</w:instrText></w:r><w:r><w:t>shown</w:t></w:r></w:p>", "shown"),
        ("<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>one</w:t></w:r></w:p>", "• one"),
        ("<w:p><w:r><w:t>before</w:t><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:r></w:p>",
         "before\n\nboxed"),
    ],
)  # fmt: skip
def test_what_is_shown_is_read_and_what_was_deleted_is_not(raw: str, expected: str) -> None:
    assert read(seeds.word("First.", raw=raw)) == f"First.\n\n{expected}"


@given(st.lists(PLAIN, min_size=1, max_size=5))
@settings(max_examples=25)
def test_paragraphs_come_back_as_they_went_in(paragraphs: list[str]) -> None:
    kept = [words for words in paragraphs if words.strip()]
    if any(char.isalnum() for words in kept for char in words):
        assert read(seeds.word(*paragraphs)) == "\n\n".join(words.strip() for words in kept)


def test_damaged_empty_and_deep_documents_say_what_to_do() -> None:
    with pytest.raises(UnreadableError, match="holds no words"):
        parse(seeds.word(" "), "")
    with pytest.raises(UnreadableError, match="damaged or cut off"):
        parse(seeds.word()[:-200], "")
    with pytest.raises(UnreadableError, match="damaged or cut off"):
        parse(seeds.archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "")
    with pytest.raises(UnreadableError, match="nested too deeply"):
        parse(docx_of(b"<w>" * 10_000 + b"</w>" * 10_000), "")


def test_an_xml_bomb_is_not_expanded() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 50}">' for n in range(12))
    bomb = f"<!DOCTYPE x [{entities}]><x><p><t>&e11;</t></p></x>".encode()
    with pytest.raises(UnreadableError):
        parse(docx_of(bomb), "")


def docx_of(document: bytes) -> bytes:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        b'Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return seeds.archive({"[Content_Types].xml": b"<x/>", "_rels/.rels": relations, "word/document.xml": document})
