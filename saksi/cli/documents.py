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
    from saksi.flows.extraction.modelled import Model
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
@click.option(
    "--only", type=click.Choice(["acts"]), help="Look for nothing else; twice as fast, and less sure of names."
)
@click.option("--llm", "address", metavar="URL", help="Ask also a language model at this OpenAI-compatible server.")
@click.option("--model", metavar="NAME", help="Name of the model at that server.")
@click.option("--llm-elsewhere", is_flag=True, help="Let the words of the documents leave this machine for --llm.")
def extract(
    files: tuple[str, ...], fetch: bool, only: str | None, address: str | None, model: str | None, llm_elsewhere: bool
) -> None:
    """Print what files say, without a store; - is standard input."""
    import json

    from saksi.flows.extract import extract_files

    failed = False
    given = options()
    asked = _model(address, model, llm_elsewhere, given.packs)
    steps = extract_files(files, given.packs, web(fetch), given.extraction_seconds, asked, only == "acts")
    for found in progress(steps, quiet=True):
        for line in found.lines:
            click.echo(json.dumps(line, ensure_ascii=False))
        if found.reason:
            failed = True
            click.echo(f"saksi: {found.source}: {found.reason}", err=True)
    for words in asked.account() if asked else ():
        click.echo(f"saksi: {words}", err=True)
    sys.exit(1 if failed else 0)


def _model(address: str | None, name: str | None, elsewhere: bool, packs: tuple[str, ...]) -> "Model | None":
    """Return the model to ask, and say where words go; None when none is named."""
    if address is None and name is None and not elsewhere:
        return None
    if not address or not name:
        raise UsageError("--llm URL and --model NAME are given together")
    from saksi.flows.extraction.chat import server
    from saksi.flows.extraction.modelled import Model

    chosen = server(address, name, elsewhere)
    click.echo(f"saksi: {chosen.promise}", err=True)
    return Model(chosen, packs)


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
