"""The verb that does the main job on the example documents."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from saksi.cli.documents import report
from saksi.cli.given import options


@click.command()
@click.option("--store", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"), show_default=True)
def demo(store: Path) -> None:
    """Do the main job on the example documents."""
    from saksi.store import opening

    folder = store.absolute()
    os.environ["SAKSI_DATABASE"] = ""  # examples never go into the record of the group
    opening.create(folder)
    from saksi.flows import demo as flow

    failed = report(flow.load_examples(folder, options().packs))
    replayed = list(flow.decide_examples())
    for one in replayed:
        if one.problem:
            click.echo(f"saksi: example decision without its claim: {one.problem}", err=True)
    _demo_table(flow.table(), flow.totals())
    taken = sum(one.state != "missed" for one in replayed)
    login = flow.reviewer()
    click.echo(
        f"{taken} of {len(replayed)} example decisions hold, taken by the user “example”: they judge no real case."
    )
    click.echo(f"\nLook at it:      saksi serve --store {store}   → http://127.0.0.1:8000/")
    click.echo(f"Walk it back:    saksi why --store {store} {flow.largest_count()}")
    click.echo(f"Prove it:        saksi check --store {store}")
    click.echo(
        f"Review it:       log in as {login.name}, password {login.password} (shown once; the next demo makes another)"
    )
    sys.exit(1 if failed else 0)


def _demo_table(rows: Iterable[Any], totals: dict[str, int]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title="What the example documents say")
    table.add_column("document", overflow="fold")
    for name in ("country", "acts", "people", "organisations"):
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(row.document, row.country, str(row.acts), str(row.people), str(row.organisations))
    table.add_section()
    table.add_row(
        f"{totals['documents']} documents", "", str(totals["Act"]), str(totals["Person"]), str(totals["Organisation"])
    )
    Console().print(table)
