"""Every file of the packs loads, names its sources, and a wrong line in it is named with file and line."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from saksi.model.errors import PackError
from saksi.packs import load
from saksi.packs.facts import Article, Body, Country, Court, Law, Place, Stage
from saksi.packs.pack import ROOT, SHEETS, TABLES, read_table

PACKS = ("world", "lang/en", "kh")
FILES = sorted(path.relative_to(ROOT) for path in ROOT.rglob("*") if path.suffix in (".csv", ".yaml"))
TABLE_FILES = [path for path in FILES if path.suffix == ".csv" and path.stem in TABLES]
SHEET_FILES = [path for path in FILES if path.suffix == ".yaml" and path.stem in SHEETS]
OURS = TABLE_FILES + SHEET_FILES


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A copy of all packs that a test may break."""
    root = tmp_path / "packs"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return root


def comments(path: Path) -> str:
    """The comment lines of a file as one line of words."""
    lines = [line.lstrip("# ") for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    return " ".join(lines)


def append(path: Path, line: str) -> int:
    """Add a line at the end of a file and return its number."""
    content = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{content}\n{line}\n", encoding="utf-8")
    return content.count("\n") + 2


def replace(path: Path, old: str, new: str) -> int:
    """Change the first line that holds some words and return its number."""
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if old in line and not line.startswith("#"))
    lines[number] = lines[number].replace(old, new, 1)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return number + 1


def row(path: Path, **cells: str) -> str:
    """Write a row for a table, with the cells that are not told left empty."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = next(line for line in lines if line.strip() and not line.startswith("#")).split(",")
    assert not cells.keys() - set(header), "the table has no such column"
    return ",".join(cells.get(name, "") for name in header)


def test_all_kinds_of_file_are_there() -> None:
    assert {path.stem for path in OURS} == {*TABLES, *SHEETS}


@pytest.mark.parametrize("path", FILES, ids=str)
def test_each_file_begins_by_telling_what_it_is(path: Path) -> None:
    assert (ROOT / path).read_text(encoding="utf-8").startswith("#")


@pytest.mark.parametrize("path", OURS, ids=str)
def test_each_file_of_facts_names_its_sources(path: Path) -> None:
    told = comments(ROOT / path).lower()
    assert any(word in told for word in ("source", "to be checked against", "iso 3166", "as the"))
    assert len(told.split()) >= 15


@pytest.mark.parametrize("path", TABLE_FILES, ids=str)
def test_each_table_keeps_to_its_shape_and_has_rows(path: Path) -> None:
    table = read_table(ROOT / path, TABLES[path.stem])
    assert len(table.rows) == len(table.lines) >= 20
    assert all(isinstance(line, TABLES[path.stem]) for line in table.rows)


@pytest.mark.parametrize("path", TABLE_FILES, ids=str)
def test_a_row_with_too_few_cells_is_named(packs: Path, path: Path) -> None:
    line = append(packs / path, "only one cell")
    with pytest.raises(PackError) as caught:
        load(PACKS, packs)
    assert str(caught.value).startswith(f"{packs / path}:{line}: has 1 cells")


WRONG_CELL = {
    Country: {"code": "KHM", "name": "Cambodia"},
    Place: {"name": "Atlantis", "country": "KH", "type": "sunken city"},
    Body: {"name": "Invented Party", "type": "rock band"},
    Court: {"name": "Invented Court", "level": "middle"},
    Law: {"code": "Not A Code", "title": "Invented Law", "type": "law"},
    Article: {"law": "kh-penal-code", "article": "four", "title": "invented"},
    Stage: {"law": "kh-penal-code", "stage": "forgotten"},
}


@pytest.mark.parametrize("path", TABLE_FILES, ids=str)
def test_a_cell_that_does_not_fit_is_named(packs: Path, path: Path) -> None:
    file = packs / path
    line = append(file, row(file, **WRONG_CELL[TABLES[path.stem]]))
    with pytest.raises(PackError) as caught:
        load(PACKS, packs)
    assert (caught.value.path, caught.value.line) == (file, line)


@pytest.mark.parametrize("path", TABLE_FILES, ids=str)
def test_a_row_that_stands_twice_is_named_with_the_line_of_the_first(packs: Path, path: Path) -> None:
    file = packs / path
    lines = file.read_text(encoding="utf-8").splitlines()
    line = append(file, lines[-1])
    with pytest.raises(PackError, match=f":{line}: .* stands already on line {len(lines)}"):
        load(PACKS, packs)


@pytest.mark.parametrize("path", SHEET_FILES, ids=str)
def test_a_sheet_that_is_not_yaml_is_named(packs: Path, path: Path) -> None:
    file = packs / path
    line = append(file, "  ]: {")
    with pytest.raises(PackError) as caught:
        load(PACKS, packs)
    assert caught.value.path == file
    assert caught.value.line <= line


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("kh/names.yaml", "name: Chea", "nom: Chea"),
        ("kh/names.yaml", "country: KH", "country: Cambodia"),
        ("kh/sources.yaml", 'home: "https://cchrcambodia.org"', 'home: "cchrcambodia.org"'),
        ("kh/sources.yaml", "kind: un", "kind: planet"),
        ("world/surnames.yaml", "family_first: true", "family_first: perhaps"),
        ("lang/en/titles.yaml", "  journalist:", "  jester:"),
        ("lang/en/months.yaml", "march: 3", "march: third"),
        ("lang/en/numerals.yaml", "  eleven: 11", "  eleven: more than ten"),
        ("lang/en/stopwords.yaml", '"on"', "on"),
    ],
)
def test_a_value_of_a_sheet_that_does_not_fit_is_named(packs: Path, path: str, old: str, new: str) -> None:
    file = packs / path
    line = replace(file, old, new)
    with pytest.raises(PackError) as caught:
        load(PACKS, packs)
    assert (caught.value.path, caught.value.line) == (file, line)


@pytest.mark.parametrize(
    ("path", "cells", "problem"),
    [
        (
            "kh/courts.csv",
            {"name": "Court of Atlantis", "level": "appeal", "place": "Atlantis"},
            "Atlantis is no place",
        ),
        ("kh/places.csv", {"name": "Nowhere", "country": "KH", "parent": "KH-99"}, "parent KH-99 is the code of no"),
        ("kh/places.csv", {"name": "Twin", "country": "KH", "code": "KH-12"}, "the code KH-12 stands already"),
        ("kh/bodies.csv", {"name": "Invented", "type": "party", "country": "ZZ"}, "ZZ is no country"),
        (
            "kh/laws.csv",
            {"code": "zz-law", "title": "Invented Law", "type": "law", "country": "ZZ"},
            "ZZ is no country",
        ),
        (
            "kh/law_articles.csv",
            {"law": "kh-no-law", "article": "1", "title": "invented"},
            "kh-no-law is the code of no",
        ),
        ("kh/law_stages.csv", {"law": "kh-no-law", "stage": "adopted"}, "kh-no-law is the code of no law"),
        ("kh/law_stages.csv", {"law": "kh-lango", "stage": "adopted", "date": "2015-13"}, "date: "),
        ("world/cities.csv", {"name": "Nowhere City", "country": "ZZ"}, "ZZ is no country"),
    ],
)
def test_what_a_row_refers_to_must_exist(packs: Path, path: str, cells: dict[str, str], problem: str) -> None:
    file = packs / path
    line = append(file, row(file, **cells))
    with pytest.raises(PackError) as caught:
        load(PACKS, packs)
    assert str(caught.value).startswith(f"{file}:{line}: {problem}")


def test_a_sheet_with_a_country_that_is_none_is_named(packs: Path) -> None:
    file = packs / "world/surnames.yaml"
    line = replace(file, "countries: [VN]", "countries: [ZZ]")
    with pytest.raises(PackError, match=f":{line}: ZZ is no country"):
        load(PACKS, packs)


def test_a_pack_that_is_not_there_is_named(packs: Path) -> None:
    with pytest.raises(PackError, match="is no pack"):
        load(("world", "atlantis"), packs)


def test_no_code_and_no_name_of_a_code_stands_twice_across_packs() -> None:
    pack = load()
    for codes in (
        [country.code for country in pack.countries],
        [law.code for law in pack.laws],
        [place.code for place in pack.places if place.code],
        [(article.law, article.article) for article in pack.articles],
    ):
        assert [code for code, times in Counter(codes).items() if times > 1] == []
