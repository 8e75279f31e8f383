"""The marks by which bytes that are no mere text are told by their content; light, because every file passes here."""

import re
import zlib

ADDRESS = re.compile(r"https?://[^\s\"<>|\\^`{}]{1,1500}", re.I)
FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:")
ONLY_MAIL = re.compile(rb"(?im)^(?:mime-version|message-id|received|return-path|delivered-to|dkim-signature):")
HEAD = 16_384  # bytes in which the headers that make a file an e-mail stand
LISTED = 65_536  # bytes; what is a list there is one
GZIP, WARC = b"\x1f\x8b", b"WARC/"
UTF8_MARK = b"\xef\xbb\xbf"


def is_warc(content: bytes) -> bool:
    """Tell whether bytes begin as a WARC file, compressed or not."""
    if not content.startswith(GZIP):
        return content.startswith(WARC)
    try:
        return zlib.decompressobj(wbits=31).decompress(content[:4096], 64).startswith(WARC)
    except zlib.error:
        return False


def is_mail(content: bytes) -> bool:
    """Tell an e-mail by its headers: the first line is one, and among the first lines one that only mail has."""
    if not FIELD.match(content):
        return False
    return bool(ONLY_MAIL.search(content[:HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0]))


def is_list(content: bytes) -> bool:
    """Tell a text in which every line that is neither empty nor a comment (#) is a web address."""
    lines = content[:LISTED].removeprefix(UTF8_MARK).decode("utf-8", "replace").splitlines()
    if len(content) > LISTED:
        lines = lines[:-1]
    kept = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return bool(kept) and all(ADDRESS.fullmatch(line) for line in kept)
