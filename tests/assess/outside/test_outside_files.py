"""Files of outside indices: values with two times, problems by line, columns that are missed."""

from datetime import date
from pathlib import Path

import pytest

from saksi.assess.outside.read import formats, known_by, read
from saksi.model.errors import UnreadableError, UsageError


def written(folder: Path, text: str) -> Path:
    file = folder / "index.csv"
    file.write_text(text, encoding="utf-8")
    return file


HOUSE = "Country/Territory,C/T,Edition,D,D1,D4,E,E1,E2,E3,F,CL\n"


def test_an_edition_is_about_the_year_before_and_known_the_day_it_came_out(tmp_path: Path) -> None:
    file = written(tmp_path, HOUSE + "Cambodia,c,2024,4,1,1,3,1,1,1,4,14\nTibet,t,2024,0,0,0,0,0,0,0,0,0\n")
    found = read(file, "freedom-house")
    assert not found.problems
    one = next(value for value in found.values if value.item == "E")
    assert (one.id, one.known, one.share, one.line) == ("freedom-house.E:KH:2023", date(2024, 3, 1), 0.25, 2)
    assert not list(known_by(found.values, date(2024, 2, 29)))
    assert len(list(known_by(found.values, date(2024, 3, 1)))) == len(found.values) == 9


def test_the_caller_may_know_the_day_better(tmp_path: Path) -> None:
    file = written(tmp_path, HOUSE + "Cambodia,c,2024,4,1,1,3,1,1,1,4,14\n")
    assert {one.known for one in read(file, "freedom-house", known=date(2024, 2, 29)).values} == {date(2024, 2, 29)}


def test_rows_that_cannot_be_read_are_named_and_stop_nothing(tmp_path: Path) -> None:
    rows = "Atlantis,c,2024,4,1,1,3,1,1,1,4,14\nCambodia,c,x,4,1,1,3,1,1,1,4,14\nCambodia,c,2024,99,,1,3,1,1,1,4,14\n"
    found = read(written(tmp_path, HOUSE + rows + "Cambodia,c,2024,4,1,1,3,1,1,1,4,14\n"), "freedom-house")
    problems = [(one.line, one.reason) for one in found.problems[:4]]
    assert problems[0] == (2, "Country/Territory “Atlantis” is no country under name")
    assert problems[1] == (3, "Edition “x” is no year of this index")
    assert problems[2] == (4, "D “99” lies not between 0 and 16")
    assert problems[3] == (5, "freedom-house.D4:KH:2023 stands in line 4 already")
    assert {one.place for one in found.values} == {"KH"}


def test_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="lacks the columns D1, E3 of freedom-house"):
        read(written(tmp_path, HOUSE.replace(",D1", "").replace(",E3", "") + "x\n"), "freedom-house")


def test_scales_that_run_down_and_codes_for_nothing(tmp_path: Path) -> None:
    terror = "Country,COW_Code_N,Year,PTS_A,PTS_H,PTS_S\nCambodia,811,2020,5,NA,1\n"
    assert {one.item: one.share for one in read(written(tmp_path, terror), "pts").values} == {"amnesty": 0, "state": 1}
    rights = "COW,YEAR,ASSN,SPEECH,WORKER\n811,2010,-66,2,-999\n"
    found = read(written(tmp_path, rights), "ciri")
    assert [(one.item, one.share) for one in found.values] == [("speech", 1.0)]
    assert not found.problems


def test_decimal_commas_and_indices_of_another_scale(tmp_path: Path) -> None:
    press = "ISO;Score;Year (N)\nKHM;43,48;2022\nKHM;50,1;2021\n"
    found = read(written(tmp_path, press), "rsf")
    assert [(one.observed, one.share) for one in found.values] == [(2021, pytest.approx(0.4348))]
    assert found.problems[0].line == 3


def test_bands_are_words_and_the_caller_says_the_year(tmp_path: Path) -> None:
    file = written(tmp_path, "iso3,rating\nKHM,Repressed\nTHA,unknown\n")
    with pytest.raises(UsageError, match="does not say which year"):
        read(file, "civicus")
    found = read(file, "civicus", about=2021)
    assert [(one.place, one.value) for one in found.values] == [("KH", 30.5)]
    assert found.problems[0].line == 3


def test_an_unknown_source_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there are ciri, cirights, civicus"):
        read(tmp_path / "x.csv", "polity")


def test_every_format_is_whole() -> None:
    assert {"freedom-house", "v-dem", "pts", "ciri", "cirights", "rsf", "civicus"} == set(formats())
    for held in formats().values():
        assert len({item.code for item in held.items}) == len(held.items)
        assert all(item.lowest != item.highest for item in held.items)
        date(2000, held.known.month, held.known.day)
