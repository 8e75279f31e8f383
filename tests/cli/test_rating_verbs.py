"""Rating, watching and measuring from files, as a person meets it."""

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from saksi.cli import main
from saksi.model.errors import SaksiError

HOUSE = "Country/Territory,C/T,Edition,D,D1,D4,E,E1,E2,E3,F,CL"
OPEN = {"Germany": 4, "Estonia": 4, "Japan": 4, "Nepal": 2, "Cambodia": 1, "Laos": 0}


def run(*words: str | Path) -> str:
    found = CliRunner().invoke(main, [str(word) for word in words], standalone_mode=False)
    if found.exception:
        raise found.exception
    return found.stdout


@pytest.fixture
def house(tmp_path: Path) -> Path:
    rows = [
        f"{name},c,{year},{4 * k},{k},{k},{3 * k},{k},{k},{k},{4 * k},{15 * k}"
        for name, k in OPEN.items()
        for year in range(2019, 2023)
    ]
    file = tmp_path / "house.csv"
    file.write_text("\n".join([HOUSE, *rows, "Atlantis,c,2022,0,0,0,0,0,0,0,0,0"]) + "\n", encoding="utf-8")
    return file


def test_countries_are_rated_both_ways_side_by_side(house: Path, tmp_path: Path) -> None:
    codings = tmp_path / "codings.csv"
    codings.write_text("country,year,indicator,rater,score,known\nKH,2021,expression,x,12,2022-01-15\n", "utf-8")
    told = run("rate", "--index", f"freedom-house={house}", "--codings", codings, "--year", "2021")
    rows = {(row["country"], row["indicator"]): row for row in csv.DictReader(io.StringIO(told))}
    assert len(rows) == 5 * len(OPEN)
    assert (rows["DE", "all"]["band"], rows["LA", "all"]["band"]) == ("open", "closed")
    assert float(rows["DE", "expression"]["measured"]) > float(rows["KH", "expression"]["measured"])
    assert sum(float(rows["KH", "assembly"][f"p_{band}"]) for band in ("closed", "repressed", "obstructed", "narrowed",
               "open")) == pytest.approx(1, abs=0.01)  # fmt: skip
    assert float(rows["KH", "expression"]["plain"]) == pytest.approx((2 * 12 + 25.75) / 3, abs=0.1)


def test_a_rating_walks_back_to_the_values_it_came_from(house: Path) -> None:
    told = run("rate", "--index", f"freedom-house={house}", "--year", "2021", "--as-of", "2022-06-01", "--json")
    nepal = next(one for one in map(json.loads, told.splitlines()) if one["plain"]["place"] == "NP")
    assert {part["id"] for part in nepal["plain"]["parts"]} >= {"freedom-house.E:NP:2021", "freedom-house.D:NP:2021"}
    assert nepal["measured"]["assembly"]["ids"] == ["freedom-house.E1:NP:2021"]


def test_what_was_not_known_yet_gives_no_rating(house: Path) -> None:
    told = run("rate", "--index", f"freedom-house={house}", "--year", "2018", "--as-of", "2019-01-31")
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("freedom-house", "is not SOURCE=FILE"),
        ("civicus@x=a.csv", "is not SOURCE=FILE"),
        ("polity={house}", "no format"),
    ],
)
def test_a_wrong_index_is_one_sentence(house: Path, given: str, problem: str) -> None:
    with pytest.raises(SaksiError, match=problem):
        run("rate", "--index", given.format(house=house), "--year", "2021")


def test_a_coding_of_no_indicator_is_named(house: Path, tmp_path: Path) -> None:
    codings = tmp_path / "codings.csv"
    codings.write_text("country,year,indicator,rater,score,known\nKH,2021,speech,x,12,2022-01-15\n", "utf-8")
    with pytest.raises(SaksiError, match="speech” is none of association, assembly, expression, protection"):
        run("rate", "--index", f"freedom-house={house}", "--codings", codings, "--year", "2021")


def test_a_rise_and_a_silence_are_told(tmp_path: Path) -> None:
    counts = [10, 12, 9, 11, 8, 10, 13, 9, 10, 11, 12, 10, 9, 11, 10, 12, 0, 40]
    lines = [f"KH,{2020 + at // 12}-{at % 12 + 1:02},{count},100" for at, count in enumerate(counts)]
    file = tmp_path / "counts.csv"
    file.write_text("place,month,count,exposure\n" + "\n".join(lines) + "\n", "utf-8")
    told = [row["month"] + " " + row["says"] for row in csv.DictReader(io.StringIO(run("watch", file)))]
    assert told == ["2021-05 silence", "2021-06 alarm"]
    assert run("watch", file, "--every").count("\n") == len(counts) + 1
    file.write_text(file.read_text("utf-8") + lines[-1] + "\n", "utf-8")
    with pytest.raises(SaksiError, match="KH has 2021-06 twice"):
        run("watch", file)


def test_levels_are_written_for_every_row_in_its_order(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    rows = []
    for country in range(8):
        for year in range(1990, 1994):
            codes = np.clip(np.round(country / 3.5 + chance.normal(0, 0.4, 7)), 0, 2).astype(int)
            rows.append(f"x,{year},1,{900 - country},{','.join(map(str, codes))}")
    items, out = tmp_path / "items.csv", tmp_path / "out.csv"
    header = "CTRY,YEAR,CIRI,COW,ASSN,FORMOV,DOMMOV,SPEECH,ELECSD,NEW_RELFRE,WORKER"
    items.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    run("bench", "rating", "--items", items, "--out", out, "--way", "mode")
    found = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert list(found[0]) == ["country", "year", "theta", "sd"]
    assert [(row["country"], row["year"]) for row in found] == [(row.split(",")[3], row.split(",")[1]) for row in rows]
    assert float(found[-1]["theta"]) > 0 > float(found[0]["theta"])
    assert all(float(row["sd"]) > 0 for row in found)
