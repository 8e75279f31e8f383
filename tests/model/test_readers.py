from dataclasses import dataclass
from pathlib import Path

import pytest

from saksi.model.errors import PackError
from saksi.model.readers import read_csv, read_yaml


@dataclass(frozen=True)
class Court:
    name: str
    level: int = 1
    alias: tuple[str, ...] = ()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "courts.yaml"


def write(file: Path, content: str) -> Path:
    file.write_text(content, encoding="utf-8")
    return file


def test_yaml_becomes_typed_values(file: Path) -> None:
    write(
        file, "# Source: invented\n- name: Supreme Court\n  level: 3\n  alias: [តុលាការកំពូល]\n- name: Court of Appeal\n"
    )
    assert read_yaml(file, list[Court]) == [Court("Supreme Court", 3, ("តុលាការកំពូល",)), Court("Court of Appeal")]


def test_yaml_can_be_a_table_by_name(file: Path) -> None:
    assert read_yaml(write(file, "a: {name: A}\nb: {name: B}\n"), dict[str, Court])["b"] == Court("B")


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("- name: A\n- name: B\n  level: high\n", 3, "1.level"),
        ("- name: A\n\n- level: 2\n", 3, "1.name"),
        ("- name: A\n  sity: X\n", 2, "0.sity"),
        ("- name: A\n  name: B\n", 2, "name stands twice"),
        ("- name: A\n- [\n", 3, "is not YAML"),
        ("# nothing\n", 1, "is empty"),
        ("name: A\n", 1, "list"),
    ],
)
def test_a_wrong_line_is_named_with_file_and_line(file: Path, content: str, line: int, problem: str) -> None:
    with pytest.raises(PackError) as caught:
        read_yaml(write(file, content), list[Court])
    assert caught.value.line == line
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert problem in str(caught.value)


def test_bytes_that_are_no_text_are_named(file: Path) -> None:
    file.write_bytes(b"- name: caf\xe9\n")
    with pytest.raises(PackError, match="not UTF-8"):
        read_yaml(file, list[Court])


def test_csv_becomes_typed_rows(tmp_path: Path) -> None:
    file = write(
        tmp_path / "courts.csv", '# Source: invented\nname,level,alias\n"Court, First",2,CF | C1\n\nSupreme,,\n'
    )
    assert read_csv(file, Court) == [Court("Court, First", 2, ("CF", "C1")), Court("Supreme")]


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("name,level\nA,1\nB,high\n", 3, "level"),
        ("# source\nname,level\nA\n", 3, "1 cells where the header has 2"),
        ("name,level\n,2\n", 2, "name"),
        ("name,size\nA,2\n", 2, "size"),
        ("# only a comment\n", 1, "no header row"),
    ],
)
def test_a_wrong_row_is_named_with_file_and_line(tmp_path: Path, content: str, line: int, problem: str) -> None:
    file = write(tmp_path / "courts.csv", content)
    with pytest.raises(PackError) as caught:
        read_csv(file, Court)
    assert caught.value.line == line
    assert problem in str(caught.value)
