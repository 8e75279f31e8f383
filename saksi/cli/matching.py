"""The verb that says which names and reports are one."""

from pathlib import Path

import click

from saksi.cli.given import folder_of, options, store_option


@click.command()
@click.option("--anew", is_flag=True, help="Compare everything again, and not only what is new.")
@store_option
def resolve(anew: bool, store: Path | None) -> None:
    """Compare names and act reports that are new with their like; join what is sure, suggest what is likely."""
    from saksi.store import opening

    opening.connect(folder_of(store))
    from saksi.flows import resolve as flow
    from saksi.packs import load

    done = flow.run(load(options().packs), anew=anew)
    click.echo(f"{done.compared} names and reports compared in {done.pairs} pairs, {done.changed} memberships changed.")
    for kind, waiting in done.waiting.items():
        click.echo(f"{kind}: {waiting} suggestions wait for a person.")
    for kind, lesson in done.lessons.items():
        if lesson.accepted or lesson.refused:
            click.echo(f"{kind}: {lesson.words}.")
