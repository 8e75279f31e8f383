"""A language model's server on loopback that answers as a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Handler = BaseHTTPRequestHandler
Script = Callable[[Handler, dict[str, Any]], None]


@dataclass
class Scripted:
    """Where the server is, and what it was asked, in order: the bodies of the requests and their paths."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    @property
    def passages(self) -> list[str]:
        """The passages of documents that it was shown."""
        return [body["messages"][1]["content"].partition("\n\n")[2] for body in self.asked]


def send(handler: Handler, content: bytes, status: int = 200, **headers: str) -> None:
    """Answer with these bytes."""
    handler.send_response(status)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in ({"Content-Length": str(len(content))} | given).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(content)


def envelope(words: str) -> bytes:
    """The words of a model as such a server hands them over."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]}).encode()


def saying(answer: object) -> Script:
    """Answer every question with this, as JSON."""
    words = answer if isinstance(answer, str) else json.dumps(answer)
    return lambda handler, _: send(handler, envelope(words))


@contextmanager
def scripted(script: Script) -> Iterator[Scripted]:
    """Run a server while a test lasts."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.paths.append(self.path)
            told.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            try:
                script(self, told.asked[-1])
            except OSError:
                return  # who asked has hung up

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    told = Scripted(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
