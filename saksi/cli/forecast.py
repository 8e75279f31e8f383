"""The verb that says which spaces are likely to close, and why."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from saksi.cli.given import folder_of, store_option

if TYPE_CHECKING:
    from saksi.assess.forecast.issue import Forecast

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--indices", required=True, type=FILE, help="CSV file of indices, a row a country (gwcode) and year.")
@click.option("--features", required=True, type=FILE, help="CSV file of inputs, likewise; both may be packed as .gz.")
@click.option("--origin", type=int, metavar="YEAR", help="Year to forecast from (default: the last of the indices).")
@click.option("--country", multiple=True, metavar="CODE", help="Only this country; may be given several times.")
@click.option(
    "--keep", is_flag=True, help="Keep the forecasts in the record, for its pages, with what was said before."
)
@store_option
def forecast(
    indices: Path, features: Path, origin: int | None, country: tuple[str, ...], keep: bool, store: Path | None
) -> None:
    """Print the risk that a space closes within two years, highest first, with what drives it.

    A country whose inputs are missing has no number but the reason why.
    """
    from saksi.assess.forecast.issue import Forecaster, last_origin
    from saksi.assess.forecast.method import method
    from saksi.assess.forecast.reading import read_panel
    from saksi.model.errors import UsageError

    panel, names = read_panel(indices, features)
    unknown = sorted(set(country) - set(panel.countries))
    if unknown:
        raise UsageError(f"the files have no country {', '.join(unknown)}")
    year = last_origin(panel) if origin is None else origin
    forecaster = Forecaster(panel, tell=lambda past: click.echo(f"origin {past}", err=True))
    found = [one for one in forecaster.forecasts(year) if not country or one.country in country]
    if keep:
        from saksi.store import opening

        opening.connect(folder_of(store))
        from saksi.flows.forecast import keep as kept

        click.echo(f"{kept(found, forecaster.past(year))} forecasts kept that were not there.", err=True)
    for one in sorted(found, key=lambda one: (bool(one.abstains), -one.risk, one.outcome, one.country)):
        click.echo(f"{names[one.country]}, {method().outcome(one.outcome).label}, from {year}: {_said(one)}")


def _said(one: "Forecast") -> str:
    if one.abstains:
        return f"no forecast: {one.abstains}"
    low, high = min(one.members.values()), max(one.members.values())
    up, down = (
        ", ".join(f"{driver.label} ({driver.share:+.1f})" for driver in one.drivers if (driver.share > 0) is raised)
        for raised in (True, False)
    )
    return (
        f"{one.risk:.0%} (models {low:.0%} to {high:.0%}); raised by {up or 'nothing'}; lowered by {down or 'nothing'}"
    )
