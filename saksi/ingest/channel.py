"""Starts the worker, talks with it within a time, and says in a sentence how it ended; knows nothing of documents."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

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
READER = "saksi.ingest.worker"
BROKEN = "breaks the reader; get it again, or save it as plain text and add that"


@dataclass(frozen=True, slots=True)
class Words:
    """What is said when a worker fails; in `memory` and `time` stands the `limit` in MiB and in seconds."""

    process: str = "the process that reads files"
    broken: str = BROKEN
    memory: str = "needs more memory than {limit} MiB to be read; split it and add the parts"
    time: str = "takes more than {limit} seconds to be read; split it and add the parts"
    deep: str = "is nested too deeply to be a document; check where it came from"


READING = Words()


class Told(Protocol):
    """What every worker says, whatever it does."""

    @property
    def kind(self) -> str:
        """Return `ready`, `failed`, or what else it answers."""

    @property
    def reason(self) -> str:
        """Return the type of a failure."""

    @property
    def walls(self) -> tuple[str, ...]:
        """Return the walls around it."""


Said = TypeVar("Said", bound=Told)


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


class Channel(Generic[Said]):
    """A worker and the socket to it; raises SaksiError when it cannot be started.

    `module` has a function `main(descriptor, given)`; `given` is handed to it as JSON, and `answers` checks what it
    says. `limits` may change with each request.
    """

    def __init__(
        self, limits: Limits, module: str, given: dict[str, Any], answers: TypeAdapter[Said], words: Words = READING
    ) -> None:
        self.limits, self._answers, self._words = limits, answers, words
        self._socket, other = socket.socketpair()
        paths = json.dumps([path for path in sys.path if path])
        boot = BOOT.replace(READER, module)
        command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", boot, paths, str(other.fileno())]
        environment = ENVIRONMENT | {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
        with other:
            self._process = subprocess.Popen(  # noqa: S603
                [*command, json.dumps(given)],
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
            raise SaksiError(f"{words.process} does not start: {error}") from error

    def close(self) -> None:
        """End the worker, at once and whatever it does."""
        self._socket.close()
        self._process.kill()
        self._process.wait()

    def send(self, frame: Frame) -> None:
        """Send a request; raises WorkerError when nobody takes it."""
        self._socket.settimeout(self.limits.wall)
        try:
            self._socket.sendall(frame.packed())
        except OSError as error:
            raise WorkerError(self._ended(error)) from error

    def receive(self, within: float) -> Said:
        """Wait some seconds for one whole answer; raises WorkerError for none, a damaged one, or news of a failure."""
        end = time.monotonic() + within
        try:
            frame = take(lambda size: self._exactly(size, end))
            answer = self._answers.validate_python({**frame.header, "content": frame.content, "text": frame.text})
        except (OSError, EOFError) as error:
            raise WorkerError(self._ended(error)) from error
        except (BrokenFrameError, ValidationError) as error:
            raise WorkerError(self._words.broken) from error
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
            return self._words.memory.format(limit=self.limits.memory // MIB)
        if kind == "RecursionError":
            return self._words.deep
        broken = self._words.broken
        return f"{broken} ({kind})" if kind.isidentifier() and len(kind) < 60 else broken

    def _ended(self, error: Exception) -> str:
        """Say why no answer came, by how the process ended."""
        if isinstance(error, TimeoutError):
            return self._words.time.format(limit=round(self.limits.wall))
        try:
            code = self._process.wait(10)
        except subprocess.TimeoutExpired:
            return self._words.broken
        if code == -signal.SIGXCPU:
            return self._words.time.format(limit=self.limits.cpu)
        return (
            self._words.memory.format(limit=self.limits.memory // MIB)
            if code == -signal.SIGKILL
            else self._words.broken
        )
