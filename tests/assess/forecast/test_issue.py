"""What a forecast gives: a number for everybody, a reason where it is not to be shown, and what drives it."""

from dataclasses import replace

import numpy as np
import pytest
from invented import world

from saksi.assess.forecast.issue import MEMBERS, Forecast, Forecaster, Strict, abstentions, last_origin
from saksi.assess.forecast.method import method
from saksi.assess.forecast.panel import Panel
from saksi.assess.forecast.scores import area
from saksi.model.errors import UsageError

ORIGIN = 2007
pytestmark = pytest.mark.usefixtures("quick")


def gappy() -> Panel:
    """The world with a country whose index ends early, and one without inputs in the year of the origin."""
    panel = world()
    indices, inputs = panel.indices.copy(), panel.inputs.copy()
    indices[0, 0, panel.at(ORIGIN) :] = np.nan
    inputs[:, 1, panel.at(ORIGIN)] = np.nan
    indices[1, 2, : panel.at(ORIGIN) - 1] = np.nan
    return replace(panel, indices=indices, inputs=inputs)


@pytest.fixture(scope="module")
def made() -> tuple[list[Forecast], Strict]:
    with pytest.MonkeyPatch.context() as patch:
        from invented import small

        from saksi.assess.forecast import issue, models

        for module in (issue, models):
            patch.setattr(module, "method", small)
        forecaster = Forecaster(gappy())
        return forecaster.forecasts(ORIGIN), forecaster.strict(ORIGIN)


@pytest.fixture(scope="module")
def found(made: tuple[list[Forecast], Strict]) -> list[Forecast]:
    return made[0]


def test_everybody_has_a_number(found: list[Forecast]) -> None:
    panel = gappy()
    assert len(found) == len(panel.outcomes) * len(panel.countries)
    assert all(0 < one.risk < 1 and set(one.members) == set(MEMBERS) for one in found)


def test_who_lacks_inputs_has_a_reason(found: list[Forecast]) -> None:
    panel = gappy()
    reasons = {(one.outcome, one.country): one.abstains for one in found if one.abstains}
    assert reasons[panel.outcomes[0], panel.countries[0]] == "the index has no value in this year"
    assert reasons[panel.outcomes[0], panel.countries[1]] == "100% of the inputs are missing"
    assert reasons[panel.outcomes[1], panel.countries[2]] == "the index has 2 years of history, and it takes 5"
    assert len(reasons) == 1 + len(panel.outcomes) + 1


def test_drivers_are_variables_of_the_logit_with_their_words(found: list[Forecast]) -> None:
    words = {variable.name: (variable.label, variable.low) for variable in method().logit.variables}
    for one in found:
        assert all(driver.label in words[driver.variable] and driver.share for driver in one.drivers)
        assert len({driver.variable for driver in one.drivers}) == len(one.drivers)


def test_a_driver_says_what_the_value_here_is_and_not_what_a_high_one_would_be(
    made: tuple[list[Forecast], Strict],
) -> None:
    found, strict = made
    panel, known = gappy(), {variable.name: variable for variable in method().logit.variables}
    directions = set()
    for one in found:
        row = strict.rows.values[panel.outcomes.index(one.outcome), panel.countries.index(one.country), -1]
        value = dict(zip(strict.logit.variables, strict.logit.standard(row[None])[0], strict=False))
        for driver in one.drivers:
            above = bool(value[driver.variable] > 0)
            assert driver.label == (known[driver.variable].label if above else known[driver.variable].low)
            directions.add((above, driver.share > 0))
    assert len(directions) == 4, "high and low values, each raising some risk and lowering another"


def test_it_finds_what_there_is_to_be_found(found: list[Forecast]) -> None:
    from saksi.assess.forecast.labels import labels

    panel = world()
    truth = labels(panel).values[:, :, panel.at(ORIGIN)]
    rows = [(truth[panel.outcomes.index(o.outcome), panel.countries.index(o.country)], o.risk) for o in found]
    assert area(np.array([a for a, _ in rows]), np.array([b for _, b in rows])) > 0.6


def test_nothing_is_learnt_from_too_little() -> None:
    panel = world(countries=2, last=1983)
    with pytest.raises(UsageError, match="nothing can be learnt before 1983"):
        Forecaster(panel).forecasts(1983)


def test_an_input_without_any_value_is_no_hindrance() -> None:
    panel = world()
    inputs = np.concatenate([panel.inputs, np.full((1, *panel.known.shape), np.nan)])
    blank = replace(panel, columns=(*panel.columns, "lag0_years_since_last_pt_attempt"), inputs=inputs)
    found = Forecaster(blank).strict(ORIGIN)
    assert all(np.isfinite(values).all() for values in found.members.values())
    assert "lag0_years_since_last_pt_attempt" not in found.logit.variables


def test_the_last_origin_is_the_last_year_with_an_index() -> None:
    panel = world(countries=2)
    indices = panel.indices.copy()
    indices[:, :, -2:] = np.nan
    assert last_origin(replace(panel, indices=indices)) == panel.years[-3]
    assert abstentions(panel)[0] == ["", ""]
