"""Files in, forecasts out: wrong rows are named, and the verbs write what others score."""

import csv
import gzip
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from invented import small, world

from saksi.assess.forecast.issue import Forecaster
from saksi.assess.forecast.panel import Panel
from saksi.assess.forecast.reading import read_panel
from saksi.cli import main
from saksi.flows.bench import forecast as flow
from saksi.model.errors import UnreadableError, UsageError

ORIGIN = 2007


def laid(folder: Path, panel: Panel) -> tuple[Path, Path]:
    """Write a panel as its two files, the inputs packed."""
    indices, inputs = folder / "indices.csv", folder / "inputs.csv.gz"
    rows = [(c, y, place, at) for place, c in enumerate(panel.countries) for at, y in enumerate(panel.years)]
    with indices.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["gwcode", "year", "country_name", *panel.outcomes])
        lines.writerows([c, y, f"Land {c}", *panel.indices[:, p, a]] for c, y, p, a in rows)
    with gzip.open(inputs, "wt", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["gwcode", "year", *panel.columns])
        lines.writerows([f"{c}.0", f"{y}.0", *panel.inputs[:, p, a]] for c, y, p, a in rows)
    return indices, inputs


def test_files_give_the_panel_they_were_made_of(tmp_path: Path) -> None:
    panel = world(countries=3)
    found, names = read_panel(*laid(tmp_path, panel))
    assert (found.outcomes, found.countries, found.years) == (panel.outcomes, panel.countries, panel.years)
    assert np.array_equal(found.indices, panel.indices)
    assert np.array_equal(found.inputs, panel.inputs)
    assert names == {country: f"Land {country}" for country in panel.countries}


def test_a_row_can_say_when_it_was_known(tmp_path: Path) -> None:
    indices, inputs = tmp_path / "i.csv", tmp_path / "f.csv"
    indices.write_text("gwcode,year,known,v2xcs_ccsi\n20,2000,2000,0.5\n20,2001,2003,0.4\n", encoding="utf-8")
    inputs.write_text("gwcode,year,a\n20,2000,1\n20,2001,NA\n", encoding="utf-8")
    panel, _ = read_panel(indices, inputs)
    assert panel.known.tolist() == [[2000, 2003]]
    assert np.isnan(panel.as_of(2001).indices[0, 0, 1])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "1: needs the columns gwcode and year"),
        ("gwcode,v2xcs_ccsi\n20,0.5\n", "1: needs the columns"),
        ("gwcode,year,v2xcs_ccsi\n", "1: has no rows"),
        ("gwcode,year,other\n20,2000,0.5\n", "1: has none of the indices"),
        ("gwcode,year,v2xcs_ccsi\n20,2000,high\n", "2: v2xcs_ccsi is no number"),
        ("gwcode,year,v2xcs_ccsi\n20,2000,0.5\n20,2000,0.5\n", "3: has 20 in 2000 for the second time"),
        ("gwcode,year,v2xcs_ccsi\n20,,0.5\n", "2: has no year"),
        ("gwcode,year,v2xcs_ccsi\n20,2000\n", "2: has fewer cells"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, words: str, sentence: str) -> None:
    indices, inputs = tmp_path / "i.csv", tmp_path / "f.csv"
    indices.write_text(words, encoding="utf-8")
    inputs.write_text("gwcode,year,a\n20,2000,1\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match=sentence):
        read_panel(indices, inputs)


@pytest.mark.parametrize("words", ["", "soon", "2007-2005", "2005-x"])
def test_an_origin_is_a_year_or_years(words: str) -> None:
    assert flow.origins("2005-2007") == [2005, 2006, 2007]
    with pytest.raises(UsageError, match="is no origin"):
        flow.origins(words)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    from saksi.assess.forecast import issue, models

    for module in (issue, models, flow):
        monkeypatch.setattr(module, "method", small)


@pytest.mark.usefixtures("quick")
class TestVerbs:
    def test_every_country_and_index_has_its_row_and_its_scores(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        panel = world()
        indices, inputs = laid(tmp_path, panel)
        out, others = tmp_path / "out.csv", tmp_path / "others.csv"
        rows = [f"{o},{ORIGIN},{c},0.{n % 7}" for o in panel.outcomes for n, c in enumerate(panel.countries)]
        others.write_text("outcome,from_year,gwcode,p_down\n" + "\n".join(rows) + "\n", encoding="utf-8")
        words = ["--indices", str(indices), "--features", str(inputs), "--origin", str(ORIGIN), "--out", str(out)]
        with pytest.raises(SystemExit) as ended:
            main(["bench", "forecast", *words, "--scores", "--published", str(others)])
        assert not ended.value.code
        written = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
        assert {(row["outcome"], row["gwcode"]) for row in written} == {
            (outcome, country) for outcome in panel.outcomes for country in panel.countries
        }
        assert all(row["from_year"] == str(ORIGIN) and 0 < float(row["p_down"]) < 1 for row in written)
        said = capsys.readouterr().out
        for name in ("average, corrected", "boosting, leaky", "base rate", "persistence", "logit", "published"):
            assert f"\n{name}" in said
        assert "ours less published: AUC" in said
        assert "Associational space, recall among the top fifth" in said

    def test_a_country_is_told_its_risk_and_its_drivers(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        panel = world(last=2000)
        inputs = panel.inputs.copy()
        inputs[:, 1, -1] = np.nan
        laid(tmp_path, replace(panel, inputs=inputs))
        files = ["--indices", str(tmp_path / "indices.csv"), "--features", str(tmp_path / "inputs.csv.gz")]
        with pytest.raises(SystemExit) as ended:
            main(["forecast", *files, "--country", "20", "--country", "30"])
        assert not ended.value.code
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == 2 * len(panel.outcomes)
        assert all("; raised by " in line for line in lines if line.startswith("Land 20, "))
        assert {line.split(": ", 1)[1] for line in lines if line.startswith("Land 30, ")} == {
            "no forecast: 100% of the inputs are missing"
        }

    def test_an_unknown_country(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        laid(tmp_path, world(countries=2))
        files = ["--indices", str(tmp_path / "indices.csv"), "--features", str(tmp_path / "inputs.csv.gz")]
        with pytest.raises(SystemExit) as ended:
            main(["forecast", *files, "--country", "999"])
        assert ended.value.code == 2
        assert "no country 999" in capsys.readouterr().err


@pytest.mark.usefixtures("quick")
def test_what_leaks_is_shown_beside_and_used_for_nothing() -> None:
    panel = world()
    forecaster = Forecaster(panel)
    before = flow.issued(panel, [ORIGIN], forecaster)
    found = flow.bench(panel, before, {})
    assert flow.issued(panel, [ORIGIN], Forecaster(panel)) == before
    assert set(found.said) == {
        "average, corrected",
        "boosting",
        "forest",
        "logit",
        "base rate",
        "persistence",
        flow.LEAKY,
        flow.STRICT,
    }
    assert not np.array_equal(found.said[flow.LEAKY], found.said["boosting"])


@pytest.mark.usefixtures("quick")
def test_what_is_published_is_learnt_anew_from_what_was_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "_TREES", 5)
    panel = world()
    inputs = panel.inputs.copy()
    inputs[:, :, panel.at(ORIGIN) + 1 :] = 9.0
    before = flow.issued(panel, [ORIGIN], Forecaster(panel))
    found, again = (flow.bench(one, before, {}).said for one in (panel, replace(panel, inputs=inputs)))
    assert np.array_equal(found[flow.STRICT], again[flow.STRICT])
    assert len(set(found[flow.STRICT])) > 2
    alone = flow.bench(replace(panel, columns=(), inputs=inputs[:0]), before, {}).said[flow.STRICT]
    assert len(set(alone)) <= len(panel.outcomes)


@pytest.mark.usefixtures("quick")
def test_nothing_can_be_scored_before_it_came() -> None:
    panel = world(countries=12, last=2000)
    with pytest.raises(UsageError, match="nothing is known yet"):
        flow.bench(panel, Forecaster(panel).forecasts(2000), {})
