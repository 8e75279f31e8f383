"""Starts the worker, talks with it within a time, and says in a sentence how it ended; knows nothing of documents."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from saksi.ingest.confine import Limits
from saksi.ingest.fetch import MIB
from saksi.ingest.frames import BrokenFrameError, Frame, take
from saksi.ingest.parsed import Parsed
from saksi.model.errors import SaksiError

BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from saksi.ingest.worker import main; main(int(sys.argv[2]), sys.argv[3])"
)
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
STARTING = 120.0  # seconds
BROKEN = "breaks the reader; get it again, or save it as plain text and add that"
MEMORY = "needs more memory than {limit} MiB to be read; split it and add the parts"
TIME = "takes more than {limit} seconds to be read; split it and add the parts"
DEEP = "is nested too deeply to be a document; check where it came from"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the worker says; its types are checked, because the worker has touched hostile bytes."""

    kind: Literal["ready", "begin", "file", "end", "failed"]
    source: str = ""
    reason: str = ""
    url: str = ""
    retrieved: str = ""
    mime: str = ""
    links: tuple[str, ...] = ()
    own: bool = False
    parsed: Parsed | None = None
    walls: tuple[str, ...] = ()
    content: bytes = b""
    text: str = ""


ANSWER = TypeAdapter(Answer)


class WorkerError(Exception):
    """The worker is no more, or must be no more; the message is the reason for the row of the file it was at."""


class Channel:
    """A worker and the socket to it; raises SaksiError when it cannot be started."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._socket, other = socket.socketpair()
        paths = json.dumps([path for path in sys.path if path])
        command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", BOOT, paths, str(other.fileno())]
        environment = ENVIRONMENT | {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
        with other:
            self._process = subprocess.Popen(  # noqa: S603
                [*command, json.dumps(asdict(limits))],
                pass_fds=(other.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # what libraries complain about may quote the document
                env=environment,
                cwd="/",
            )
        try:
            self.walls = self.receive(STARTING).walls
        except WorkerError as error:
            self.close()
            raise SaksiError(f"the process that reads files does not start: {error}") from error

    def close(self) -> None:
        """End the worker, at once and whatever it does."""
        self._socket.close()
        self._process.kill()
        self._process.wait()

    def send(self, frame: Frame) -> None:
        """Send a request; raises WorkerError when nobody takes it."""
        self._socket.settimeout(self._limits.wall)
        try:
            self._socket.sendall(frame.packed())
        except OSError as error:
            raise WorkerError(self._ended(error)) from error

    def receive(self, within: float) -> Answer:
        """Wait some seconds for one whole answer; raises WorkerError for none, a damaged one, or news of a failure."""
        end = time.monotonic() + within
        try:
            frame = take(lambda size: self._exactly(size, end))
            answer = ANSWER.validate_python({**frame.header, "content": frame.content, "text": frame.text})
        except (OSError, EOFError) as error:
            raise WorkerError(self._ended(error)) from error
        except (BrokenFrameError, ValidationError) as error:
            raise WorkerError(BROKEN) from error
        if answer.kind == "failed":
            raise WorkerError(self._failure(answer.reason))
        return answer

    def _exactly(self, size: int, end: float) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            self._socket.settimeout(max(end - time.monotonic(), 0.001))
            part = self._socket.recv(min(size - len(parts), MIB))
            if not part:
                raise EOFError
            parts += part
        return bytes(parts)

    def _failure(self, kind: str) -> str:
        """Say what an exception in the worker means, by the name of its type."""
        if kind == "MemoryError":
            return MEMORY.format(limit=self._limits.memory // MIB)
        if kind == "RecursionError":
            return DEEP
        return f"{BROKEN} ({kind})" if kind.isidentifier() and len(kind) < 60 else BROKEN

    def _ended(self, error: Exception) -> str:
        """Say why no answer came, by how the process ended."""
        if isinstance(error, TimeoutError):
            return TIME.format(limit=round(self._limits.wall))
        try:
            code = self._process.wait(10)
        except subprocess.TimeoutExpired:
            return BROKEN
        if code == -signal.SIGXCPU:
            return TIME.format(limit=self._limits.cpu)
        return MEMORY.format(limit=self._limits.memory // MIB) if code == -signal.SIGKILL else BROKEN
