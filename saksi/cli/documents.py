"""The verbs that read: documents into the store, or straight to standard output."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saksi.cli.given import fetch_option, folder_of, options, store_option, web
from saksi.cli.progress import progress
from saksi.model.errors import UsageError

if TYPE_CHECKING:
    from saksi.flows.ingest import Outcome


@click.command()
@click.argument("files", nargs=-1, type=click.Path())
@fetch_option
@click.option("--again", is_flag=True, help="Read every stored document again with today's parsers and extractors.")
@store_option
def ingest(files: tuple[str, ...], fetch: bool, again: bool, store: Path | None) -> None:
    """Read files, folders, archives and lists of web addresses into the store; - is standard input."""
    from saksi.store import opening

    if not files and not again:
        raise UsageError("name the files or folders to read, or give --again")
    folder = folder_of(store)
    opening.connect(folder)
    from saksi.flows import ingest as flow

    packs, patience = options().packs, options().extraction_seconds
    failed = report(flow.again(folder, packs, patience)) if again else False
    failed = (report(flow.ingest(files, folder, packs, web(fetch), patience)) if files else False) or failed
    sys.exit(1 if failed else 0)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path())
@fetch_option
@click.option("--format", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, expose_value=False)
def extract(files: tuple[str, ...], fetch: bool) -> None:
    """Print what files say, without a store; - is standard input."""
    import json

    from saksi.flows.extract import extract_files

    failed = False
    given = options()
    for found in progress(extract_files(files, given.packs, web(fetch), given.extraction_seconds), quiet=True):
        for line in found.lines:
            click.echo(json.dumps(line, ensure_ascii=False))
        if found.reason:
            failed = True
            click.echo(f"saksi: {found.source}: {found.reason}", err=True)
    sys.exit(1 if failed else 0)


def report(outcomes: "Iterable[Outcome]") -> bool:
    """Print one line an input; returns whether one could not be read."""
    states: dict[str, int] = {}
    for outcome in progress(outcomes):
        states[outcome.state] = states.get(outcome.state, 0) + 1
        if outcome.state == "unreadable":
            click.echo(f"saksi: {outcome.source}: {outcome.reason}", err=True)
    counts = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
    click.echo(f"{sum(states.values())} documents read: {counts or 'none'}.")
    return "unreadable" in states
