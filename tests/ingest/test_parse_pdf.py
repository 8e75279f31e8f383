"""PDF: pages in order, words broken at line ends, and files that hold no text."""

import pytest
from fpdf import FPDF

from saksi.ingest.parsers.pdf import parse
from saksi.model.errors import UnreadableError
from saksi.text.repair import repair
from saksi.text.sentences import sentences
from saksi.text.words import Words


def made(*pages: str, title: str = "", password: str = "") -> bytes:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=12)
    if title:
        pdf.set_title(title)
    if password:
        pdf.set_encryption(owner_password=password + "!", user_password=password)
    for words in pages:
        pdf.add_page()
        if words:
            pdf.multi_cell(0, 6, words)
    return bytes(pdf.output())


def test_pages_come_in_order_with_a_form_feed_between() -> None:
    parsed = parse(made("The court sat on Friday.", "It ruled on Monday.", title="A ruling"), "application/pdf")
    assert parsed.content == "The court sat on Friday.\n\fIt ruled on Monday."
    assert (parsed.title, parsed.parser, parsed.published) == ("A ruling", "pdf@1", "")


def test_a_sentence_goes_on_over_the_page() -> None:
    text = parse(made("The court heard the three", "activists on Monday. It ruled."), "application/pdf").content
    assert [text[a:b] for a, b in sentences(text)] == ["The court heard the three\n\factivists on Monday.", "It ruled."]


def test_a_broken_word_keeps_its_hyphen_in_store_and_is_mended_for_reading() -> None:
    text = parse(made("The ministry ordered the organi-\nsation to close its doors."), "application/pdf").content
    assert "organi-\nsation" in text
    assert "the organisation to close" in repair(text, Words.of(["organisation"])).content


@pytest.mark.parametrize("title", ["Microsoft Word - draft.doc", "Untitled", "statement_final.docx", "Document1"])
def test_a_title_made_by_a_program_is_none(title: str) -> None:
    assert parse(made("The court sat on Friday.", title=title), "application/pdf").title == ""


def test_a_scan_a_locked_and_a_damaged_file_say_what_to_do() -> None:
    with pytest.raises(UnreadableError, match=r"2 pages hold pictures and no text; run text recognition"):
        parse(made("", ""), "application/pdf")
    with pytest.raises(UnreadableError, match="locked with a password; save a copy without"):
        parse(made("Secret words", password="x"), "application/pdf")
    with pytest.raises(UnreadableError, match="damaged"):
        parse(b"%PDF-1.7 nothing follows", "application/pdf")
