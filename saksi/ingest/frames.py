"""How parent and worker talk: a header in JSON, the bytes of a file, the text in it; never pickles, which run code."""

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from saksi.ingest.fetch import LARGEST, MIB

SIZES = struct.Struct("!III")
MOST = (32 * MIB, LARGEST, LARGEST)  # of header, content, text
UTF8 = "surrogatepass"


class BrokenFrameError(Exception):
    """What came is no frame, or a larger one than there can be."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message."""

    header: dict[str, Any]
    content: bytes = b""
    text: str = ""

    def packed(self) -> bytes:
        """Return the bytes to send."""
        header, text = json.dumps(self.header).encode("ascii"), self.text.encode("utf-8", UTF8)
        return b"".join((SIZES.pack(len(header), len(self.content), len(text)), header, self.content, text))


def take(receive: Callable[[int], bytes]) -> Frame:
    """Read one frame; `receive(n)` gives exactly n bytes. Raises BrokenFrameError for anything else than a frame."""
    sizes = SIZES.unpack(receive(SIZES.size))
    if any(size > most for size, most in zip(sizes, MOST, strict=True)):
        raise BrokenFrameError("a message is larger than any can be")
    header, content, text = (receive(size) for size in sizes)
    try:
        told = json.loads(header)
        words = text.decode("utf-8", UTF8)
    except (ValueError, RecursionError) as error:
        raise BrokenFrameError("a message is damaged") from error
    if not isinstance(told, dict):
        raise BrokenFrameError("a message has no header")
    return Frame(told, content, words)
