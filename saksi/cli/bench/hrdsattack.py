"""The verb that measures extraction on news of attacks against human rights defenders."""

from pathlib import Path

import click

from saksi.cli.given import options


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
def hrdsattack(file: Path, as_json: bool) -> None:
    """Measure victims, violations and places on a file of HRDsAttack articles, with 95 % intervals."""
    import json

    from saksi.cli.progress import progress
    from saksi.flows.bench import hrdsattack as flow
    from saksi.packs import load

    given = options()
    articles = flow.read(file)
    found = list(progress(flow.answers(articles, given.packs, given.extraction_seconds), quiet=True))
    measures = flow.measure(articles, found, load(given.packs))
    if as_json:
        click.echo(json.dumps({name: one.numbers() for name, one in measures.items()}, indent=1))
        return
    click.echo(f"{len(articles)} articles, {sum(one.reason != '' for one in found)} of them not extracted")
    for name, one in measures.items():
        click.echo(f"{name:32} {one}")
