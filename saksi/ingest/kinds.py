"""Media types that Saksi tells apart, by the names that IANA gives them, and what is read of each."""

from dataclasses import dataclass

PLAIN = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIL = "message/rfc822"
ZIP = "application/zip"
WARC = "application/warc"
CSV = "text/csv"
URI_LIST = "text/uri-list"

LISTS = frozenset({XLSX, CSV, URI_LIST})
"""What is read as a list of addresses and nothing else."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table of inputs, as the documentation prints it."""

    name: str
    mime: str
    known_by: str
    read: str
    metadata: str = ""


TABLE = (
    Kind("plain text", PLAIN, "its bytes; `.txt` `.md` `.rst` or no ending", "every character, as it stands"),
    Kind("web page", HTML, "its bytes, or tags and `.html` `.htm`", "the main text without navigation",
         "title, publisher, date, language, address"),
    Kind("PDF", PDF, "its bytes", "the text of its pages, in order; not that of pictures", "title"),
    Kind("Word", DOCX, "its bytes", "body, tables, text boxes, footnotes; not what was deleted, no comments",
         "title, language; never the author"),
    Kind("e-mail", MAIL, "its headers, or `.eml`", "the message; each attachment is a document of its own",
         "subject as title, day of sending as date, language; never who wrote or received it"),
    Kind("ZIP", ZIP, "its bytes", "every file in it is a document, named `archive.zip!/file`"),
    Kind("web archive (WARC)", WARC, "its bytes, also with gzip",
         "pages, texts, PDF and Word files that were answered in full", "address, day on which it was fetched"),
    Kind("list of addresses", URI_LIST, "a text of addresses, one a line, `#` for comments",
         "each address is fetched, with `--fetch`"),
    Kind("table of addresses", CSV, "`.csv` `.tsv`", "each cell that is an address is fetched, with `--fetch`"),
    Kind("spreadsheet of addresses", XLSX, "its bytes", "the same, and links behind cells"),
)  # fmt: skip
