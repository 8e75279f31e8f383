"""The verbs of alerts: look whether benchmarks are crossed, list, replay, acknowledge."""

import getpass
from datetime import UTC, date, datetime
from pathlib import Path

import click

from saksi.cli.given import folder_of, store_option
from saksi.cli.sentences import Sentences


@click.group(cls=Sentences)
def alert() -> None:
    """Look at benchmarks that tell of a closing country, and say what people make of them."""


@alert.command("look")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day that may raise one (default: 90 days ago).")
@store_option
def alert_look(since: datetime | None, store: Path | None) -> None:
    """Raise an alert for each benchmark crossed, and mail what is public of those not mailed yet."""
    from saksi.store import opening

    opening.connect(folder_of(store))
    from saksi.flows import alerts

    new = alerts.look(_today(), since.date() if since else None)
    click.echo(f"{len(new)} new alerts.")
    mailed = alerts.mail()
    if mailed:
        click.echo(f"{mailed} alerts mailed.")


@alert.command("list")
@store_option
def alert_list(store: Path | None) -> None:
    """List every alert, as whoever keeps the machine sees it, with who has seen it."""
    from saksi.store import opening

    opening.connect(folder_of(store))
    from saksi.flows import alerts
    from saksi.model.policy import Role, Sensitivity
    from saksi.store.read.alerts import listed
    from saksi.store.read.record import Record
    from saksi.store.read.visibility import Sight

    everything = Record(Sight(Role.ADMINISTRATOR, frozenset(Sensitivity), whole_texts=True, whole=True))
    for one in listed(everything):
        seen = "; ".join(f"{taken.verdict} by {taken.user}: {taken.reason}" for taken in one.seen)
        click.echo(f"{alerts.sentence(one)}; {seen or 'not acknowledged'}")


@alert.command("replay")
@store_option
def alert_replay(store: Path | None) -> None:
    """Replay every benchmark on the acts of the record and the ratings that `saksi rate --keep` kept."""
    from saksi.store import opening

    opening.connect(folder_of(store))
    from saksi.flows import alerts
    from saksi.store.read.record import record

    for one in alerts.replays(record(None), _today()):
        held = one.replay
        if held is None:
            click.echo(f"{one.benchmark.id}: no ratings of two years in a row are kept")
            continue
        rate = "–" if held.false_a_year is None else f"{held.false_a_year:.2f}"
        lead = "–" if held.lead is None else f"{held.lead:.0f} days"
        click.echo(
            f"{one.benchmark.id}: {held.alerts} alerts, {held.hits} hits, {held.false} false ({rate} a country and "
            f"year); {held.caught} of {held.events} falls had one before them, {held.missed} missed; lead {lead}"
        )


@alert.command("acknowledge")
@click.argument("identity", metavar="ID")
@click.option("--unfounded", is_flag=True, help="Say that it was a false alarm.")
@click.option("--by", default=getpass.getuser, show_default="your login", help="Who says so.")
@click.option("--why", required=True, help="The reason.")
@store_option
def alert_acknowledge(identity: str, unfounded: bool, by: str, why: str, store: Path | None) -> None:
    """Say that an alert has been seen, and what it was; the watchlist is proposed with `saksi panel watchlist`."""
    from saksi.store import opening

    opening.connect(folder_of(store))
    from saksi.store.panel import Said, acknowledge

    acknowledge(identity, Said(by, datetime.now(UTC), why), founded=not unfounded)
    click.echo(f"{identity} is acknowledged.")


def _today() -> date:
    return datetime.now().astimezone().date()
