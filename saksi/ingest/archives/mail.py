"""What is attached to an e-mail: documents of their own, and e-mails that were passed on."""

from collections.abc import Iterator
from email.message import Message

from saksi.ingest.archives.budget import Budget
from saksi.ingest.archives.zipped import SEPARATOR
from saksi.ingest.fetch import MIB, Raw
from saksi.ingest.parsers.email import named, open_mail, payload


def members(raw: Raw, budget: Budget) -> Iterator[Raw]:
    """Yield every attachment, named `mail!/name`; pictures of the layout are no attachments."""
    for number, part in enumerate(_attached(open_mail(raw.content or b"")), 1):
        budget.member()
        inner = part.get_content_type() == "message/rfc822"
        source = f"{raw.source}{SEPARATOR}{named(part) or f'attachment-{number}' + ('.eml' if inner else '')}"
        content = _inner(part) if inner else payload(part)
        budget.unpack(len(content))
        if len(content) > budget.largest:
            yield Raw(source, None, f"is larger than {budget.largest // MIB} MiB; split it and add the parts")
        else:
            yield Raw(source, content)


def _attached(part: Message) -> Iterator[Message]:
    """Yield the attached parts below a part, without going into e-mails that are attached themselves."""
    if part.get_content_type() == "message/rfc822":
        yield part
    elif part.is_multipart():
        for below in part.get_payload():
            if isinstance(below, Message):
                yield from _attached(below)
    elif part.get_content_disposition() == "attachment" or _document(part):
        yield part


def _document(part: Message) -> bool:
    """Tell a part that has a name and is neither shown in the message nor a picture of its layout."""
    return bool(named(part)) and part.get_content_maintype() not in ("image", "text") and not part.get("Content-ID")


def _inner(part: Message) -> bytes:
    below = part.get_payload()
    first = below[0] if isinstance(below, list) and below else None
    return first.as_bytes() if isinstance(first, Message) else payload(part)
