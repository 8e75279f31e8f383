"""The process that reads hostile bytes, shut in before the first of them; `saksi.ingest.reader` starts and ends it.

It answers a request (one input) with two frames a file: `begin` with its name, then what became of it, and `end`.
What a parser raises beside UnreadableError ends the process: the parent then knows at which file, and goes on behind.
"""

import json
import mimetypes
import os
import socket
import sys
from dataclasses import asdict, replace
from importlib.metadata import entry_points
from importlib.util import find_spec
from types import TracebackType

from saksi.ingest.confine import Limits, confine, renew
from saksi.ingest.fetch import Raw
from saksi.ingest.frames import Frame, take
from saksi.ingest.unpack import GROUP, Piece, files, read

PACKAGES = ("site-packages", "dist-packages")


def main(descriptor: int, given: str) -> None:
    """Serve requests from a connected socket until it is closed."""
    channel = socket.socket(fileno=descriptor)
    limits = Limits(**json.loads(given))

    def fail(kind: type[BaseException], _: BaseException, __: TracebackType | None) -> None:
        channel.sendall(Frame({"kind": "failed", "reason": kind.__name__}).packed())

    mimetypes.knownfiles.clear()  # tables of the system: out of reach, and not the same everywhere
    walls = confine(limits, code())
    sys.excepthook = fail
    channel.sendall(Frame({"kind": "ready", "walls": walls}).packed())
    while True:
        try:
            request = take(lambda size: receive(channel, size))
        except EOFError:
            return
        _serve(channel, request, limits)


def _serve(channel: socket.socket, request: Frame, limits: Limits) -> None:
    told = request.header
    raw = Raw(told["source"], request.content, url=told["url"], retrieved=told["retrieved"], mime=told["mime"])
    renew(limits)
    for number, one in enumerate(files(raw)):
        if number < told["skip"]:
            continue
        renew(limits)
        channel.sendall(Frame({"kind": "begin", "source": one.source}).packed())
        channel.sendall(_answer(read(one), raw).packed())
        if told["alone"]:
            break
    channel.sendall(Frame({"kind": "end"}).packed())


def _answer(piece: Piece, asked: Raw) -> Frame:
    """Pack a piece; the bytes of the input itself are not sent back."""
    raw, parsed = piece.raw, piece.parsed
    header = {
        "kind": "file",
        "source": raw.source,
        "reason": raw.reason,
        "url": raw.url,
        "retrieved": raw.retrieved,
        "mime": raw.mime,
        "links": piece.links,
        "own": raw.content is asked.content,
        "parsed": asdict(replace(parsed, content="")) if parsed else None,
    }
    kept = raw.content if parsed and raw.content is not asked.content else None
    return Frame(header, kept or b"", parsed.content if parsed else "")


def receive(channel: socket.socket, size: int) -> bytes:
    """Return exactly this many bytes; raises EOFError when the other side has closed."""
    parts = bytearray()
    while len(parts) < size:
        part = channel.recv(min(size - len(parts), 1 << 20))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


def code() -> list[str]:
    """Return the folders that Python and the parsers are loaded from, and no working folder around them."""
    installed = (path for path in sys.path if os.path.basename(path) in PACKAGES)  # noqa: PTH119
    own = {sys.prefix, sys.base_prefix, sys.exec_prefix, *installed}
    for point in entry_points(group=GROUP):
        spec = find_spec(point.module.partition(".")[0])
        own.update(spec.submodule_search_locations or () if spec else ())
    return sorted(os.path.realpath(path) for path in own)
