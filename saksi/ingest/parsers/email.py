"""E-mail: the words of the message, its subject and its day; who sent or received it is never read.

A sender is a private person, so names and addresses in the headers become neither text nor publisher.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_tz

from saksi.ingest.parsed import Parsed
from saksi.ingest.parsers import html
from saksi.ingest.parsers.text import decode
from saksi.model.errors import UnreadableError

PARSER = "email@1"
LITTLE = 80  # letters of plain text below which a message only says that it is to be seen as a page
LANGUAGE = re.compile(r"[a-z]{2}(?![a-z])")


def parse(content: bytes, mime: str) -> Parsed:  # noqa: ARG001
    """Read the plain words of a message, or its page where it has none; raises UnreadableError without words.

    The subject is the title and the day of sending that of publication. Attachments are not read here.
    """
    message = open_mail(content)
    parts = list(_shown(message))
    plain = "\n\n".join(filter(None, (_words(part) for part in parts if part.get_content_type() != "text/html")))
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is not None and _letters(plain) < LITTLE:
        plain = max(_page(page), plain, key=_letters)
    if not any(char.isalnum() for char in plain):
        raise UnreadableError("the message holds no words; check that it is the right one")
    language = LANGUAGE.match(str(message.get("Content-Language", "")).strip().lower())
    return Parsed(
        plain, PARSER, _header(message, "Subject"), published=_day(message), lang=language[0] if language else ""
    )


def open_mail(content: bytes) -> Message:
    """Read the structure of a message, however broken it is."""
    return message_from_bytes(content)


def payload(part: Message) -> bytes:
    """Return the decoded bytes of one part."""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def named(part: Message) -> str:
    """Return the file name of a part, empty without one; slashes become dashes, for it is a name and no path."""
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError):
        return ""
    return re.sub(r"[\s/\\]+", "-", _decoded(name)).strip("-.")[:200]


def _shown(part: Message) -> Iterator[Message]:
    """Yield the parts that are shown as text: no attachments, nothing in e-mails that were passed on."""
    if part.get_content_type() == "message/rfc822":
        return
    if part.is_multipart():
        for below in part.get_payload():
            if isinstance(below, Message):
                yield from _shown(below)
    elif part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
        yield part


def _page(part: Message) -> str:
    try:
        return html.parse(payload(part), f"text/html; charset={_charset(part)}").content
    except UnreadableError:  # no words in it; there may be some in the plain text
        return ""


def _letters(words: str) -> int:
    return sum(char.isalpha() for char in words)


def _words(part: Message) -> str:
    return decode(payload(part), _charset(part)).replace("\r\n", "\n").strip()


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset("") or ""
    except (ValueError, LookupError, TypeError):
        return ""


def _header(message: Message, name: str) -> str:
    return " ".join(_decoded(str(message.get(name, ""))).split())[:300]


def _decoded(words: str) -> str:
    try:
        return str(make_header(decode_header(words))).encode("utf-8", "replace").decode()
    except (HeaderParseError, ValueError, LookupError):
        return words.encode("utf-8", "replace").decode()


def _day(message: Message) -> str:
    found = parsedate_tz(str(message.get("Date", "")))
    if found is None:
        return ""
    year, month, day = found[:3]
    return f"{year:04}-{month:02}-{day:02}" if 1970 <= year <= 2200 and 1 <= month <= 12 and 1 <= day <= 31 else ""
