"""Files into the store: known ones stay, unreadable ones become rows, refused ones leave nothing behind."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import samples

from saksi.flows import ingest as flow
from saksi.ingest.fetch import Raw
from saksi.model.types import Document, Statement, Text
from saksi.store import blobs, check, models
from saksi.store.read import current

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sample_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Extract with the sample's rules: what is tried here is the flow, not the language."""

    def extract(document: Document, text: Text, _: Any) -> Iterator[Statement]:
        yield from samples.statements(document, text)

    monkeypatch.setattr(flow, "extract", extract)
    monkeypatch.setattr(flow, "EXTRACTORS", ("sample@1",))


def states(outcomes: Iterator[flow.Outcome]) -> list[str]:
    return [outcome.state for outcome in outcomes]


def write(folder: Path, **files: str) -> None:
    for name, content in files.items():
        (folder / f"{name}.txt").write_text(content, encoding="utf-8")


def test_the_same_bytes_under_two_names_are_one_document(tmp_path: Path) -> None:
    files = tmp_path / "in"
    files.mkdir()
    write(files, one="\n".join(samples.LINES), two="\n".join(samples.LINES))

    assert states(flow.ingest([files], tmp_path, ())) == ["new", "known"]
    assert states(flow.ingest([files], tmp_path, ())) == ["known", "known"]
    assert models.Document.objects.get().source.endswith("one.txt")
    assert len(current.entities(kind="Person")) == 2


def test_the_bytes_are_kept_as_they_came(tmp_path: Path) -> None:
    content = "Some words\r\nthat are a document, also in the café.\r\n".encode()
    list(flow.ingest_raws([Raw("note.txt", content)], tmp_path, ()))
    (row,) = models.Document.objects.all()

    assert blobs.fetch(tmp_path, row.sha256) == content
    assert [problem for problem in check.problems(tmp_path) if "trigger" not in problem] == []


def test_what_cannot_be_read_is_a_row_and_the_others_go_on(tmp_path: Path) -> None:
    raws = [Raw("gone.txt", None, "there is no such file"), Raw("note.txt", "\n".join(samples.LINES).encode())]

    assert states(flow.ingest_raws(raws, tmp_path, ())) == ["unreadable", "new"]
    assert models.Unreadable.objects.get().reason == "there is no such file"


def test_what_an_extractor_makes_up_is_refused_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def invent(document: Document, text: Text, _: Any) -> Iterator[Statement]:
        country = "Atlantis" if "Teo" in text.content else "KH"
        yield from samples.statements(document, text, country=country)

    monkeypatch.setattr(flow, "extract", invent)
    raws = [Raw(f"{n}.txt", line.encode()) for n, line in enumerate(samples.LINES)]

    assert states(flow.ingest_raws(raws, tmp_path, ())) == ["new", "unreadable", "new"]
    assert "Atlantis" in models.Unreadable.objects.get().reason
    assert models.Document.objects.count() == 2


def test_stored_documents_are_read_again_by_a_newer_extractor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(flow.ingest_raws([Raw("note.txt", "\n".join(samples.LINES).encode())], tmp_path, ()))
    assert states(flow.again(tmp_path, ())) == ["known"]

    def newer(document: Document, text: Text, _: Any) -> Iterator[Statement]:
        yield from samples.statements(document, text, "sample@2")

    monkeypatch.setattr(flow, "extract", newer)
    monkeypatch.setattr(flow, "EXTRACTORS", ("sample@2",))

    assert states(flow.again(tmp_path, ())) == ["changed"]
    assert {s.by for s in current.statements()} == {"sample@2"}


def test_lost_bytes_are_said_when_they_are_to_be_read_again(tmp_path: Path) -> None:
    list(flow.ingest_raws([Raw("note.txt", b"Some words that are a document.")], tmp_path, ()))
    blobs.path(tmp_path, models.Document.objects.get().sha256).unlink()
    (outcome,) = flow.again(tmp_path, ())

    assert (outcome.state, outcome.source) == ("unreadable", "note.txt")
    assert "are not in" in outcome.reason
