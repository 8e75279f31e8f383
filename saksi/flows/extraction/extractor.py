"""Extracts within limits: what hangs, crashes or fills the memory is one document with its reason, and others go on."""

import atexit
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache

from pydantic import ValidationError

from saksi.extract.making import statements
from saksi.flows.extraction.messages import ANSWER, RECORDS, Answer, told
from saksi.ingest.channel import Channel, Words, WorkerError
from saksi.ingest.confine import Limits
from saksi.ingest.fetch import MIB
from saksi.ingest.frames import Frame
from saksi.model.errors import UnreadableError
from saksi.model.types import Document, Statement, Text
from saksi.options import Options

PATIENCE = Options.extraction_seconds
"""Seconds of computing time for a document, and again for every STEP characters of it."""

STEP = 100_000
MEMORY = 2 * 1024 * MIB  # of address space; with the language model and an article it is half a gigabyte
SLOWEST = 4  # times its computing time that a document may take by the clock, on a machine that does other things too
WORKER = "saksi.flows.extraction.worker"
WORDS = Words(
    process="the process that extracts",
    broken="breaks the extraction; take out what is no prose and add it again",
    memory="needs more memory than {limit} MiB to be extracted; split it and add the parts",
    time="takes more than {limit} seconds to be extracted; take out what is no prose, or split it and add the parts",
    deep="is nested too deeply to be prose; take out what is nested and add it again",
)


@dataclass(frozen=True, slots=True)
class Work:
    """How to extract: the packs of knowledge, how long one document may take (see PATIENCE), and whether acts alone."""

    packs: tuple[str, ...]
    patience: int = PATIENCE
    acts_only: bool = False


class Extractor:
    """A worker for some packs, started when first needed and again when it broke."""

    def __init__(self, packs: Sequence[str]) -> None:
        self.packs = tuple(packs)
        self.starts = 0
        self._channel: Channel[Answer] | None = None

    def close(self) -> None:
        """End the worker, if there is one."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    def extract(
        self, document: Document, text: Text, patience: int = PATIENCE, acts_only: bool = False
    ) -> list[Statement]:
        """Return all statements that a text makes, as `saksi.extract.pipeline.extract` would.

        Raises UnreadableError when that takes more than `patience` allows, or breaks the worker; EvidenceError for
        words that are not in the text; SaksiError when no worker can be started.
        """
        limits = allowed(len(text.content), patience)
        if self._channel is None:
            given = {"limits": asdict(limits), "packs": self.packs}
            self._channel = Channel(limits, WORKER, given, ANSWER, WORDS)
            self.starts += 1
        channel, self._channel = self._channel, None  # until it has answered it is no worker for the next text
        channel.limits = limits
        try:
            read = {"document": told(document), "parser": text.parser}
            header = {**read, "limits": asdict(limits), "acts_only": acts_only}
            channel.send(Frame(header, text=text.content))
            found = RECORDS.validate_json(channel.receive(limits.wall).content)
        except WorkerError as error:
            raise UnreadableError(str(error)) from error
        except ValidationError as error:
            raise UnreadableError(WORDS.broken) from error
        else:
            self._channel = channel
        finally:
            if self._channel is None:
                channel.close()
        return list(statements(document, text, found))


def allowed(characters: int, patience: int = PATIENCE) -> Limits:
    """Return what extraction from a text of this length may take."""
    seconds = patience * (1 + characters // STEP)
    return replace(Limits(), memory=MEMORY, cpu=seconds, wall=float(seconds * SLOWEST))


@cache
def _shared(packs: tuple[str, ...], _process: int) -> Extractor:
    """Keep one worker a process and choice of packs: starting one takes longer than reading most documents."""
    extractor = Extractor(packs)
    atexit.register(extractor.close)
    return extractor


def extract(document: Document, text: Text, work: Work) -> list[Statement]:
    """Extract with this process's own worker (see `Extractor.extract`)."""
    return _shared(work.packs, os.getpid()).extract(document, text, work.patience, work.acts_only)
