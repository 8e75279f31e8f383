"""Texts that hang, crash or swell the extraction: each is a row with its reason, and the others go on."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import samples
from hostile_texts import HOSTILE

from saksi.extract.pipeline import extract as plainly
from saksi.flows import ingest as flow
from saksi.flows.extract import extract_files
from saksi.flows.extraction import extractor
from saksi.flows.extraction.extractor import Extractor, Work, allowed
from saksi.ingest.confine import Limits
from saksi.ingest.fetch import Raw
from saksi.model.errors import SaksiError, UnreadableError
from saksi.model.types import Text
from saksi.options import Options
from saksi.packs import load
from saksi.store import blobs, models

PACKS = Options.packs
NOTE = "Police in Cambodia arrested Teo Brandt on 5 March 2021.\n"
SAKSI = [sys.executable, "-c", "from saksi.cli import main; main()"]


@pytest.fixture(scope="module")
def own() -> Iterator[Extractor]:
    found = Extractor(PACKS)
    yield found
    found.close()


def of(content: str) -> tuple[object, Text]:
    document = samples.document(content)
    return document, samples.text(document, content)


def test_the_worker_finds_what_the_pipeline_finds(own: Extractor) -> None:
    pack = load(PACKS)
    for content in (NOTE, "\n".join(samples.LINES), "", "ការចាប់ខ្លួន"):
        document, text = of(content)
        assert own.extract(document, text) == list(plainly(document, text, pack))  # type: ignore[arg-type]
    assert own.starts == 1


def test_the_worker_stands_behind_the_walls_of_the_parsers(own: Extractor) -> None:
    own.extract(*of(NOTE))  # type: ignore[arg-type]
    assert own._channel is not None
    assert set(own._channel.walls) <= {"namespace", "landlock"}
    environ = Path(f"/proc/{own._channel._process.pid}/environ").read_bytes()
    assert b"SAKSI" not in environ
    assert b"HOME" not in environ


def test_more_text_has_more_time() -> None:
    assert allowed(10).cpu == extractor.PATIENCE
    assert allowed(10 * extractor.STEP).cpu == 11 * extractor.PATIENCE
    assert allowed(10).wall > allowed(10).cpu


FAULTS = {
    "any(iter(int, 1))": "takes more than 2 seconds",
    "bytearray(1 << 40)": "more memory than",
    "import socket; socket.socket()": "breaks the extraction; .*PermissionError",
}


@pytest.mark.parametrize("fault", list(FAULTS))
def test_a_fault_of_one_text_is_its_reason(monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    patched = (
        "import saksi.extract.pipeline as p; well = p.records\n"
        "    def evil(document, text, pack, *given):\n"
        f"        if 'Teo Brandt' in text.content: {fault}\n"
        "        return well(document, text, pack, *given)\n"
        "    p.records = evil"
    )
    boot = (
        "import sys, json\nsys.path[:] = json.loads(sys.argv[1])\n"
        f"from {extractor.WORKER} import main\nif True:\n    {patched}\nmain(int(sys.argv[2]), sys.argv[3])"
    )
    monkeypatch.setattr("saksi.ingest.channel.BOOT", boot)
    monkeypatch.setattr(extractor, "allowed", lambda *_: replace(allowed(0), cpu=2, wall=90.0))
    with_fault = Extractor(PACKS)
    with pytest.raises(UnreadableError, match=FAULTS[fault]):
        with_fault.extract(*of(NOTE))  # type: ignore[arg-type]
    assert with_fault._channel is None


def test_a_worker_that_cannot_start_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(SaksiError, match="the process that extracts does not start"):
        Extractor(PACKS).extract(*of(NOTE))  # type: ignore[arg-type]


QUICK = ("combining", "digits", "dots", "nested quotes", "zero width", "right to left")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in QUICK else [pytest.mark.bench]) for name in HOSTILE]
)
def test_hostile_text_ends_in_time(own: Extractor, name: str) -> None:
    document, text = of(NOTE + HOSTILE[name])
    try:
        found = own.extract(document, text, patience=20)  # type: ignore[arg-type]
    except UnreadableError as error:
        assert "seconds" in str(error) or "nested" in str(error) or "memory" in str(error)  # noqa: PT017
    else:
        assert all(text.content[s.start : s.end] == s.quote for one in found for s in one.spans)


@pytest.mark.django_db
def test_a_text_that_hangs_is_a_row_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = flow.extract

    def slow(document: object, text: Text, work: Work) -> object:
        if "hangs" in text.content:
            raise UnreadableError("takes more than 2 seconds to be extracted; split it and add the parts")
        return real(document, text, work)  # type: ignore[arg-type]

    monkeypatch.setattr(flow, "extract", slow)
    raws = [
        Raw("1.txt", NOTE.encode()),
        Raw("2.txt", b"This one hangs."),
        Raw("3.txt", NOTE.replace("5", "6").encode()),
    ]
    outcomes = list(flow.ingest_raws(raws, tmp_path, PACKS))
    assert [one.state for one in outcomes] == ["new", "unreadable", "new"]
    row = models.Unreadable.objects.get()
    assert (row.source, row.reason.count("\n")) == ("2.txt", 0)
    assert len(list(blobs.wrong(tmp_path))) == 0
    assert models.Document.objects.count() == 2


def test_the_verb_says_which_text_hung_and_prints_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(NOTE + HOSTILE["commas"], encoding="utf-8")
    (tmp_path / "c.txt").write_text(NOTE.replace("5", "6"), encoding="utf-8")
    environ = {k: v for k, v in os.environ.items() if not k.startswith("SAKSI_")} | {"SAKSI_EXTRACTION_SECONDS": "1"}
    ran = subprocess.run(
        [*SAKSI, "extract", "a.txt", "b.txt", "c.txt"],
        cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert ran.returncode == 1
    (line,) = ran.stderr.strip().split("\n")
    assert line.startswith("saksi: b.txt: takes more than")
    assert {json.loads(one)["document"] for one in ran.stdout.splitlines()} == {"a.txt", "c.txt"}


def test_a_file_is_extracted_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTE, encoding="utf-8")
    first, second = (list(extract_files([tmp_path / "a.txt"], PACKS)) for _ in range(2))
    assert first == second
    assert Limits().memory < extractor.MEMORY
