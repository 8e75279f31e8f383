"""The verb that a timer calls: everything that is new, in one run."""

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saksi.cli.given import fetch_option, folder_of, options, store_option, web
from saksi.cli.progress import progress

if TYPE_CHECKING:
    from saksi.flows.daily import Summary

SHOWN = 20  # counts that changed, in the summary; `saksi why` and the pages have all
STATES = ("new", "changed", "known", "waiting", "unreadable")


@click.command()
@fetch_option
@store_option
def tick(fetch: bool, store: Path | None) -> None:
    """Read what is new in every source, count, and say what changed; made for a timer."""
    from saksi.store import opening

    folder = folder_of(store)
    opening.connect(folder)
    from saksi.flows import alerts, daily

    with daily.alone(folder):
        run = daily.Tick(folder, options().packs, web(fetch))
        for outcome in progress(run.outcomes(), quiet=True):
            if outcome.reason:
                click.echo(f"saksi: {outcome.source}: {outcome.reason}", err=True)
        summary = run.finish()
        for line in _lines(summary):
            click.echo(line)
        new = alerts.look(datetime.now().astimezone().date())
        if new:
            click.echo(f"{len(new)} new alerts: see `saksi alert list`.")
        mailed = alerts.mail()
        if mailed:
            click.echo(f"{mailed} alerts mailed.")
    sys.exit(1 if summary.failed else 0)


def _lines(summary: "Summary") -> Iterator[str]:
    states = ", ".join(f"{summary.states[state]} {state}" for state in STATES if summary.states.get(state))
    yield f"{sum(summary.states.values())} inputs: {states or 'none'}."
    if summary.states.get("waiting"):
        yield "What waits are web addresses, which are asked for with --fetch."
    yield f"{summary.acts} act reports, {summary.more:+d}."
    if not summary.since:
        yield "The first run: counts are compared from the next one on."
        return
    yield f"{len(summary.changes)} counts changed since {summary.since}."
    for change in summary.changes[:SHOWN]:
        yield f"  {change.id:40} {change.before} → {change.now}"
    if len(summary.changes) > SHOWN:
        yield f"  … and {len(summary.changes) - SHOWN} more"
