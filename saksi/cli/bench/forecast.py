"""The verb that forecasts closing at past origins, and scores what it would have said."""

from pathlib import Path

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--indices", required=True, type=FILE, help="CSV file of indices, a row a country (gwcode) and year.")
@click.option("--features", required=True, type=FILE, help="CSV file of inputs, likewise; both may be packed as .gz.")
@click.option("--origin", required=True, metavar="YEAR", help="Year to forecast from, or years as 2005-2015.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="CSV file to write.")
@click.option("--scores", is_flag=True, help="Print how good they were, by later years of the file, beside others.")
@click.option("--published", type=FILE, help="CSV file of other forecasts (outcome, from_year, gwcode, p_down).")
def forecast(indices: Path, features: Path, origin: str, out: Path, scores: bool, published: Path | None) -> None:
    """Forecast closing within two years for every country and index, from what was known at an origin."""
    from saksi.assess.forecast.issue import Forecaster
    from saksi.assess.forecast.reading import read_panel
    from saksi.flows.bench import forecast as flow

    years = flow.origins(origin)
    panel, _ = read_panel(indices, features)
    others = flow.published(published) if published else {}
    forecaster = Forecaster(panel, tell=lambda year: click.echo(f"origin {year}", err=True))
    found = flow.issued(panel, years, forecaster)
    flow.write(out, found)
    click.echo(f"{len(found)} forecasts, {sum(one.abstains != '' for one in found)} of them not to be shown")
    if scores or published:
        for line in flow.report(flow.bench(panel, found, others)):
            click.echo(line)
