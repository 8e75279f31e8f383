"""E-mail: the words and the day, and nobody who wrote or received it."""

import pytest
import seeds

from saksi.ingest.fetch import Raw
from saksi.ingest.parsers.email import parse
from saksi.ingest.read import read
from saksi.ingest.unpack import files
from saksi.model.errors import UnreadableError

PRIVATE = ("Ada", "Lint", "ada@lint.example", "Teo", "Brandt", "teo@brandt.example")


def test_words_subject_and_day_are_read_and_no_sender() -> None:
    parsed = parse(seeds.mail(), "")
    assert parsed.content == seeds.WORDS
    assert (parsed.title, parsed.published, parsed.publisher) == ("A ruling in Kandal", "2023-07-25", "")
    document, text = read(Raw("a.eml", seeds.mail()))
    for private in PRIVATE:
        assert private not in repr(parsed) + repr(document) + text.content


def test_a_message_that_is_a_page_is_read_as_one() -> None:
    assert parse(seeds.mail("See the page.", page=seeds.PAGE), "").content.endswith(seeds.WORDS)
    assert parse(seeds.mail(seeds.WORDS, page="<p>Other words</p>"), "").content == seeds.WORDS


@pytest.mark.parametrize(
    ("headers", "title", "day"),
    [
        (b"Subject: =?utf-8?b?4Z6P4Z674Z6b4Z624Z6A4Z624Z6a?=", "តុលាការ", ""),
        (b"Subject: =?nope?b?zzz?=\nDate: 99 Foo 2023", "=?nope?b?zzz?=", ""),
        (b"Subject: caf\xe9\nDate: Tue, 25 Jul 2023 10:30:00", "caf\ufffd", "2023-07-25"),
        (b"Date: Mon, 1 Jan 1901 00:00:00 +0000", "", ""),
        (b"Content-Type: text/plain; charset=koi8-r\nSubject:", "", ""),
        (b"Content-Type: text/plain; charset*=x'y\nSubject: x", "x", ""),
    ],
)
def test_odd_headers_are_read_or_left(headers: bytes, title: str, day: str) -> None:
    parsed = parse(b"Message-ID: <1>\n" + headers + b"\n\nThe court sat.", "")
    assert (parsed.content, parsed.published) == ("The court sat.", day)
    assert parsed.title.replace("?", "") == title.replace("?", "") or not title


def test_the_encoding_of_a_part_counts() -> None:
    content = "Message-ID: <1>\nContent-Type: text/plain; charset=koi8-r\n\nПриговор суда".encode("koi8-r")
    assert parse(content, "").content == "Приговор суда"


def test_a_message_without_words_says_so() -> None:
    with pytest.raises(UnreadableError, match="holds no words"):
        parse(seeds.mail(" "), "")


def test_attachments_are_documents_of_their_own() -> None:
    inner = seeds.mail("An inner message of the court.")
    found = list(files(Raw("m.eml", seeds.mail(report__docx=seeds.word(), old__eml=inner, dots__txt=seeds.text()))))
    assert [one.source for one in found] == ["m.eml", "m.eml!/report.docx", "m.eml!/old.eml", "m.eml!/dots.txt"]
    assert [one.mime[-9:] for one in found] == ["ge/rfc822", "ml.document"[-9:], "ge/rfc822", "ext/plain"]
    assert not any(one.reason for one in found)


def test_a_message_passed_on_is_a_document_and_pictures_of_the_layout_are_none() -> None:
    content = (
        b"Message-ID: <1>\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nSee below.\n"
        b"--B\nContent-Type: message/rfc822\n\nSubject: inner\nMessage-ID: <2>\n\nInner words.\n"
        b"--B\nContent-Type: image/png; name=../../logo.png\nContent-ID: <l>\n\nx\n"
        b"--B\nContent-Type: application/pdf; name=../../etc/passwd\n\n%PDF-x\n--B--\n"
    )
    found = list(files(Raw("m.eml", content)))
    assert [one.source for one in found] == ["m.eml", "m.eml!/attachment-1.eml", "m.eml!/etc-passwd"]
