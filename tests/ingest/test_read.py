"""Reading: bytes become a document whose text keeps its offsets, or one sentence that says why not."""

import hashlib
from pathlib import Path

import pytest

from saksi.ingest.fetch import Raw, collect
from saksi.ingest.read import parser, read
from saksi.model.errors import UnreadableError

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"

STATEMENT = """25 July 2023

JOINT STATEMENT

Example Country: Release the **union** leader

The court sentenced the leader of the union to two years in prison on Friday, and nobody was let in.
"""


def test_a_statement_is_read_with_title_date_and_language() -> None:
    document, text = read(Raw("a/statement.txt", STATEMENT.encode()))
    assert document.title == "Example Country: Release the union leader"
    assert (document.published, document.lang, document.mime) == ("2023-07-25", "en", "text/plain")
    assert document.sha256 == text.document == hashlib.sha256(STATEMENT.encode()).hexdigest()
    assert (document.source, text.content, text.parser) == ("a/statement.txt", STATEMENT, "text@1")


def test_the_same_bytes_under_two_names_are_one_document() -> None:
    one, text = read(Raw("one.txt", STATEMENT.encode()))
    other, again = read(Raw("other.txt", STATEMENT.encode()))
    assert one.sha256 == other.sha256
    assert text == again
    assert text.id == again.id


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "a.txt: the file is empty; get it again"),
        ("a.txt", b"\0\0\0", "a.txt: the file is empty"),
        ("a.docx", b"PK\x03\x04rest", "a.docx: the archive is damaged or cut off; get it again"),
        ("a.rtf", b"{\\rtf1 words}", "a.rtf: the file is a rich-text file; save it as PDF, DOCX, HTML or plain text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0", "a.txt: the file is an image"),
        ("a.bin", b"ab\0cd" * 20, "a.bin: the file holds no text"),
        ("a.json", b'{"a": 1}', "a.json: files that end in .json are not read as documents"),
        ("a.pdf", b"%PDF-1.7 broken", "a.pdf: it is damaged"),
        ("a.html", b"<html><body></body></html>", "a.html: the page holds no text"),
        ("a.mp4", b"\0\0\0\x18ftypmp42", "a.mp4: the file is a recording"),
    ],
)
def test_what_is_no_document_gets_one_sentence_with_its_name(name: str, content: bytes, says: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(Raw(name, content))
    assert str(error.value).startswith(says)
    assert "\n" not in str(error.value)


def test_the_reason_of_the_fetch_is_passed_on() -> None:
    with pytest.raises(UnreadableError, match=r"^none.txt: there is no such file; check the name$"):
        read(next(iter(collect(["none.txt"]))))


@pytest.mark.parametrize(
    ("name", "content", "mime"),
    [
        ("page", b"\xef\xbb\xbf <!DOCTYPE html><html><body><p>Some words here.</p></body></html>", "text/html"),
        ("page.txt", b"<!-- saved --><html><body><p>Some words here.</p></body></html>", "text/html"),
        ("page.htm", b"<p>Some words here.</p>", "text/html"),
        ("note.txt", b"Use <b>bold</b> words.", "text/plain"),
        ("note.md", b"# Some words", "text/plain"),
        ("MZ.txt", b"MZ is a pair of letters.", "text/plain"),
        ("v1.2", b"Some words here.", "text/plain"),
    ],
)
def test_content_decides_before_the_name(name: str, content: bytes, mime: str) -> None:
    assert read(Raw(name, content))[0].mime == mime


def test_a_type_without_a_parser_says_so() -> None:
    with pytest.raises(UnreadableError, match="no parser for image/png"):
        parser("image/png")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real documents is not here")
def test_real_texts_keep_every_character() -> None:
    for path in sorted(CORPUS.glob("*.txt")):
        document, text = read(next(iter(collect([path]))))
        assert text.content == path.read_bytes().decode("utf-8")
        assert document.lang == "en"
