"""A reading for acts alone finds the acts, and nothing else."""

from pathlib import Path

import pytest

from saksi.extract.pipeline import records
from saksi.flows.extract import extract_files
from saksi.model.types import Document, Text
from saksi.options import Options
from saksi.packs import load

TEXTS = sorted((Path(__file__).parent.parent / "golden").glob("*.txt"))


def read(path: Path, acts_only: bool) -> list[tuple[str, tuple[str, ...], str]]:
    """Kind, key and anchor of every record about acts."""
    text = Text("a" * 64, path.read_text(encoding="utf-8"), "text@1")
    found = records(Document("a" * 64, path.name, "text/plain", lang="en"), text, load(Options.packs), acts_only)
    return [(one.kind, one.key, one.anchor) for one in found if not acts_only or one.kind in ("Act", "Involvement")]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_same_acts_are_found(path: Path) -> None:
    alone = {row for row in read(path, acts_only=True) if row[0] == "Act"}
    assert alone == {row for row in read(path, acts_only=False) if row[0] == "Act"}


def test_nothing_but_acts_is_printed() -> None:
    found = next(iter(extract_files([TEXTS[0]], Options.packs, acts_only=True)))
    assert {line["record"] for line in found.lines} == {"act"}
    assert any(line["victims"] for line in found.lines)


def test_a_khmer_text_gives_its_acts_alone() -> None:
    text = Text("b" * 64, "នគរបាល​បាន​ចាប់ខ្លួន​សកម្មជន​បី​នាក់​នៅ​ភ្នំពេញ។", "text@1")
    document = Document("b" * 64, "km.txt", "text/plain", lang="km")
    kinds = {one.kind for one in records(document, text, load(Options.packs), acts_only=True)}
    assert kinds <= {"Act", "Involvement"}
    assert "Act" in kinds
