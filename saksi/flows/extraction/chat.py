"""Asks a language model's server, and no other: one address, looked up once and held to, no redirect, no proxy.

Limits hold for the time and the size of an answer and for how often is asked. No error names a word of a document.
"""

import http.client
import json
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from pydantic_core import from_json

from saksi import __version__
from saksi.ingest.addresses import Address
from saksi.ingest.web import resolve
from saksi.model.errors import UnreadableError, UsageError

PATH = "/v1/chat/completions"
PORTS = {"http": 80, "https": 443}
LARGEST = 2**20  # bytes of an answer
SECONDS = 600.0  # for one answer: a small machine writes ten tokens in a second
TRIES = 3
PAUSE = 1.0  # seconds before the second try, and longer before the third
BUSY = frozenset({429, 500, 502, 503, 504})
NAME = re.compile(r"[\w./:+-]{1,80}")


class BusyError(UnreadableError):
    """The server failed in a way that may pass."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a model is asked: `address` is the one that `url` was looked up to, `model` its name there."""

    url: str
    model: str
    parts: SplitResult
    address: Address
    seconds: float = SECONDS
    pause: float = PAUSE

    @property
    def here(self) -> bool:
        """Whether it is on this machine."""
        return self.address.is_loopback

    @property
    def promise(self) -> str:
        """Say where the words of documents go."""
        port = self.parts.port or PORTS[self.parts.scheme]
        where = f"{self.parts.scheme}://{self.parts.hostname}:{port}"
        if self.here:
            return f"the words of these documents go to {where} on this machine, and nowhere else"
        seen = ", unencrypted: everybody on the way can read them" if self.parts.scheme == "http" else ""
        return f"the words of these documents LEAVE THIS MACHINE: they go to {where} ({self.address}){seen}"

    def answer(self, body: dict[str, Any]) -> bytes:
        """Ask, again when it fails in a way that may pass; return the words of the model as UTF-8.

        Raises UnreadableError with one sentence for everything that can go wrong.
        """
        for tried in range(1, TRIES):
            try:
                return _words(self._once(body))
            except BusyError:
                time.sleep(self.pause * tried)
        return _words(self._once(body))

    def _once(self, body: dict[str, Any]) -> bytes:
        end = time.monotonic() + self.seconds
        try:
            return self._post(json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"), end)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _why(error, end) from error

    def _post(self, content: bytes, end: float) -> bytes:
        connection = self._connect(end)
        # A server that sends a byte now and then would never run into a time limit on single reads.
        last = threading.Timer(max(end - time.monotonic(), 0.0), _hang_up, [connection.sock])
        last.start()
        try:
            headers = {"Content-Type": "application/json", "User-Agent": f"Saksi/{__version__}", "Connection": "close"}
            path = self.parts.path.rstrip("/").removesuffix("/v1") + PATH
            connection.request("POST", path, content, headers)
            with connection.getresponse() as answer:
                if answer.status in BUSY:
                    raise BusyError(f"the model's server answers {answer.status}; look at what it prints")
                if answer.status != http.client.OK:
                    raise UnreadableError(f"the model's server answers {answer.status}; check address and model")
                return _bounded(answer, end)
        finally:
            last.cancel()
            connection.close()

    def _connect(self, end: float) -> http.client.HTTPConnection:
        host, port = self.parts.hostname or "", self.parts.port or PORTS[self.parts.scheme]
        connection = http.client.HTTPConnection(host, port)
        pipe = socket.create_connection((str(self.address), port), timeout=max(end - time.monotonic(), 0.001))
        if self.parts.scheme == "https":
            pipe = ssl.create_default_context().wrap_socket(pipe, server_hostname=host)
        connection.sock = pipe
        return connection


def server(
    url: str, model: str, elsewhere: bool = False, look_up: Callable[[str, int], list[Address]] = resolve
) -> Server:
    """Return the server at an address; one that is not on this machine only when `elsewhere` allows it.

    Raises UsageError for an address that is no http or https, names a user, cannot be looked up, or is not allowed.
    """
    if not NAME.fullmatch(model):
        raise UsageError("--model takes a name of letters, digits and . _ - / : + , as the server knows it")
    parts = _split(url)
    try:
        found = look_up(parts.hostname or "", parts.port or PORTS[parts.scheme])
    except (OSError, ValueError) as error:
        raise UsageError("the address after --llm cannot be looked up; check its name") from error
    if not found or (not elsewhere and not all(address.is_loopback for address in found)):
        raise UsageError(
            "the address after --llm is not on this machine, so the words of the documents would leave it; "
            "add --llm-elsewhere if they may"
        )
    return Server(url, model, parts, found[0])


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UsageError("--llm takes an address like http://127.0.0.1:8080") from error
    wrong = parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc or port == 0
    if wrong or parts.query or parts.fragment:
        raise UsageError("--llm takes an address like http://127.0.0.1:8080, by http or https and without a user")
    return parts


def _bounded(answer: http.client.HTTPResponse, end: float) -> bytes:
    parts = bytearray()
    while part := answer.read1(LARGEST):
        parts += part
        if len(parts) > LARGEST:
            raise UnreadableError(f"the model's server sends more than {LARGEST // 2**20} MiB for one answer")
    if time.monotonic() >= end:  # an answer of unknown length ends as if whole when it is hung up on
        raise TimeoutError
    if answer.length:
        raise BusyError("the model's server broke off before the end of its answer")
    return bytes(parts)


def _words(content: bytes) -> bytes:
    """The words of the model in the envelope that the server puts round them."""
    try:
        envelope = from_json(content)
        words = envelope["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError) as error:
        raise UnreadableError("the model's server does not answer as /v1/chat/completions does") from error
    if not isinstance(words, str):
        raise UnreadableError("the model's server does not answer as /v1/chat/completions does")
    return words.encode("utf-8", "replace")


def _hang_up(pipe: socket.socket) -> None:
    with suppress(OSError):  # it is closed already
        pipe.shutdown(socket.SHUT_RDWR)


def _why(error: Exception, end: float) -> UnreadableError:
    if isinstance(error, TimeoutError) or time.monotonic() >= end:
        return UnreadableError("the model's server took too long to answer; give it a smaller model")
    if isinstance(error, ConnectionRefusedError):
        return UnreadableError("nobody answers at the address of the model's server; start it, or check the address")
    if isinstance(error, ssl.SSLError):
        return UnreadableError("the model's server could not prove to be the one it says it is")
    return BusyError(f"the model's server could not be asked ({type(error).__name__}); look at what it prints")
