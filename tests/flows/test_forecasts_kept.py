"""Forecasts that are kept: once each, under today's code of the country, and shown with their track record."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from saksi.assess.forecast import issue, reading
from saksi.assess.forecast.issue import Driver, Forecast
from saksi.cli import main
from saksi.flows import forecast
from saksi.store import opening
from saksi.store.read import panel as kept

pytestmark = pytest.mark.django_db

MEMBERS = {"boosting": 0.2, "forest": 0.4, "logit": 0.3}
KH = Forecast("v2xcs_ccsi", "811", 2021, 0.31, MEMBERS, (Driver("fall", 0.2, "a fall last year"),))
ABSTAINS = Forecast("v2xcl_rol", "811", 2021, 0.5, MEMBERS, (), "100% of the inputs are missing")
GONE = Forecast("v2xcs_ccsi", "817", 2021, 0.9, MEMBERS)
PAST = {("v2xcs_ccsi", "811"): [(2017, 0.2, True), (2018, 0.1, False)]}


def test_a_forecast_is_kept_once_and_only_of_countries_of_today() -> None:
    assert forecast.keep([KH, ABSTAINS, GONE], PAST) == 2
    assert forecast.keep([KH, ABSTAINS, GONE], PAST) == 0
    found = {one.body["outcome"]: one for one in kept.assessments("forecast", "KH")}
    assert found["v2xcs_ccsi"].period == "2021"
    assert found["v2xcs_ccsi"].body["record"] == [[2017, 0.2, True], [2018, 0.1, False]]
    page = Client().get("/ratings/KH/").content.decode()
    assert "<strong>31 %</strong>" in page
    assert "2017: 20 %, closed; 2018: 10 %, did not close" in page
    assert "50 %" not in page, "what is abstained from has no number"
    assert "100% of the inputs are missing" in page


class Known:
    """A forecaster that knows already what it will say."""

    def __init__(self, panel: Any, tell: Any) -> None:
        self.panel, self.tell = panel, tell

    def forecasts(self, _: int) -> list[Forecast]:
        return [KH, GONE]

    def past(self, _: int) -> Any:
        return PAST


class Panel:
    countries = ("811", "817")


def test_the_verb_keeps_what_it_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issue, "Forecaster", Known)
    monkeypatch.setattr(reading, "read_panel", lambda *_: (Panel(), {"811": "Cambodia", "817": "South Vietnam"}))
    monkeypatch.setattr(opening, "connect", lambda _: None)
    file = tmp_path / "indices.csv"
    file.write_text("gwcode,year\n", "utf-8")
    words = ["forecast", "--indices", str(file), "--features", str(file), "--origin", "2021"]
    said = CliRunner().invoke(main, words, standalone_mode=False)
    assert said.stdout.startswith("South Vietnam, Associational space, from 2021: 90%")
    assert kept.assessments("forecast") == []
    said = CliRunner().invoke(main, [*words, "--keep"], standalone_mode=False)
    assert "1 forecasts kept that were not there." in said.stderr
    assert [one.place for one in kept.assessments("forecast")] == ["KH"]
