"""The example documents: own words, sources named, readable, dated, and full of acts."""

import re
from pathlib import Path

import make_pdf
import pytest

from saksi.extract.pipeline import extract
from saksi.ingest.fetch import collect
from saksi.ingest.read import read
from saksi.model.types import Document, Statement, Text
from saksi.packs import load
from saksi.text.khmer import normalise
from saksi.text.khmer_words import words

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "saksi" / "examples"
DOCUMENTS = sorted((EXAMPLES / "documents").iterdir())
CORPUS = ROOT.parent / "shared" / "corpus"
RUN = 10

every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)


def parsed(path: Path) -> tuple[Document, Text]:
    """Return what the parsers read in one example."""
    (raw,) = collect([path])
    return read(raw)


def statements(path: Path) -> list[Statement]:
    """Return what one example says."""
    document, text = parsed(path)
    return list(extract(document, text, load(("world", "lang/en", "kh"))))


def test_there_are_enough_of_each_format() -> None:
    suffixes = [path.suffix for path in DOCUMENTS]
    assert set(suffixes) == {".txt", ".html", ".pdf"}
    assert len(DOCUMENTS) >= 14
    assert suffixes.count(".html") >= 3


def test_at_least_seven_countries_are_covered() -> None:
    assert len({path.name[:2] for path in DOCUMENTS}) >= 7


def test_at_least_four_are_in_khmer() -> None:
    assert sum("-khmer" in path.name for path in DOCUMENTS) >= 4


def test_the_readme_counts_the_documents() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert readme.split("\n\n")[1].startswith(f"{len(DOCUMENTS)} documents")
    assert f"{len({path.name[:2] for path in DOCUMENTS})} countries" in readme


@every_document
def test_it_is_small_and_of_a_readable_length(path: Path) -> None:
    assert path.stat().st_size <= 100_000
    content = normalise(parsed(path)[1].content).content
    assert 250 <= len(content.split()) + sum(1 for _ in words(content)) <= 900


@every_document
def test_it_names_its_public_sources(path: Path) -> None:
    content = parsed(path)[1].content
    body, _, sources = content.partition("Sources:")
    assert body
    assert len(re.findall(r"\b20[0-2]\d\b", sources)) >= 2
    assert sum(line.count(",") > 0 for line in sources.splitlines()) >= 3


@every_document
def test_it_says_that_it_was_written_for_saksi(path: Path) -> None:
    assert "in its own words from public facts" in " ".join(parsed(path)[1].content.split())


@every_document
def test_it_has_a_title_a_publisher_and_a_date(path: Path) -> None:
    document, _ = parsed(path)
    assert document.title
    assert "Publisher:" not in document.title
    assert document.publisher
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", document.published)
    assert document.lang == ("km" if "-khmer" in path.name else "en")


@every_document
def test_site_furniture_is_stripped(path: Path) -> None:
    content = parsed(path)[1].content
    assert not re.search(r"Recipe|Subscribe|Most read|cookies|All rights imaginary|Log in|Comments are closed", content)


@every_document
def test_it_reports_acts_with_persons_and_proved_spans(path: Path) -> None:
    _, text = parsed(path)
    found = statements(path)
    for statement in found:
        for span in statement.spans:
            span.check(text)
    kinds = [statement.kind for statement in found if statement.prop in ("type", "name")]
    assert kinds.count("Act") >= 5
    assert "Person" in kinds


@pytest.mark.parametrize("source", sorted((EXAMPLES / "print").glob("*.txt")), ids=lambda path: path.stem)
def test_a_printed_document_says_what_its_source_says(source: Path) -> None:
    printed = parsed(EXAMPLES / "documents" / f"{source.stem}.pdf")[1].content
    assert re.findall(r"\w+", printed) == re.findall(r"\w+", source.read_text(encoding="utf-8"))
    assert make_pdf.pdf(source.read_text(encoding="utf-8")).startswith(b"%PDF")


def runs(content: str) -> set[tuple[str, ...]]:
    """Return every run of ten words."""
    words = re.findall(r"\w+", content.casefold())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real documents is not on this machine")
@every_document
def test_no_words_of_others_are_in_it(path: Path) -> None:
    theirs = set().union(*(runs(one.read_text(encoding="utf-8")) for one in CORPUS.glob("*.txt")))
    assert not runs(parsed(path)[1].content) & theirs
