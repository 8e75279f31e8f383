"""The reader: whatever a parser does in its process, here comes a row, and the next input is read."""

import os
import re
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import seeds

from saksi.ingest import channel
from saksi.ingest.channel import ANSWER, READER, Channel
from saksi.ingest.confine import LIMITS, Limits
from saksi.ingest.fetch import MIB, Raw
from saksi.ingest.frames import Frame
from saksi.ingest.reader import Reader
from saksi.ingest.unpack import Piece
from saksi.model.errors import SaksiError


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


@pytest.fixture
def evil(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """A reader whose worker does with a page what the page says: the worst parser that there can be."""
    monkeypatch.setattr(channel, "BOOT", EVIL_BOOT)
    with Reader(Limits(memory=600 * MIB, cpu=3, wall=20.0)) as made:
        yield made


EVIL_BOOT = """
import sys, json; sys.path[:] = json.loads(sys.argv[1])
import saksi.ingest.unpack as unpack
from saksi.ingest.parsed import Parsed
def parse(content, mime):
    found = {}
    exec(content.decode().removeprefix("<html>"), found)
    return Parsed(str(found.get("text", "nothing happened")), "evil@1")
unpack.parser = lambda mime: parse
from saksi.ingest.worker import main; main(int(sys.argv[2]), sys.argv[3])
"""


def only(reader: Reader, code: str) -> Piece:
    (piece,) = reader.pieces(Raw("a.html", f"<html>{code}".encode()))
    return piece


def text(piece: Piece) -> str:
    assert piece.parsed is not None, piece.raw.reason
    return piece.parsed.content


@pytest.mark.parametrize("name", list(seeds.KINDS))
def test_each_kind_is_read_and_the_worker_lives_on(reader: Reader, name: str) -> None:
    pieces = list(reader.pieces(Raw(f"a.{name}", seeds.KINDS[name])))
    assert not any(piece.raw.reason for piece in pieces)
    read = [piece for piece in pieces if piece.parsed]
    assert all("court ruled on Friday" in " ".join(text(piece).split()) for piece in read)
    assert bool(read) != (name == "xlsx")
    assert reader.starts <= 1
    for piece in read:
        assert piece.raw.content


def test_small_plain_text_needs_no_process() -> None:
    with Reader() as fresh:
        (piece,) = fresh.pieces(Raw("a.txt", seeds.text()))
        assert text(piece) == seeds.text().decode()
        assert piece.raw.mime == "text/plain"
        assert fresh.starts == 0


def test_an_input_may_stand_alone(reader: Reader) -> None:
    (piece,) = reader.pieces(Raw("a.eml", seeds.KINDS["eml"]), alone=True)
    assert piece.parsed is not None
    assert len(list(reader.pieces(Raw("a.eml", seeds.KINDS["eml"])))) == 2


def test_pieces_left_unread_are_not_in_the_way_of_the_next_input() -> None:
    with Reader() as fresh:
        first = fresh.pieces(Raw("a.zip", seeds.KINDS["zip"]))
        next(first)
        with pytest.raises(RuntimeError, match="one input at a time"):
            next(fresh.pieces(Raw("b.zip", seeds.KINDS["zip"])))
        first.close()
        assert len(list(fresh.pieces(Raw("b.zip", seeds.KINDS["zip"])))) == 3


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("x = bytearray(2 << 30)", "needs more memory than 600 MiB"),
        ("def f(): f()\nf()", "nested too deeply"),
        ("while True: pass", "takes more than 3 seconds"),
        ("raise ZeroDivisionError('secret words')", r"breaks the reader; .* \(ZeroDivisionError\)"),
        ("import ctypes; ctypes.string_at(0)", "breaks the reader"),
        ("import os; os._exit(0)", "breaks the reader"),
        ("open('/tmp/saksi-evil', 'w')", "PermissionError"),
        ("import os; os.remove('/tmp/x')", "PermissionError"),
        ("import os; os.mkdir('/tmp/x')", "PermissionError"),
        ("import socket; socket.create_connection(('127.0.0.1', 80))", "PermissionError"),
        ("import socket; socket.getaddrinfo('example.org', 80)", "PermissionError"),
        ("import subprocess; subprocess.run(['true'])", "PermissionError"),
        ("import os; os.system('true')", "PermissionError"),
        ("import os; os.fork()", "PermissionError"),
        ("import os; os.kill(os.getppid(), 9)", "PermissionError"),
    ],
)
def test_what_a_parser_may_not_do_is_a_row(evil: Reader, code: str, says: str) -> None:
    piece = only(evil, code)
    assert piece.parsed is None
    assert re.search(says, piece.raw.reason), piece.raw.reason
    assert "secret" not in piece.raw.reason
    assert text(only(evil, "text = 'alive'")) == "alive"
    assert evil.starts == 2


def test_waiting_too_long_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "BOOT", EVIL_BOOT)
    with Reader(Limits(wall=1.5)) as made:
        start = time.monotonic()
        assert "takes more than 2 seconds" in only(made, "import time; time.sleep(60)").raw.reason
        assert time.monotonic() - start < 30


NATIVE = "import ctypes, os\nc = ctypes.CDLL(None, use_errno=True)\n"


def test_native_code_meets_the_kernel_where_it_shuts_files_and_network(evil: Reader, tmp_path: Path) -> None:
    """These calls pass Python's hook by; what stands in their way is the kernel."""
    secret = tmp_path / "secret"
    secret.write_text("secret")
    only(evil, "text = 1")
    if "landlock" in evil.walls:
        assert text(only(evil, f"{NATIVE}text = c.open(b'{secret}', 0)")) == "-1"
        assert text(only(evil, f"{NATIVE}text = c.open(b'{tmp_path}/new', 65, 0o600)")) == "-1"
        assert text(only(evil, f"{NATIVE}text = c.unlink(b'{secret}')")) == "-1"
        assert text(only(evil, f"{NATIVE}text = c.mkdir(b'{tmp_path}/folder', 0o700)")) == "-1"
        assert text(only(evil, f"{NATIVE}text = c.rename(b'{secret}', b'{tmp_path}/other')")) == "-1"
    if "namespace" in evil.walls:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            to = f"struct.pack('=H', 2) + struct.pack('!H', {port}) + bytes([127, 0, 0, 1]) + bytes(8)"
            call = f"{NATIVE}import struct\ns = c.socket(2, 1, 0)\ntext = c.connect(s, {to}, 16)"
            assert text(only(evil, call)) == "-1"
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_files_cannot_grow_even_through_what_is_open(evil: Reader) -> None:
    """RLIMIT_FSIZE holds on every kernel, whatever else does."""
    code = f"{NATIVE}import resource\ntext = resource.getrlimit(resource.RLIMIT_FSIZE)"
    assert text(only(evil, code)) == "(0, 0)"


def test_nothing_of_the_parents_surroundings_is_handed_on(evil: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAKSI_STORE", "/secret/place")
    assert "SAKSI" not in text(only(evil, "import os; text = sorted(os.environ)"))
    assert text(only(evil, "import os; text = os.getcwd()")) == "/"


def test_an_archive_goes_on_behind_the_file_that_breaks_the_worker(evil: Reader) -> None:
    members = {f"{n}.html": b"<html>text = 'good'" for n in range(6)}
    members["1.html"] = b"<html>import os; os._exit(1)"
    members["4.html"] = b"<html>x = bytearray(2 << 30)"
    pieces = {piece.raw.source: piece for piece in evil.pieces(Raw("a.zip", seeds.archive(members)))}
    assert list(pieces) == ["a.zip", *(f"a.zip!/{n}.html" for n in range(6))]
    assert "breaks the reader" in pieces["a.zip!/1.html"].raw.reason
    assert "memory" in pieces["a.zip!/4.html"].raw.reason
    assert [name for name, piece in pieces.items() if piece.parsed] == [f"a.zip!/{n}.html" for n in (0, 2, 3, 5)]


def test_an_archive_of_nothing_but_broken_files_ends(evil: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saksi.ingest.reader.FAILURES", 3)
    members = {f"{n}.html": b"<html>import os; os._exit(1)" for n in range(6)}
    *_, last = evil.pieces(Raw("a.zip", seeds.archive(members)))
    assert last.raw.reason == "3 of its files break the reader; the rest is left"


@pytest.mark.parametrize(
    "answer",
    [
        b"\xff" * 12,
        b"\0" * 12,
        Frame({"kind": "file", "source": "/etc/passwd", "mime": "text/plain"}).packed(),
        Frame({"kind": "file", "source": "a.html", "links": 7}).packed(),
        Frame({"kind": "strange"}).packed(),
        Frame({"kind": "failed", "reason": "secret words\nand more"}).packed(),
    ],
)
def test_a_worker_that_was_taken_over_is_not_believed(evil: Reader, answer: bytes) -> None:
    code = (
        "import gc, socket\n"
        "s = next(o for o in gc.get_objects() if isinstance(o, socket.socket))\n"
        f"s.sendall({answer!r})\nwhile True: pass"
    )
    piece = only(evil, code)
    assert piece.raw.reason.startswith("breaks the reader")
    assert "secret" not in piece.raw.reason


def test_a_worker_that_cannot_start_is_an_error_with_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(SaksiError, match="does not start"):
        Channel(LIMITS, READER, {}, ANSWER)


def test_the_worker_ends_with_its_reader() -> None:
    with Reader() as made:
        list(made.pieces(Raw("a.html", seeds.html())))
        assert made._channel is not None
        process = made._channel._process
        assert process.poll() is None
    assert process.poll() is not None
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


def test_without_help_of_the_kernel_python_code_is_still_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on systems that have neither Landlock nor namespaces for everybody."""
    bare = "import saksi.ingest.confine as c; c._landlock = c._leave_network = lambda _: False\n"
    monkeypatch.setattr(
        channel, "BOOT", EVIL_BOOT.replace("import saksi.ingest.unpack", f"{bare}import saksi.ingest.unpack", 1)
    )
    with Reader() as made:
        assert text(only(made, "text = 'read'")) == "read"
        assert made.walls == ()
        for code in ("open('/tmp/saksi-evil', 'w')", "import socket; socket.socket()", "import os; os.system('true')"):
            assert "PermissionError" in only(made, code).raw.reason
