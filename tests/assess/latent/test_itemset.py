"""Files of items: the set is known by its columns, and what is wrong is named by line."""

from pathlib import Path

import pytest

from saksi.assess.latent.itemset import panel, read_rows, recognise, sets
from saksi.model.errors import UnreadableError

HEADER = "CTRY,YEAR,CIRI,COW,ASSN,FORMOV,DOMMOV,SPEECH,ELECSD,NEW_RELFRE,WORKER"


def written(folder: Path, *rows: str, header: str = HEADER) -> Path:
    file = folder / "items.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


def test_every_set_is_a_whole_one() -> None:
    assert {one.name for one in sets()} == {"empowerment", "physical-integrity"}
    for one in sets():
        assert len(set(one.columns)) == len(one.columns)
        assert one.grid.low < 0 < one.grid.high


def test_a_file_becomes_a_panel(tmp_path: Path) -> None:
    file = written(tmp_path, "A,1990,1,1,0,1,2,NA,0,1,2", "A,1991,1,1,0,1,2,1,0,1,2", "B,1990,2,2,2,,2,2,2,2,2")
    rows = read_rows(file)
    made = panel(file, rows, recognise(file, list(rows[0])))
    assert (made.countries, made.years) == (("1", "1", "2"), (1990, 1991, 1990))
    assert {one.item.name: len(one.rows) for one in made.model.observed}["SPEECH"] == 2
    assert len(made.model.chains.links[0]) == 1


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("A,1990,1,1,3,1,2,1,0,1,2", "items.csv:3: ASSN is 3, and its codes are 0, 1, 2"),
        ("A,199x,1,1,0,1,2,1,0,1,2", "items.csv:3: YEAR is “199x”, which is no whole number"),
        ("A,1990,1,NA,0,1,2,1,0,1,2", "items.csv:3: COW is empty"),
        ("B,1990,1,7,0,1,2,1,0,1,2", "items.csv:3: 7 in 1990 stands in line 2 already"),
    ],
)
def test_what_is_wrong_is_named_by_its_line(tmp_path: Path, row: str, problem: str) -> None:
    file = written(tmp_path, "B,1990,7,7,2,2,2,2,2,2,2", row)
    rows = read_rows(file)
    with pytest.raises(UnreadableError, match=problem):
        panel(file, rows, recognise(file, list(rows[0])))


def test_missing_columns_are_named_for_the_nearest_set(tmp_path: Path) -> None:
    file = written(tmp_path, "1,1990,2", header="COW,YEAR,ASSN")
    with pytest.raises(UnreadableError, match="empowerment it lacks the columns FORMOV, DOMMOV"):
        recognise(file, list(read_rows(file)[0]))


def test_a_file_without_rows_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="has no rows"):
        read_rows(written(tmp_path))


def test_a_file_that_is_no_text_says_so(tmp_path: Path) -> None:
    file = tmp_path / "items.csv"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableError, match="no CSV file in UTF-8"):
        read_rows(file)


def test_counts_share_their_item_and_are_checked(tmp_path: Path) -> None:
    of = next(one for one in sets() if one.counts)
    cells = dict.fromkeys(of.columns, "NA") | {"COW": "2", "YEAR": "1990", "killing_low": "0", "genocide": "0"}
    file = written(tmp_path, ",".join(cells.values()), header=",".join(cells))
    made = panel(file, read_rows(file), of)
    assert [one.item.name for one in made.model.observed] == ["genocide", "killings"]
    cells["killing_best"] = "-4"
    file = written(tmp_path, ",".join(cells.values()), header=",".join(cells))
    with pytest.raises(UnreadableError, match="killing_best is -4 of 1, which is no count"):
        panel(file, read_rows(file), of)
