"""Archives: every file in them is a document or a row; bombs, lies and locked files are rows; nothing is written."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
import seeds
from hypothesis import given
from hypothesis import strategies as st

from saksi.ingest import kinds, unpack
from saksi.ingest.archives import budget, warc, zipped
from saksi.ingest.archives.budget import Budget
from saksi.ingest.fetch import Raw
from saksi.ingest.unpack import files, read
from saksi.model.errors import UnreadableError


def rows(content: bytes, name: str = "a.zip", allowed: Budget | None = None) -> dict[str, str]:
    """Source → type or reason."""
    return {one.source: one.reason or one.mime for one in files(Raw(name, content), allowed)}


def test_each_file_is_named_after_its_archive_and_what_systems_add_is_left_out() -> None:
    content = seeds.archive({"d/": b"", "d/a.txt": seeds.text(), "__MACOSX/d/a": b"x", ".DS_Store": b"x", "b.pdf": b""})
    assert rows(content) == {
        "a.zip": kinds.ZIP,
        "a.zip!/d/a.txt": kinds.PLAIN,
        "a.zip!/b.pdf": "the file is empty; get it again from where it came from",
    }


@pytest.mark.parametrize("name", ["../a.txt", "d/../../a.txt", "/etc/a.txt", "C:\\a.txt", "..\\a.txt", "d/.."])
def test_a_name_that_leads_out_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (reason,) = [why for source, why in rows(seeds.archive({name: seeds.text()})).items() if source != "a.zip"]
    assert "leads out of the archive" in reason
    assert not list(tmp_path.parent.glob("a.txt"))


def test_archives_inside_archives_are_opened_to_a_depth() -> None:
    content = seeds.text()
    for _ in range(budget.DEPTH + 1):
        content = seeds.archive({"in.zip": content})
    *_, last = rows(content).values()
    assert last == f"is an archive inside {budget.DEPTH} others; unpack it and add the files"


def test_a_bomb_ends_where_the_budget_ends() -> None:
    zeros = seeds.archive({f"{n}.txt": b"word " * 200_000 for n in range(20)})
    assert len(zeros) < 100_000
    found = rows(seeds.archive({"in.zip": zeros}), allowed=Budget(unpacked=5_000_000))
    assert found["a.zip"].startswith("it unpacks to more than")
    assert len(found) < 10
    assert "larger than" in rows(seeds.archive({"a.txt": b"word " * 900}), allowed=Budget(largest=4000))["a.zip!/a.txt"]
    many = rows(seeds.archive({f"{n}.txt": b"w" for n in range(9)}), allowed=Budget(members=5))
    assert many["a.zip"].startswith("it holds more than")


def test_a_directory_that_lies_about_a_size_is_not_believed() -> None:
    content = bytearray(seeds.archive({"a.txt": b"word " * 2000}))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    assert rows(bytes(content))["a.zip!/a.txt"].startswith(("is damaged", "text/plain"))


def test_locked_and_damaged_members_are_rows_and_the_others_go_on() -> None:
    content = bytearray(seeds.archive({"a.txt": seeds.text(), "b.txt": seeds.text(), "c.txt": seeds.text()}))
    second = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 1)
    content[second + 8] |= zipped.LOCKED
    local = content.index(b"PK\x03\x04c"[:4], content.index(b"c.txt") - 40)
    content[local + 30 + len("c.txt") + 8] ^= 0xFF
    found = rows(bytes(content))
    assert found["a.zip!/a.txt"] == kinds.PLAIN
    assert "locked" in found["a.zip!/b.txt"]
    assert "damaged" in found["a.zip!/c.txt"]


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"<x/>"}, "OpenDocument"),
        ({"[Content_Types].xml": b"<x/>", "ppt/a.xml": b"<x/>", "ppt/b.xml": b"<x/>"}, "a presentation"),
        ({"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<x/>", "META-INF/a": b""}, "an e-book"),
    ],
)
def test_other_office_files_say_what_to_save_them_as(members: dict[str, bytes], says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        zipped.kind(seeds.archive(members))


def test_a_cut_off_archive_says_so() -> None:
    assert rows(seeds.archive()[:-30])["a.zip"].startswith("the archive is damaged or cut off")


@pytest.mark.parametrize("packed", [True, False])
def test_a_crawl_gives_its_pages_with_address_and_day(packed: bool) -> None:
    content = seeds.warc(
        {
            "https://court.example/a?b=1": ("200 OK", "text/html; charset=koi8-r", seeds.PAGE.encode()),
            "https://court.example/gone": ("404 Not Found", "text/html", b"<p>gone"),
            "https://court.example/logo.png": ("200 OK", "image/png", b"\x89PNG"),
            "https://court.example/r.pdf": ("200 OK", "application/pdf", seeds.pdf()),
        },
        packed,
    )
    _, page, report = files(Raw("c.warc.gz", content))
    assert page.source == "c.warc.gz!/https://court.example/a?b=1"
    assert (page.url, page.retrieved, page.mime) == (
        "https://court.example/a?b=1", "2023-07-25", "text/html; charset=koi8-r",
    )  # fmt: skip
    assert report.mime == kinds.PDF
    assert read(page).parsed is not None


def test_a_crawl_without_pages_cut_off_or_too_large_says_so() -> None:
    assert "holds no page" in list(files(Raw("c.warc", seeds.warc({"a:b": ("200 OK", "image/png", b"x")}))))[-1].reason
    found = list(files(Raw("c.warc.gz", seeds.warc() * 2 + seeds.warc()[:-20])))
    assert [one.source for one in found[:3]] == ["c.warc.gz", *["c.warc.gz!/https://court.example/a"] * 2]
    large = Raw("c.warc", seeds.warc({"https://a.example/": ("200 OK", "text/html", b"<p>" + b"w" * 5000)}))
    assert "larger" in next(warc.members(large, Budget(largest=1000))).reason


@given(st.binary(max_size=400), st.integers(0, 300))
def test_any_damage_is_a_row(noise: bytes, at: int) -> None:
    for name, seed in (("a.zip", seeds.KINDS["zip"]), ("a.warc", seeds.KINDS["warc"])):
        for one in files(Raw(name, seed[:at] + noise + seed[at + len(noise) :])):
            assert one.reason or one.mime
            assert "\n" not in one.reason


def test_mail_with_an_attachment_and_no_words_is_opened_and_no_failure() -> None:
    first, second = map(read, files(Raw("a.eml", seeds.mail(" ", note__txt=seeds.text()))))
    assert (first.parsed, first.raw.reason) == (None, "")
    assert second.parsed is not None


def test_a_text_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "LONGEST", 20)
    (one,) = files(Raw("a.txt", seeds.text()))
    assert read(one).raw.reason == "its text has more than 20 characters; split it and add the parts"


def test_a_row_of_signs_that_the_language_model_would_choke_on_is_refused() -> None:
    for signs, refused in ((b"(" * 3000, True), (b"._" * 1500, True), (b"a(" * 3000, False), (b". " * 3000, False)):
        (one,) = files(Raw("a.txt", b"words " + signs))
        assert ("signs in a row" in read(one).raw.reason) is refused


def test_what_no_database_can_hold_is_replaced_in_place() -> None:
    (one,) = files(Raw("a.txt", b"one" + b" " * 70_000 + b"\0two"))
    parsed = read(one).parsed
    assert parsed is not None
    assert parsed.content[70_003] == "\ufffd"
    assert len(parsed.content) == 70_007


def test_an_unknown_way_of_packing_is_a_row() -> None:
    content = bytearray(seeds.archive({"a.txt": seeds.text()}))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = content.index(mark) + offset
        content[at : at + 2] = b"\x63\x00"
    assert "damaged" in rows(bytes(content))["a.zip!/a.txt"]
    assert zipfile.is_zipfile(io.BytesIO(content))
