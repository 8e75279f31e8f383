"""PDF: the text of its pages, in order, as the file gives it; pages are parted by a form feed."""

import re

import pypdfium2 as pdfium

from saksi.ingest.parsed import Parsed
from saksi.model.errors import UnreadableError

PARSER = "pdf@1"
PAGE_END = "\n\f"
PASSWORD = 4  # FPDF_ERR_PASSWORD
FEWEST = 10  # letters a page; below, the pages are pictures
MADE_BY_PROGRAM = re.compile(r"(?i)^(?:microsoft \w+ - |untitled|document\d*$)|\.\w{2,5}$")
LINE_HYPHEN = "\ufffe"  # PDFium's sign for a hyphen at the end of a line


def parse(content: bytes, mime: str) -> Parsed:  # noqa: ARG001
    """Read the text of a PDF; raises UnreadableError for one that is damaged, locked or has pictures for pages.

    A word broken at a line's end keeps its hyphen and line break. The file's dates are those of the file, not of
    what it says, so they are not taken for a date of publication.
    """
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise UnreadableError(_reason(error)) from error
    try:
        pages = [_page(document, number) for number in range(len(document))]
        title = " ".join(document.get_metadata_dict().get("Title", "").split())
    finally:
        document.close()
    text = PAGE_END.join(pages)
    if sum(char.isalpha() for char in text) < FEWEST * len(pages):
        raise UnreadableError(
            f"its {len(pages)} page{'s hold' if len(pages) != 1 else ' holds'} pictures and no text; "
            "run text recognition (OCR) on it and add the result"
        )
    return Parsed(text, PARSER, title="" if MADE_BY_PROGRAM.search(title) else title)


def _page(document: pdfium.PdfDocument, number: int) -> str:
    try:
        page = document[number]
        words = page.get_textpage().get_text_range()
    except pdfium.PdfiumError as error:
        raise UnreadableError(f"page {number + 1} is damaged; get the file again from where it came from") from error
    return str(words).replace("\r\n", "\n").replace("\r", "\n").replace(LINE_HYPHEN, "-\n").replace("\0", "").rstrip()


def _reason(error: pdfium.PdfiumError) -> str:
    if getattr(error, "err_code", None) == PASSWORD:
        return "it is locked with a password; save a copy without one and add that"
    return "it is damaged or no PDF after all; get the file again from where it came from"
