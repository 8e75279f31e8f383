"""Reads inputs in a process of their own: whatever their bytes do there, here comes a row with its reason.

One worker serves many inputs, because starting it takes longer than reading most of them. It is ended and started
again when it breaks, and reading goes on behind the file at which it broke.
"""

from collections.abc import Iterator
from dataclasses import asdict, replace
from types import TracebackType
from typing import Self

from saksi.ingest import kinds
from saksi.ingest.archives.zipped import SEPARATOR
from saksi.ingest.channel import ANSWER, BROKEN, READER, Answer, Channel, WorkerError
from saksi.ingest.confine import LIMITS, Limits
from saksi.ingest.fetch import MIB, Raw
from saksi.ingest.frames import Frame
from saksi.ingest.sniff import is_plain
from saksi.ingest.unpack import Piece, read

FAILURES = 20  # files of one input at which the worker may break before the rest is left
PLAIN = MIB  # bytes up to which a plain text is decoded here: nothing but Python's own codecs touches it
LONGEST_REASON = 300


class Reader:
    """Reads inputs, one at a time; use it as a context manager, so that its worker ends with it."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.walls: tuple[str, ...] = ()
        self.starts = 0
        self._channel: Channel[Answer] | None = None
        self._busy = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the worker, if there is one."""
        self._busy = False
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    def pieces(self, raw: Raw, *, alone: bool = False) -> Iterator[Piece]:
        """Yield what an input holds, one piece a file, archives opened unless the input is to stand `alone`.

        Raises SaksiError only when no worker can be started.
        """
        if raw.content is None:
            yield Piece(raw)
        elif len(raw.content) <= PLAIN and is_plain(raw.content, raw.source):
            yield read(replace(raw, mime=kinds.PLAIN))
        else:
            yield from self._pieces(raw, alone)

    def _pieces(self, raw: Raw, alone: bool) -> Iterator[Piece]:
        """Ask for the pieces, again behind each file at which the worker breaks."""
        done = 0
        for _ in range(FAILURES):
            at, whole = "", False
            try:
                for answer in self._answers(raw, done, alone):
                    if answer.kind == "begin":
                        at = answer.source
                    else:
                        at, done = "", done + 1
                        yield _piece(answer, raw)
                whole = True
            except WorkerError as error:
                yield Piece(Raw(at or raw.source, None, str(error)))
                done += 1
            finally:
                if not whole:  # an answer half read, or a worker gone, would be in the way of the next input
                    self.close()
            if whole or at in ("", raw.source):
                return
        yield Piece(replace(raw, content=None, reason=f"{FAILURES} of its files break the reader; the rest is left"))

    def _answers(self, raw: Raw, skip: int, alone: bool) -> Iterator[Answer]:
        if self._busy:
            raise RuntimeError("a reader reads one input at a time; use up the pieces of the one before")
        self._busy = True
        channel = self._started()
        asked = {"source": raw.source, "url": raw.url, "retrieved": raw.retrieved, "mime": raw.mime}
        channel.send(Frame({**asked, "skip": skip, "alone": alone}, raw.content or b""))
        while (answer := channel.receive(self.limits.wall)).kind != "end":
            if answer.source != raw.source and not answer.source.startswith(raw.source + SEPARATOR):
                raise WorkerError(BROKEN)
            yield answer
        self._busy = False

    def _started(self) -> Channel[Answer]:
        if self._channel is None:
            self._channel = Channel(self.limits, READER, asdict(self.limits), ANSWER)
            self.walls = self._channel.walls
            self.starts += 1
        return self._channel


def _piece(answer: Answer, asked: Raw) -> Piece:
    """Make a piece of a checked answer; the worker chooses neither the bytes of the input nor long reasons."""
    content = (asked.content if answer.own else answer.content) if not answer.reason else None
    reason = " ".join(answer.reason.split())[:LONGEST_REASON]
    raw = Raw(answer.source, content, reason, answer.url, answer.retrieved, answer.mime)
    parsed = replace(answer.parsed, content=answer.text) if answer.parsed else None
    return Piece(raw, parsed, answer.links)
