"""Fetching: public addresses only, each redirect checked, within time and size; a server on loopback stands for all."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
import seeds

from saksi.ingest.addresses import Address, is_public, read_address
from saksi.ingest.inputs import inputs
from saksi.ingest.reader import Reader
from saksi.ingest.web import Web


class Server(BaseHTTPRequestHandler):
    """Answers by path, and keeps what was asked."""

    asked: list[tuple[str, dict[str, str]]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        name = self.path.strip("/").partition("?")[0]
        if name.startswith("to/"):
            self.answer(302, {"Location": self.path.partition("=")[2]})
        elif name == "round":
            self.answer(301, {"Location": "/round"})
        elif name == "drip":
            self.drip()
        elif name == "broken":
            self.answer(200, {"Content-Length": "900"}, b"half")
        elif name == "packed":
            self.answer(200, {"Content-Encoding": "gzip"}, b"\x1f\x8b")
        elif name == "page":
            self.answer(200, {"Content-Type": "text/html; charset=koi8-r"}, "<p>Приговор суда".encode("koi8-r"))
        elif name == "list":
            self.answer(200, {"Content-Type": "text/plain"}, b"http://127.0.0.1/secret")
        elif name == "large":
            self.answer(200, {}, b"x" * 50_000)
        else:
            self.answer(404, {}, b"gone")

    def answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        try:
            while True:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n"[:1])
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as served:
        thread = threading.Thread(target=served.serve_forever, daemon=True)
        thread.start()
        yield f"127.0.0.1:{served.server_port}"
        served.shutdown()
        thread.join()


def anywhere(_: Address) -> bool:
    return True


WEB = Web(permitted=anywhere, seconds=5.0, today=lambda: "2023-07-25")


def test_a_page_comes_with_address_day_and_encoding(server: str) -> None:
    raw = WEB.get(f"http://{server}/to/x?=/page")
    assert (raw.source, raw.url) == (f"http://{server}/to/x?=/page", f"http://{server}/page")
    assert (raw.retrieved, raw.mime, raw.reason) == ("2023-07-25", "text/html; charset=koi8-r", "")
    assert (raw.content or b"").decode("koi8-r") == "<p>Приговор суда"


def test_nothing_is_sent_that_says_who_asks(server: str) -> None:
    Server.asked.clear()
    WEB.get(f"http://{server}/to/x?=/page")
    for _, headers in Server.asked:
        assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert headers["User-Agent"].startswith("Saksi/")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("none", "the server answers 404 Not Found"),
        ("round", "leads on more than 5 times"),
        ("to/x?=file:///etc/passwd", "something else than http or https"),
        ("to/x?=//user:pass@127.0.0.1/", "names no server, or a user"),
        ("packed", "sends it packed"),
        ("broken", "the server broke off before the end"),
        ("to/x?=http://127.0.0.1:1/", "the server could not be reached: connection refused"),
        ("to/x?=http://[::1", "the server could not be reached"),
    ],
)
def test_what_goes_wrong_is_one_sentence(server: str, path: str, says: str) -> None:
    raw = WEB.get(f"http://{server}/{path}")
    assert raw.content is None
    assert says in raw.reason
    assert "\n" not in raw.reason


def test_size_and_time_are_held(server: str) -> None:
    small = Web(permitted=anywhere, largest=1000)
    assert "is larger than" in small.get(f"http://{server}/large").reason
    start = time.monotonic()
    quick = Web(permitted=anywhere, seconds=0.5)
    assert "took too long" in quick.get(f"http://{server}/drip").reason
    assert time.monotonic() - start < 10


def test_private_addresses_are_never_connected_to(server: str) -> None:
    Server.asked.clear()
    assert "only what is public is fetched" in Web().get(f"http://{server}/page").reason
    assert "only what is public is fetched" in Web().get(f"http://localhost:{server.partition(':')[2]}/page").reason
    assert Server.asked == []


def test_a_name_with_one_private_address_among_its_own_is_refused(server: str) -> None:
    both = [ip_address("93.184.216.34"), ip_address("127.0.0.1")]
    web = Web(resolve=lambda _host, _port: both)
    assert "only what is public" in web.get(f"http://public.example:{server.partition(':')[2]}/page").reason


def test_a_redirect_to_a_private_address_is_refused(server: str) -> None:
    """The first host is permitted here, the second is looked up and checked again."""
    port = int(server.partition(":")[2])
    public, hidden = ip_address("127.0.0.1"), ip_address("127.0.0.2")
    names = {"public.example": public, "hidden.example": hidden}
    web = Web(permitted=lambda one: one == public, resolve=lambda host, _: [names[host]])
    Server.asked.clear()
    raw = web.get(f"http://public.example:{port}/to/x?=http://hidden.example:{port}/page")
    assert "only what is public" in raw.reason
    assert [path for path, _ in Server.asked] == [f"/to/x?=http://hidden.example:{port}/page"]


def test_a_name_is_looked_up_once_and_its_address_kept(server: str) -> None:
    """A name that changes its address between check and connection gains nothing."""
    answers = iter([[ip_address("127.0.0.1")]])
    web = Web(permitted=anywhere, resolve=lambda _host, _port: next(answers))
    assert web.get(f"http://changing.example:{server.partition(':')[2]}/page").content


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.1", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "192.0.0.8", "198.18.0.1", "203.0.113.9", "192.88.99.1", "::", "::1", "fe80::1%eth0",
        "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1",
        "2001:db8::1", "::127.0.0.1", "fec0::1", "3fff::1",
    ],
)  # fmt: skip
def test_no_special_address_is_public(address: str) -> None:
    assert not is_public(read_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450::1"])
def test_open_addresses_are_public(address: str) -> None:
    assert is_public(read_address(address))


def test_lists_are_fetched_only_when_asked_and_each_failure_is_a_row(server: str, tmp_path: Path) -> None:
    named = tmp_path / "list.txt"
    named.write_text(f"http://{server}/page\nhttp://{server}/none\nhttp://{server}/list\n")
    (tmp_path / "list.zip").write_bytes(seeds.archive({"list.txt": named.read_bytes()}))
    Server.asked.clear()
    with Reader() as reader:
        asked = list(inputs([named, f"http://{server}/page"], reader))
        assert [one.reason for one in asked] == [
            "is a list of 3 web addresses; add --fetch to have the web asked",
            "is a web address; add --fetch to have the web asked",
        ]
        assert Server.asked == []
        opened, page, none, listed = inputs([named], reader, WEB)
        _, packed = inputs([tmp_path / "list.zip"], reader, WEB)
    assert (opened.reason, opened.document) == ("", None)
    assert page.document is not None
    assert page.text is not None
    assert page.text.content == "Приговор суда"
    assert (page.document.url, page.document.retrieved) == (f"http://{server}/page", "2023-07-25")
    assert page.document.mime == "text/html; charset=koi8-r"
    assert none.reason == "the server answers 404 Not Found"
    assert "came with something else" in listed.reason
    assert "came with something else" in packed.reason
    assert [path for path, _ in Server.asked] == ["/page", "/none", "/list"]
