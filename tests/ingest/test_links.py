"""Lists of addresses: told from texts, read from tables, each address once."""

import pytest
import seeds

from saksi.ingest import kinds
from saksi.ingest.links import addresses
from saksi.ingest.marks import is_list
from saksi.ingest.sniff import sniff
from saksi.model.errors import UnreadableError

A, B = "https://court.example/a?b=1,2", "http://union.example/"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"{A}\n# a comment\n\n{B}\r\n", True),
        (f"\ufeff{A}", True),
        (f"See {A}", False),
        (f"{A} and more", False),
        ("# nothing else", False),
        ("ftp://court.example/", False),
        (f"{A}\n" * 5000, True),
    ],
)
def test_only_a_text_of_nothing_but_addresses_is_a_list(content: str, expected: bool) -> None:
    assert is_list(content.encode()) is expected
    assert (sniff(content.encode(), "a.txt") == kinds.URI_LIST) is expected


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (f"{A}\n{A}\n{B}".encode(), kinds.URI_LIST),
        (f'title,link\nOne,"{A}"\nTwo,{B}\n'.encode(), kinds.CSV),
        (f"title;link\nOne;{A}\nTwo;{B}\n".encode("cp1252"), kinds.CSV),
        (f"title\tlink\nOne\t{A}\nTwo\t{B}\n".encode("utf-16"), kinds.CSV),
        (seeds.sheet(("title", "link"), ("One", A), ("Two", B)), kinds.XLSX),
        (seeds.sheet(("title",), links={"B1": A, "B2": B}), kinds.XLSX),
    ],
)
def test_each_address_is_read_once_in_order(content: bytes, mime: str) -> None:
    assert addresses(content, mime) == (A, B)
    assert sniff(content, {kinds.URI_LIST: "a.txt", kinds.CSV: "a.csv", kinds.XLSX: "a.xlsx"}[mime]) == mime


@pytest.mark.parametrize(
    ("content", "mime", "says"),
    [
        (b"name,age\nA,7\n", kinds.CSV, "holds no web address"),
        (seeds.sheet(("A", "7")), kinds.XLSX, "holds no web address"),
        (seeds.archive({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x"}), kinds.XLSX, "damaged"),
        (seeds.sheet(("A",))[:-100], kinds.XLSX, "damaged"),
        (b'"' + b"x" * 200_000, kinds.CSV, "the table is damaged"),
        (b"\n".join(b"https://a.example/%d" % n for n in range(5001)), kinds.URI_LIST, "lists more than 5,000"),
    ],
)
def test_what_is_no_list_says_so(content: bytes, mime: str, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        addresses(content, mime)
