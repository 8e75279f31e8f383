"""The verbs that give out what the record says: why, publish, export."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saksi.cli.given import folder_of, options, store_option

if TYPE_CHECKING:
    from saksi.flows.reasons import Reason


@click.command()
@click.argument("identity", metavar="ID")
@store_option
def why(identity: str, store: Path | None) -> None:
    """Walk a rating (rating:KH:2021), number, act, case (case:ID of an act), person, claim or document to its words."""
    from saksi.store import opening

    opening.connect(folder_of(store))
    from saksi.flows.why import why as reason_of

    documents: dict[str, str] = {}
    for line in _indented(reason_of(identity), 0, documents):
        click.echo(line)
    click.echo()
    for number, document in enumerate(documents.values(), 1):
        click.echo(f"[{number}] {document}")


@click.command()
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@store_option
def publish(target: Path, store: Path | None) -> None:
    """Freeze the pages of what may leave into a folder that any server or disk can carry."""
    from saksi.store import opening

    folder = folder_of(store)
    opening.connect(folder)
    from saksi.flows import publish as flow

    settings = options()
    number = flow.publish(target.absolute(), folder, settings.packs, settings.group)
    click.echo(f"{number} files in {target}: open {target / 'index.html'} in a browser, or copy the folder anywhere.")


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(["csv", "jsonl", "ftm", "counts"]))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write (default: print).")
@store_option
def export(form: str, out: Path | None, store: Path | None) -> None:
    """Write what may leave as csv, jsonl, ftm (FollowTheMoney) or counts (measures, as csv)."""
    from saksi.store import opening

    folder = folder_of(store)
    opening.connect(folder)
    from saksi.flows import publish as flow

    lines = flow.export(form, folder, options().packs)
    if out is None:
        for line in lines:
            click.echo(line, nl=False)
        return
    click.echo(f"{flow.save(out.absolute(), lines)} lines in {out}.")


def _indented(reason: "Reason", depth: int, documents: dict[str, str]) -> Iterator[str]:
    """Give the lines of an answer; documents are numbered as they come, and listed in `documents` by their hash."""
    pad = "  " * depth
    yield f"{pad}{reason.words}"
    for quote in reason.quotes:
        documents.setdefault(quote.document, f"{quote.title or 'no title'} ({quote.source}, {quote.document[:12]})")
        number = list(documents).index(quote.document) + 1
        words = " ".join(quote.span.quote.split())
        yield f"{pad}  {'  from ' if quote.number else ''}“{words}” [{number}] {quote.span.start}–{quote.span.end}"
    for below in reason.below:
        yield from _indented(below, depth + 1, documents)
