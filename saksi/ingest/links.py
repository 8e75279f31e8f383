"""Lists of addresses: a text with nothing else in it, a table in CSV, a spreadsheet; nothing is fetched here."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from saksi.ingest import kinds
from saksi.ingest.archives.budget import Budget
from saksi.ingest.archives.zipped import BROKEN, open_zip
from saksi.ingest.marks import ADDRESS
from saksi.ingest.parsers.text import decode
from saksi.model.errors import UnreadableError

MOST = 5_000
UNFIT = (KeyError, TypeError, AttributeError, SyntaxError, AssertionError, InvalidFileException, *BROKEN)


def addresses(content: bytes, mime: str) -> tuple[str, ...]:
    """Return the addresses of a list, each once, in order; raises UnreadableError for a table without one."""
    cells = _spreadsheet(content) if mime == kinds.XLSX else _table(content) if mime == kinds.CSV else _lines(content)
    found = tuple(dict.fromkeys(cell.strip() for cell in cells if ADDRESS.fullmatch(cell.strip())))
    if not found:
        raise UnreadableError("the table holds no web address in a cell; tables are read as lists of addresses only")
    if len(found) > MOST:
        raise UnreadableError(f"it lists more than {MOST:,} addresses; split it and add the parts")
    return found


def _lines(content: bytes) -> Iterable[str]:
    return decode(content).removeprefix("\ufeff").splitlines()


def _table(content: bytes) -> Iterator[str]:
    text = decode(content).removeprefix("\ufeff")
    first = text.partition("\n")[0]
    try:
        for row in csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count)):
            yield from row
    except csv.Error as error:
        raise UnreadableError(f"the table is damaged: {error}; save it again as CSV") from error


def _spreadsheet(content: bytes) -> Iterator[str]:
    with open_zip(content) as archive:
        _bound(archive)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except UNFIT as error:
        raise UnreadableError("the spreadsheet is damaged or cut off; save it again, or save it as CSV") from error
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                link = getattr(cell, "hyperlink", None)
                yield str((link and link.target) or cell.value or "")


def _bound(archive: zipfile.ZipFile) -> None:
    budget = Budget()
    if sum(info.file_size for info in archive.infolist()) > budget.largest:
        raise UnreadableError("the spreadsheet unpacks to more than it may; save the list of addresses as CSV")
