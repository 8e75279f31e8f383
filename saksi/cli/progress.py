"""Long work is counted: in a bar on a terminal, in plain lines elsewhere."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click

Step = TypeVar("Step")


def progress(steps: Iterable[Step], quiet: bool = False) -> Iterator[Step]:
    """Hand the steps on, counted in a bar on a terminal, and in plain lines elsewhere unless they are to be quiet."""
    if not sys.stderr.isatty():
        for number, step in enumerate(steps, 1):
            yield step
            if not quiet:
                click.echo(f"{number:>5}  {getattr(step, 'state', '')}  {getattr(step, 'source', '')}", err=True)
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        for step in steps:
            yield step
            bar.update(task, advance=1, description=Path(str(getattr(step, "source", ""))).name)
