"""Gets one page from the web, and only from public addresses: each is looked up once, checked, and then held to.

Redirects are followed by hand, each checked like the first. Nothing is sent but the address asked for and who asks:
no cookie, no referrer, no proxy of the environment.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from saksi import __version__
from saksi.ingest.addresses import Address, is_public, read_address
from saksi.ingest.fetch import LARGEST, MIB, Raw
from saksi.model.errors import UnreadableError

REDIRECTS = 5
SECONDS = 60.0  # for one address with all its redirects
IDLE = 20.0  # seconds without a byte
MOVED = frozenset({301, 302, 303, 307, 308})
PORTS = {"http": 80, "https": 443}
HEADERS = {
    "User-Agent": f"Saksi/{__version__}",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "identity",  # what is not packed cannot be a bomb
    "Connection": "close",
}
KEPT = "/:?#[]@!$&'()*+,;=%~"  # characters of an address that stay as they are

Resolve = Callable[[str, int], list[Address]]


def resolve(host: str, port: int) -> list[Address]:
    """Look a name up; raises OSError when there is none."""
    return [read_address(str(found[4][0])) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Web:
    """How pages are got; tests hand in another `permitted` to reach a server on loopback, nothing else can."""

    permitted: Callable[[Address], bool] = is_public
    resolve: Resolve = resolve
    seconds: float = SECONDS
    largest: int = LARGEST
    today: Callable[[], str] = field(default=lambda: datetime.now(UTC).date().isoformat())

    def get(self, address: str) -> Raw:
        """Get one address; whatever goes wrong is a Raw with its reason in one sentence."""
        end = time.monotonic() + self.seconds
        url = address
        try:
            for _ in range(REDIRECTS + 1):
                answer = self._ask(url, end)
                if isinstance(answer, Raw):
                    return Raw(address, answer.content, url=url, retrieved=self.today(), mime=answer.mime)
                url = answer
        except UnreadableError as error:
            return Raw(address, None, str(error))
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Raw(address, None, _why(error, end))
        return Raw(address, None, f"leads on more than {REDIRECTS} times; give the address at which it ends")

    def _ask(self, url: str, end: float) -> Raw | str:
        """Ask once; returns the answer, or the address to ask instead."""
        parts = _split(url)
        port = parts.port or PORTS[parts.scheme]
        connection = self._connect(parts.scheme, parts.hostname or "", port, end)
        # A server that sends a byte now and then would never run into a time limit on single reads.
        last = threading.Timer(max(end - time.monotonic(), 0.0), _hang_up, [connection.sock])
        last.start()
        try:
            target = quote(parts.path or "/", safe=KEPT) + (f"?{quote(parts.query, safe=KEPT)}" if parts.query else "")
            connection.request("GET", target, headers=HEADERS)
            answer = connection.getresponse()
            if answer.status in MOVED and (to := answer.getheader("Location")):
                return urljoin(url, to.encode("latin-1", "replace").decode("utf-8", "replace"))
            if answer.status != 200:
                raise UnreadableError(f"the server answers {answer.status} {answer.reason}".strip()[:120])
            if answer.getheader("Content-Encoding", "identity").lower() != "identity":
                raise UnreadableError("the server sends it packed although asked not to; save the page and add that")
            return Raw(url, self._body(answer), mime=answer.getheader("Content-Type", "") or "")
        finally:
            last.cancel()
            connection.close()

    def _connect(self, scheme: str, host: str, port: int, end: float) -> http.client.HTTPConnection:
        """Connect to the very address that was checked, so that a second look-up cannot lead elsewhere."""
        found = self.resolve(host, port)
        if not found or not all(map(self.permitted, found)):
            raise UnreadableError("its address is a private one, or reserved; only what is public is fetched")
        connection = http.client.HTTPConnection(host, port)
        pipe = socket.create_connection((str(found[0]), port), timeout=max(min(end - time.monotonic(), IDLE), 0.001))
        connection.sock = _context().wrap_socket(pipe, server_hostname=host) if scheme == "https" else pipe
        return connection

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        parts = bytearray()
        while part := answer.read1(MIB):
            parts += part
            if len(parts) > self.largest:
                raise UnreadableError(f"is larger than {self.largest // MIB} MiB; save it and add its parts")
        if answer.length:
            raise UnreadableError("the server broke off before the end; try again later")
        return bytes(parts)


def _split(url: str) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme not in PORTS:
        raise UnreadableError("leads to something else than http or https; only web pages are fetched")
    if not parts.hostname or "@" in parts.netloc:
        raise UnreadableError("the address names no server, or a user; check it")
    return parts


def _hang_up(pipe: socket.socket) -> None:
    with suppress(OSError):  # it is closed already
        pipe.shutdown(socket.SHUT_RDWR)


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _why(error: Exception, end: float) -> str:
    """Say in a sentence why there is no page."""
    if isinstance(error, TimeoutError) or time.monotonic() >= end:
        return "the server took too long to answer; try again later"
    if isinstance(error, ssl.SSLError):
        return "the server could not prove to be the one it says it is; open the address in a browser"
    words = " ".join((getattr(error, "strerror", None) or str(error) or type(error).__name__).lower().split())
    return f"the server could not be reached: {words[:120]}; try again later"
