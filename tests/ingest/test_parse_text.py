"""Plain text: decoded as it stands, refused where no decoding is sure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.ingest.parsers.text import parse
from saksi.model.errors import UnreadableError


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"One.\r\nTwo.\r\n", "One.\r\nTwo.\r\n"),
        ("\ufeffMarked.".encode(), "\ufeffMarked."),
        ("ភ្នំពេញ 2023".encode(), "ភ្នំពេញ 2023"),
        ("Wide.".encode("utf-16"), "Wide."),
        ("Wide.".encode("utf-16-be").join([b"\xfe\xff", b""]), "Wide."),
        ("“Café” is what they said – no more.".encode("cp1252"), "“Café” is what they said – no more."),
    ],
)
def test_each_encoding_is_read(content: bytes, expected: str) -> None:
    assert parse(content, "text/plain").content == expected


@given(st.text(min_size=1).filter(lambda text: any(char.isalnum() for char in text)))
def test_utf8_is_kept_to_the_character(text: str) -> None:
    assert parse(text.encode(), "text/plain").content == text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b" \r\n \t", "no words"),
        (b"***\n---", "no words"),
        ("Приговор суда".encode("koi8-r"), "save it as UTF-8"),
        (b"\xff\xfeA", "save it as UTF-8"),
        (b"caf\xe9 \x01\x02", "save it as UTF-8"),
        (b"caf\xe9 \x81", "save it as UTF-8"),
    ],
)
def test_what_cannot_be_read_says_so_and_what_to_do(content: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        parse(content, "text/plain")
