"""Small whole files of every kind, made here; names in them are invented or of offices."""

import gzip
import io
import zipfile
from email.message import EmailMessage

import docx
from docx.oxml import parse_xml
from fpdf import FPDF
from openpyxl import Workbook

WORDS = "The court ruled on Friday that the case was closed, and the union was told to leave the building."
PAGE = f'<!DOCTYPE html><html lang="en"><head><title>A ruling</title></head><body><p>{WORDS}</p></body></html>'


def text() -> bytes:
    return f"A ruling\n\n25 July 2023\n\n{WORDS}\n".encode()


def html() -> bytes:
    return PAGE.encode()


def pdf(words: str = WORDS) -> bytes:
    made = FPDF()
    made.add_page()
    made.set_font("Helvetica", size=12)
    made.multi_cell(0, 6, words)
    return bytes(made.output())


def word(*paragraphs: str, title: str = "A ruling", raw: str = "") -> bytes:
    """A Word document; `raw` is WordprocessingML put at the end of its body."""
    made = docx.Document()
    made.core_properties.title = title
    made.core_properties.author = "Ada Lint (invented)"
    made.core_properties.language = "en-GB"
    for words in paragraphs or (WORDS,):
        made.add_paragraph(words)
    if raw:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        made.element.body.insert(len(made.element.body) - 1, parse_xml(f'<w:body xmlns:w="{space}">{raw}</w:body>'))
    return saved(made)


def saved(made: object) -> bytes:
    file = io.BytesIO()
    made.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def mail(body: str = WORDS, page: str = "", **attached: bytes) -> bytes:
    made = EmailMessage()
    made["From"] = "Ada Lint <ada@lint.example>"
    made["To"] = "Teo Brandt <teo@brandt.example>"
    made["Subject"] = "A ruling in Kandal"
    made["Date"] = "Tue, 25 Jul 2023 10:30:00 +0700"
    made["Message-ID"] = "<1@lint.example>"
    made.set_content(body)
    if page:
        made.add_alternative(page, subtype="html")
    for name, content in attached.items():
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name.replace("__", "."))
    return made.as_bytes()


def archive(members: dict[str, bytes] | None = None, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        for name, content in (members or {"a.txt": text(), "b.html": html()}).items():
            made.writestr(zipfile.ZipInfo(name), content, method)
    return file.getvalue()


def warc(pages: dict[str, tuple[str, str, bytes]] | None = None, packed: bool = True) -> bytes:
    """A crawl: address → status line, content type, body."""
    records = []
    for url, (status, mime, body) in (pages or {"https://court.example/a": ("200 OK", "text/html", html())}).items():
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {mime}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-07-25T10:30:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(records)}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        records.append(head.encode() + answer + b"\r\n\r\n")
    return b"".join(gzip.compress(record, mtime=0) if packed else record for record in records)


def sheet(*rows: tuple[str, ...], links: dict[str, str] | None = None) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    for cell, target in (links or {}).items():
        made.active[cell] = "Statement"
        made.active[cell].hyperlink = target
    return saved(made)


KINDS = {
    "txt": text(),
    "html": html(),
    "pdf": pdf(),
    "docx": word(WORDS, "A second paragraph."),
    "eml": mail(page=PAGE, note__txt=text()),
    "zip": archive(),
    "warc.gz": warc(),
    "warc": warc(packed=False),
    "xlsx": sheet(("https://court.example/a",)),
}
