"""From paths to documents: standard input, folders, hostile files; each a document or a row, and the rest goes on."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import seeds

from saksi.flows import ingest as flow
from saksi.flows.extract import extract_files
from saksi.ingest.fetch import LARGEST, collect
from saksi.ingest.inputs import inputs
from saksi.ingest.reader import Reader
from saksi.store import models

PACKS = ("world", "lang/en", "kh")


def hostile(folder: Path) -> None:
    """The files that the field has seen, and two good ones among them."""
    files = {
        "00-good.txt": seeds.text(),
        "01-empty.txt": b"",
        "02-binary.bin": bytes(range(256)) * 40,
        "03-locked.pdf": locked(),
        "04-wrong.txt": "Приговор суда".encode("koi8-r"),
        "06-bomb.zip": seeds.archive({"in.zip": seeds.archive({"a.txt": b"word " * 15_000_000})}),
        "07-bomb.docx": bomb(),
        "08-traversal.zip": seeds.archive({"../../outside.txt": seeds.text()}),
        "09-cut.pdf": seeds.pdf()[:300],
        "10-cut.docx": seeds.word()[:-500],
        "11-deep.html": b"<html>" + b"<div>" * 10_000 + b"words",
        "12-deep.eml": deep_mail(),
        "13-deep.zip": deep_zip(),
        "14-letter.rtf": b"{\\rtf1 The court ruled.}",
        "15-letter.odt": seeds.archive({"mimetype": b"application/vnd.oasis.opendocument.text",
                                        "META-INF/manifest.xml": b"<x/>"}),
        "16-bomb.xml": b"<!DOCTYPE x [<!ENTITY a 'ha'>]><x>&a;</x>",
        "99-good.html": seeds.html(),
    }  # fmt: skip
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with (folder / "05-200mb.txt").open("wb") as file:
        file.truncate(200 * 2**20)


def locked() -> bytes:
    from fpdf import FPDF

    made = FPDF()
    made.add_page()
    made.set_encryption(owner_password="a", user_password="b")
    return bytes(made.output())


def bomb() -> bytes:
    """A Word file whose text is 400 MiB of spaces once unpacked."""
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        b'Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return seeds.archive(
        {"[Content_Types].xml": b"<x/>", "_rels/.rels": relations, "word/document.xml": b" " * (400 * 2**20)}
    )


def deep_mail() -> bytes:
    heads = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(10_000))
    return f"MIME-Version: 1.0\n{heads}".encode()


def deep_zip() -> bytes:
    content = seeds.text()
    for _ in range(30):
        content = seeds.archive({"in.zip": content})
    return content


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Name → reason, of all the hostile files and what is inside them."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile(folder)
    before = set(folder.parent.rglob("outside*"))
    with Reader() as reader:
        found = {one.source.removeprefix(f"{folder}/"): one.reason for one in inputs([folder], reader)}
    assert set(folder.parent.rglob("outside*")) == before
    return found


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("00-good.txt", ""),
        ("01-empty.txt", "the file is empty"),
        ("02-binary.bin", "holds no text that can be read"),
        ("03-locked.pdf", "locked with a password"),
        ("04-wrong.txt", "the encoding of the text is unknown"),
        ("05-200mb.txt", "is larger than 64 MiB"),
        ("06-bomb.zip!/in.zip!/a.txt", "is larger than 64 MiB once unpacked"),
        ("07-bomb.docx", "is larger than 64 MiB once unpacked"),
        ("08-traversal.zip!/../../outside.txt", "leads out of the archive"),
        ("09-cut.pdf", "damaged"),
        ("10-cut.docx", "damaged or cut off"),
        ("11-deep.html", "holds no text"),
        ("12-deep.eml", "nested too deeply"),
        ("13-deep.zip!/in.zip!/in.zip!/in.zip!/in.zip", "is an archive inside 4 others"),
        ("14-letter.rtf", "the file is a rich-text file; save it as PDF, DOCX, HTML or plain text"),
        ("15-letter.odt", "the file is an OpenDocument file; save it as PDF, DOCX, HTML or plain text"),
        ("16-bomb.xml", "files that end in .xml are not read as documents"),
        ("99-good.html", ""),
    ],
)
def test_each_hostile_file_is_a_row_with_its_reason_in_a_sentence(rows: dict[str, str], name: str, says: str) -> None:
    assert says in rows[name]
    assert bool(says) == bool(rows[name])
    assert "\n" not in rows[name]


def test_standard_input_is_read_like_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    (raw,) = collect(["-"], io.BytesIO(seeds.html()))
    assert (raw.source, raw.content) == ("-", seeds.html())
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(seeds.mail())))
    with Reader() as reader:
        (found,) = inputs(["-"], reader)
    assert found.document is not None
    assert (found.document.title, found.document.published) == ("A ruling in Kandal", "2023-07-25")
    (large,) = collect(["-"], io.BytesIO(b"x" * (LARGEST + 1)))
    assert "larger than" in large.reason


def test_a_name_that_is_no_text_becomes_one(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write(seeds.text())
    (raw,) = collect([tmp_path])
    assert raw.source == f"{tmp_path}/caf\ufffd.txt"


@pytest.mark.django_db
def test_the_flows_take_archives_and_forget_what_once_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "extract", lambda *_: iter(()))
    path = tmp_path / "a.zip"
    path.write_bytes(seeds.KINDS["zip"][:-9])
    assert [one.state for one in flow.ingest([path], tmp_path, PACKS)] == ["unreadable"]
    path.write_bytes(seeds.KINDS["zip"])
    assert [one.state for one in flow.ingest([path], tmp_path, PACKS)] == ["new", "new"]
    assert not models.Unreadable.objects.exists()
    assert {row.source for row in models.Document.objects.all()} == {f"{path}!/a.txt", f"{path}!/b.html"}
    assert [one.state for one in flow.again(tmp_path, PACKS)] == ["known", "known"]


def test_extract_reads_what_is_inside_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(
        seeds.archive({"a.txt": b"On 3 May 2019 police arrested Mira Solan in Kandal province.", "b": b""})
    )
    found = list(extract_files([path], PACKS))
    assert [(one.source, bool(one.lines)) for one in found] == [(f"{path}!/a.txt", True), (f"{path}!/b", False)]


def test_the_verb_says_it_and_ends_with_status_1(tmp_path: Path) -> None:
    command = [
        str(Path(sys.executable).with_name("saksi")),
        "extract",
        "-",
        str(tmp_path / "none.docx"),
        "https://a.example/",
    ]
    done = subprocess.run(command, input=seeds.mail(), capture_output=True, check=False)
    said = done.stderr.decode()
    assert done.returncode == 1, said
    assert "none.docx: there is no such file" in said
    assert "https://a.example/: is a web address; add --fetch" in said
    assert all(json.loads(line)["document"] == "-" for line in done.stdout.splitlines())
