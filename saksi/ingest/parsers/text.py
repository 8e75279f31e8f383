"""Plain text: the stored text is the file decoded, character by character, so that offsets hold in the file itself."""

from saksi.ingest.parsed import Parsed
from saksi.model.errors import UnreadableError

PARSER = "text@1"
FOREIGN = 0.2  # share of characters beyond ASCII above which single-byte text was decoded with the wrong table
CONTROL = frozenset(chr(n) for n in range(32)) - frozenset("\t\n\r\f\v\x1c\x1d\x1e\x1f")


def parse(content: bytes, mime: str) -> Parsed:  # noqa: ARG001
    """Read plain text in UTF-8, UTF-16 with its mark, or Windows-1252; line ends and a UTF-8 mark stay as they are.

    Raises UnreadableError for text in another encoding and for text without a letter.
    """
    text = decode(content)
    if not any(char.isalnum() for char in text):
        raise UnreadableError("the file holds no words; check that it is the right one")
    return Parsed(text, PARSER)


def decode(content: bytes, declared: str = "") -> str:
    """Decode bytes by their mark, the encoding they declare, UTF-8, then Windows-1252; raises UnreadableError."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _try(content, "utf-16")
    for encoding in filter(None, (declared, "utf-8")):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    text = _try(content, "cp1252")
    if sum(not char.isascii() for char in text) > FOREIGN * len(text):
        raise UnreadableError(_advice())
    return text


def _try(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(_advice()) from error
    if not CONTROL.isdisjoint(text):
        raise UnreadableError(_advice())
    return text


def _advice() -> str:
    return "the encoding of the text is unknown; save it as UTF-8 and add it again"
