"""The process that extracts: texts of strangers go through regular expressions and a language model here.

It answers a request (one text) with the records found in it. Whatever else happens ends it, and the parent starts
another; see `saksi.ingest.confine` for its walls.
"""

import json
import socket
from types import TracebackType

from saksi.ingest.confine import Limits, confine, renew
from saksi.ingest.frames import Frame, take
from saksi.ingest.worker import code, receive

WORDS = "On 2 March 2021, police in Phnom Penh arrested three members of the union. We call on the government to act."
WARM = {"sha256": "0" * 64, "source": "", "mime": "text/plain", "lang": "en"}


def main(descriptor: int, given: str) -> None:
    """Serve requests from a connected socket until it is closed."""
    channel = socket.socket(fileno=descriptor)
    told = json.loads(given)
    limits = Limits(**told["limits"])

    def fail(kind: type[BaseException], _: BaseException, __: TracebackType | None) -> None:
        channel.sendall(Frame({"kind": "failed", "reason": kind.__name__}).packed())

    import sys

    walls = confine(limits, code())
    sys.excepthook = fail
    # Only now, so that what the libraries start is inside the walls too.
    from saksi.extract.pipeline import records
    from saksi.flows.extraction.messages import RECORDS, document_of
    from saksi.model.types import Text
    from saksi.packs import load

    pack = load(tuple(told["packs"]))
    # What is loaded and compiled at first use is no text's own time.
    list(records(document_of(WARM), Text(WARM["sha256"], WORDS, "text@1"), pack))
    channel.sendall(Frame({"kind": "ready", "walls": walls}).packed())
    while True:
        try:
            request = take(lambda size: receive(channel, size))
        except EOFError:
            return
        renew(Limits(**request.header["limits"]))
        document = document_of(request.header["document"])
        text = Text(document.sha256, request.text, request.header["parser"])
        found = RECORDS.dump_json(list(records(document, text, pack, request.header["acts_only"])))
        channel.sendall(Frame({"kind": "records"}, found).packed())
