"""A server that was asked everything, rightly and wrongly, and what it wrote of that anywhere: nothing of who asked."""

import base64
import http.client
import logging
import os
import re
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import databases
import pytest
from nursery import Nursery

from saksi.web.quiet import Quiet

pytestmark = pytest.mark.database

SAKSI = [sys.executable, "-c", "from saksi.cli import main; main()"]
FROM = "127.0.0.5"
DOCUMENT = "ab12" * 16
TOLD = {
    "X-Forwarded-For": "203.0.113.77, 2001:db8::77",
    "Forwarded": 'for="[2001:db8::78]";proto=http',
    "X-Real-Ip": "198.51.100.7",
    "User-Agent": "QzAgent/9.9 (Qzmachine)",
    "Referer": "http://127.0.0.1/?q=qzreferer",
    "Accept-Language": "qz-QZ",
}
SECRETS = (
    FROM, "203.0.113.77", "2001:db8", "198.51.100.7", "qzagent", "qzmachine", "qzreferer", "qz-qz", "qzmail",
    "qzsearch", "qzname", "qzfile", "qzhost", "qzcookie", "qzwrong", "qzfield", DOCUMENT[:12],
)  # fmt: skip


@dataclass
class Asked:
    """What a server did, with all that it wrote."""

    store: Path
    log: Path
    answers: dict[str, int]
    headers: dict[str, dict[str, str]]
    pages: dict[str, str]
    cookies: dict[str, str]


def environ(store: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SAKSI_", "DJANGO_"))}
    return kept | databases.environment(store)


def run(store: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*SAKSI, *words], env=environ(store), capture_output=True, text=True, check=False, timeout=120
    )


@contextmanager
def serving(store: Path, log: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("w") as out:
        process = subprocess.Popen([*SAKSI, "serve", "--port", str(port)], env=environ(store), stdout=out, stderr=out)
        try:
            for _ in range(600):
                if process.poll() is not None or _answers(port):
                    break
                time.sleep(0.1)
            yield port
        finally:
            process.terminate()
            process.wait(20)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False


class Browser:
    """Asks as a person's browser does, from an address of its own."""

    def __init__(self, port: int, asked: Asked) -> None:
        self.port, self.asked = port, asked
        self.cookies: dict[str, str] = {"other": "qzcookie"}

    def ask(self, name: str, path: str, given: dict[str, str] | None = None, method: str = "", **more: str) -> str:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(FROM, 0))
        headers = TOLD | {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} | more
        body = urlencode(given) if given is not None else None
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method or ("GET" if body is None else "POST"), path, body, headers)
        answer = line.getresponse()
        words = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            key, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[key] = value
            self.asked.cookies[key] = cookie
        self.asked.answers[name], self.asked.headers[name] = answer.status, dict(answer.getheaders())
        self.asked.pages[name] = words
        line.close()
        return words

    def token(self, path: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.ask("form", path))
        assert found
        return found[1]


@pytest.fixture(scope="module")
def asked(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    folder = tmp_path_factory.mktemp("quiet")
    store = folder / "record"
    (folder / "qzfile.txt").write_text("Police in Cambodia arrested Teo Brandt on 5 March 2021.\n", encoding="utf-8")
    (folder / "qzfile.pdf").write_bytes(b"%PDF-1.4 this is no PDF")
    nursery.done(store, "init")
    nursery.done(store, "ingest", folder / "qzfile.txt", folder / "qzfile.pdf", status=1)
    password = nursery.done(store, "user", "add", "ana")["out"].strip().rpartition(" ")[2]
    asked = Asked(store, folder / "log", {}, {}, {}, {})
    with serving(store, asked.log) as port:
        browser = Browser(port, asked)
        for name, path in (("home", "/"), ("search", "/search/?q=qzsearchword"), ("people", "/people/?name=qzname")):
            browser.ask(name, path)
        browser.ask("absent", f"/documents/{DOCUMENT}/?from=1&to=2")
        browser.ask("nowhere", "/qzname/of/nothing/?q=qzsearch")
        browser.ask("host", "/?q=qzsearch", Host="qzhost.example")
        browser.ask("token", "/account/login/", {"login": "qzmail@example.org", "password": "qzwrong"})
        browser.ask("method", "/?q=qzsearch", method="DELETE")
        for _ in range(7):
            given = {"login": "qzmail@example.org", "password": "qzwrong"}
            browser.ask("wrong", "/account/login/", given | {"csrfmiddlewaretoken": browser.token("/account/login/")})
        given = {"login": "ana", "password": password, "csrfmiddlewaretoken": browser.token("/account/login/")}
        browser.ask("login", "/account/login/", given)
        for name, path in (("queue", "/review/"), ("mfa", "/account/2fa/"), ("totp", "/account/2fa/totp/activate/")):
            browser.ask(name, path)
        _rude(port)
        databases.execute(store, "ALTER TABLE store_indexed RENAME TO store_gone")
        browser.ask("failure", "/search/?q=qzsearchword")
        databases.execute(store, "ALTER TABLE store_gone RENAME TO store_indexed")
        browser.ask("member", "/documents/")
    return asked


def _rude(port: int) -> None:
    """Break off in the middle, and talk no HTTP."""
    for said in (
        b"GET /search/?q=qzsearch HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: QzAgent\r\n\r\n",
        b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9999\r\n\r\nlogin=qzmail",
        b"QZSEARCH qzname\r\n\r\n",
        b"GET /\xff\xfe?q=qzsearch HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"POST /search/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=qzfield\r\n"
        b"Content-Length: 5\r\n\r\n--qzf",
    ):
        with socket.create_connection(("127.0.0.1", port), 5, source_address=(FROM, 0)) as line:
            line.sendall(said)
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    time.sleep(0.5)


def test_the_server_was_asked_everything(asked: Asked) -> None:
    wanted = {"home": 200, "search": 200, "absent": 404, "nowhere": 404, "host": 400, "token": 403, "method": 405}
    wanted |= {"wrong": 200, "login": 302, "queue": 200, "failure": 500, "member": 200}
    assert {name: asked.answers[name] for name in wanted} == wanted, asked.log.read_text()


def test_no_log_line_says_who_asked_or_for_what(asked: Asked) -> None:
    log = asked.log.read_text().lower()
    assert "answered 500 at /search/" in log
    assert "operationalerror" in log or "programmingerror" in log
    assert [secret for secret in SECRETS if secret in log] == [], log


def test_the_record_holds_nothing_of_who_asked(asked: Asked) -> None:
    kept = (stored(asked.store) + sessions(asked.store)).lower()
    assert "_auth_user_id" in kept
    assert [secret for secret in SECRETS if secret in kept and secret not in ("qzfile",)] == []


def sessions(store: Path) -> str:
    """Return what the sessions hold, which are packed."""
    found = []
    for (data,) in databases.execute(store, "SELECT session_data FROM django_session"):
        packed = str(data).lstrip(".").partition(":")[0]
        plain = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        found.append((zlib.decompress(plain) if str(data).startswith(".") else plain).decode())
    return "\n".join(found)


def stored(store: Path) -> str:
    """Return everything that the database and the folder hold, past all of Saksi."""
    files = "".join(f.read_bytes().decode("latin-1") for f in sorted(store.rglob("*")) if f.is_file())
    if databases.kind() == "sqlite":
        return files
    names = databases.execute(store, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return files + "".join(str(databases.execute(store, f'SELECT t::text FROM "{name}" t')) for (name,) in names)  # noqa: S608


@pytest.mark.parametrize("name", ["home", "absent", "nowhere", "host", "token", "method", "wrong", "login", "failure"])
def test_every_answer_carries_its_protection(asked: Asked, name: str) -> None:
    headers = {key.lower(): value for key, value in asked.headers[name].items()}
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in headers


def test_what_members_are_answered_is_kept_nowhere(asked: Asked) -> None:
    for name in ("queue", "mfa", "totp", "failure", "member"):
        assert (
            "no-store"
            in asked.headers[name]["cache-control" if "cache-control" in asked.headers[name] else "Cache-Control"]
        )


def test_a_failure_tells_a_browser_nothing(asked: Asked) -> None:
    assert "Something failed" in asked.pages["failure"]
    assert not re.search(r"Traceback|Error|store_indexed|saksi/(?!saksi\.)", asked.pages["failure"])


def test_cookies_are_for_this_server_alone(asked: Asked) -> None:
    for name in ("saksi-session", "saksi-csrf"):
        assert {"HttpOnly", "SameSite=Lax"} <= {part.strip() for part in asked.cookies[name].split(";")}
        assert "Domain" not in asked.cookies[name]


def test_a_port_that_is_taken_is_said(tmp_path: Path, asked: Asked) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert "Address already in use" in run(asked.store, "serve", "--port", port).stderr


class TestLines:
    """What a log line keeps of a record, and what it leaves out."""

    def line(self, name: str, msg: object, *args: object, **more: object) -> str:
        record = logging.LogRecord(name, logging.ERROR, "x.py", 1, msg, args, None)
        vars(record).update(more)
        return Quiet().format(record)

    @pytest.mark.parametrize(
        "msg",
        [
            "Invalid HTTP_HOST header: 'qz.example'.",
            "no such document qz77 in the list",
            "Not Found: /qz/",
            "%s asked for it",
            '{"qz": 1}',
        ],
    )
    def test_data_is_cut_off(self, msg: str) -> None:
        assert "qz" not in self.line("library", msg).replace("asked", "")

    def test_own_lines_come_whole(self) -> None:
        assert self.line("saksi.store", "the store in %s is open", "x/y").endswith("the store in x/y is open")

    def test_failures_say_their_place_and_not_their_words(self) -> None:
        try:
            try:
                raise KeyError("qz")  # noqa: TRY301
            except KeyError as error:
                raise FileNotFoundError(2, "No such file or directory", "/home/qz/file") from error
        except FileNotFoundError as error:
            line = self.line("django.request", "%s: %s", "x", "y", exc_info=(type(error), error, error.__traceback__))
        assert "qz" not in line
        assert "builtins.KeyError" in line
        assert "FileNotFoundError: No such file or directory" in line
        assert "test_quiet_server.py:" in line
