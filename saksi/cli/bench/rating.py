"""The verb that measures levels from a file of items, for others to compare with published ones."""

from pathlib import Path

import click


@click.command()
@click.option(
    "--items",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV file with a row a country and year, and the columns of a known set of items.",
)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="CSV file to write.")
@click.option(
    "--way",
    type=click.Choice(["draws", "mode"]),
    default="draws",
    show_default=True,
    help="Over draws of the items' parameters, or at their mode, which is quicker and a little too sure.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Where chance begins.")
def rating(items: Path, out: Path, way: str, seed: int) -> None:
    """Measure the level behind a file of items; write country, year, theta and sd, in the order of its rows."""
    import csv

    from saksi.assess.latent.itemset import panel, read_rows, recognise
    from saksi.assess.latent.release import Way, release

    rows = read_rows(items)
    held = panel(items, rows, recognise(items, list(rows[0])))
    found = release(held.model, Way(way), seed, tell=lambda line: click.echo(line, err=True)).levels
    with out.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["country", "year", "theta", "sd"])
        for country, year, mean, sd in zip(held.countries, held.years, found.mean, found.sd, strict=True):
            lines.writerow([country, year, f"{mean:.6f}", f"{sd:.6f}"])
