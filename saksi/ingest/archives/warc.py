"""WARC: the pages that a crawler kept, each under its address, with the time at which it was fetched."""

import io
import re
import zlib
from collections.abc import Iterator

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from saksi.ingest import kinds
from saksi.ingest.archives.budget import Budget
from saksi.ingest.archives.zipped import SEPARATOR
from saksi.ingest.fetch import MIB, Raw
from saksi.model.errors import UnreadableError

READ = frozenset({kinds.HTML, "application/xhtml+xml", kinds.PLAIN, kinds.PDF, kinds.DOCX})
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
BROKEN = (ArchiveLoadFailed, zlib.error, EOFError, ValueError, OSError, AttributeError, TypeError, IndexError, KeyError)


def members(raw: Raw, budget: Budget) -> Iterator[Raw]:
    """Yield the pages and documents that were answered in full, named `archive!/address`, with address and day.

    Requests, redirects, failures, images, scripts and the like are left out. Raises UnreadableError where the file
    breaks off, after what stands before.
    """
    records = iter(ArchiveIterator(io.BytesIO(raw.content or b"")))
    found = 0
    while True:
        try:
            record = next(records, None)
            if record is None:
                break
            kept = _page(record)
            page = _read(raw, record, budget) if kept else None
        except BROKEN as error:
            raise UnreadableError(f"the archive is damaged or cut off behind {found} pages; get it again") from error
        if page is not None:
            budget.member()
            found += 1
            yield page
    if not found:
        raise UnreadableError("the archive holds no page with text; check that it is the right one")


def _page(record: ArcWarcRecord) -> bool:
    if record.rec_type == "response" and record.http_headers is not None:
        return str(record.http_headers.get_statuscode()) == "200" and _base(_mime(record)) in READ
    return record.rec_type == "resource" and _base(_mime(record)) in READ


def _mime(record: ArcWarcRecord) -> str:
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    return (headers.get_header("Content-Type") or "").strip().lower()


def _base(mime: str) -> str:
    return mime.partition(";")[0].strip()


def _read(raw: Raw, record: ArcWarcRecord, budget: Budget) -> Raw:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    day = DAY.match(record.rec_headers.get_header("WARC-Date") or "")
    stream, parts, size = record.content_stream(), [], 0
    while part := stream.read(MIB):
        parts.append(part)
        size += len(part)
        budget.unpack(len(part))
        if size > budget.largest:
            return Raw(raw.source + SEPARATOR + url, None, f"is larger than {budget.largest // MIB} MiB")
    return Raw(
        raw.source + SEPARATOR + url, b"".join(parts), url=url, retrieved=day[0] if day else "", mime=_mime(record)
    )
