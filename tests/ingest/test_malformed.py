"""Malformed bytes: whatever they are, they become a document or one sentence, never a crash."""

import time

import pytest
from fpdf import FPDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saksi.ingest.fetch import Raw
from saksi.ingest.read import read
from saksi.model.errors import UnreadableError

NAMES = st.sampled_from(["a.txt", "a.html", "a.pdf", "a", "a.docx", "a.md", "a.tar.gz"])
OPENINGS = st.sampled_from(
    [b"", b"%PDF-1.4\n", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"<?xml version='1.0'?><html>"]
)
SCRAPS = [
    "<p>", "</p>", "<div", ">", "<script>", "<!--", "-->", "<table><tr>", "&amp;", "&#0;", "&#xD800;", "<html lang=''>",
    "<meta charset='utf-99'>", "<title>", "A court ruled. ", "\x00", "é", "]]>", "<a href='javascript:'>", "<svg/>",
    "<br/>", "<li>", "<body onload=x>", "<frameset>", "\ud7ff", "<base href='//x'>",
]  # fmt: skip
PAGES = st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join)


def attempt(name: str, content: bytes) -> None:
    refused = ""
    try:
        document, text = read(Raw(name, content))
        assert text.document == document.sha256
        assert any(char.isalnum() for char in text.content)
    except UnreadableError as error:
        refused = str(error)
    assert not refused or refused.startswith(f"{name}: ")
    assert "\n" not in refused


@given(NAMES, OPENINGS, st.binary(max_size=300))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_bytes(name: str, opening: bytes, rest: bytes) -> None:
    attempt(name, opening + rest)


@given(PAGES)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_broken_pages(page: str) -> None:
    attempt("a.html", f"<html>{page}".encode("utf-8", "replace"))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    made = FPDF()
    made.add_page()
    made.set_font("Helvetica", size=12)
    made.multi_cell(0, 6, "The court ruled on Friday that the case was closed.")
    return bytes(made.output())


@given(data=st.data())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_pdfs(pdf: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(pdf) - 1))
    size = data.draw(st.integers(0, 60))
    attempt("a.pdf", pdf[:at] + data.draw(st.binary(max_size=60)) + pdf[at + size :])


@pytest.mark.parametrize(
    "unit", [" ", "\t", "\n", "a", "(", "[1] ", "A\n", "1 ", "<!---->", "<p>", "- ", "A, ", "+1 ", "\r\n "]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_hundred_thousand_characters_of_one_thing_take_seconds(name: str, unit: str) -> None:
    start = time.process_time()
    attempt(name, f"x {unit * (100_000 // len(unit))} x".encode())
    assert time.process_time() - start < 10


def test_a_page_of_depth_is_read_or_refused() -> None:
    attempt("a.html", b"<html><body>" + b"<div>" * 5000 + b"Deep words" + b"</div>" * 5000)
    attempt("a.html", b"<html><body>" + b"<p>words <b>" * 3000)
